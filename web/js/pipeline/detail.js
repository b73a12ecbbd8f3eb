// How much of each task is drawn. The bounds differ on the way up and down, so that a number near one does not flicker.

export const SHAPES = 'shapes';
export const SQUARES = 'squares';
export const DOTS = 'dots';

/** @returns {'shapes' | 'squares' | 'dots'} */
export function detail(current, onScreen) {
  if (onScreen > (current === DOTS ? 520 : 600)) return DOTS;
  if (onScreen > (current === SHAPES ? 60 : 48)) return SQUARES;
  return SHAPES;
}

/** The edge of a task, and of the cell it stands in, in CSS pixels. */
export const SIZE = {
  [SHAPES]: { edge: 18, pitch: 21 },
  [SQUARES]: { edge: 7, pitch: 9 },
  [DOTS]: { edge: 3, pitch: 4.5 },
};
