import assert from 'node:assert/strict';
import { test } from 'node:test';
import { History, WINDOW_MILLIS } from '../js/charts/history.js';
import { gathered, Markers } from '../js/charts/markers.js';
import { RowRing } from '../js/charts/rowRing.js';
import { decades, decadeTicks, linearTicks, roundUp } from '../js/charts/scales.js';
import { keepApart } from '../js/charts/keepApart.js';
import { changesIn, lastChange, latest, summarise } from '../js/charts/summary.js';
import { NO_COUNTS } from '../js/live/store.js';

const rates = (changed) => ({ perSecond: { complete: 0, failed: 0, cancelled: 0, timedOut: 0, ...changed } });
const live = { state: 'live' };
const limit = (key, permits, paused = false) => ({ key, permits, paused });
const line = (name) => ({ name, said: name });

test('a ring keeps the latest rows and forgets the oldest, whatever comes', () => {
  const ring = new RowRing(2, 3);
  for (let i = 1; i <= 8; i++) ring.push([i, i * 10]);
  assert.equal(ring.size, 3);
  assert.deepEqual(ring.read(1, []), [60, 70, 80]);
  assert.equal(ring.at(0), 8);
  assert.equal(ring.at(0, 2), 6);
  assert.ok(Number.isNaN(ring.at(0, 3)));
});

test('what is not known is null to the one who draws, and what was read into is cut to length', () => {
  const ring = new RowRing(2, 3);
  ring.push([1, null]);
  ring.push([2]);
  ring.push([3, 0]);
  assert.deepEqual(ring.read(1, [9, 9, 9, 9]), [null, null, 0]);
});

test('a silence is a gap in every line, not a straight one', () => {
  const history = new History();
  history.add(rates({ complete: 5 }), NO_COUNTS, 1_000);
  history.add(rates({ complete: 6 }), NO_COUNTS, 2_000);
  history.add(rates({ complete: 7 }), NO_COUNTS, 9_000);
  assert.deepEqual(history.read('complete', []), [5, 6, null, 7]);
  assert.deepEqual(history.read('queued', []), [0, 0, null, 0]);
  assert.deepEqual(history.read('at', []), [1_000, 2_000, 3_000, 9_000]);
});

test('a second late is no gap, and two in one instant are one', () => {
  const history = new History();
  history.add(rates(), NO_COUNTS, 1_000);
  history.add(rates(), NO_COUNTS, 3_100);
  history.add(rates(), NO_COUNTS, 3_100);
  assert.equal(history.size, 2);
});

test('five minutes are kept, with all their gaps, and no more', () => {
  const history = new History();
  for (let i = 0; i < 10_000; i++) history.add(rates({ complete: i }), NO_COUNTS, 1_000 * i);
  assert.ok(history.size * 1_000 >= WINDOW_MILLIS);
  assert.ok(history.size < 400, `was ${history.size}`);
  assert.equal(history.value('complete'), 9_999);
});

test('the highest is that of the window, not of what is only still remembered', () => {
  const history = new History();
  history.add(rates({ complete: 99 }), NO_COUNTS, 0);
  history.add(rates({ complete: 7 }), NO_COUNTS, WINDOW_MILLIS);
  assert.equal(history.highest('complete'), 99);
  history.add(rates({ complete: 3 }), NO_COUNTS, WINDOW_MILLIS + 1_000);
  assert.equal(history.highest('complete'), 7);
  assert.ok(Number.isNaN(history.highest('waitP95')));
});

test('percentiles of a second without any are not known', () => {
  const history = new History();
  const measured = { count: 0, p50: null, p95: null, p99: null };
  history.add({ ...rates(), wait: measured, run: { ...measured, count: 2, p50: 1.5 } }, NO_COUNTS, 1_000);
  assert.deepEqual(history.read('waitP50', []), [null]);
  assert.deepEqual(history.read('runP50', []), [1.5]);
});

test('what the first look finds did not happen then', () => {
  const markers = new Markers();
  markers.look({ connection: { state: 'connecting' }, limits: [limit('1', 1)], paused: false }, 1);
  markers.look({ connection: live, limits: [limit('1', 5, true)], paused: true }, 2);
  assert.deepEqual(markers.list, []);
});

