import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connectionState, retryDelay } from '../js/live/connection.js';

const state = (given) => connectionState({ live: false, everLive: true, lostAt: 0, now: 0, ...given });

test('live is live', () => assert.equal(state({ live: true, now: 99_999 }), 'live'));
test('before the first snapshot the page connects', () => assert.equal(state({ everLive: false }), 'connecting'));
test('after it, the page reconnects', () => assert.equal(state({ now: 9_999 }), 'reconnecting'));
test('after ten seconds it is offline, connected before or not', () => {
  assert.equal(state({ now: 10_000 }), 'offline');
  assert.equal(state({ everLive: false, now: 10_000 }), 'offline');
});
test('retries start under a second and stay under seven', () => {
  assert.ok(retryDelay(0, () => 1) < 1_000);
  assert.ok(retryDelay(1_000, () => 1) < 7_000);
});
