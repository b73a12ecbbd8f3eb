// The shape of each limit, as SVG path data around 0,0 with a radius of 10: the canvas and the controls draw the same one.

function polygon(corners, radius = 10, turn = -Math.PI / 2) {
  return star(corners, radius, radius, turn, 1);
}

function star(corners, outer, inner, turn = -Math.PI / 2, step = 2) {
  const points = [];
  for (let i = 0; i < corners * step; i++) {
    const radius = i % step === 0 ? outer : inner;
    const angle = turn + (i * 2 * Math.PI) / (corners * step);
    points.push(`${(radius * Math.cos(angle)).toFixed(2)} ${(radius * Math.sin(angle)).toFixed(2)}`);
  }
  return `M${points.join('L')}Z`;
}

// Corners count up to six, as the permits do; from seven on, outlines that cannot be mistaken for one another.
const SHAPES = [
  'M-9 0a9 9 0 1 0 18 0a9 9 0 1 0 -18 0Z',
  'M-5.5 -6.5h11a6.5 6.5 0 0 1 0 13h-11a6.5 6.5 0 0 1 0 -13Z',
  polygon(3, 12.5),
  polygon(4, 11.5, -Math.PI / 4),
  polygon(5, 10.5),
  polygon(6, 10.5, 0),
  polygon(4, 11.5),
  'M-4.5 -10h9v5.5h5.5v9h-5.5v5.5h-9v-5.5h-5.5v-9h5.5Z',
  polygon(3, 12.5, Math.PI / 2),
  star(10, 11, 7.8),
];

const SVG = 'http://www.w3.org/2000/svg';

/** Limits beyond the tenth start again: their number tells them apart. */
export const shapeOf = (limit) => SHAPES[limit % SHAPES.length];

/** How large the number is and where it sits: a triangle has its room off the middle. */
export function labelOf(limit) {
  const index = limit % SHAPES.length;
  if (index === 2) return { size: 9, shift: 2.6 };
  if (index === 8) return { size: 9, shift: -3 };
  return { size: 10.5, shift: 0 };
}

export function createShape(limit) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '-13 -13 26 26');
  svg.setAttribute('class', 'shape');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(document.createElementNS(SVG, 'path'));
  setShape(svg, limit);
  return svg;
}

export function setShape(svg, limit) {
  svg.firstChild.setAttribute('d', shapeOf(limit));
  svg.dataset.limit = String((limit % SHAPES.length) + 1);
}
