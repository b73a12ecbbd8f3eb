// A made-up flow: so many tasks a second go their way in the same steps, so that every run is like the others.

export const STATES = [
  'SCHEDULED', 'QUEUED', 'LOCK_CHECK', 'IN_PROGRESS', 'COMPLETE', 'FAILED', 'CANCELLED', 'TIMED_OUT',
];
export const TICK_MILLIS = 50;
const COUNTED = ['scheduled', 'queued', 'lockCheck', 'inProgress', 'complete', 'failed', 'cancelled', 'timedOut'];
const LIMITS = 10;

/** Ticks after its start at which a task is in each state; it is live for one second. */
const WAY = [[0, 1], [4, 2], [18, 3], [20, 4]];
const LIVE_TICKS = 20;
const HELD_TICKS = 2;
const CAPACITY = 10_000;

export class Stream {
  #perTick;
  #unnamed;
  #permits;
  #tick = 0;
  #stoppedAt = Infinity;
  #frame = 1;
  #counts = Object.fromEntries(COUNTED.map((name) => [name, 0]));

  /** @param unnamed tasks that wait in the queue for ever, and are only counted */
  constructor({ perSecond, unnamed = 0 }) {
    this.#perTick = Math.round((perSecond * TICK_MILLIS) / 1_000);
    this.#unnamed = unnamed;
    this.#permits = Math.max(1, Math.ceil((this.#perTick * HELD_TICKS) / LIMITS));
  }

  /** The next step: all that changes in 50 ms, as tuples, in order. Four of them make up the life of a task. */
  step(more = true) {
    const tuples = [];
    for (const [age, state] of WAY) {
      const tick = this.#tick - age;
      if (tick < 0 || tick >= this.#lastStart(more)) continue;
      for (let i = 0; i < this.#perTick; i++) {
        const id = tick * this.#perTick + i;
        tuples.push([id, id % LIMITS, state, state === 4 ? 100 : 0]);
      }
      this.#counts[COUNTED[state]] += this.#perTick;
      if (state > 1) this.#counts[COUNTED[state - 1]] -= this.#perTick;
    }
    this.#tick++;
    return tuples;
  }

  /** The tick from which on no task starts any more. */
  #lastStart(more) {
    if (!more) this.#stoppedAt = Math.min(this.#stoppedAt, this.#tick);
    return this.#stoppedAt;
  }

  /** Ticks until the last of those that were started has ended. */
  static get tail() {
    return LIVE_TICKS + 1;
  }

  delta(tasks, limits = this.#limits()) {
    const frame = ++this.#frame;
    return { from: frame, frame, at: Date.now(), limits, tasks, ...this.#totals(), cells: [] };
  }

  snapshot() {
    const tasks = [];
    for (const [age, state] of WAY.slice(0, -1)) {
      const until = WAY[WAY.findIndex(([start]) => start === age) + 1][0];
      for (let back = age; back < until; back++) {
        const tick = this.#tick - 1 - back;
        if (tick < 0 || tick >= this.#stoppedAt) continue;
        for (let i = 0; i < this.#perTick; i++) {
          const id = tick * this.#perTick + i;
          tasks.push([id, id % LIMITS, state, 0]);
        }
      }
    }
    const cells = Array.from({ length: 10 }, (_, worker) => [worker, 0, 0, 0]);
    const known = { states: STATES, limits: this.#limits(), tasks, ...this.#totals(), workers: 10, cells };
    return { frame: this.#frame, at: Date.now(), ...known };
  }

  #totals() {
    const { scheduled, queued, lockCheck, inProgress } = this.#counts;
    return {
      counts: { ...this.#counts, queued: queued + this.#unnamed },
      live: scheduled + queued + lockCheck + inProgress + this.#unnamed,
      queue: { used: Math.min(CAPACITY, queued + this.#unnamed), capacity: CAPACITY },
      dropped: 0, paused: false, draining: false,
    };
  }

  #limits() {
    const waiting = Math.floor(this.#counts.lockCheck / LIMITS);
    const held = Math.floor(this.#counts.inProgress / LIMITS);
    return Array.from({ length: LIMITS }, (_, index) => [index, String(index + 1), this.#permits, held, waiting, 0]);
  }
}

export const config = {
  app: { key: 'synthetic' },
  channels: { prefix: '', watchers: 'presence-watchers', authorization: '/api/pusher/auth' },
  limits: Array.from({ length: LIMITS }, (_, index) => ({ key: String(index + 1), permits: index + 1 })),
  queue: { capacity: CAPACITY }, workers: 10, batches: [1, 10, 50, 100, 500, 1_000, 5_000],
  workloads: ['sleep'], staggers: ['none', 'jitter'], maxMillis: 60_000, version: 'synthetic',
  readOnly: false, maxPermits: 1_000, maxSize: 200, kept: 10_000, maxAttempts: 10,
};

const spread = { count: 0, p50: null, p95: null, p99: null, max: null };

export function metrics(perSecond) {
  return {
    at: Date.now(), clients: 1, memory: { usedBytes: 1, maxBytes: 2 }, cpu: 0, wait: spread, run: spread, limits: [],
    perSecond: { submitted: perSecond, complete: perSecond, failed: 0, cancelled: 0, timedOut: 0 },
    events: { perSecond: perSecond * 4, dropped: 0 },
  };
}
