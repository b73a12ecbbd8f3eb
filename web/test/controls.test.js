import assert from 'node:assert/strict';
import { test } from 'node:test';
import { submitRefusal } from '../js/state/refusal.js';
import { readSeed } from '../js/controls/scenarios.js';
import { ARMED_MILLIS, Twice } from '../js/controls/twice.js';
import { isUntouched } from '../js/view/empty.js';
import { isForThePage, storedShortcuts } from '../js/keyboard/shortcuts.js';

const live = { connection: { state: 'live' }, config: { readOnly: false }, draining: false };

test('a control says why it does nothing: no connection, read-only, draining, in this order', () => {
  assert.equal(submitRefusal(live), '');
  assert.match(submitRefusal({ ...live, draining: true }), /draining/);
  assert.match(submitRefusal({ ...live, draining: true, config: { readOnly: true } }), /read-only/);
  assert.match(submitRefusal({ ...live, connection: { state: 'reconnecting' }, config: { readOnly: true } }), /No connection/);
});

test('a seed is a whole number that JSON keeps exactly, or left to the server', () => {
  assert.deepEqual(readSeed(' 42 '), { seed: 42 });
  assert.deepEqual(readSeed('-7'), { seed: -7 });
  assert.deepEqual(readSeed(''), {});
  for (const wrong of ['1.5', 'x', '9007199254740993', '1e400']) assert.equal(readSeed(wrong), null, wrong);
});

/** A clock whose one alarm rings when the test says so. */
function fakeClock() {
  const clock = {
    alarm: null,
    setTimeout: (ring, millis) => {
      clock.alarm = { ring, millis };
      return clock.alarm;
    },
    clearTimeout: (alarm) => { if (alarm === clock.alarm) clock.alarm = null; },
  };
  return clock;
}

test('only a second press, soon after the first, does what cannot be taken back', () => {
  const clock = fakeClock();
  const seen = [];
  const twice = new Twice((armed) => seen.push(armed), clock);
  assert.equal(twice.press(), false);
  assert.equal(clock.alarm.millis, ARMED_MILLIS);
  assert.equal(twice.press(), true);
  assert.equal(clock.alarm, null, 'nothing is armed any more');
  assert.equal(twice.press(), false);
  clock.alarm.ring();
  assert.equal(twice.press(), false, 'too late: this is a first press again');
  assert.deepEqual(seen, [true, false, true, false, true]);
});

const key = (name, selector, more = {}) => ({
  key: name, ctrlKey: false, metaKey: false, altKey: false, isComposing: false,
  target: { matches: (list) => list.split(', ').some((each) => each === selector) }, ...more,
});

test('a key goes to the page only if nobody is typing, choosing or pressing with it', () => {
  assert.ok(isForThePage(key('t', 'body')));
  assert.ok(isForThePage(key(' ', 'body')));
  assert.ok(isForThePage(key('t', 'button')));
  assert.ok(!isForThePage(key(' ', 'button')));
  assert.ok(!isForThePage(key('t', 'textarea')));
  assert.ok(!isForThePage(key('1', 'select')));
  assert.ok(!isForThePage(key('t', 'body', { ctrlKey: true })));
  assert.ok(!isForThePage(key('t', 'body', { isComposing: true })));
});

test('keys work unless they were switched off, also where storage is blocked', () => {
  assert.equal(storedShortcuts(() => ({ getItem: () => 'off' })), false);
  assert.equal(storedShortcuts(() => ({ getItem: () => null })), true);
  assert.equal(storedShortcuts(() => { throw new Error('blocked'); }), true);
});

test('the way in is shown while nothing has ever run, and only where the server says so', () => {
  const counts = { complete: 0, failed: 0, cancelled: 0, timedOut: 0 };
  assert.ok(isUntouched({ ...live, counts, live: 0 }));
  assert.ok(!isUntouched({ ...live, counts, live: 1 }));
  assert.ok(!isUntouched({ ...live, counts: { ...counts, cancelled: 1 }, live: 0 }));
  assert.ok(!isUntouched({ connection: { state: 'connecting' }, counts, live: 0 }));
});
