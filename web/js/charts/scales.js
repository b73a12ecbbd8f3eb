// The y-axes: from nothing to a round number, or over whole decades. They change seldom, so that a line that moves
// means that what it shows has moved.

const ROUND = [1, 2, 5];

/** The lowest of 1, 2, 5, 10, 20, 50 … that is not below `value`, and not below `least`. */
export function roundUp(value, least = 10) {
  let decade = 1;
  for (;;) {
    for (const step of ROUND) if (step * decade >= Math.max(value, least)) return step * decade;
    decade *= 10;
  }
}

/** Nothing, the half and the whole. */
export const linearTicks = (most) => [0, most / 2, most];

const LEAST_MILLIS = 0.1;
const LEAST_DECADES = 3;

/** Whole decades around what there is; no less than three, so that a quiet server does not look like a wild one. */
export function decades(lowest, highest) {
  const from = Math.floor(Math.log10(Math.max(LEAST_MILLIS, lowest ?? 1)) + 1e-9);
  const to = Math.max(from + LEAST_DECADES, Math.ceil(Math.log10(Math.max(LEAST_MILLIS, highest ?? 1)) - 1e-9));
  return [10 ** from, 10 ** to];
}

/** Every decade, or every second one where there are more than four. */
export function decadeTicks([from, to]) {
  const first = Math.round(Math.log10(from));
  const last = Math.round(Math.log10(to));
  const step = last - first > 4 ? 2 : 1;
  const ticks = [];
  for (let decade = first; decade <= last; decade += step) ticks.push(10 ** decade);
  return ticks;
}

/** A logarithm knows no zero: what took less than can be told apart lies on the lowest line. */
export const atLeast = (value, least = LEAST_MILLIS) => (value === null ? null : Math.max(least, value));
