// The task list: asks once a second while it is on the screen and something changed, and shows what came.
import { count } from '../format.js';
import { create, setAttribute, setText } from '../view/dom.js';
import { createBulk } from './bulk.js';
import { createExports } from './exports.js';
import { createFilters } from './filters.js';
import { filterOf } from './query.js';
import { createStaleness } from './staleness.js';
import { createTable } from './table.js';
import { MAX_ROWS, TaskList } from './taskList.js';

const EVERY_MILLIS = 1_000;
const NEAR_THE_SCREEN = '200px';

/** @param io what the list asks with: `{ ask, post }` */
export function createTasks(section, store, choice, { ask, post }, now = Date.now) {
  const find = (name) => section.querySelector(`[data-${name}]`);
  const [total, region, empty, more, note, freshButton, said] =
    ['total', 'list', 'empty', 'more', 'note', 'fresh', 'said'].map(find);

  const list = new TaskList(ask);
  const table = createTable({ region, foot: find('foot') }, store, choice, () => put());
  const filters = createFilters(section.querySelector('form'), store, choice);
  const exports = createExports(find('exports'), store);
  const bulk = createBulk(find('bulk'), store, { list, send: post });
  const staleness = createStaleness(store);
  let config = null;
  let askedAt = 0;
  let onScreen = true;

  new IntersectionObserver(([{ isIntersecting }]) => {
    onScreen = isIntersecting;
  }, { rootMargin: NEAR_THE_SCREEN }).observe(section);

  /** @param announce the visitor asked for it, and is told what came of it */
  async function load(start, announce) {
    askedAt = now();
    staleness.asked();
    const loading = start();
    say();
    if (!(await loading)) return;
    put(!announce);
    if (announce) setText(said, list.problem || sentence());
  }

  function put(hold = true) {
    table.show(list.rows, hold);
    say();
    bulk.show();
  }

  function sentence() {
    if (list.total === null) return '';
    const words = choice.isFiltered ? (list.total === 1 ? ' task matches' : ' tasks match') : (list.total === 1 ? ' task' : ' tasks');
    return `${count(list.total)}${words}`;
  }

  function say() {
    setText(total, sentence());
    setAttribute(region, 'aria-busy', String(list.busy && table.size === 0));
    showEmpty();
    if (!list.hasMore && document.activeElement === more) region.focus();
    more.hidden = !list.hasMore;
    setAttribute(note, 'data-problem', String(list.problem !== ''));
    setText(note, noteText());
    const held = table.fresh;
    if (held === 0 && document.activeElement === freshButton) region.focus();
    freshButton.hidden = held === 0;
    setText(freshButton, `Show ${count(held)} new`);
  }

  function noteText() {
    if (list.problem) return list.problem;
    if (store.connection.state !== 'live' && list.total !== null) return 'Stale: the list goes on once the server is back.';
    if (table.size >= MAX_ROWS && list.total > table.size) {
      return `The newest ${count(MAX_ROWS)} are shown. A filter narrows them; the export has more.`;
    }
    return list.total > table.size ? `${count(table.size)} shown` : '';
  }

  function showEmpty() {
    empty.hidden = table.size > 0;
    if (empty.hidden) return;
    if (list.total === null) setText(empty, list.problem ? 'No list yet.' : 'Loading tasks.');
    else if (choice.isFiltered) setText(empty, 'No task matches. Clear the filter to see all.');
    else if (!empty.querySelector('a')) {
      const link = create('a', '', 'Inject some');
      link.href = '#controls';
      empty.replaceChildren('No tasks yet. ', link, ', and they are listed here.');
    }
  }

  choice.listen((next, before) => {
    if (['limit', 'state', 'q'].every((name) => next[name] === before[name])) return;
    bulk.undone(' by another filter');
    table.toStart();
    exports(filterOf(next));
    load(() => list.load(filterOf(next)), true);
  });
  more.addEventListener('click', () => load(() => list.more(), false));
  freshButton.addEventListener('click', () => {
    table.toStart();
    region.focus();
    put(false);
    setText(said, sentence());
  });
  region.addEventListener('focusout', ({ relatedTarget }) => {
    if (table.fresh > 0 && !region.contains(relatedTarget) && relatedTarget !== freshButton) queueMicrotask(() => put());
  });

  return {
    /** Once something changed: at most ten times a second, and not while the page is frozen. */
    show() {
      if (config !== store.config) {
        config = store.config;
        list.configure(config);
      }
      filters.show();
      const live = store.connection.state === 'live';
      if (list.total === null && !live) return;
      const due = list.total === null || (onScreen && (staleness.isStale || list.hasLive));
      if (due && !list.busy && live && now() - askedAt >= EVERY_MILLIS) {
        load(() => (list.total === null ? list.load(filterOf(choice.now)) : list.refresh()), false);
      }
    },

    /** What has to be true even while the page is frozen. */
    always() {
      exports(filterOf(choice.now));
      bulk.show();
      say();
    },

    /** Where the focus goes when a task that was open is closed, and nothing else had it before. */
    focusOn: (id) => (table.linkOf(Number(id)) ?? region).focus(),
  };
}
