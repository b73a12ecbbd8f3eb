// Lets something happen at once, but never more often than once in so many milliseconds; the last wish is not lost.

/** @param clock where the time comes from: `{ setTimeout, clearTimeout, now }` */
export function createPace(millis, run, clock = { setTimeout: (...given) => setTimeout(...given), clearTimeout: (timer) => clearTimeout(timer), now: Date.now }) {
  let ranAt = -Infinity;
  let timer = null;

  function go() {
    timer = null;
    ranAt = clock.now();
    run();
  }

  return {
    wish() {
      if (timer !== null) return;
      const left = ranAt + millis - clock.now();
      if (left <= 0) go();
      else timer = clock.setTimeout(go, left);
    },
    stop() {
      if (timer !== null) clock.clearTimeout(timer);
      timer = null;
      ranAt = -Infinity;
    },
  };
}
