// The drawer on a page that is made up: what it asks for, what it follows, and which way it closes.
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { createDrawer } from '../js/drawer/drawer.js';
import { Choice } from '../js/state/choice.js';
import { fakeElement, fakeWindow, installPage } from './fake-page.js';

installPage();

const settle = () => new Promise((resolve) => setImmediate(resolve));
const taskOf = (id, state) => ({ id, name: 'sleep', limit: '1', state, attempt: 1, progress: 0 });

function opened(search = '') {
  mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'] });
  const window = fakeWindow(search);
  globalThis.window = window;
  const choice = new Choice(window);
  const store = { limits: [], connection: { state: 'live' }, config: {}, draining: false };
  const asked = [];
  const followed = new Set();
  const dialog = fakeElement();
  const drawer = createDrawer(dialog, store, choice, {
    ask: (method, path, _, signal) => new Promise((resolve) => {
      asked.push({ path, signal, answer: (body) => resolve({ ok: true, body }) });
    }),
    post: async () => ({ ok: true, body: {} }),
    follow(channel) {
      followed.add(channel);
      return () => followed.delete(channel);
    },
    focusOn() {},
  });
  return { window, choice, store, asked, followed, dialog, drawer };
}

test('a slow answer is shown, however often the task is told of meanwhile', async (t) => {
  t.after(() => mock.timers.reset());
  const { asked, dialog, choice } = opened('?task=5');
  mock.timers.tick(5_000);
  assert.equal(asked.length, 1);
  asked[0].answer(taskOf(5, 'QUEUED'));
  await settle();
  assert.equal(dialog.querySelector('h2').textContent, '#5 sleep');
  assert.equal(asked.length, 2, 'what happened meanwhile is asked for');
  choice.change({ task: '6' });
  assert.ok(asked[1].signal.aborted, 'nobody waits for the other task any more');
  asked[1].answer(taskOf(5, 'QUEUED'));
  await settle();
  assert.deepEqual([asked[2].path, dialog.querySelector('h2').textContent], ['/api/tasks/6', '#6']);
});

test('a task that has ended is not followed; another one of its id, after a restart, is', async (t) => {
  t.after(() => mock.timers.reset());
  const { asked, followed, store, drawer } = opened('?task=5');
  assert.deepEqual([...followed], ['task-5']);
  drawer.always();
  asked[0].answer(taskOf(5, 'COMPLETE'));
  await settle();
  mock.timers.tick(500);
  asked.at(-1).answer(taskOf(5, 'COMPLETE'));
  await settle();
  assert.deepEqual([...followed], []);
  for (const state of ['offline', 'live']) {
    store.connection = { state };
    drawer.always();
  }
  mock.timers.tick(500);
  asked.at(-1).answer(taskOf(5, 'IN_PROGRESS'));
  await settle();
  assert.deepEqual([...followed], ['task-5']);
  const before = asked.length;
  mock.timers.tick(1_000);
  assert.equal(asked.length, before + 1, 'and it is asked for once a second');
});

test('closed twice before the browser went back, it goes back one step only', (t) => {
  t.after(() => mock.timers.reset());
  const { window, choice, dialog } = opened();
  choice.change({ limit: '2' });
  for (const id of ['5', '6']) {
    choice.change({ task: id });
    dialog.querySelector('[data-close]').happens('click');
    dialog.happens('cancel');
    dialog.close(); // as browsers do over a second Esc
    assert.equal(window.backs, 1);
    window.pop();
    assert.equal(choice.now.task, '');
    assert.equal(choice.now.limit, '2');
    window.backs = 0;
  }
});

test('opened by the address, it closes without a step back', (t) => {
  t.after(() => mock.timers.reset());
  const { window, dialog } = opened('?task=5&limit=2');
  dialog.happens('cancel');
  assert.deepEqual([window.backs, window.entries], [0, ['?limit=2']]);
  assert.equal(dialog.open, false);
});
