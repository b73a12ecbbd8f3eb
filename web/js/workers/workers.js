// The heat map: one cell a worker. Drawn while something changes or cools, ten times a second at most.
import { create, setAttribute, setText } from '../view/dom.js';
import { createCell, shortKey } from './cell.js';
import { Worker } from './heat.js';
import { busyLine, MAX_CELLS, workerLabel, workerLine } from './words.js';

const EVERY_MILLIS = 80;

const SUMMARY_EVERY_MILLIS = 5_000;

/** A few fit into one row with their words; many are drawn smaller. */
const sizeOf = (cells) => (cells <= 16 ? 'few' : cells <= 64 ? 'some' : 'many');

export function createWorkers(section, store, choice) {
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  const title = create('h2', 'panel-title', 'Workers');
  title.id = 'workers-title';
  const line = create('p', 'workers-line');
  const detail = create('p', 'workers-detail');
  const map = create('div', 'workers-map');
  map.setAttribute('role', 'group');
  section.append(create('div', 'panel-head', title, line), map, detail);

  const workers = [];
  const cells = [];
  let pointed = null;
  let drawnVersion = -1;
  let drawnAt = -Infinity;
  let summaryAt = -Infinity;
  let cooling = false;

  function fit() {
    const wanted = Math.min(MAX_CELLS, Math.max(store.workers, store.cells.length));
    while (cells.length > wanted) [cells, workers].forEach((list) => list.pop());
    while (cells.length < wanted) {
      cells.push(createCell(cells.length));
      workers.push(new Worker());
    }
    if (map.childElementCount === wanted) return;
    map.replaceChildren(...cells.map(({ element }) => element));
    setAttribute(section, 'data-size', sizeOf(wanted));
    if (cells.length > 0) cells[0].element.tabIndex = 0;
    pointed = null;
  }

  const keyOf = (worker) => store.limits[store.tasks.get(worker.task)?.limit]?.key;

  function draw(now) {
    if (now - drawnAt < EVERY_MILLIS || (drawnVersion === store.version && !cooling)) return;
    const changed = drawnVersion !== store.version;
    drawnVersion = store.version;
    drawnAt = now;
    fit();
    cooling = false;
    cells.forEach((cell, index) => {
      const worker = workers[index];
      if (changed) worker.take(store.cells[index], now);
      const { steps, failed } = calm.matches ? { steps: 0, failed: false } : worker.glow(now);
      if (steps > 0) cooling = true;
      const busy = worker.task !== 0;
      const limit = busy ? store.tasks.get(worker.task)?.limit : undefined;
      const key = busy ? keyOf(worker) : undefined;
      const label = workerLabel(index, busy, key);
      cell.show({ busy, limit, key: shortKey(key ?? ''), steps, failed, last: worker.last }, label);
    });
    say(now);
  }

  function say(now) {
    const busy = store.cells.length >= store.workers ? workers.filter(({ task }) => task !== 0).length : store.counts.inProgress;
    const text = busyLine(busy, store.workers);
    setText(line, text);
    setText(detail, pointed === null ? '' : workerLine(pointed, workers[pointed], keyOf(workers[pointed])));
    if (now - summaryAt < SUMMARY_EVERY_MILLIS) return;
    summaryAt = now;
    setAttribute(map, 'aria-label', `Workers: ${text}`);
  }

  const indexOf = (target) => {
    const cell = target.closest?.('.worker');
    return cell ? Number(cell.dataset.worker) : null;
  };

  function point(index) {
    pointed = index;
    if (index !== null) setText(detail, workerLine(index, workers[index], keyOf(workers[index])));
    else setText(detail, '');
  }

  function moveTo(index) {
    for (const { element } of cells) element.tabIndex = -1;
    cells[index].element.tabIndex = 0;
    cells[index].element.focus();
  }

  map.addEventListener('pointerover', ({ target }) => point(indexOf(target)));
  map.addEventListener('pointerleave', () => point(null));
  map.addEventListener('focusin', ({ target }) => point(indexOf(target)));
  map.addEventListener('focusout', () => point(null));
  map.addEventListener('click', ({ target }) => {
    const index = indexOf(target);
    if (index !== null && workers[index].task !== 0) choice.change({ task: String(workers[index].task) });
  });
  map.addEventListener('keydown', (event) => {
    const from = indexOf(event.target);
    if (from === null) return;
    const columns = Math.max(1, cells.findIndex(({ element }) => element.offsetTop > cells[0].element.offsetTop));
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns, Home: -from, End: cells.length - 1 - from }[event.key];
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    moveTo(Math.max(0, Math.min(cells.length - 1, from + by)));
  });

  return draw;
}
