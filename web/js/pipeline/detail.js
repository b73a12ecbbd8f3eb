// How much of each task is drawn. The bounds differ on the way up and down, so that a number near one does not flicker.

export const SHAPES = 'shapes';
export const SQUARES = 'squares';
export const DOTS = 'dots';
export const IMAGE = 'image';

const LEVELS = [SHAPES, SQUARES, DOTS, IMAGE];

/** A level is left upwards above its bound, and come back to once no more than this share of the bound is there. */
const UP_TO = [60, 600, 8_000];
const BACK = 0.8;

/** @returns {'shapes' | 'squares' | 'dots' | 'image'} */
export function detail(current, marks) {
  let level = LEVELS.indexOf(current);
  while (level < UP_TO.length && marks > UP_TO[level]) level++;
  while (level > 0 && marks <= UP_TO[level - 1] * BACK) level--;
  return LEVELS[level];
}

/**
 * The edge of a task, and of the cell it stands in, in CSS pixels. The image has the dots' measures: only how it is drawn
 * differs.
 */
export const SIZE = {
  [SHAPES]: { edge: 18, pitch: 21 },
  [SQUARES]: { edge: 7, pitch: 9 },
  [DOTS]: { edge: 3, pitch: 4 },
  [IMAGE]: { edge: 3, pitch: 4 },
};

/** What of a cell its mark fills: never the whole, so that marks can be told apart, unless the cell is one pixel. */
export function edgeIn(pitch, level, pixel) {
  return Math.min(SIZE[level].edge, Math.max(pixel, pitch - Math.max(pixel, Math.round(pitch * 0.2))));
}
