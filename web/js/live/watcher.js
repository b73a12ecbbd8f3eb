// Who this browser is to the others that watch: a random name that it keeps, so that its tabs count as one.

const KEY = 'atomic-flow.watcher';
const FORM = /^[A-Za-z0-9_-]{16,64}$/;

/** Storage may be full or blocked: then each page is a watcher of its own. */
export function watcherId(storage, random = randomId) {
  try {
    const kept = storage().getItem(KEY);
    if (kept && FORM.test(kept)) return kept;
    const id = random();
    storage().setItem(KEY, id);
    return id;
  } catch {
    return random();
  }
}

/** Not crypto.randomUUID: on a page without TLS browsers have it on loopback only. */
function randomId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
