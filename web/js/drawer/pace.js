// Lets something happen at once, but never more often than once in so many milliseconds; the last wish is not lost.

export function createPace(millis, run) {
  let ranAt = -Infinity;
  let timer = null;

  function go() {
    timer = null;
    ranAt = Date.now();
    run();
  }

  return {
    wish() {
      if (timer !== null) return;
      const left = ranAt + millis - Date.now();
      if (left <= 0) go();
      else timer = setTimeout(go, left);
    },
    stop() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      ranAt = -Infinity;
    },
  };
}
