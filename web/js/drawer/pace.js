// Lets something happen at once, but never more often than once in so many milliseconds, nor again before it is done;
// the last wish is not lost.

/** @param run `run(signal)`; what it returns is waited for, and `signal` says that nobody wants it any more */
export function createPace(millis, run) {
  let ranAt = -Infinity;
  let timer = null;
  let running = null;
  let again = false;

  async function go() {
    timer = null;
    ranAt = Date.now();
    const mine = new AbortController();
    running = mine;
    try {
      await run(mine.signal);
    } finally {
      if (running === mine) done();
    }
  }

  function done() {
    running = null;
    if (!again) return;
    again = false;
    wish();
  }

  function wish() {
    if (timer !== null) return;
    if (running) {
      again = true; // to stop what runs for it would never let a slow answer arrive
      return;
    }
    const left = ranAt + millis - Date.now();
    if (left <= 0) go();
    else timer = setTimeout(go, left);
  }

  return {
    wish,
    stop() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      running?.abort();
      running = null;
      again = false;
      ranAt = -Infinity;
    },
  };
}
