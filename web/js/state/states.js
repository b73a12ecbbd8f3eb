// The eight states of a task, in the order in which one may come to them.

export const STATES = ['SCHEDULED', 'QUEUED', 'LOCK_CHECK', 'IN_PROGRESS', 'COMPLETE', 'FAILED', 'CANCELLED', 'TIMED_OUT'];

const ENDS = new Set(STATES.slice(STATES.indexOf('COMPLETE')));

export const hasEnded = (state) => ENDS.has(state);
