// Which of the four connection states to show.

const OFFLINE_AFTER_MILLIS = 10_000;

/** Metrics come once a second: a silence this long means that the connection is dead, whatever the socket says. */
export const SILENCE_MILLIS = 5_000;

/** @returns {'connecting' | 'live' | 'reconnecting' | 'offline'} */
export function connectionState({ live, everLive, lostAt, now }) {
  if (live) return 'live';
  if (now - lostAt >= OFFLINE_AFTER_MILLIS) return 'offline';
  return everLive ? 'reconnecting' : 'connecting';
}

/** Grows to 5 s, spread by a quarter both ways, so that many pages do not come back in the same instant. */
export function retryDelay(attempt, random = Math.random) {
  return Math.min(5_000, 500 * 1.6 ** attempt) * (0.75 + random() / 2);
}
