// What is asked of the server over HTTP.

const TIMEOUT_MILLIS = 10_000;

export async function getConfig() {
  const response = await fetch('/api/config', { cache: 'no-store', signal: AbortSignal.timeout(3_000) });
  if (!response.ok) throw new Error(`The server answered ${response.status}`);
  return response.json();
}

/**
 * Never throws: a refusal and a silence are answers too.
 *
 * @returns {Promise<{ok: true, body: object} | {ok: false, status: number, detail: string, field?: string}>}
 *     `status` is 0 where there was no answer; `detail` is for people
 */
export async function ask(method, path, body, signal) {
  const timeout = AbortSignal.timeout(TIMEOUT_MILLIS);
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: 'no-store',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
  } catch {
    const changes = method !== 'GET';
    return { ok: false, status: 0, detail: `No answer from the server.${changes ? ' What is shown will tell whether it arrived.' : ''}` };
  }
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return { ok: true, body: answer };
  const detail = answer.detail ?? answer.title ?? `The server answered ${response.status}`;
  return { ok: false, status: response.status, field: answer.field, detail };
}

/** Without a body; a request that changes something says all the same that it comes from a page: by its content type. */
export const post = (path, body = {}) => ask('POST', path, body);
