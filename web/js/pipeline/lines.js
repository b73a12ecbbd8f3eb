// Gives every particle its place to go to, and those that nobody named theirs.
//
// The server names 5,000 live tasks at most; of the others it tells exactly how many there are: scheduled, queued, and
// waiting for each limit. They stand behind the named ones of the same line, one mark a task, so that what is seen is as
// dense as what is there. A place is worked out when it is drawn: a crowd of any size costs no memory. Waiting ones have
// the colour of their limit, for it is known. Of queued and scheduled ones it is not: they are drawn in grey. To share
// them out among the limits, like the named ones are, would look better and be a guess.
import { edgeIn, SIZE } from './detail.js';
import { slot } from './layout.js';
import { scatterX, scatterY } from './spread.js';
import { grid, standX, standY } from './pack.js';

export const SLOT_PITCH = 24;
const MAX_EDGE = 18;
const MIN_EDGE = 2;

/** Ended ones keep off the lines between the tracks. */
const MARGIN = 0.15;

/** A crowd's limit where it is not known. */
export const UNKNOWN = -1;

/** A line with more gaps than this is closed up: they cost room that tasks need. */
const MAX_GAPS = 64;

export class Lines {
  /** One entry a crowd: where its marks stand. */
  crowds = [];
  scheduled = { count: 0, edge: 0 };
  #left = 0;
  #next = new Map();
  #steps = new Map();

  arrange(particles, space, { limits, counts, live }, level, pixel) {
    this.#left = Math.max(0, live - particles.live.size); // never more than there are, should counts and names not agree
    const queued = [];
    const waiting = limits.map(() => []);
    const scheduled = [];
    for (const particle of particles.live.values()) {
      if (particle.state === 'QUEUED') queued.push(particle);
      else if (particle.state === 'LOCK_CHECK') waiting[particle.limit]?.push(particle);
      else if (particle.state === 'SCHEDULED') scheduled.push(particle);
      else this.#stand(particle, space, limits);
    }
    this.crowds = [];
    const unnamed = this.#unnamed(counts.scheduled, scheduled.length);
    const edge = edgeAmong(scheduled.length + unnamed, space.scheduled, SIZE[level].edge, pixel);
    for (const particle of scheduled) scatter(particle, space.scheduled, edge);
    this.scheduled = { count: unnamed, edge };
    this.#line('queue', queued, space.queue, level, pixel, counts.queued, UNKNOWN);
    waiting.forEach((tasks, limit) => {
      this.#line(limit, tasks, space.waiting(limit), level, pixel, limits[limit].waiting, limit);
    });
    for (const particle of particles.ended) scatter(particle, space.ended(particle.limit), SIZE[level].edge, MARGIN);
  }

  #stand(particle, space, limits) {
    const box = space.running(particle.limit);
    const { x, y, pitch } = slot(box, limits[particle.limit]?.permits ?? 1, particle.slot, SLOT_PITCH);
    particle.tx = x;
    particle.ty = y;
    particle.edge = Math.max(MIN_EDGE, Math.min(MAX_EDGE, pitch - 2));
  }

  #line(line, tasks, box, level, pixel, total, limit) {
    const unnamed = this.#unnamed(total, tasks.length);
    if (tasks.length + unnamed === 0) {
      this.#next.delete(line);
      this.#steps.delete(line);
      return;
    }
    const end = this.#number(line, tasks);
    const first = tasks[0]?.position ?? end;
    const cells = grid(box, first, end + unnamed - 1, SIZE[level].pitch, { pixel, before: this.#steps.get(line) });
    this.#steps.set(line, cells.step);
    const edge = edgeIn(cells.pitch, level, pixel);
    for (const particle of tasks) {
      particle.tx = standX(box, cells, first, particle.position);
      particle.ty = standY(box, cells, particle.position);
      particle.edge = edge;
    }
    if (unnamed > 0) this.crowds.push({ limit, box, cells, first, from: end, count: unnamed, edge });
  }

  #unnamed(total = 0, named) {
    const unnamed = Math.min(this.#left, Math.max(0, total - named));
    this.#left -= unnamed;
    return unnamed;
  }

  /** Everyone keeps the place that they have; who has none goes to the end. @returns {number} the place behind the last */
  #number(line, tasks) {
    if (tasks.length === 0) return 0;
    let next = this.#next.get(line) ?? 0;
    for (const particle of tasks) if (particle.position < 0) particle.position = next++;
    if (next - tasks[0].position > 2 * tasks.length + MAX_GAPS) {
      next = 0;
      for (const particle of tasks) particle.position = next++;
    }
    this.#next.set(line, next);
    return next;
  }
}

/** So large that many of them, strewn at random, cover no more than half of the box. */
function edgeAmong(count, { width, height }, edge, pixel) {
  const room = Math.floor(Math.sqrt((width * height) / Math.max(1, 2 * count)) / pixel) * pixel;
  return Math.max(pixel, Math.min(edge, room));
}

function scatter(particle, box, edge, margin) {
  particle.edge = edge;
  particle.tx = scatterX(box, particle.id);
  particle.ty = scatterY(box, particle.id, margin);
}
