// What cannot be taken back is asked for twice: the first press arms the button, a second one soon after does it.

export const ARMED_MILLIS = 4_000;

export class Twice {
  #armed = null;
  #onChange;
  #clock;

  /** @param clock where the time comes from: `{ setTimeout, clearTimeout }` */
  constructor(onChange, clock = globalThis) {
    this.#onChange = onChange;
    this.#clock = clock;
  }

  /** @returns {boolean} whether this press is the second one */
  press() {
    const second = this.#armed !== null;
    if (second) this.disarm();
    else {
      this.#armed = this.#clock.setTimeout(() => this.disarm(), ARMED_MILLIS);
      this.#onChange(true);
    }
    return second;
  }

  disarm() {
    if (this.#armed === null) return;
    this.#clock.clearTimeout(this.#armed);
    this.#armed = null;
    this.#onChange(false);
  }
}
