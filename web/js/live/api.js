// What is asked of the server over HTTP.

const TIMEOUT_MILLIS = 10_000;

export async function getConfig() {
  const response = await fetch('/api/config', { cache: 'no-store', signal: AbortSignal.timeout(3_000) });
  if (!response.ok) throw new Error(`The server answered ${response.status}`);
  return response.json();
}

/** Never throws: a refusal and a silence are answers too. */
export async function postTasks(request) {
  let response;
  try {
    response = await fetch('/api/tasks', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(request),
      signal: AbortSignal.timeout(TIMEOUT_MILLIS),
    });
  } catch {
    return { ok: false, detail: 'No answer from the server. The counters will tell whether the tasks arrived.' };
  }
  const body = await response.json().catch(() => ({}));
  if (response.ok) return { ok: true, accepted: body.accepted };
  return { ok: false, field: body.field, detail: body.detail ?? body.title ?? `The server answered ${response.status}` };
}
