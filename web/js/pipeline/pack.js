// Where the tasks of a line stand in a box: in columns, the head of the line at the right edge, where the way goes on.
// The line is a conveyor: a task keeps its row, and moves on by whole columns when the head column is empty.

// Steps, not a continuous size: a line that grows by one must not make every task in it move.
const SHRINK = [1, 0.75, 0.5, 0.36, 0.25, 0.18, 0.12, 0.08];

/** @returns {{pitch: number, rows: number}} the largest square cells that hold the places `first` to `last` of a line */
export function grid(box, first, last, pitch) {
  let cells;
  for (const factor of SHRINK) {
    const size = pitch * factor;
    cells = { pitch: size, rows: Math.max(1, Math.floor(box.height / size)) };
    if ((column(cells, first, last) + 1) * size <= box.width) break;
  }
  return cells;
}

/** The middle of the cell of a place. What does not fit stands in the last column. */
export function stand(box, cells, first, position) {
  const { pitch, rows } = cells;
  const last = Math.max(0, Math.floor(box.width / pitch) - 1);
  return {
    x: box.x + box.width - (Math.min(last, column(cells, first, position)) + 0.5) * pitch,
    y: box.y + (box.height - rows * pitch) / 2 + ((position % rows) + 0.5) * pitch,
  };
}

const column = ({ rows }, first, position) => Math.floor(position / rows) - Math.floor(first / rows);
