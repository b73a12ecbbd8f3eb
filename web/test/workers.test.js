import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heat, STEPS, Worker } from '../js/workers/heat.js';
import { busyLine, workerLabel, workerLine } from '../js/workers/words.js';

test('a cell cools by the time that passed, step by step, down to nothing', () => {
  assert.equal(heat(0, false), STEPS);
  assert.equal(heat(60_000, true), 0);
  assert.equal(heat(Infinity, false), 0);
  assert.equal(heat(-5, false), STEPS);
  const steps = Array.from({ length: 40 }, (_, i) => heat(i * 25, false));
  assert.deepEqual(steps, steps.toSorted((a, b) => b - a));
  assert.equal(new Set(steps).size, STEPS + 1);
});

test('what ended before this page looked does not flash', () => {
  const worker = new Worker();
  worker.take({ task: 0, completed: 900, failed: 12 }, 1_000);
  assert.equal(worker.glow(1_000).steps, 0);
  assert.equal(worker.last, '');
});

test('each end flashes, and a failure is seen for longer and before a completion', () => {
  const worker = new Worker();
  worker.take({ task: 1, completed: 0, failed: 0 }, 0);
  worker.take({ task: 2, completed: 1, failed: 0 }, 1_000);
  assert.deepEqual(worker.glow(1_000), { steps: STEPS, failed: false });
  worker.take({ task: 0, completed: 2, failed: 1 }, 1_100);
  assert.deepEqual(worker.glow(1_100), { steps: STEPS, failed: true });
  assert.equal(worker.glow(1_800).failed, true);
  assert.equal(worker.glow(60_000).steps, 0);
  assert.equal(worker.last, 'failed');
});

test('counts that begin anew are no ends', () => {
  const worker = new Worker();
  worker.take({ task: 0, completed: 50, failed: 0 }, 0);
  worker.take({ task: 0, completed: 3, failed: 2 }, 1_000);
  assert.equal(worker.glow(1_000).steps, 0);
  worker.take(undefined, 2_000);
  worker.take({ task: 0, completed: 7, failed: 0 }, 3_000);
  assert.equal(worker.glow(3_000).steps, 0);
});

test('the workers are told in words', () => {
  assert.equal(busyLine(7, 10), '7 of 10 busy');
  assert.equal(busyLine(0, 0), 'No workers are known yet.');
  assert.equal(busyLine(300, 400), '300 of 400 busy; the first 256 are shown');
  assert.equal(workerLabel(3, false), 'Worker 3, idle');
  assert.equal(workerLabel(3, true, '2'), 'Worker 3, busy with limit 2');
  assert.equal(workerLine(3, { task: 42, completed: 1_200, failed: 3 }, undefined), 'Worker 3: task 42; 1,200 complete, 3 failed');
});
