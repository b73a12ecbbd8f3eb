// Whether two pictures show one task. After a restart the server counts from 1 again: then #5 is another #5.

/** The server takes the time of submission from one of two clocks, that read a little apart; a restart takes longer. */
const RESTART_MILLIS = 1_000;

export function isSame(one, other) {
  const apart = Math.abs(one.submittedAt - other.submittedAt);
  return one.id === other.id && !(apart >= RESTART_MILLIS);
}

/** Ids are in order of submission, but only within one life of the server. */
export function isOlder(one, other) {
  const apart = one.submittedAt - other.submittedAt;
  return Math.abs(apart) >= RESTART_MILLIS ? apart < 0 : one.id < other.id;
}
