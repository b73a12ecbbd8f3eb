// Waiting for conditions, always with a deadline and with a reason to print when it passes.
import { setInterval } from 'node:timers/promises';

export async function until(what, condition, millis = 30_000) {
  const deadline = Date.now() + millis;
  let last;
  for await (const _ of setInterval(50)) {
    last = await condition();
    if (last) return last;
    if (Date.now() > deadline) throw new Error(`${what}: not after ${millis} ms`);
  }
}

/** The first value that `subscribe` hands on. */
export function event(what, subscribe, millis = 30_000) {
  const { promise, resolve, reject } = deferred();
  const timer = setTimeout(() => reject(new Error(`${what}: not within ${millis} ms`)), millis);
  subscribe(resolve);
  return promise.finally(() => clearTimeout(timer));
}

function deferred() {
  const all = {};
  all.promise = new Promise((resolve, reject) => Object.assign(all, { resolve, reject }));
  return all;
}
