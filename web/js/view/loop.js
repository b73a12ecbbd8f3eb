// The one animation loop. Figures follow at a tenth of a second: faster cannot be read.

const FIGURES_EVERY_MILLIS = 100;

/** While nothing moves, to look this often whether something does now is enough: as often as frames come from the server. */
const REST_MILLIS = 50;

/** `always` runs even while frozen: nobody may take a frozen picture for a lost connection, or the other way round. */
export function startLoop({ store, draw, figures, always }) {
  let frozen = false;
  let pace = 0;
  let drawnAt = performance.now();
  let figuresAt = 0;
  let alwaysAt = 0;
  let shown = -1;
  let moving = true;

  function frame(now) {
    if (moving) requestAnimationFrame(frame);
    else setTimeout(requestAnimationFrame, REST_MILLIS, frame);
    if (now - alwaysAt >= FIGURES_EVERY_MILLIS) {
      alwaysAt = now;
      for (const figure of always) figure();
    }
    if (frozen || now - drawnAt < pace) {
      moving = !frozen;
      return;
    }
    moving = draw(now, now - drawnAt);
    drawnAt = now;
    if (now - figuresAt < FIGURES_EVERY_MILLIS || shown === store.version) return;
    figuresAt = now;
    shown = store.version;
    for (const figure of figures) figure();
  }

  requestAnimationFrame(frame); // the browser does not call it in a hidden tab
  return {
    freeze(on) {
      frozen = on;
    },

    /** Changes the page no more often than once in so many milliseconds; 0 is as often as the screen does. */
    slowDown(millis) {
      pace = millis;
    },
  };
}
