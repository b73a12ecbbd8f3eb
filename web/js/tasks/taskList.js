// The tasks that the filter shows, as far as they are loaded. Knows nothing of how they look.
import { hasEnded } from '../state/states.js';
import { createLatest } from './latest.js';
import { listPath, liveFilter } from './query.js';

export const PAGE = 50;

/** More rows than this nobody reads: the filter narrows, the export has them all. */
export const MAX_ROWS = 500;

export class TaskList {
  rows = [];
  total = null;

  /** How many of them a bulk cancel would reach; null while unknown. */
  cancellable = null;
  problem = '';
  busy = false;

  #ask;
  #latest = createLatest();
  #filter = {};
  #next = null;
  #largestPage = 200;

  /** @param ask `ask(method, path, body, signal)`, which never throws */
  constructor(ask) {
    this.#ask = ask;
  }

  get filter() {
    return this.#filter;
  }

  get hasMore() {
    return this.#next !== null && this.rows.length < MAX_ROWS;
  }

  get hasLive() {
    return this.rows.some(({ state }) => !hasEnded(state));
  }

  configure({ maxSize }) {
    this.#largestPage = maxSize ?? this.#largestPage;
  }

  /** From the start, with another filter. What is loaded stays until the answer comes; what can be cancelled does not. */
  load(filter) {
    this.#filter = filter;
    this.cancellable = null;
    return this.#run((signal) => this.#pages(PAGE, signal));
  }

  /** The same again, as far as it is loaded. */
  refresh() {
    return this.#run((signal) => this.#pages(Math.max(PAGE, this.rows.length), signal));
  }

  more() {
    const before = this.rows;
    const cursor = this.#next;
    return this.#run(async (signal) => {
      const answer = await this.#page(PAGE, cursor, signal);
      return answer.ok ? { ...answer, rows: [...before, ...answer.rows] } : answer;
    });
  }

  /** @returns {Promise<boolean>} false once overtaken */
  async #run(start) {
    this.busy = true;
    const answer = await this.#latest(start);
    if (!answer) return false;
    this.busy = false;
    this.problem = answer.ok ? '' : answer.detail;
    if (answer.ok) {
      this.rows = answer.rows.slice(0, MAX_ROWS);
      this.total = answer.total;
      this.cancellable = answer.cancellable;
      this.#next = answer.next;
    }
    return true;
  }

  async #pages(wanted, signal) {
    const rows = [];
    let page = { next: undefined };
    let cancellable;
    while (rows.length < wanted && page.next !== null) {
      page = await this.#page(Math.min(wanted - rows.length, this.#largestPage), page.next, signal);
      if (!page.ok) return page;
      rows.push(...page.rows);
      cancellable ??= page.cancellable;
    }
    return { ...page, rows, cancellable };
  }

  async #page(size, cursor, signal) {
    const [answer, cancellable] = await Promise.all([
      this.#ask('GET', listPath(this.#filter, { size, cursor }), undefined, signal),
      this.#countCancellable(cursor, signal),
    ]);
    if (!answer.ok) return answer;
    const { tasks, next, total } = answer.body;
    const reached = cancellable === undefined ? total : cancellable;
    return { ok: true, rows: tasks, next: next ?? null, total, cancellable: reached };
  }

  /** Undefined where the filter shows live ones only: `total` counts them already. Further pages do not count again. */
  async #countCancellable(cursor, signal) {
    const wanted = liveFilter(this.#filter);
    if (!wanted) return 0;
    if (wanted.state === this.#filter.state) return undefined;
    if (cursor) return this.cancellable;
    const answer = await this.#ask('GET', listPath(wanted, { size: 1 }), undefined, signal);
    return answer.ok ? answer.body.total : 0;
  }
}
