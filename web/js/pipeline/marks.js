// One task in full, its attempt, its way back, and the mark of one that did not complete.
import { labelOf, shapeOf } from '../view/shapes.js';
import { arc } from './motion.js';

/** Smaller than this, a number cannot be read. */
const LABEL_FROM = 14;
const MIN_MARK = 7;
export const FULL_EDGE = 18;

const paths = new Map();

function pathOf(limit) {
  const data = shapeOf(limit);
  if (!paths.has(data)) paths.set(data, new Path2D(data));
  return paths.get(data);
}

export function drawShape(context, { x, y, limit, state, progress }, edge, limits, palette) {
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
    write(context, (limits[limit]?.key ?? '').slice(0, 2), 0, 0.8 + shift, size, palette);
  }
  if (state === 'IN_PROGRESS' && progress > 0) drawProgress(context, progress, palette);
  context.restore();
}

/** Below the shape, with the way still to go in a fainter colour: a bar alone would not say how much of what. */
function drawProgress(context, progress, palette) {
  context.fillStyle = palette.panel;
  context.fillRect(-12, 12, 24, 5);
  context.fillStyle = palette.faint;
  context.fillRect(-11, 13, 22, 3);
  context.fillStyle = palette.ink;
  context.fillRect(-11, 13, 22 * (progress / 100), 3);
}

/** ×2: the second attempt. At the upper right, over the edge of the shape. */
export function drawBadge(context, { x, y, attempt }, edge, palette) {
  if (edge < LABEL_FROM) return;
  const text = `×${attempt}`;
  const width = text.length * 5.2 + 4;
  const left = x + edge / 2 - width / 2;
  const top = y - edge / 2 - 4;
  context.fillStyle = palette.panel;
  context.fillRect(left - 1, top - 1, width + 2, 12);
  context.fillStyle = palette.warn;
  context.fillRect(left, top, width, 10);
  context.fillStyle = palette.panel;
  write(context, text, left + width / 2, top + 5.5, 8.5, palette);
}

function write(context, text, x, y, size, palette) {
  context.font = `700 ${size}px ${palette.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(text, x, y);
}

/** The track back to the queue; it pales as the task comes home. */
export function drawReturn(context, particle, space, { palette, shade }) {
  const { toX, toY, bendX, bendY } = arc(particle, space);
  context.globalAlpha = 0.8 * (1 - particle.back ** 3) * shade(particle.limit);
  context.strokeStyle = palette.warn;
  context.lineWidth = 1.5;
  context.setLineDash([4, 4]);
  context.beginPath();
  context.moveTo(particle.fromX, particle.fromY);
  context.quadraticCurveTo(bendX, bendY, toX, toY);
  context.stroke();
  context.setLineDash([]);
  context.globalAlpha = 1;
}

/** Failed: a cross. Cancelled: a bar through an empty circle. Timed out: a circle with hands. */
export function drawMark(context, { x, y, edge, state }, palette) {
  const half = Math.max(MIN_MARK, edge * 0.75) / 2;
  context.lineWidth = Math.max(1.5, half / 3);
  context.strokeStyle = palette.end[state];
  context.beginPath();
  if (state === 'FAILED') {
    context.moveTo(x - half, y - half);
    context.lineTo(x + half, y + half);
    context.moveTo(x + half, y - half);
    context.lineTo(x - half, y + half);
  } else if (state === 'CANCELLED') {
    circle(context, x, y, half);
    context.moveTo(x - half, y);
    context.lineTo(x + half, y);
  } else {
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
