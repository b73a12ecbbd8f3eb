// A chart as a table: its last thirty rows, the latest first.
import { clock } from '../format.js';
import { create, setText } from '../view/dom.js';
import { changesIn } from './summary.js';

const ROWS = 30;

export function createTable({ title, lines, format }, history, markers) {
  const head = create('tr', '', ...['Time', ...lines.map(({ label }) => label), 'Change'].map((label) => {
    const cell = create('th', '', label);
    cell.scope = 'col';
    return cell;
  }));
  const body = create('tbody', '');
  const caption = create('caption', 'sr-only', `${title}, the last ${ROWS} seconds`);
  const table = create('table', 'chart-table', caption, create('thead', '', head), body);
  const rows = Array.from({ length: ROWS }, () => {
    const time = create('th', '');
    time.scope = 'row';
    const values = lines.map(() => create('td', ''));
    const change = create('td', 'chart-change');
    return { row: create('tr', '', time, ...values, change), time, values, change };
  });
  const region = create('div', 'chart-scroll', table);
  region.tabIndex = 0;
  region.setAttribute('role', 'region');
  region.setAttribute('aria-label', `${title}, as a table`);

  return {
    element: region,
    show() {
      const shown = Math.min(ROWS, history.size);
      rows.forEach(({ row, time, values, change }, back) => {
        if (back >= shown) return row.remove();
        if (!row.isConnected || row.parentNode !== body) body.append(row);
        const isGap = lines.every(({ name }) => Number.isNaN(history.value(name, back)));
        setText(time, clock(history.value('at', back)));
        lines.forEach(({ name }, i) => setText(values[i], isGap ? '–' : format(history.value(name, back))));
        setText(change, changesIn(markers, history.value('at', back)));
      });
    },
  };
}
