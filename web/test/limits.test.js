import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shortDuration } from '../js/format.js';
import { permitsOf } from '../js/limits/adjust.js';
import { Bottleneck, expectedWait } from '../js/limits/bottleneck.js';
import { waitingShare } from '../js/limits/lane.js';
import { OneAtATime } from '../js/limits/oneAtATime.js';
import { Measures } from '../js/limits/measures.js';

const limit = (key, permits, waiting, changed) => ({ key, permits, held: permits, waiting, paused: false, ...changed });
const runs = (...millis) => new Map(millis.map((run, index) => [index, { run }]));

test('who waits behind few permits and long runs waits longest', () => {
  assert.equal(expectedWait(limit('1', 2, 10), 100), 500);
  assert.equal(expectedWait(limit('1', 0, 1), 100), Infinity);
  assert.equal(expectedWait(limit('1', 2, 0), 100), 0);
  assert.equal(expectedWait(limit('1', 2, 9, { held: 1 }), 100), 0);
});

test('the bottleneck is the limit with the longest wait, not the one with the most tasks', () => {
  const limits = [limit('1', 1, 20), limit('2', 100, 500), limit('3', 5, 0)];
  assert.equal(new Bottleneck().find(limits, runs(100, 100, 9_000)), '1');
  assert.equal(new Bottleneck().find(limits, runs(10, 100, 9_000)), '2');
});

test('nobody is held up by a wait that is short, or by a limit that is paused: then that is the reason', () => {
  assert.equal(new Bottleneck().find([limit('1', 1, 2)], runs(100)), null);
  assert.equal(new Bottleneck().find([limit('1', 1, 900, { paused: true }), limit('2', 1, 9)], runs(100, 100)), '2');
});

test('two that are alike do not pass the mark to and fro', () => {
  const bottleneck = new Bottleneck();
  assert.equal(bottleneck.find([limit('1', 1, 50), limit('2', 1, 49)], runs(100, 100)), '1');
  assert.equal(bottleneck.find([limit('1', 1, 50), limit('2', 1, 55)], runs(100, 100)), '1');
  assert.equal(bottleneck.find([limit('1', 1, 50), limit('2', 1, 70)], runs(100, 100)), '2');
  assert.equal(bottleneck.find([limit('1', 1, 0), limit('2', 1, 0)], runs(100, 100)), null);
});

test('the last known wait of a slow limit stands for as long as tasks wait', () => {
  const measures = new Measures();
  const limits = [{ waiting: 4 }];
  const none = { limits: [[0, null, null]] };
  assert.equal(measures.take({ limits: [[0, 812, 50]] }, limits).get(0).wait, 812);
  assert.equal(measures.take(none, limits).get(0).wait, 812);
  assert.equal(measures.take(none, [{ waiting: 0 }]).get(0).wait, null);
  assert.equal(measures.take(null, []).size, 0);
});

test('one waiting task is seen, and ten thousand fill the line', () => {
  assert.ok(waitingShare(1) > 0.05);
  assert.equal(waitingShare(0), 0);
  assert.equal(waitingShare(50_000), 1);
});

test('a shortDuration keeps to seven characters', () => {
  const said = [null, 0, 0.04, 9.94, 9.96, 999.4, 999.6, 12_400, 99_949, 99_951, 3_600_000, 7_200_000].map(shortDuration);
  assert.deepEqual(said, ['–', '0.0 ms', '0.0 ms', '9.9 ms', '10 ms', '999 ms', '1.0 s', '12.4 s', '99.9 s', '100 s', '3,600 s', '2 h']);
  assert.ok(said.every((text) => text.length <= 7));
});

test('permits are a whole number that the server allows', () => {
  assert.equal(permitsOf(' 7 ', 1_000), 7);
  assert.equal(permitsOf('0', 1_000), 0);
  for (const wrong of ['', '-1', '1.5', '1e3', '1001', 'x']) assert.equal(permitsOf(wrong, 1_000), null, wrong);
});

test('one request at a time, and then only the latest that was wanted', async () => {
  const sent = [];
  const answers = [];
  const latest = new OneAtATime((wanted) => {
    sent.push(wanted);
    return new Promise((resolve) => answers.push(resolve));
  });
  const done = latest.want({ permits: 2 });
  latest.want({ permits: 3 });
  latest.want({ paused: true });
  latest.want({ permits: 4 });
  assert.deepEqual(sent, [{ permits: 2 }]);
  assert.ok(latest.isBusy);
  answers.shift()();
  await Promise.resolve();
  answers.shift()();
  await done;
  assert.deepEqual(sent, [{ permits: 2 }, { permits: 4, paused: true }]);
  assert.ok(!latest.isBusy);
});
