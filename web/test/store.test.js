import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Store } from '../js/live/store.js';
import { Particles } from '../js/pipeline/particles.js';
import { delta, snapshot } from './frames-of.js';

const QUEUED = 1;
const LOCK_CHECK = 2;
const IN_PROGRESS = 3;
const COMPLETE = 4;

test('a delta before the first snapshot is not merged', () => {
  const store = new Store();
  assert.equal(store.delta(delta(1, { tasks: [[1, 0, QUEUED, 0]] })), 'old');
  assert.equal(store.tasks.size, 0);
});

test('a delta moves a task on and takes counts and limits over whole', () => {
  const store = new Store();
  store.snapshot(snapshot(4, { tasks: [[1, 1, LOCK_CHECK, 0]] }));
  store.delta(delta(5, { tasks: [[1, 1, IN_PROGRESS, 40]], limits: [[1, '2', 2, 1, 3]], live: 1, counted: { inProgress: 1 } }));
  assert.deepEqual(store.tasks.get(1), { id: 1, limit: 1, state: 'IN_PROGRESS', progress: 40, attempt: 1 });
  assert.deepEqual(store.limits[1], { key: '2', permits: 2, held: 1, waiting: 3, paused: false });
  assert.equal(store.counts.inProgress, 1);
});

test('a task that tries again says so, and one that says nothing is at its first attempt', () => {
  const store = new Store();
  store.snapshot(snapshot(1, { tasks: [[1, 0, LOCK_CHECK, 0]] }));
  store.delta(delta(2, { tasks: [[1, 0, QUEUED, 0, 3]] }));
  assert.equal(store.tasks.get(1).attempt, 3);
});

test('an ended task leaves the tasks and is told once', () => {
  const store = new Store();
  store.snapshot(snapshot(1, { tasks: [[1, 0, IN_PROGRESS, 0]] }));
  store.takeChanges();
  store.delta(delta(2, { tasks: [[1, 0, COMPLETE, 100]] }));
  assert.equal(store.tasks.size, 0);
  assert.equal(store.takeChanges().tasks.get(1).state, 'COMPLETE');
  assert.equal(store.takeChanges().tasks.size, 0);
});

test('a gap is reported and nothing of it is merged', () => {
  const store = new Store();
  store.snapshot(snapshot(1));
  assert.equal(store.delta(delta(3, { tasks: [[9, 0, QUEUED, 0]], counted: { queued: 1 } })), 'gap');
  assert.equal(store.tasks.size, 0);
  assert.equal(store.counts.queued, 0);
});

test('after a snapshot, tasks that are not in it are gone', () => {
  const store = new Store();
  store.snapshot(snapshot(1, { tasks: [[1, 0, QUEUED, 0], [2, 0, QUEUED, 0]] }));
  store.takeChanges();
  store.awaitSnapshot();
  store.snapshot(snapshot(1, { tasks: [[2, 0, LOCK_CHECK, 0]] }));
  assert.deepEqual([...store.tasks.keys()], [2]);
  const { rebuild, tasks } = store.takeChanges();
  assert.equal(rebuild, true);
  assert.deepEqual([...tasks.keys()], [2]);
});

test('a snapshot of a restarted server counts although its frame number is lower', () => {
  const store = new Store();
  store.snapshot(snapshot(900, { counted: { complete: 5 } }));
  store.snapshot(snapshot(2));
  assert.equal(store.counts.complete, 0);
  assert.equal(store.delta(delta(3)), 'apply');
});

test('tasks stay in the order in which they reached their state', () => {
  const store = new Store();
  store.snapshot(snapshot(1, { tasks: [[1, 0, QUEUED, 0], [2, 0, QUEUED, 0]] }));
  store.delta(delta(2, { tasks: [[1, 0, LOCK_CHECK, 0]] }));
  store.delta(delta(3, { tasks: [[2, 0, QUEUED, 0]] }));
  assert.deepEqual([...store.tasks.keys()], [2, 1]);
});

test('memory stays bounded while nobody draws', () => {
  const store = new Store();
  store.snapshot(snapshot(0));
  store.takeChanges();
  for (let frame = 1; frame <= 60; frame++) {
    const tasks = Array.from({ length: 1_000 }, (_, i) => [frame * 1_000 + i, 0, QUEUED, 0]);
    store.delta(delta(frame, { tasks, live: frame * 1_000 }));
  }
  assert.equal(store.tasks.size, 10_000);
  assert.ok(store.takeChanges().tasks.size <= 10_000);
});

