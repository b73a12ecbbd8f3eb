// One task in full, and the mark of one that did not complete.
import { labelOf, shapeOf } from '../view/shapes.js';

/** Smaller than this, a number cannot be read. */
const LABEL_FROM = 14;
const MIN_MARK = 7;

const paths = new Map();

function pathOf(limit) {
  const data = shapeOf(limit);
  if (!paths.has(data)) paths.set(data, new Path2D(data));
  return paths.get(data);
}

export function drawShape(context, { x, y, edge, limit, state, progress }, limits, palette) {
  const scale = edge / 20;
  context.save();
  context.translate(x, y);
  context.scale(scale, scale);
  if (state === 'SCHEDULED') {
    context.strokeStyle = palette.limit(limit);
    context.lineWidth = 1.6;
    context.stroke(pathOf(limit));
  } else {
    context.fillStyle = palette.limit(limit);
    context.fill(pathOf(limit));
  }
  if (edge >= LABEL_FROM) {
    const { size, shift } = labelOf(limit);
    context.fillStyle = state === 'SCHEDULED' ? palette.ink : palette['on-limit'];
    context.font = `700 ${size}px ${palette.font}`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillText((limits[limit]?.key ?? '').slice(0, 2), 0, 0.8 + shift);
  }
  if (state === 'IN_PROGRESS' && progress > 0) {
    context.fillStyle = palette.ink;
    context.fillRect(-11, 11.5, 22 * (progress / 100), 2.5);
  }
  context.restore();
}

/** Failed: a cross. Cancelled: a bar through an empty circle. Timed out: a circle with hands. */
export function drawMark(context, { x, y, edge, state }, palette) {
  const half = Math.max(MIN_MARK, edge * 0.75) / 2;
  context.lineWidth = Math.max(1.5, half / 3);
  context.beginPath();
  if (state === 'FAILED') {
    context.strokeStyle = palette.fail;
    context.moveTo(x - half, y - half);
    context.lineTo(x + half, y + half);
    context.moveTo(x + half, y - half);
    context.lineTo(x - half, y + half);
  } else if (state === 'CANCELLED') {
    context.strokeStyle = palette.cancel;
    circle(context, x, y, half);
    context.moveTo(x - half, y);
    context.lineTo(x + half, y);
  } else {
    context.strokeStyle = palette.warn;
    circle(context, x, y, half);
    context.moveTo(x, y - half * 0.6);
    context.lineTo(x, y);
    context.lineTo(x + half * 0.5, y);
  }
  context.stroke();
}

function circle(context, x, y, radius) {
  context.moveTo(x + radius, y);
  context.arc(x, y, radius, 0, 2 * Math.PI);
}
