import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NOTHING_CHOSEN, readAddress, writeAddress } from '../js/state/address.js';
import { Choice } from '../js/state/choice.js';
import { fakeWindow } from './fake-page.js';

test('what is chosen comes back from the address as it was', () => {
  const chosen = { limit: 'a b/é&=', state: 'LOCK_CHECK', q: '50 % <b>', task: '1042' };
  assert.deepEqual(readAddress(writeAddress(chosen)), chosen);
  assert.equal(writeAddress(NOTHING_CHOSEN), '');
});

test('an address that says nonsense says nothing', () => {
  assert.deepEqual(readAddress('?state=GONE&task=-1&limit=&q='), NOTHING_CHOSEN);
  assert.deepEqual(readAddress('?task=0001&state=queued'), NOTHING_CHOSEN);
  assert.equal(readAddress(`?q=${'x'.repeat(500)}`).q.length, 100);
});

test('Back undoes a choice, and tells who listens', () => {
  const window = fakeWindow('?limit=3');
  const choice = new Choice(window);
  const heard = [];
  choice.listen((now, before) => heard.push([before.state, now.state]));
  choice.change({ state: 'FAILED' });
  assert.equal(window.location.search, '?limit=3&state=FAILED');
  window.pop();
  assert.deepEqual(choice.now, { ...NOTHING_CHOSEN, limit: '3' });
  assert.deepEqual(heard, [['', 'FAILED'], ['FAILED', '']]);
});

test('typing makes one step, not one a letter, and no step where nothing changes', () => {
  const window = fakeWindow();
  const choice = new Choice(window);
  let heard = 0;
  choice.listen(() => heard++);
  choice.change({ q: 's' }, { typing: true });
  choice.change({ q: 'sl' }, { typing: true });
  choice.change({ q: 'sl' }, { typing: true });
  assert.equal(heard, 2);
  assert.equal(window.location.search, '?q=sl');
  assert.ok(choice.isFiltered);
});

test('a cleared filter leaves the open task open', () => {
  const choice = new Choice(fakeWindow('?q=x&limit=2&task=7'));
  choice.clearFilter();
  assert.deepEqual(choice.now, { ...NOTHING_CHOSEN, task: '7' });
  assert.ok(!choice.isFiltered);
});
