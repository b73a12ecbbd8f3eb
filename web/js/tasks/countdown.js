// Something that is about to be done, and can be undone until then.

const STEP_MILLIS = 1_000;

export class Countdown {
  #clock;
  #timer = null;

  /** @param clock where the time comes from: `{ setTimeout, clearTimeout }` */
  constructor(clock = globalThis) {
    this.#clock = clock;
  }

  get isRunning() {
    return this.#timer !== null;
  }

  /** Calls `onStep(secondsLeft)` at once and each second; then `onEnd()`, unless it was stopped. */
  start(seconds, onStep, onEnd) {
    this.stop();
    const step = (left) => {
      if (left === 0) {
        this.#timer = null;
        onEnd();
        return;
      }
      this.#timer = this.#clock.setTimeout(() => step(left - 1), STEP_MILLIS);
      onStep(left);
    };
    step(seconds);
  }

  /** @returns {boolean} whether there was something to undo */
  stop() {
    const running = this.isRunning;
    if (running) this.#clock.clearTimeout(this.#timer);
    this.#timer = null;
    return running;
  }
}
