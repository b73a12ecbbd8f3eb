// A lane a limit: the permits held as lit cells, the tasks that wait as a figure and a line.
import { count } from '../format.js';
import { create, setAttribute, setText } from './dom.js';
import { createShape } from './shapes.js';

/** More permits than this are drawn as one bar. */
const MAX_CELLS = 12;

/** The line of the waiting tasks is logarithmic: one waiting task shows, and 10,000 do not hide the rest. */
export const waitingShare = (waiting) => Math.min(1, Math.log10(1 + waiting) / 4);

export function createLimits(body, store) {
  const lanes = [];

  return function show() {
    store.limits.forEach((limit, index) => {
      if (lanes[index]?.permits !== limit.permits || lanes[index]?.key !== limit.key) {
        const lane = createLane(limit, index);
        if (lanes[index]) lanes[index].row.replaceWith(lane.row);
        else body.append(lane.row);
        lanes[index] = lane;
      }
      lanes[index].show(limit);
    });
    while (lanes.length > store.limits.length) lanes.pop().row.remove();
  };
}

function createLane({ key, permits }, index) {
  const cells = Array.from({ length: permits <= MAX_CELLS ? permits : 1 }, () => create('span', 'cell'));
  const permitBar = create('span', 'permits', ...cells);
  permitBar.setAttribute('aria-hidden', 'true');
  const held = create('span', 'held');
  const waiting = create('span', 'waiting');
  const line = create('span', 'waiting-line');
  line.setAttribute('aria-hidden', 'true');

  const name = create('th', 'lane-name', createShape(index), create('span', '', key));
  name.scope = 'row';
  const row = create('tr', 'lane', name, create('td', 'lane-permits', permitBar), create('td', 'lane-held', held),
    create('td', 'lane-waiting', waiting, line));

  return {
    key,
    permits,
    row,
    show(limit) {
      const full = permits <= MAX_CELLS ? limit.held : 1;
      cells.forEach((cell, i) => setAttribute(cell, 'data-held', String(i < full)));
      if (permits > MAX_CELLS) cells[0].style.setProperty('--share', String(limit.held / permits));
      setText(held, `${count(limit.held)}/${count(limit.permits)}`);
      setText(waiting, count(limit.waiting));
      line.style.setProperty('--share', waitingShare(limit.waiting).toFixed(3));
      setAttribute(row, 'data-full', String(limit.held >= limit.permits));
      setAttribute(row, 'data-waiting', String(limit.waiting > 0));
    },
  };
}
