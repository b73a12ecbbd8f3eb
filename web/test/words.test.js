import assert from 'node:assert/strict';
import { test } from 'node:test';
import { submitRefusal } from '../js/state/refusal.js';
import { fits, roomReason } from '../js/controls/room.js';
import { megabytes, percent, seconds, shortCount } from '../js/format.js';
import { NO_COUNTS } from '../js/live/store.js';
import { resolveTheme, storedTheme, storeTheme } from '../js/theme/theme.js';
import { bannerWords, flowState, pillWords } from '../js/view/connection.js';
import { queueLevel } from '../js/view/numbers.js';
import { summarise } from '../js/view/status.js';

const queue = { used: 9_588, capacity: 10_000 };

test('a batch button says what it will not do, and why', () => {
  assert.equal(fits(412, queue), true);
  assert.equal(fits(413, queue), false);
  assert.equal(roomReason([1, 1_000, 5_000], queue), 'No room for 1,000, 5,000: 412 slots of the queue are free.');
  assert.equal(roomReason([1], queue), '');
  assert.equal(roomReason([10], { used: 9, capacity: 10 }), 'No room for 10: 1 slot of the queue is free.');
});

test('without a connection nothing is sent', () => {
  assert.equal(submitRefusal({ connection: { state: 'live' } }), '');
  assert.match(submitRefusal({ connection: { state: 'offline' } }), /No connection/);
});

test('the queue is amber from 80 %, red from 95 %', () => {
  assert.equal(queueLevel(7_999, 10_000), 'normal');
  assert.equal(queueLevel(8_000, 10_000), 'amber');
  assert.equal(queueLevel(9_500, 10_000), 'red');
  assert.equal(queueLevel(0, 0), 'normal');
});

test('figures keep to their width', () => {
  assert.equal(shortCount(99_999), '99,999');
  assert.equal(shortCount(1_234_567), '1.2M');
  assert.equal(megabytes(80 * 1_048_576), '80');
  assert.equal(percent(-1), '–');
  assert.equal(percent(0.424), '42');
  assert.equal(seconds(12_400), '12 s');
});

test('the status line says what goes on', () => {
  const live = { state: 'live' };
  assert.match(summarise({ counts: NO_COUNTS, live: 0, connection: live }), /^Idle\. Inject/);
  const counts = { ...NO_COUNTS, queued: 3, lockCheck: 1_200, inProgress: 10, failed: 2 };
  const busy = '3 queued, 1,200 waiting for a permit, 10 in progress. 0 complete, 2 failed.';
  assert.equal(summarise({ counts, live: 1_213, connection: live }), busy);
  assert.equal(summarise({ counts, live: 1_213, connection: { state: 'offline' } }), `Stale: ${busy}`);
});

test('a theme is kept, and storage that is full or blocked breaks nothing', () => {
  const blocked = () => {
    throw new Error('blocked');
  };
  assert.equal(storedTheme(blocked), 'system');
  assert.doesNotThrow(() => storeTheme(blocked, 'dark'));
  assert.equal(storedTheme(() => ({ getItem: () => 'nonsense' })), 'system');
  assert.equal(resolveTheme('system', true), 'light');
  assert.equal(resolveTheme('dark', true), 'dark');
});

test('the header says in which state the server is', () => {
  const live = { state: 'live', detail: '' };
  const words = (store) => [flowState(store), pillWords(store), bannerWords(store)];
  assert.deepEqual(words({ connection: live, draining: false, paused: false }), ['', 'Live', '']);
  assert.deepEqual(words({ connection: live, draining: false, paused: true }), ['paused', 'Live, paused', '']);
  assert.deepEqual(words({ connection: live, draining: true, paused: true }), ['draining', 'Draining', 'Draining: takes no more tasks.']);
  const lost = { state: 'reconnecting', detail: '' };
  assert.deepEqual(words({ connection: lost, draining: true, paused: true }), ['', 'Reconnecting', 'Connection lost. Reconnecting.']);
  assert.equal(bannerWords({ connection: { state: 'connecting', detail: '' } }), '');
  assert.equal(bannerWords({ connection: { state: 'connecting', detail: 'Refused.' } }), 'Refused.');
});

test('the sentence says what holds everything up', () => {
  const store = {
    counts: { ...NO_COUNTS, queued: 5_000 }, live: 5_000, connection: { state: 'live' }, paused: true, draining: false,
  };
  assert.match(summarise(store), /^Paused\. 5,000 queued/);
  assert.match(summarise({ ...store, paused: false, draining: true }), /^Draining\. 5,000 queued/);
  assert.match(summarise({ ...store, connection: { state: 'offline' } }), /^Stale: Paused\. /);
});
