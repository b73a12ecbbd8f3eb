import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FlowChanges } from '../js/log/flowChanges.js';
import { hasWords, isNews, lineText, taskLine } from '../js/log/lines.js';
import { Ring } from '../js/log/ring.js';
import { LINES_A_SECOND, Sampler } from '../js/log/sampler.js';

test('the ring keeps the latest, in their order', () => {
  const ring = new Ring(3);
  for (const item of [1, 2, 3, 4, 5]) ring.push(item);
  assert.deepEqual([...ring], [3, 4, 5]);
  assert.equal(ring.size, 3);
});

/** Ten seconds at so many changes a second, taken five times a second. */
function run(sampler, perSecond, from = 1_000) {
  const taken = [];
  for (let now = from; now < from + 10_000; now += 200) {
    for (let i = 0; i < perSecond / 5; i++) sampler.offer(taken.length);
    taken.push(...sampler.take(now));
  }
  return taken;
}

test('few changes are all shown', () => {
  const sampler = new Sampler();
  assert.equal(run(sampler, 15).length, 150);
  assert.deepEqual(sampler.rate, { shown: 15, seen: 15 });
});

test('under load about twenty a second are shown, and how many there were is known', () => {
  const sampler = new Sampler();
  const { length } = run(sampler, 5_000);
  assert.ok(length <= 11 * LINES_A_SECOND && length >= 9 * LINES_A_SECOND, `${length} lines`);
  assert.ok(Math.abs(sampler.rate.seen - 5_000) < 100 && Math.abs(sampler.rate.shown - LINES_A_SECOND) <= 2);
});

test('a sample is in order, without repeats, and not just the first of it', () => {
  const sampler = new Sampler();
  sampler.take(0);
  for (let i = 0; i < 10_000; i++) sampler.offer(i);
  const taken = sampler.take(1_000);
  assert.equal(taken.length, LINES_A_SECOND);
  assert.deepEqual(taken, [...new Set(taken)].sort((one, other) => one - other));
  assert.ok(taken.at(-1) > 1_000);
});

test('a rest is no credit: after a minute of silence a burst is sampled all the same', () => {
  const sampler = new Sampler();
  sampler.take(0);
  for (let i = 0; i < 500; i++) sampler.offer(i);
  assert.equal(sampler.take(60_000).length, LINES_A_SECOND);
});

test('each change has the same chance, by the order of chance alone', () => {
  const sampler = new Sampler(() => 0.999_999);
  for (let i = 0; i < 100; i++) sampler.offer(i);
  assert.deepEqual(sampler.take(1_000), Array.from({ length: 20 }, (_, i) => i), 'late ones lost each draw');
});

const task = (state, attempt = 1) => ({ id: 1042, limit: 1, state, progress: 0, attempt });

test('a line says when, which, of what limit, from where to where', () => {
  const at = new Date(2026, 0, 2, 12, 4, 5, 120).getTime();
  assert.equal(lineText(taskLine({ task: task('LOCK_CHECK'), before: task('QUEUED'), at }, '2')),
    '12:04:05.120 #1042 limit 2 QUEUE → LOCK CHECK');
  assert.equal(lineText(taskLine({ task: task('QUEUED', 2), at }, '2')), '12:04:05.120 #1042 limit 2 → QUEUE, attempt 2');
});

test('progress is no news, a new attempt is', () => {
  assert.ok(!isNews({ ...task('IN_PROGRESS'), progress: 50 }, task('IN_PROGRESS')));
  assert.ok(isNews(task('LOCK_CHECK', 2), task('LOCK_CHECK', 1)));
  assert.ok(isNews(task('QUEUED'), undefined));
});

test('a line is found by any of its words, in any case', () => {
  const line = taskLine({ task: task('FAILED'), before: task('IN_PROGRESS'), at: 0 }, '2');
  assert.ok(hasWords(line, ''));
  assert.ok(hasWords(line, 'failed #1042'));
  assert.ok(!hasWords(line, 'failed #7'));
});

test('pauses, sizes and the connection are told once, and what was before the page came is not', () => {
  const flow = new FlowChanges();
  const limit = { key: '2', permits: 2, paused: false };
  const now = { connection: { state: 'live' }, paused: false, draining: false, limits: [limit] };
  const texts = (state) => flow.since({ ...now, ...state }).map(({ text, limit: key = '' }) => `${key} ${text}`.trim());
  assert.deepEqual(texts({}), ['connected']);
  assert.deepEqual(texts({}), []);
  assert.deepEqual(texts({ paused: true, limits: [{ ...limit, permits: 5, paused: true }] }), ['all paused', '2 permits 2 → 5', '2 paused']);
  assert.deepEqual(texts({ connection: { state: 'reconnecting' }, paused: false }), ['connection lost, reconnecting']);
  assert.deepEqual(texts({ limits: [{ ...limit, permits: 5 }] }), ['connected', 'all resumed', '2 resumed']);
});
