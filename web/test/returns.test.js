import assert from 'node:assert/strict';
import { test } from 'node:test';
import { advance } from '../js/pipeline/motion.js';
import { Particles } from '../js/pipeline/particles.js';
import { changes, settled, space } from './scene.js';

const FRAME = { share: 0.12, quick: 0.25, dim: 0.06, elapsed: 16 };

function waiting(...more) {
  const particles = new Particles();
  return { particles, scene: settled(particles, changes(false, [7, 1, 'LOCK_CHECK'], ...more)) };
}

/** Where the task is, frame by frame, until it rests. */
function way(particles, id) {
  const points = [];
  for (let i = 0; i < 500 && advance(particles, space, FRAME); i++) points.push({ x: particles.live.get(id).x, y: particles.live.get(id).y });
  return points;
}

const inQueue = ({ x }) => x > space.queueStart && x < space.edges[1];

test('a failed lock flies back to the queue in an arc, not along the line', () => {
  const { particles, scene } = waiting();
  const from = particles.live.get(7);
  const y = from.y;
  particles.take(changes(false, [7, 1, 'QUEUED', 2]), 0);
  scene.lines.arrange(particles, space, { limits: [{}, {}], counts: {}, live: 0 }, 'shapes', 1);
  const points = way(particles, 7);
  assert.ok(points.length > 20);
  assert.ok(points.some((point) => point.x > space.edges[1] && Math.abs(point.y - y) > space.track / 2));
  assert.ok(inQueue(points.at(-1)));
  assert.equal(particles.live.get(7).attempt, 2);
});

test('who went back and came as far again between two frames is still seen to go back', () => {
  for (const state of ['LOCK_CHECK', 'IN_PROGRESS']) {
    const { particles, scene } = waiting();
    particles.take(changes(false, [7, 1, state, 2]), 0);
    scene.lines.arrange(particles, space, { limits: [{ permits: 1 }, { permits: 2 }], counts: {}, live: 0 }, 'shapes', 1);
    const points = way(particles, 7);
    assert.ok(points.some(inQueue), state);
    assert.ok(points.at(-1).x > space.edges[1], state);
  }
});

test('who comes back stands at the end of its line', () => {
  const { particles, scene } = waiting([8, 1, 'LOCK_CHECK'], [9, 1, 'LOCK_CHECK']);
  scene.settle(changes(false, [7, 1, 'LOCK_CHECK', 2]));
  assert.ok(particles.live.get(7).position > particles.live.get(9).position);
});

test('an ordinary change of state is no return, nor is an end in a later attempt', () => {
  const { particles } = waiting();
  particles.take(changes(false, [7, 1, 'IN_PROGRESS']), 0);
  assert.equal(particles.returning.size, 0);
  particles.take(changes(false, [7, 1, 'FAILED', 2]), 0);
  assert.equal(particles.returning.size, 0);
  assert.equal(particles.ended[0].back, 1);
});

test('with reduced motion nothing flies', () => {
  const { particles } = waiting();
  particles.take(changes(false, [7, 1, 'QUEUED', 2]), 0, true);
  assert.equal(particles.returning.size, 0);
});

test('no more than can be followed fly at a time', () => {
  const ids = Array.from({ length: 500 }, (_, i) => 100 + i);
  const { particles } = waiting(...ids.map((id) => [id, 0, 'LOCK_CHECK']));
  particles.take(changes(false, ...ids.map((id) => [id, 0, 'QUEUED', 2])), 0);
  assert.equal(particles.returning.size, 40);
});

test('who ends or is gone on the way back does not fly on', () => {
  const { particles } = waiting([8, 1, 'LOCK_CHECK']);
  particles.take(changes(false, [7, 1, 'QUEUED', 2], [8, 1, 'QUEUED', 2]), 0);
  particles.take(changes(false, [7, 1, 'CANCELLED', 2]), 0);
  assert.deepEqual([...particles.returning].map(({ id }) => id), [8]);
  particles.take(changes(true), 0);
  assert.equal(particles.returning.size, 0);
});

test('who is still there after a rebuild goes on to its place, and does not hang in mid-air', () => {
  const { particles } = waiting();
  particles.take(changes(false, [7, 1, 'QUEUED', 2]), 0);
  advance(particles, space, FRAME);
  particles.take(changes(true, [7, 1, 'QUEUED', 2]), 0);
  const { x, tx } = particles.live.get(7);
  assert.notEqual(x, tx);
  for (let frame = 0; frame < 1_000 && advance(particles, space, FRAME); frame++);
  assert.equal(particles.live.get(7).x, particles.live.get(7).tx);
});

test('the picture comes to rest, and says so', () => {
  const { particles } = waiting();
  assert.equal(advance(particles, space, FRAME), false);
  particles.take(changes(false, [7, 1, 'QUEUED', 2]), 0);
  assert.equal(advance(particles, space, FRAME), true);
  way(particles, 7);
  assert.equal(advance(particles, space, FRAME), false);
});
