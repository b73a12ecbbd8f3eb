// The rows on the screen, and when they have to stay where they are.
import { writeAddress } from '../state/address.js';
import { arrange } from './arrange.js';
import { createRow } from './row.js';
import { isSame } from './same.js';

/** Scrolled further than this, somebody reads further down. */
const SCROLLED = 8;

/** @param foot what stands below the rows and is about them: whoever goes there still holds them */
export function createTable({ region, foot }, store, choice, onRelease) {
  const body = region.querySelector('tbody');
  const rows = new Map();
  let shown = [];
  let fresh = 0;
  let pointed = false;

  const isHeld = () => pointed || body.contains(document.activeElement) || region.scrollTop > SCROLLED;
  const address = (id) => writeAddress({ ...choice.now, task: String(id) });
  const indexOf = (limit) => store.limits.findIndex(({ key }) => key === limit);

  function rowOf(task) {
    if (!rows.has(task.id)) rows.set(task.id, { task, ...createRow(task, indexOf(task.limit), address(task.id)) });
    return rows.get(task.id);
  }

  /** @param hold false for an answer that the visitor asked for: it is shown whatever the pointer does */
  function show(now, hold = true) {
    const arranged = arrange(shown, now, hold && isHeld());
    ({ fresh } = arranged);
    const stay = new Map(arranged.rows.map((task) => [task.id, task]));
    for (const [id, { task, row }] of rows) {
      if (stay.has(id) && isSame(stay.get(id), task)) continue;
      row.remove();
      rows.delete(id);
    }
    let place = body.firstChild;
    for (const task of arranged.rows) {
      const { row, show: write } = rowOf(task);
      write(task);
      if (row === place) place = place.nextSibling;
      else body.insertBefore(row, place); // a row that stays keeps its element, and with it the focus
    }
    shown = arranged.rows;
  }

  function open(event) {
    const row = event.target.closest('tr.task');
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!row || event.button !== 0 || elsewhere || !getSelection().isCollapsed) return;
    event.preventDefault();
    choice.change({ task: row.querySelector('a').dataset.task });
  }

  body.addEventListener('click', open);
  for (const place of [region, foot]) {
    place.addEventListener('pointerenter', ({ pointerType }) => {
      pointed = pointerType === 'mouse' && (pointed || place === region);
    });
    place.addEventListener('pointerleave', ({ relatedTarget }) => {
      if (region.contains(relatedTarget) || foot.contains(relatedTarget)) return;
      pointed = false;
      if (fresh > 0) onRelease();
    });
  }
  choice.listen(() => {
    for (const [id, { link }] of rows) link.href = address(id);
  });

  return {
    show,
    get fresh() {
      return fresh;
    },
    get size() {
      return shown.length;
    },
    linkOf: (id) => rows.get(id)?.link,
    toStart() {
      region.scrollTop = 0;
    },
  };
}
