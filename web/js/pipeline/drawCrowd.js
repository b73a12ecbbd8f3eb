// Everything that is drawn as small squares: those that nobody named, and the named ones that are too many for more.
import { UNKNOWN } from './lines.js';
import { standX, standY } from './pack.js';
import { scatterX, scatterY } from './spread.js';

const SCHEDULED_ALPHA = 0.6;
const UNKNOWN_ALPHA = 0.75;

export function drawCrowds(blocks, lines, space, { palette, shade }) {
  for (const { limit, box, cells, first, from, count, edge } of lines.crowds) {
    const colour = palette.limit(limit);
    const alpha = shade(limit) * (limit === UNKNOWN ? UNKNOWN_ALPHA : 1);
    for (let place = from; place < from + count; place++) {
      blocks.block(standX(box, cells, first, place), standY(box, cells, place), edge, colour, alpha);
    }
  }
  const { count, edge } = lines.scheduled;
  const alpha = shade(UNKNOWN) * SCHEDULED_ALPHA * UNKNOWN_ALPHA;
  for (let i = 0; i < count; i++) {
    const box = space.scheduled;
    blocks.block(scatterX(box, ~i), scatterY(box, ~i), edge, palette.limit(UNKNOWN), alpha);
  }
}

export function drawBlock(blocks, { x, y, edge, limit, state }, { palette, shade }) {
  blocks.block(x, y, edge, palette.limit(limit), shade(limit) * (state === 'SCHEDULED' ? SCHEDULED_ALPHA : 1));
}
