// How hot a worker's cell is: it flashes with each task that ends and cools by the time that has passed, however often
// it is drawn. Heat comes in steps: between two steps, and at a rate that keeps a cell hot, nothing is written.

export const STEPS = 5;

const COMPLETE_TAU_MILLIS = 260;
const FAILED_TAU_MILLIS = 900;

/** @returns {number} 0 (cold) to STEPS; `elapsed` may be Infinity */
export function heat(elapsed, failed) {
  const glow = Math.exp(-Math.max(0, elapsed) / (failed ? FAILED_TAU_MILLIS : COMPLETE_TAU_MILLIS));
  return Math.round(glow * STEPS);
}

/** What one worker's cell shows. A failure stays in sight longer than a completion, and none outshines it. */
export class Worker {
  task = 0;
  completed = 0;
  failed = 0;

  /** How its last task ended: '', 'complete' or 'failed'. */
  last = '';

  #known = false;
  #completedAt = -Infinity;
  #failedAt = -Infinity;

  /** @param cell `{ task, completed, failed }`, counts since the server's start; undefined where nothing is known */
  take(cell, now) {
    const { task = 0, completed = 0, failed = 0 } = cell ?? {};
    const restarted = completed < this.completed || failed < this.failed;
    if (this.#known && !restarted) { // what ended before this page looked did not just end
      if (completed > this.completed) this.#ended('complete', now);
      if (failed > this.failed) this.#ended('failed', now);
    }
    Object.assign(this, { task, completed, failed });
    this.#known = cell !== undefined;
  }

  #ended(how, now) {
    this.last = how;
    if (how === 'failed') this.#failedAt = now;
    else this.#completedAt = now;
  }

  /** @returns {{ steps: number, failed: boolean }} */
  glow(now) {
    const failed = heat(now - this.#failedAt, true);
    return failed > 0 ? { steps: failed, failed: true } : { steps: heat(now - this.#completedAt, false), failed: false };
  }
}
