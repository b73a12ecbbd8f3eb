// Which limit holds up the most: the lane that somebody who looks for the cause should look at first.

/** What nothing came out of within a second takes a second at least. */
const UNKNOWN_RUN_MILLIS = 1_000;

/** Below this wait nobody is held up. */
const WORTH_MILLIS = 250;

/** The mark moves only to a lane that is clearly worse: two that are alike do not pass it to and fro. */
const CLEARLY = 1.25;

/** How long a task that joins now waits, roughly: those before it, in rounds of as many as there are permits. */
export function expectedWait({ permits, held, waiting, paused }, runP95) {
  if (waiting === 0 || paused || held < permits) return 0;
  return permits === 0 ? Infinity : (waiting / permits) * (runP95 ?? UNKNOWN_RUN_MILLIS);
}

/** A paused lane is not the answer: that it is paused is. */
export class Bottleneck {
  #key = null;

  /**
   * @param {Array<{key: string, permits: number, held: number, waiting: number, paused: boolean}>} limits
   * @param {Map<number, {run: number | null}>} measured by the limit's index
   * @returns {string | null} the key of the limit
   */
  find(limits, measured) {
    let worst = null;
    let most = WORTH_MILLIS;
    let marked = 0;
    limits.forEach((limit, index) => {
      const wait = expectedWait(limit, measured.get(index)?.run);
      if (limit.key === this.#key) marked = wait;
      if (wait > most) [worst, most] = [limit.key, wait];
    });
    const stays = marked > WORTH_MILLIS && most < marked * CLEARLY;
    if (!stays) this.#key = worst;
    return this.#key;
  }
}
