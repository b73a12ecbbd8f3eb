// The one place where the state of the page lives. Views read it; only arriving frames and the connection change it.
import { hasEnded } from '../state/states.js';
import { judge } from './frames.js';

// The server names 5,000 live tasks at most; these bounds hold even if it should not keep to that.
const MAX_TASKS = 10_000;
const MAX_CHANGES = 20_000;

export const NO_COUNTS = Object.freeze({
  scheduled: 0, queued: 0, lockCheck: 0, inProgress: 0, complete: 0, failed: 0, cancelled: 0, timedOut: 0,
});

export class Store {
  config = null;
  connection = { state: 'connecting', detail: '' };
  heardAt = 0;

  limits = [];
  tasks = new Map();
  counts = NO_COUNTS;
  queue = { used: 0, capacity: 0 };
  workers = 0;
  live = 0;
  dropped = 0;
  paused = false;
  draining = false;

  /** What each worker does, by its number: `{ task, completed, failed }`; `task` is 0 while it has none. */
  cells = [];
  metrics = null;

  /** Milliseconds from a ping to its pong; null while not known. */
  roundTrip = null;

  /** How many browsers watch; null while nobody says so. */
  watching = null;

  /** How many have come: with each one everything may be another, and no listener was told of it. */
  snapshots = 0;

  /** Grows with every change, so that a view can tell whether it has to draw. */
  version = 0;

  #states = [];
  #frame = null;
  #changes = new Map();
  #rebuild = true;
  #measuredListeners = [];
  #listeners = [];

  configure(config) {
    this.config = config;
    this.queue = { used: this.queue.used, capacity: config.queue.capacity };
    this.workers = config.workers;
    if (this.limits.length === 0) {
      this.limits = config.limits.map(({ key, permits }) => ({ key, permits, held: 0, waiting: 0, paused: false }));
    }
    this.version++;
  }

  connectionIs(state, detail = '') {
    this.connection = { state, detail };
    this.version++;
  }

  snapshot(frame) {
    this.snapshots++;
    this.#states = frame.states;
    this.#frame = frame.frame;
    this.workers = frame.workers;
    this.limits = [];
    this.cells = [];
    this.tasks = new Map();
    this.#changes = new Map();
    this.#rebuild = true;
    this.#merge(frame, []);
  }

  /** @returns {'apply' | 'old' | 'gap'}; before the first snapshot every delta is old. */
  delta(frame) {
    if (this.#frame === null) return 'old';
    const verdict = judge(this.#frame, frame);
    if (verdict === 'apply') {
      this.#frame = frame.frame;
      this.#merge(frame);
    }
    return verdict;
  }

  /** Calls `listener(task, before, at)` for each task of a delta; `before` is undefined for one that was not known. */
  onChange(listener) {
    this.#listeners.push(listener);
  }

  /** Until the next snapshot nothing is merged: what arrives in between has no base. */
  awaitSnapshot() {
    this.#frame = null;
    this.#changes = new Map();
    this.#rebuild = true;
  }

  measured(metrics) {
    this.metrics = metrics;
    this.version++;
    for (const listener of this.#measuredListeners) listener(metrics);
  }

  /** For what must not miss a second: a hidden tab draws nothing, and hears this all the same. */
  onMeasured(listener) {
    this.#measuredListeners.push(listener);
  }

  answeredIn(millis) {
    this.roundTrip = millis;
    this.version++;
  }

  watchedBy(count) {
    this.watching = count;
    this.version++;
  }

  /**
   * The tasks that changed since the last call, in order of their latest change, ended ones included.
   * `rebuild` says that they changed from nothing: `tasks` is the whole truth, what is not in it is gone.
   */
  takeChanges() {
    const taken = { rebuild: this.#rebuild, tasks: this.#rebuild ? this.tasks : this.#changes };
    this.#rebuild = false;
    this.#changes = new Map();
    return taken;
  }

  #merge({ at, limits, tasks, cells = [], counts, queue, live, dropped, paused = false, draining = false }, listeners = this.#listeners) {
    for (const [index, key, permits, held, waiting, isPaused] of limits) {
      this.limits[index] = { key, permits, held, waiting, paused: isPaused === 1 };
    }
    for (const [worker, task, completed, failed] of cells) this.cells[worker] = { task, completed, failed };
    for (const tuple of tasks) this.#mergeTask(tuple, at, listeners);
    this.paused = paused;
    this.draining = draining;
    this.counts = counts;
    this.queue = queue;
    this.live = live;
    this.dropped = dropped;
    this.version++;
  }

  #mergeTask([id, limit, stateIndex, progress, attempt = 1], at, listeners) {
    const state = this.#states[stateIndex];
    const before = this.tasks.get(id);
    if (before?.state !== state) this.tasks.delete(id); // so that the map stays in order of the latest change of state
    const task = { id, limit, state, progress, attempt };
    if (!hasEnded(state)) {
      if (!before && this.tasks.size >= MAX_TASKS) return; // a view that was told of it would have to remember it instead
      this.tasks.set(id, task);
    }
    this.#note(task);
    for (const listener of listeners) listener(task, before, at);
  }

  #note(task) {
    if (this.#rebuild) return;
    this.#changes.delete(task.id);
    this.#changes.set(task.id, task);
    if (this.#changes.size > MAX_CHANGES) {
      this.#changes = new Map(); // nobody is drawing: a rebuild from `tasks` costs less than remembering
      this.#rebuild = true;
    }
  }
}
