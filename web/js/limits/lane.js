// A lane: a limit as a row of the table. The permits held as lit cells, who waits, and how long they waited.
import { count, shortDuration, shortCount } from '../format.js';
import { create, setAttribute, setText } from '../view/dom.js';
import { createShape } from '../view/shapes.js';

/** More permits than this are drawn as one bar. */
const MAX_CELLS = 12;

/** The line of the waiting tasks is logarithmic: one waiting task shows, and 10,000 do not hide the rest. */
export const waitingShare = (waiting) => Math.min(1, Math.log10(1 + waiting) / 4);

/** @param {{ choose: (key: string) => void, adjust: (key: string, button: Element) => void }} act */
export function createLane(key, index, act) {
  const bar = createPermits();
  const held = create('span', 'held');
  const waiting = create('span', 'waiting');
  const line = hidden(create('span', 'waiting-line'));
  const wait = create('span', 'wait');
  const note = create('span', 'sr-only');

  const name = create('span', 'lane-key', key);
  const choose = button('lane-choose', createShape(index), name);
  choose.title = `Show limit ${key} only`;
  choose.addEventListener('click', () => act.choose(key));
  const change = button('lane-change', hidden(create('span', 'lane-change-mark')));
  change.setAttribute('aria-label', `Change limit ${key}`);
  change.setAttribute('aria-haspopup', 'dialog');
  change.addEventListener('click', () => act.adjust(key, change));

  const head = create('th', 'lane-name', choose);
  head.scope = 'row';
  const row = create('tr', 'lane', head, create('td', 'lane-permits', bar.element), create('td', 'lane-held', held),
    create('td', 'lane-waiting', waiting, line, note), create('td', 'lane-wait', wait), create('td', 'lane-more', change));

  return {
    key,
    row,
    change,
    show(limit, { waitP95, isChosen, isBottleneck }) {
      bar.show(limit);
      setText(held, `${shortCount(limit.held)}/${shortCount(limit.permits)}`);
      setText(waiting, count(limit.waiting));
      setText(wait, limit.paused ? 'paused' : shortDuration(waitP95));
      setText(note, isBottleneck ? ' the bottleneck' : '');
      setShare(line, waitingShare(limit.waiting));
      setAttribute(choose, 'aria-pressed', String(isChosen));
      const marks = { waiting: limit.waiting > 0, paused: limit.paused, chosen: isChosen, bottleneck: isBottleneck };
      for (const [mark, on] of Object.entries(marks)) setAttribute(row, `data-${mark}`, String(on));
    },
  };
}

function createPermits() {
  const element = hidden(create('span', 'permits'));
  let cells = [];
  let drawn = -1;

  return {
    element,
    show({ permits, held }) {
      if (drawn !== permits) {
        drawn = permits;
        cells = Array.from({ length: permits <= MAX_CELLS ? permits : 1 }, () => create('span', 'cell'));
        element.replaceChildren(...cells);
        setAttribute(element, 'data-bar', String(permits > MAX_CELLS));
      }
      if (permits > MAX_CELLS) return setShare(cells[0], Math.min(1, held / permits));
      cells.forEach((cell, i) => setAttribute(cell, 'data-held', String(i < held)));
    },
  };
}

const shares = new WeakMap();

/** CSSOM writes are not compared by the browser: an unchanged share would restyle the row. */
function setShare(element, share) {
  const text = share.toFixed(3);
  if (shares.get(element) === text) return;
  shares.set(element, text);
  element.style.setProperty('--share', text);
}

function button(className, ...children) {
  const element = create('button', className, ...children);
  element.type = 'button';
  return element;
}

function hidden(element) {
  element.setAttribute('aria-hidden', 'true');
  return element;
}
