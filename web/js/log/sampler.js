// Chooses which changes become lines: all while they are few, a fair sample of about twenty a second under load.

export const LINES_A_SECOND = 20;

/** What is shown and what there was is told for the last whole second. */
const WINDOW_MILLIS = 1_000;

export class Sampler {
  #random;
  #allowed = LINES_A_SECOND;
  #refilledAt = null;
  #chosen = [];
  #seen = 0;
  #window = { since: 0, shown: 0, seen: 0 };
  #rate = { shown: 0, seen: 0 };

  constructor(random = Math.random) {
    this.#random = random;
  }

  /** Each change since the last `take` has the same chance to be in the sample; memory is that of the sample. */
  offer(change) {
    this.#seen++;
    if (this.#chosen.length < LINES_A_SECOND) {
      this.#chosen.push({ order: this.#seen, change });
      return;
    }
    const place = Math.floor(this.#random() * this.#seen);
    if (place < LINES_A_SECOND) this.#chosen[place] = { order: this.#seen, change };
  }

  /** @returns {Array} the changes to show now, in the order in which they came */
  take(now) {
    const elapsed = this.#refilledAt === null ? 0 : now - this.#refilledAt;
    this.#refilledAt = now;
    this.#allowed = Math.min(LINES_A_SECOND, this.#allowed + (elapsed * LINES_A_SECOND) / 1_000);
    const taken = this.#thin(Math.floor(this.#allowed));
    this.#allowed -= taken.length;
    this.#count(now, taken.length);
    this.#chosen = [];
    this.#seen = 0;
    return taken;
  }

  /** For the last whole second: `{ shown, seen }`. */
  get rate() {
    return this.#rate;
  }

  #thin(most) {
    const sample = this.#chosen;
    while (sample.length > most) sample.splice(Math.floor(this.#random() * sample.length), 1);
    return sample.sort((one, other) => one.order - other.order).map(({ change }) => change);
  }

  #count(now, shown) {
    const current = this.#window;
    current.shown += shown;
    current.seen += this.#seen;
    const length = now - current.since;
    if (length < WINDOW_MILLIS) return;
    const seconds = current.since === 0 ? 1 : length / 1_000;
    this.#rate = { shown: Math.round(current.shown / seconds), seen: Math.round(current.seen / seconds) };
    this.#window = { since: now, shown: 0, seen: 0 };
  }
}
