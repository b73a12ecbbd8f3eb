// The tasks themselves. Who holds a permit or comes back is always drawn in full; the others get as much detail as
// there is room for.
import { SHAPES, SQUARES } from './detail.js';
import { drawBlock } from './drawCrowd.js';
import { drawBadge, drawMark, drawReturn, drawShape, FULL_EDGE } from './marks.js';
import { fade } from './particles.js';

/** Smaller than this, who holds a permit is a square too: of a thousand permits no shape could be told. */
const FULL_FROM = 8;

/** Below the level of squares only the latest ends have marks; the older ones are blocks in the same colour. */
const MAX_MARKS = 200;

/** Small squares first, for they may replace what was there. @returns those that are to be drawn in full, on top */
export function sortTasks(particles, blocks, view) {
  const full = [];
  for (const particle of particles.live.values()) {
    const holds = particle.state === 'IN_PROGRESS' && particle.edge >= FULL_FROM;
    if (view.level === SHAPES || holds || particle.back < 1) full.push(particle);
    else drawBlock(blocks, particle, view);
  }
  const { ended } = particles;
  const marksFrom = view.level === SHAPES || view.level === SQUARES ? 0 : ended.length - MAX_MARKS;
  for (let i = 0; i < ended.length; i++) {
    const particle = ended[i];
    const complete = particle.state === 'COMPLETE';
    if (complete ? view.level === SHAPES : i >= marksFrom) continue; // these are drawn in full
    const colour = complete ? view.palette.limit(particle.limit) : view.palette.end[particle.state];
    blocks.block(particle.x, particle.y, particle.edge, colour, fade(particle, view.now) * view.shade(particle.limit));
  }
  return { full, marksFrom };
}

export function drawTasks(context, particles, { full, marksFrom }, space, limits, view) {
  drawEnded(context, particles.ended, marksFrom, limits, view);
  for (const particle of particles.returning) drawReturn(context, particle, space, view);
  for (const particle of full) {
    context.globalAlpha = view.shade(particle.limit);
    const edge = particle.back < 1 ? FULL_EDGE : particle.edge;
    drawShape(context, particle, edge, limits, view.palette);
    if (particle.attempt > 1) drawBadge(context, particle, edge, view.palette);
  }
  context.globalAlpha = 1;
}

function drawEnded(context, ended, marksFrom, limits, { level, palette, shade, now }) {
  for (let i = Math.max(0, marksFrom); i < ended.length; i++) {
    const particle = ended[i];
    const complete = particle.state === 'COMPLETE';
    if (complete && level !== SHAPES) continue;
    context.globalAlpha = fade(particle, now) * shade(particle.limit);
    if (complete) drawShape(context, particle, particle.edge, limits, palette);
    else drawMark(context, particle, palette);
  }
  context.globalAlpha = 1;
}
