import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measured, RoundTrip } from '../js/live/roundTrip.js';

function trip() {
  const heard = [];
  const clock = { now: 0, sent: 0 };
  const roundTrip = new RoundTrip(() => clock.sent++, (millis) => heard.push(millis), () => clock.now);
  return { roundTrip, heard, clock };
}

test('a round trip is the time from ping to pong', () => {
  const { roundTrip, heard, clock } = trip();
  clock.now = 100;
  roundTrip.ping();
  clock.now = 112.5;
  roundTrip.pong();
  assert.deepEqual(heard, [12.5]);
});

test('an answer that is overdue is not known, and nothing more is sent until it comes', () => {
  const { roundTrip, heard, clock } = trip();
  roundTrip.ping();
  clock.now = 3_000;
  roundTrip.ping();
  clock.now = 4_000;
  roundTrip.pong();
  assert.deepEqual(heard, [null, 4_000]);
  assert.equal(clock.sent, 1);
});

test('a pong that nobody asked for measures nothing, nor does one that comes after the connection is gone', () => {
  const { roundTrip, heard } = trip();
  roundTrip.pong();
  assert.deepEqual(heard, []);
  roundTrip.ping();
  roundTrip.forget();
  roundTrip.pong();
  assert.deepEqual(heard, [null]);
});

test('a client is measured while it is connected', (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const bound = {};
  const sent = [];
  const client = { connection: { bind: (event, listener) => { bound[event] = listener; } }, send_event: (name) => sent.push(name) };
  const heard = [];
  assert.equal(measured(client, (millis) => heard.push(millis)), client);
  bound.state_change({ current: 'connecting' });
  t.mock.timers.tick(10_000);
  assert.equal(sent.length, 0);
  bound.state_change({ current: 'connected' });
  assert.deepEqual(sent, ['pusher:ping']);
  bound.message({ event: 'metrics' });
  bound.message({ event: 'pusher:pong' });
  assert.equal(typeof heard.at(-1), 'number');
  t.mock.timers.tick(3_000);
  assert.equal(sent.length, 2);
  bound.state_change({ current: 'disconnected' });
  assert.equal(heard.at(-1), null);
  t.mock.timers.tick(60_000);
  assert.equal(sent.length, 2);
});
