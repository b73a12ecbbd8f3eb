// How particles get to where they belong: straight, by a share of the rest of the way; back to the queue in an arc.

/** Closer than this is there. */
const THERE = 0.15;
const RETURN_MILLIS = 650;
const DARK = 0.02;

/**
 * Moves everything by `share` of its way, and who holds a permit by `quick`: it may hold it for a moment only.
 * A new one enters from the left edge, or stands at once after a rebuild.
 * @returns {boolean} whether the picture is still changing
 */
export function advance(particles, space, { share, quick, dim, elapsed }) {
  let moving = particles.ended.length > 0;
  for (const particle of particles.returning) {
    moving = true;
    fly(particle, space, elapsed);
    if (particle.back >= 1) particles.returning.delete(particle);
  }
  for (const particle of particles.live.values()) {
    if (particle.back >= 1 && step(particle, particle.slot < 0 ? share : quick)) moving = true;
  }
  for (const particle of particles.ended) step(particle, share);
  const { passed } = particles;
  for (let limit = 0; limit < passed.length; limit++) {
    passed[limit] = (passed[limit] ?? 0) * (1 - dim);
    if (passed[limit] < DARK) passed[limit] = 0;
    else moving = true;
  }
  return moving;
}

function step(particle, share) {
  if (particle.jump || Number.isNaN(particle.x)) {
    particle.x = particle.jump ? particle.tx : -8;
    particle.y = particle.ty;
    particle.jump = false;
  }
  const x = particle.tx - particle.x;
  const y = particle.ty - particle.y;
  if (Math.abs(x) + Math.abs(y) < THERE) {
    particle.x = particle.tx;
    particle.y = particle.ty;
    return false;
  }
  particle.x += x * share;
  particle.y += y * share;
  return true;
}

function fly(particle, space, elapsed) {
  particle.back = Math.min(1, particle.back + elapsed / RETURN_MILLIS);
  const { back } = particle;
  const t = back * back * (3 - 2 * back);
  const { toX, toY, bendX, bendY } = arc(particle, space);
  particle.x = bezier(t, particle.fromX, bendX, toX);
  particle.y = bezier(t, particle.fromY, bendY, toY);
}

const bezier = (t, from, bend, to) => (1 - t) * (1 - t) * from + 2 * t * (1 - t) * bend + t * t * to;

/** From where it gave up to the entry of the queue, over the track above; from the uppermost, below. */
export function arc({ fromX, fromY, limit }, space) {
  const { x: toX, y: toY } = space.entry(limit);
  const lift = space.track * (limit === 0 ? 1.9 : -1.9);
  return { toX, toY, bendX: (fromX + toX) / 2, bendY: (fromY + toY) / 2 + lift };
}
