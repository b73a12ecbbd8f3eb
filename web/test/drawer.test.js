import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { cancelRefusal, retryRefusal } from '../js/drawer/actions.js';
import { attemptWords, shares } from '../js/drawer/attempts.js';
import { createPace } from '../js/drawer/pace.js';
import { stepWords } from '../js/drawer/timeline.js';
import { clockTime, duration } from '../js/view/times.js';

test('durations are words of a steady width', () => {
  const words = [[null, '–'], [undefined, '–'], [0, '0.0 ms'], [1.234, '1.2 ms'], [9.96, '10 ms'], [250, '250 ms'], [999.6, '1.0 s'],
    [12_345, '12.3 s'], [59_960, '1 min 00 s'], [65_000, '1 min 05 s'], [3_599_600, '1 h 00 min'], [7_500_000, '2 h 05 min']];
  for (const [millis, text] of words) assert.equal(duration(millis), text);
});

test('the time of day is that of the visitor, to the millisecond', () => {
  assert.equal(clockTime(new Date(2026, 5, 1, 3, 4, 5, 6).getTime()), '03:04:05.006');
});

test('parts of an attempt are in proportion, and all attempts on one scale', () => {
  const long = { queuedMillis: 10, waitMillis: 30, runMillis: 60 };
  const short = { queuedMillis: 25, waitMillis: null, runMillis: null };
  assert.deepEqual(shares(long, [long, short]), [0.1, 0.3, 0.6]);
  assert.deepEqual(shares(short, [long, short]), [0.25, 0, 0]);
  assert.deepEqual(shares({}, [{}]), [0, 0, 0]);
});

test('an attempt says only what it came to', () => {
  assert.equal(attemptWords({ queuedMillis: 1, waitMillis: 12, runMillis: null }), '1.0 ms in the queue, 12 ms waiting for a permit');
});

test('a step says its attempt where it begins, its worker and its note', () => {
  const first = { state: 'QUEUED', attempt: 2, worker: null, note: null };
  assert.deepEqual(stepWords(first, { attempt: 1 }), { word: 'Queue', more: 'attempt 2' });
  assert.deepEqual(stepWords({ state: 'FAILED', attempt: 2, worker: 3, note: 'LoadFailure: no' }, first), { word: 'Failed', more: 'worker 3, LoadFailure: no' });
});

const settle = () => new Promise((resolve) => setImmediate(resolve));

const live = { connection: { state: 'live' }, config: { readOnly: false }, draining: false };
const running = { state: 'IN_PROGRESS', canCancel: true, canRetry: false };
const failed = { state: 'FAILED', canCancel: false, canRetry: true };

test('why a task cannot be cancelled or retried is said', () => {
  assert.equal(cancelRefusal(live, running), '');
  assert.equal(retryRefusal(live, failed), '');
  assert.match(cancelRefusal(live, failed), /has ended \(failed\)/);
  assert.match(retryRefusal(live, running), /before it has ended/);
  assert.match(retryRefusal({ ...live, draining: true }, failed), /draining/);
  for (const refuse of [cancelRefusal, retryRefusal]) {
    assert.match(refuse({ ...live, connection: { state: 'offline' } }, running), /No connection/);
    assert.match(refuse({ ...live, config: { readOnly: true } }, failed), /read-only/);
  }
});

test('however often something is wished for, it happens at most twice a second, and the last wish is not lost', async () => {
  mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  let ran = 0;
  const pace = createPace(500, () => ran++);
  for (let i = 0; i < 100; i++) {
    pace.wish();
    await settle();
    mock.timers.tick(10);
  }
  assert.ok(ran <= 3 && ran >= 2, `${ran} in a second`);
  mock.timers.tick(500);
  await settle();
  const before = ran;
  mock.timers.tick(2_000);
  assert.equal(ran, before, 'nothing is left');
  pace.wish();
  pace.wish();
  pace.stop();
  mock.timers.tick(1_000);
  await settle();
  assert.equal(ran, before + 1);
  mock.timers.reset();
});

test('what takes long is not begun again before it is done; what was wished meanwhile happens once, afterwards', async () => {
  mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const runs = [];
  const pace = createPace(500, (signal) => new Promise((end) => runs.push({ signal, end })));
  for (let i = 0; i < 8; i++) {
    pace.wish();
    mock.timers.tick(500);
  }
  assert.equal(runs.length, 1);
  assert.equal(runs[0].signal.aborted, false, 'a slow answer is waited for');
  runs[0].end();
  await settle();
  assert.equal(runs.length, 2);
  runs[1].end();
  await settle();
  mock.timers.tick(5_000);
  assert.equal(runs.length, 2, 'once');
  pace.wish();
  pace.wish();
  pace.stop();
  assert.equal(runs[2].signal.aborted, true);
  pace.wish();
  assert.equal(runs.length, 4, 'another task is asked for at once');
  runs[2].end();
  await settle();
  assert.equal(runs.length, 4, 'nothing is left of the one that was stopped');
  mock.timers.reset();
});
