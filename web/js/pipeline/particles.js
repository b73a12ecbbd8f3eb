// One particle a task: where it is, where it is going, and for an ended one, since when.
import { hasEnded } from '../state/states.js';
import { Slots } from './slots.js';

/** An ended task arrives, stays a moment, and fades. */
const STAY_MILLIS = 700;
const FADE_MILLIS = 900;
const MAX_ENDED = 2_000;

/** So many fly back in an arc at a time; more could not be followed, and just move back. */
const MAX_RETURNING = 40;

export class Particles {
  live = new Map();
  ended = [];
  /** Those on their way back to the queue. */
  returning = new Set();
  /** Per limit: how brightly its gate shines, 0 to 1, from the tasks that just passed. */
  passed = [];
  slots = new Slots();

  /** @param calm nothing flies: who goes back to the queue just stands there again */
  take({ rebuild, tasks }, now, calm = false) {
    if (rebuild) this.#keepOnly(tasks);
    // Who leaves a slot goes first, so that who enters in the same frame finds it free.
    for (const task of tasks.values()) if (task.state !== 'IN_PROGRESS') this.#move(task, now, rebuild, calm);
    for (const task of tasks.values()) if (task.state === 'IN_PROGRESS') this.#move(task, now, rebuild, calm);
    if (this.ended.length > MAX_ENDED) this.ended.splice(0, this.ended.length - MAX_ENDED);
  }

  #keepOnly(tasks) {
    for (const [id, particle] of this.live) {
      if (tasks.has(id)) continue;
      this.#leaveSlot(particle);
      this.live.delete(id);
    }
    this.ended = [];
    for (const particle of this.returning) particle.back = 1; // who is still there goes the rest of the way as the others do
    this.returning.clear();
  }

  #move(task, now, rebuild, calm) {
    const particle = this.live.get(task.id) ?? newParticle(task, rebuild);
    const before = particle.state;
    const again = before !== '' && task.attempt > particle.attempt;
    if (particle.limit !== task.limit) this.#changeLimit(particle, task);
    particle.progress = task.progress;
    particle.attempt = task.attempt;
    if (again && !rebuild && !calm && !hasEnded(task.state)) this.#sendBack(particle);
    if (before === task.state && !again) return;
    particle.state = task.state;
    particle.position = -1; // it joins the line of its new state at the end
    if (before === 'IN_PROGRESS') this.#leaveSlot(particle);
    if (task.state === 'IN_PROGRESS') particle.slot = this.slots.enter(task.limit);
    if (!rebuild && (task.state === 'IN_PROGRESS' || (task.state === 'COMPLETE' && before !== 'IN_PROGRESS'))) {
      this.passed[task.limit] = 1;
    }
    this.live.delete(task.id); // the map stays in order of the latest change: first come, first in line
    if (hasEnded(task.state)) this.#end(particle, now);
    else this.live.set(task.id, particle);
  }

  /**
   * A new attempt begins in the queue, whatever state the frame shows: in the time between two frames a task may have
   * gone back, and have come as far again.
   */
  #sendBack(particle) {
    if (Number.isNaN(particle.x) || this.returning.size >= MAX_RETURNING) return;
    particle.fromX = particle.x;
    particle.fromY = particle.y;
    particle.back = 0;
    this.returning.add(particle);
  }

  #end(particle, now) {
    particle.endedAt = now;
    this.returning.delete(particle);
    this.ended.push(particle);
  }

  /** A task keeps its limit; but after a restart of the server another one may have its id. */
  #changeLimit(particle, task) {
    this.#leaveSlot(particle);
    particle.limit = task.limit;
    particle.position = -1;
    if (particle.state === 'IN_PROGRESS' && task.state === 'IN_PROGRESS') particle.slot = this.slots.enter(task.limit);
  }

  #leaveSlot(particle) {
    this.slots.leave(particle.limit, particle.slot);
    particle.slot = -1;
  }

  forgetFaded(now) {
    const last = now - STAY_MILLIS - FADE_MILLIS;
    let faded = 0;
    while (faded < this.ended.length && this.ended[faded].endedAt < last) faded++;
    if (faded > 0) this.ended.splice(0, faded);
  }
}

/** All fields from the start: objects of one shape are what the engine is fast with. */
function newParticle({ id, limit, attempt }, jump) {
  return {
    id, limit, attempt, state: '', progress: 0, x: NaN, y: NaN, tx: 0, ty: 0, edge: 0, slot: -1, position: -1,
    endedAt: 0, jump, back: 1, fromX: 0, fromY: 0,
  };
}

export function fade(particle, now) {
  return 1 - Math.min(1, Math.max(0, (now - particle.endedAt - STAY_MILLIS) / FADE_MILLIS));
}