test('a limit that is resized or paused, and a flow that is paused, are marked', () => {
  const markers = new Markers();
  markers.look({ connection: live, limits: [limit('a', 1), limit('b', 2)], paused: false }, 1_000);
  markers.look({ connection: live, limits: [limit('a', 1_200), limit('b', 2, true)], paused: true }, 9_000);
  markers.look({ connection: live, limits: [limit('a', 1_200), limit('b', 2)], paused: false }, 20_000);
  assert.deepEqual(markers.list.map(({ at, label }) => `${at} ${label}`), [
    '9000 all paused', '9000 limit a: 1 to 1,200', '9000 limit b paused', '20000 all resumed', '20000 limit b resumed',
  ]);
});

test('nothing is marked for what was changed while nobody was connected', () => {
  const markers = new Markers();
  markers.look({ connection: live, limits: [limit('1', 1)], paused: false }, 1);
  markers.look({ connection: { state: 'reconnecting' }, limits: [limit('1', 1)], paused: false }, 2);
  markers.look({ connection: live, limits: [limit('1', 7)], paused: true }, 3);
  assert.deepEqual(markers.list, []);
});

test('quick steps of one limit are one marker, and none when it ends where it was', () => {
  const markers = new Markers();
  const look = (permits, at) => markers.look({ connection: live, limits: [limit('1', permits)], paused: false }, at);
  look(1, 0);
  look(2, 1_000);
  look(3, 2_000);
  assert.deepEqual(markers.list.map(({ label }) => label), ['limit 1: 1 to 3']);
  look(1, 3_000);
  assert.deepEqual(markers.list, []);
});

test('markers are bounded, and what left the window is forgotten', () => {
  const markers = new Markers();
  for (let i = 0; i < 500; i++) {
    markers.look({ connection: live, limits: [limit('1', 1, i % 2 === 1)], paused: false }, i * 1_000);
  }
  assert.ok(markers.list.length <= 60);
  const { version } = markers;
  markers.forgetBefore(498_500);
  assert.equal(markers.list.length, 1);
  assert.notEqual(markers.version, version);
});

test('markers of one moment share their label', () => {
  const marks = [{ at: 0, label: 'a' }, { at: 5, label: 'b' }, { at: 50, label: 'c' }];
  assert.deepEqual(gathered(marks, 10), [{ at: 0, label: '2 changes' }, { at: 50, label: 'c' }]);
});

test('axes end at round numbers', () => {
  assert.equal(roundUp(0), 10);
  assert.equal(roundUp(11), 20);
  assert.equal(roundUp(501), 1_000);
  assert.deepEqual(linearTicks(20), [0, 10, 20]);
  assert.deepEqual(decades(3, 4_000), [1, 10_000]);
  assert.deepEqual(decades(null, null), [1, 1_000]);
  assert.deepEqual(decades(0.1, 0.1), [0.1, 100]);
  assert.deepEqual(decadeTicks([1, 1_000]), [1, 10, 100, 1_000]);
  assert.equal(decadeTicks([0.1, 100_000]).length, 4);
});

test('names of lines that end together are moved apart, and stay within the chart', () => {
  const names = [{ y: 100 }, { y: 100 }, { y: 99 }, { y: 10 }, { y: 10 }];
  keepApart(names, 10, 0, 100);
  const ends = names.map(({ y }) => y);
  assert.deepEqual(ends, [10, 20, 80, 90, 100]);
});

test('a chart says what it shows', () => {
  const history = new History();
  const kind = { lines: [line('complete'), line('failed')], format: String };
  assert.equal(summarise(kind, history), 'Nothing measured yet.');
  history.add(rates({ complete: 40, failed: 2 }), NO_COUNTS, 1_000);
  history.add(rates({ complete: 8 }), NO_COUNTS, 2_000);
  assert.equal(latest(kind, history), 'Now: complete 8, failed 0.');
  assert.equal(summarise(kind, history), 'Highest in 5 minutes: complete 40, failed 2.');
  assert.equal(summarise({ lines: [line('waitP95')], format: String }, history), 'Nothing in the last 5 minutes.');
});

test('a change is told in words too', () => {
  const markers = { list: [{ at: 1_500, label: 'all paused' }] };
  assert.equal(lastChange(markers, 66_500), ' Last change: all paused, 1 min 5 s ago.');
  assert.equal(lastChange({ list: [] }, 1), '');
  assert.equal(changesIn(markers, 2_000), 'all paused');
  assert.equal(changesIn(markers, 3_000), '');
});
