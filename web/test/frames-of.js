// Frames as the server sends them, with what a test does not care about filled in.

export const STATES = ['SCHEDULED', 'QUEUED', 'LOCK_CHECK', 'IN_PROGRESS', 'COMPLETE', 'FAILED', 'CANCELLED', 'TIMED_OUT'];

const counts = (changed) => ({
  scheduled: 0, queued: 0, lockCheck: 0, inProgress: 0, complete: 0, failed: 0, cancelled: 0, timedOut: 0, ...changed,
});

export function snapshot(frame, { tasks = [], limits = [[0, '1', 1, 0, 0], [1, '2', 2, 0, 0]], counted } = {}) {
  return {
    frame, at: 0, states: STATES, limits, tasks, live: tasks.length, counts: counts(counted),
    queue: { used: 0, capacity: 10_000 }, workers: 10, dropped: 0,
  };
}

export function delta(frame, { from = frame, tasks = [], limits = [], live = 0, counted } = {}) {
  return { from, frame, at: 0, limits, tasks, live, counts: counts(counted), queue: { used: 0, capacity: 10_000 }, dropped: 0 };
}
