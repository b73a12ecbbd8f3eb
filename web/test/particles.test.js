import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SHAPES } from '../js/pipeline/detail.js';
import { fade, Particles } from '../js/pipeline/particles.js';
import { changes, limits, settled, space } from './scene.js';

test('each state has its zone', () => {
  const particles = new Particles();
  particles.take(changes(false, [1, 0, 'SCHEDULED'], [2, 0, 'QUEUED'], [3, 0, 'LOCK_CHECK'], [4, 0, 'IN_PROGRESS'], [5, 0, 'FAILED']), 0);
  settled(particles);
  const x = (id) => particles.live.get(id).x;
  assert.ok(x(1) < space.queueStart);
  assert.ok(x(2) > space.queueStart && x(2) < space.edges[1]);
  assert.ok(x(3) > space.edges[1] && x(3) < space.gate);
  assert.ok(x(4) > space.gate && x(4) < space.edges[3]);
  assert.ok(particles.ended[0].x > space.edges[3]);
});

test('a slot that is left in a frame can be entered in the same frame', () => {
  const particles = new Particles();
  particles.take(changes(false, [1, 0, 'IN_PROGRESS']), 0);
  particles.take(changes(false, [2, 0, 'IN_PROGRESS'], [1, 0, 'COMPLETE']), 50);
  assert.equal(particles.live.get(2).slot, 0);
});

test('two tasks of one limit never share a slot', () => {
  const particles = new Particles();
  particles.take(changes(false, [1, 1, 'IN_PROGRESS'], [2, 1, 'IN_PROGRESS']), 0);
  assert.notEqual(particles.live.get(1).slot, particles.live.get(2).slot);
});

test('a rebuild leaves no ghosts, neither live nor fading, and frees their slots', () => {
  const particles = new Particles();
  particles.take(changes(false, [1, 0, 'IN_PROGRESS'], [2, 0, 'COMPLETE'], [3, 0, 'QUEUED']), 0);
  particles.take(changes(true, [3, 0, 'QUEUED']), 100);
  assert.deepEqual([...particles.live.keys()], [3]);
  assert.equal(particles.ended.length, 0);
  assert.equal(particles.slots.isTaken(0, 0), false);
});

test('the head of a line stands next to the gate, and who follows moves up by whole columns only', () => {
  const particles = new Particles();
  const scene = settled(particles, changes(false, ...Array.from({ length: 100 }, (_, i) => [i, 0, 'QUEUED'])));
  const rows = new Map([...particles.live].map(([id, { y }]) => [id, y]));
  assert.ok(particles.live.get(0).x > particles.live.get(99).x);
  scene.settle(changes(false, [0, 0, 'LOCK_CHECK'], [1, 0, 'LOCK_CHECK']));
  for (let id = 2; id < 100; id++) assert.equal(particles.live.get(id).y, rows.get(id));
  const { x } = particles.live.get(2);
  scene.settle(changes(false, ...Array.from({ length: 70 }, (_, i) => [2 + i, 0, 'COMPLETE'])));
  assert.equal(particles.live.get(72).x, x);
});

test('a line whose head never moves on closes up behind it', () => {
  const particles = new Particles();
  const scene = settled(particles, changes(false, [0, 1, 'LOCK_CHECK']));
  for (let id = 1; id < 3_000; id++) {
    scene.settle(changes(false, [id, 1, 'LOCK_CHECK']));
    scene.settle(changes(false, [id, 1, 'TIMED_OUT']));
  }
  scene.settle(changes(false, [3_000, 1, 'LOCK_CHECK']));
  assert.ok(particles.live.get(3_000).position < 100);
});

test('nothing ever stands outside its box, however many there are', () => {
  const particles = new Particles();
  settled(particles, changes(false, ...Array.from({ length: 60_000 }, (_, i) => [i, 1, 'LOCK_CHECK'])));
  const box = space.waiting(1);
  for (const { x, y } of particles.live.values()) {
    assert.ok(x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height);
  }
});

test('a limit that has shrunk to nothing still has room for those that run', () => {
  const particles = new Particles();
  particles.take(changes(false, [1, 0, 'IN_PROGRESS'], [2, 0, 'IN_PROGRESS']), 0);
  settled(particles, undefined, { limits: [{ ...limits[0], permits: 0 }, limits[1]], level: SHAPES });
  for (const { x, edge } of particles.live.values()) assert.ok(x > space.gate && edge > 0);
});

test('ended tasks fade, are forgotten, and never pile up', () => {
  const particles = new Particles();
  particles.take(changes(false, ...Array.from({ length: 5_000 }, (_, i) => [i, 0, 'COMPLETE'])), 1_000);
  assert.ok(particles.ended.length <= 2_000);
  assert.equal(fade(particles.ended[0], 1_000), 1);
  assert.equal(fade(particles.ended[0], 9_000), 0);
  particles.forgetFaded(9_000);
  assert.equal(particles.ended.length, 0);
});

test('another task with the id of an old one, after a restart, leaves no slot lit in the lane of the old one', () => {
  const particles = new Particles();
  particles.take(changes(true, [5, 1, 'IN_PROGRESS']), 0);
  particles.take(changes(true, [5, 6, 'IN_PROGRESS']), 0);
  assert.equal(particles.slots.isTaken(1, 0), false);
  assert.equal(particles.slots.isTaken(6, 0), true);
  particles.take(changes(false, [5, 6, 'COMPLETE']), 0);
  assert.equal(particles.slots.isTaken(6, 0), false);
});
