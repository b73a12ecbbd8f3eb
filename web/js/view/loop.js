// The one animation loop. Figures follow at a tenth of a second: faster cannot be read.

const FIGURES_EVERY_MILLIS = 100;

/** `always` runs even while frozen: nobody may take a frozen picture for a lost connection, or the other way round. */
export function startLoop({ store, draw, figures, always }) {
  let frozen = false;
  let last = performance.now();
  let figuresAt = 0;
  let shown = -1;

  function frame(now) {
    requestAnimationFrame(frame);
    const elapsed = now - last;
    last = now;
    if (!frozen) draw(now, elapsed);
    if (now - figuresAt < FIGURES_EVERY_MILLIS) return;
    figuresAt = now;
    for (const figure of always) figure();
    if (frozen || shown === store.version) return;
    shown = store.version;
    for (const figure of figures) figure();
  }

  requestAnimationFrame(frame); // the browser does not call it in a hidden tab
  return {
    freeze(on) {
      frozen = on;
    },
  };
}
