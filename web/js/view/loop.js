// The one animation loop. Figures follow at a tenth of a second: faster cannot be read.

const FIGURES_EVERY_MILLIS = 100;

/** While nothing moves, to look this often whether something does now is enough: as often as frames come from the server. */
const REST_MILLIS = 50;

/** `always` runs even while frozen: nobody may take a frozen picture for a lost connection, or the other way round. */
export function startLoop({ store, draw, figures, always }) {
  let frozen = false;
  let last = performance.now();
  let figuresAt = 0;
  let shown = -1;
  let moving = true;

  function frame(now) {
    if (moving) requestAnimationFrame(frame);
    else setTimeout(requestAnimationFrame, REST_MILLIS, frame);
    const elapsed = now - last;
    last = now;
    moving = !frozen && draw(now, elapsed);
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
