// The tasks themselves. Whoever holds a permit is always drawn in full; the crowd gets as much detail as there is room for.
import { SHAPES } from './detail.js';
import { drawMark, drawShape } from './marks.js';
import { fade } from './particles.js';

export function drawTasks(context, particles, limits, level, palette, now) {
  const crowd = [];
  const inFull = [];
  for (const particle of particles.live.values()) {
    (level === SHAPES || particle.state === 'IN_PROGRESS' ? inFull : crowd).push(particle);
  }
  drawBlocks(context, crowd, palette);
  drawEnded(context, particles.ended, limits, level, palette, now);
  for (const particle of inFull) drawShape(context, particle, limits, palette);
}

/** Grouped by colour: a change of fillStyle costs more than a rectangle. Scheduled ones are hollow, or faint where too small. */
function drawBlocks(context, crowd, palette) {
  const groups = new Map();
  for (const particle of crowd) {
    const key = particle.limit * 2 + (particle.state === 'SCHEDULED' ? 1 : 0);
    const group = groups.get(key);
    if (group) group.push(particle);
    else groups.set(key, [particle]);
  }
  for (const [key, group] of groups) {
    const scheduled = key % 2 === 1;
    context.fillStyle = context.strokeStyle = palette.limit(key >> 1);
    context.lineWidth = 1;
    context.globalAlpha = scheduled ? 0.7 : 1;
    for (const { x, y, edge } of group) {
      if (scheduled && edge > 4) context.strokeRect(x - edge / 2 + 0.5, y - edge / 2 + 0.5, edge - 1, edge - 1);
      else context.fillRect(x - edge / 2, y - edge / 2, edge, edge);
    }
  }
  context.globalAlpha = 1;
}

function drawEnded(context, ended, limits, level, palette, now) {
  for (const particle of ended) {
    const { x, y, edge, state, limit } = particle;
    context.globalAlpha = fade(particle, now);
    if (state !== 'COMPLETE') {
      drawMark(context, particle, palette);
    } else if (level === SHAPES) {
      drawShape(context, particle, limits, palette);
    } else {
      context.fillStyle = palette.limit(limit);
      context.fillRect(x - edge / 2, y - edge / 2, edge, edge);
    }
  }
  context.globalAlpha = 1;
}
