// Where the tasks of a line stand in a box: in columns, the head of the line at the right edge, where the way goes on.
// The line is a conveyor: a task keeps its row, and moves on by whole columns when the head column is empty.

// Steps, not a continuous size: a line that grows by one must not make every task in it move.
const SHRINK = [1, 0.75, 0.5, 0.36, 0.25, 0.18, 0.12, 0.08];

/** Cells grow again only when the line would fill no more than this much of the box: else it would swing. */
const ROOM_TO_GROW = 0.85;

/**
 * @param pixel the smallest step that the screen can show, in CSS pixels: cells between two of them would blur
 * @param before the `step` of the same line the last time
 * @returns {{step: number, pitch: number, rows: number, columns: number}} the largest square cells that hold the places
 *   `first` to `last` of a line
 */
export function grid(box, first, last, pitch, { pixel = 1, before = 0 } = {}) {
  let step = 0;
  while (step < SHRINK.length - 1) {
    const cells = cellsOf(box, pitch, pixel, step);
    const room = cells.columns * (step < before ? ROOM_TO_GROW : 1);
    if (column(cells, first, last) + 1 <= room) break;
    step++;
  }
  return cellsOf(box, pitch, pixel, step);
}

function cellsOf(box, pitch, pixel, step) {
  const size = Math.max(pixel, Math.floor((pitch * SHRINK[step]) / pixel) * pixel);
  return {
    step,
    pitch: size,
    rows: Math.max(1, Math.floor(box.height / size)),
    columns: Math.max(1, Math.floor(box.width / size)),
  };
}

/** The middle of the cell of a place. What does not fit stands in the last column. */
export function standX(box, cells, first, position) {
  return box.x + box.width - (Math.min(cells.columns - 1, column(cells, first, position)) + 0.5) * cells.pitch;
}

export function standY(box, cells, position) {
  return box.y + (box.height - cells.rows * cells.pitch) / 2 + ((position % cells.rows) + 0.5) * cells.pitch;
}

const column = ({ rows }, first, position) => Math.floor(position / rows) - Math.floor(first / rows);