test('of tasks beyond what is remembered, views are not told: they would have to remember them', () => {
  const store = new Store();
  store.snapshot(snapshot(0));
  store.takeChanges();
  for (let frame = 1; frame <= 15; frame++) {
    store.delta(delta(frame, { tasks: Array.from({ length: 1_000 }, (_, i) => [frame * 1_000 + i, 0, QUEUED, 0]) }));
  }
  assert.equal(store.takeChanges().tasks.size, 10_000);
});

test('a minute of 1,000 tasks a second leaves nothing behind, drawn or not', () => {
  for (const drawn of [true, false]) {
    const store = new Store();
    const particles = new Particles();
    store.snapshot(snapshot(0));
    store.takeChanges();
    let largest = 0;
    for (let tick = 1; tick <= 60 * 20 + 4; tick++) {
      const step = (age, state) => Array.from({ length: 50 }, (_, i) => [(tick - age) * 50 + i, 0, state, 0]);
      store.delta(delta(tick, { tasks: [QUEUED, LOCK_CHECK, IN_PROGRESS, COMPLETE].flatMap((state, age) => step(age, state)) }));
      if (drawn) particles.take(store.takeChanges(), tick * 50);
      particles.forgetFaded(tick * 50);
      largest = Math.max(largest, store.tasks.size, particles.live.size, particles.ended.length);
    }
    assert.ok(largest <= 2_000, `${largest}, ${drawn ? 'drawn' : 'not drawn'}`);
    const { rebuild, tasks } = store.takeChanges();
    assert.equal(rebuild, !drawn);
    assert.ok(tasks.size <= 20_000);
    particles.take({ rebuild: true, tasks: store.tasks }, 0);
    assert.equal(particles.live.size, store.tasks.size);
  }
});

test('while a snapshot is waited for, what a hidden tab missed is not played to it', () => {
  const store = new Store();
  store.snapshot(snapshot(1));
  store.takeChanges();
  store.delta(delta(2, { tasks: [[1, 0, COMPLETE, 100], [2, 0, QUEUED, 0]] }));
  store.awaitSnapshot();
  const { rebuild, tasks } = store.takeChanges();
  assert.equal(rebuild, true);
  assert.deepEqual([...tasks.keys()], [2]);
});

test('what is paused, what drains and what each worker does is taken over, and a snapshot begins it anew', () => {
  const store = new Store();
  store.snapshot({ ...snapshot(1, { limits: [[0, '1', 1, 0, 5, 1]] }), paused: true, draining: true, cells: [[0, 7, 3, 1], [1, 0, 2, 0]] });
  assert.deepEqual([store.paused, store.draining, store.limits[0].paused], [true, true, true]);
  store.delta({ ...delta(2), paused: false, draining: true, cells: [[1, 9, 2, 1]] });
  assert.equal(store.paused, false);
  assert.deepEqual(store.cells, [{ task: 7, completed: 3, failed: 1 }, { task: 9, completed: 2, failed: 1 }]);
  store.snapshot(snapshot(1));
  assert.deepEqual(store.cells, []);
});

test('which attempt a task is in is known from the second one on', () => {
  const store = new Store();
  store.snapshot(snapshot(1, { tasks: [[1, 0, LOCK_CHECK, 0]] }));
  assert.equal(store.tasks.get(1).attempt, 1);
  store.delta(delta(2, { tasks: [[1, 0, QUEUED, 0, 2]], live: 1 }));
  assert.equal(store.tasks.get(1).attempt, 2);
});

test('who listens is told of each change of a delta with what was before, and of nothing that a snapshot holds', () => {
  const store = new Store();
  const heard = [];
  store.onChange((task, before, at) => heard.push([task.id, before?.state, task.state, at]));
  store.snapshot(snapshot(1, { tasks: [[1, 0, LOCK_CHECK, 0]] }));
  assert.deepEqual(heard, []);
  store.delta({ ...delta(2, { tasks: [[1, 0, COMPLETE, 100], [2, 0, QUEUED, 0]] }), at: 55 });
  assert.deepEqual(heard, [[1, 'LOCK_CHECK', 'COMPLETE', 55], [2, undefined, 'QUEUED', 55]]);
});
