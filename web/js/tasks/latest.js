// Of several requests for the same place only the latest counts: it aborts the one before, whose answer is not heard.

/** @returns a function that runs `start(signal)` and resolves to its answer, or to null once it is overtaken */
export function createLatest() {
  let current = null;
  return async function latest(start) {
    current?.abort();
    const mine = new AbortController();
    current = mine;
    const answer = await start(mine.signal);
    return mine === current ? answer : null;
  };
}
