import assert from 'node:assert/strict';
import { test } from 'node:test';
import { watcherId } from '../js/live/watcher.js';

function storageWith(entries) {
  const kept = new Map(entries);
  return () => ({ getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) });
}

test('a browser keeps its id, so that its tabs are one watcher', () => {
  const storage = storageWith([]);
  const id = watcherId(storage);
  assert.match(id, /^[0-9a-f]{32}$/);
  assert.equal(watcherId(storage), id);
  assert.notEqual(watcherId(storageWith([])), id);
});

test('what is kept but is no id is replaced: the server would refuse it', () => {
  for (const nonsense of ['', 'short', '<b>0123456789abcdef</b>', 'x'.repeat(65)]) {
    const storage = storageWith([['atomic-flow.watcher', nonsense]]);
    assert.match(watcherId(storage), /^[0-9a-f]{32}$/);
    assert.match(storage().getItem('atomic-flow.watcher'), /^[0-9a-f]{32}$/);
  }
});

test('storage that is full or blocked breaks nothing', () => {
  const blocked = () => {
    throw new Error('blocked');
  };
  assert.match(watcherId(blocked), /^[0-9a-f]{32}$/);
  const full = () => ({ getItem: () => null, setItem: blocked });
  assert.match(watcherId(full), /^[0-9a-f]{32}$/);
});
