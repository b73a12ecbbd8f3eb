// What was measured in the last five minutes, a row a second. Where nothing was heard for longer, a row of nothing
// stands between, so that a line breaks there instead of pretending to know the way.
import { RowRing } from './rowRing.js';

export const WINDOW_MILLIS = 300_000;
const GAP_AFTER_MILLIS = 2_500;

/** Five minutes at a row a second, and room for the rows that stand for gaps. */
const CAPACITY = 330;

const COLUMNS = [
  'at', 'complete', 'failed', 'cancelled', 'timedOut', 'queued', 'lockCheck', 'inProgress',
  'waitP50', 'waitP95', 'waitP99', 'runP50', 'runP95', 'runP99',
];

const INDEX = new Map(COLUMNS.map((name, index) => [name, index]));

export class History {
  #ring = new RowRing(COLUMNS.length, CAPACITY);
  version = 0;

  get size() {
    return this.#ring.size;
  }

  get latestAt() {
    return this.#ring.at(0);
  }

  /** @param counts of the tasks by state, as they are now */
  add({ perSecond, wait, run }, counts, at) {
    const before = this.latestAt;
    if (at <= before) return; // two that came in the same instant, or a clock that was set back
    if (at - before > GAP_AFTER_MILLIS) this.#ring.push([before + 1_000]);
    const percentiles = (measured) => [measured?.p50, measured?.p95, measured?.p99];
    this.#ring.push([
      at, perSecond.complete, perSecond.failed, perSecond.cancelled, perSecond.timedOut,
      counts.queued, counts.lockCheck, counts.inProgress, ...percentiles(wait), ...percentiles(run),
    ]);
    this.version++;
  }

  read(name, into) {
    return this.#ring.read(INDEX.get(name), into);
  }

  /** @returns {number} NaN where it is not known; `back` rows ago */
  value(name, back = 0) {
    return this.#ring.at(INDEX.get(name), back);
  }

  /** The highest that is known within the window, NaN where nothing is. */
  highest(name) {
    const column = INDEX.get(name);
    let highest = NaN;
    for (let back = 0; back < this.#ring.size && this.latestAt - this.#ring.at(0, back) <= WINDOW_MILLIS; back++) {
      const value = this.#ring.at(column, back);
      if (!(value <= highest) && !Number.isNaN(value)) highest = value;
    }
    return highest;
  }
}
