// One particle a task: where it is, where it is going, and for an ended one, since when.
import { grid, stand } from './pack.js';
import { SIZE } from './detail.js';
import { slot } from './layout.js';

const ENDS = new Set(['COMPLETE', 'FAILED', 'CANCELLED', 'TIMED_OUT']);
export const SLOT_PITCH = 24;
const MAX_EDGE = 18;

/** An ended task arrives, stays a moment, and fades. */
const STAY_MILLIS = 700;
const FADE_MILLIS = 900;
const MAX_ENDED = 2_000;

export class Particles {
  live = new Map();
  ended = [];
  /** Per limit: how brightly its gate shines, 0 to 1, from the tasks that just passed. */
  passed = [];
  #slots = [];
  #places = new Map();

  get size() {
    return this.live.size + this.ended.length;
  }

  take({ rebuild, tasks }, now) {
    if (rebuild) this.#keepOnly(tasks);
    // Who leaves a slot goes first, so that who enters in the same frame finds it free.
    for (const task of tasks.values()) if (task.state !== 'IN_PROGRESS') this.#move(task, now, rebuild);
    for (const task of tasks.values()) if (task.state === 'IN_PROGRESS') this.#move(task, now, rebuild);
  }

  #keepOnly(tasks) {
    for (const [id, particle] of this.live) {
      if (tasks.has(id)) continue;
      this.#leaveSlot(particle);
      this.live.delete(id);
    }
    this.ended = [];
  }

  #move(task, now, rebuild) {
    let particle = this.live.get(task.id);
    if (!particle) {
      particle = { id: task.id, spread: spread(task.id), x: NaN, y: NaN, tx: 0, ty: 0, edge: 0, slot: -1, position: 0, endedAt: 0, jump: rebuild };
    }
    const before = particle.state;
    particle.limit = task.limit;
    particle.progress = task.progress;
    if (before === task.state) return;
    particle.state = task.state;
    if (before === 'IN_PROGRESS') this.#leaveSlot(particle);
    if (task.state === 'IN_PROGRESS') this.#enterSlot(particle);
    if (task.state === 'QUEUED') particle.position = this.#nextPlace('queue');
    if (task.state === 'LOCK_CHECK') particle.position = this.#nextPlace(task.limit);
    if (!rebuild && (task.state === 'IN_PROGRESS' || (task.state === 'COMPLETE' && before !== 'IN_PROGRESS'))) {
      this.passed[task.limit] = 1;
    }
    this.live.delete(task.id); // the map stays in order of the latest change: first come, first in line
    if (ENDS.has(task.state)) this.#end(particle, now);
    else this.live.set(task.id, particle);
  }

  #end(particle, now) {
    particle.endedAt = now;
    this.ended.push(particle);
    if (this.ended.length > MAX_ENDED) this.ended.splice(0, this.ended.length - MAX_ENDED);
  }

  #nextPlace(line) {
    const place = this.#places.get(line) ?? 0;
    this.#places.set(line, place + 1);
    return place;
  }

  #enterSlot(particle) {
    const slots = (this.#slots[particle.limit] ??= new Set());
    let free = 0;
    while (slots.has(free)) free++;
    slots.add(free);
    particle.slot = free;
  }

  #leaveSlot(particle) {
    this.#slots[particle.limit]?.delete(particle.slot);
    particle.slot = -1;
  }

  isSlotTaken(limit, index) {
    return this.#slots[limit]?.has(index) ?? false;
  }

  forgetFaded(now) {
    const last = now - STAY_MILLIS - FADE_MILLIS;
    if (this.ended.length > 0 && this.ended[0].endedAt < last) this.ended = this.ended.filter((p) => p.endedAt >= last);
  }

  /** Gives every particle its place to go to. */
  arrange(space, limits, level) {
    const queued = [];
    const waiting = limits.map(() => []);
    for (const particle of this.live.values()) {
      if (particle.state === 'QUEUED') queued.push(particle);
      else if (particle.state === 'LOCK_CHECK') waiting[particle.limit]?.push(particle);
      else if (particle.state === 'SCHEDULED') scatter(particle, space.scheduled, SIZE[level].edge);
      else this.#stand(particle, space, limits);
    }
    this.#line('queue', queued, space.queue, level);
    waiting.forEach((tasks, limit) => this.#line(limit, tasks, space.waiting(limit), level));
    for (const particle of this.ended) scatter(particle, space.ended(particle.limit), SIZE[level].edge);
  }

  #stand(particle, space, limits) {
    const box = space.running(particle.limit);
    const { x, y, pitch } = slot(box, limits[particle.limit]?.permits ?? 1, particle.slot, SLOT_PITCH);
    particle.tx = x;
    particle.ty = y;
    particle.edge = Math.min(MAX_EDGE, pitch - 2);
  }

  #line(line, tasks, box, level) {
    if (tasks.length === 0) {
      this.#places.delete(line);
      return;
    }
    const first = tasks[0].position;
    const cells = grid(box, first, tasks.at(-1).position, SIZE[level].pitch);
    const edge = Math.min(SIZE[level].edge, Math.max(1, cells.pitch * 0.8));
    for (const particle of tasks) {
      const { x, y } = stand(box, cells, first, particle.position);
      particle.tx = x;
      particle.ty = y;
      particle.edge = edge;
    }
  }

  /**
   * Moves everything by `share` of its way, and who holds a permit by `quick`: it may hold it for a moment only.
   * A new one enters from the left edge, or stands at once after a rebuild.
   */
  advance(share, quick, dim) {
    const step = (particle, part) => {
      if (particle.jump || Number.isNaN(particle.x)) {
        particle.x = particle.jump ? particle.tx : -8;
        particle.y = particle.ty;
        particle.jump = false;
      }
      particle.x += (particle.tx - particle.x) * part;
      particle.y += (particle.ty - particle.y) * part;
    };
    for (const particle of this.live.values()) step(particle, particle.slot < 0 ? share : quick);
    for (const particle of this.ended) step(particle, share);
    for (let limit = 0; limit < this.passed.length; limit++) this.passed[limit] = (this.passed[limit] ?? 0) * (1 - dim);
  }
}

export function fade(particle, now) {
  return 1 - Math.min(1, Math.max(0, (now - particle.endedAt - STAY_MILLIS) / FADE_MILLIS));
}

function scatter(particle, box, edge) {
  particle.edge = edge;
  particle.tx = box.x + box.width * particle.spread[0];
  particle.ty = box.y + box.height * (0.15 + 0.7 * particle.spread[1]);
}

/** Two numbers from 0 to 1 that are always the same for the same id. */
function spread(id) {
  const mixed = Math.imul(id ^ (id >>> 15), 0x9e3779b1) >>> 0;
  return [(mixed & 0xffff) / 0xffff, (mixed >>> 16) / 0xffff];
}
