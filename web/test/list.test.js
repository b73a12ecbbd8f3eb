// The list on a page that is made up: when it asks, and where the focus is.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Store } from '../js/live/store.js';
import { Choice } from '../js/state/choice.js';
import { PAGE } from '../js/tasks/taskList.js';
import { createTasks } from '../js/tasks/tasks.js';
import { fakeElement, fakeWindow, installPage } from './fake-page.js';
import { snapshot } from './frames-of.js';

const settle = () => new Promise((resolve) => setImmediate(resolve));
const done = { name: 'sleep', limit: '1', state: 'COMPLETE', attempt: 1, progress: 100, submittedAt: 1 };
const ended = (...ids) => ids.map((id) => ({ id, ...done }));

/** A list whose server answers at once with the pages that it is given, the last one for ever. */
async function list(...pages) {
  installPage();
  globalThis.window = fakeWindow();
  const store = new Store();
  store.configure({ queue: { capacity: 10 }, workers: 1, limits: [] });
  store.snapshot(snapshot(1));
  store.connectionIs('live');
  const section = fakeElement();
  const asked = [];
  let now = 10_000;
  const ask = async (method, path) => {
    if (path.includes('state=live')) return { ok: true, body: { tasks: [], next: null, total: 0 } };
    asked.push(path);
    return { ok: true, body: pages.length > 1 ? pages.shift() : pages[0] };
  };
  const tasks = createTasks(section, store, new Choice(fakeWindow()), { ask }, () => now);
  const later = async () => {
    now += 1_000;
    tasks.show();
    await settle();
  };
  await later();
  return { store, section, asked, later };
}

test('nothing is asked for while all is ended and nothing changes, but after each snapshot', async () => {
  const { store, asked, later, section } = await list(
    { tasks: ended(1), next: null, total: 1 }, { tasks: [], next: null, total: 0 });
  await later();
  assert.equal(asked.length, 1);
  store.snapshot(snapshot(1));
  await later();
  assert.equal(asked.length, 2);
  assert.equal(section.querySelector('[data-total]').textContent, '0 tasks');
});

test('where the last page takes "Load more" away, the focus stays in the list', async () => {
  const page = ended(...Array.from({ length: PAGE }, (_, i) => PAGE + 1 - i));
  const { section } = await list({ tasks: page, next: 'c', total: 51 }, { tasks: ended(1), next: null, total: 51 });
  const more = section.querySelector('[data-more]');
  assert.equal(more.hidden, false);
  more.focus();
  more.happens('click');
  await settle();
  assert.equal(more.hidden, true);
  assert.equal(document.activeElement, section.querySelector('[data-list]'));
});

test('after a restart another task of the same id is written anew, also what a task never changes', async () => {
  const other = { ...ended(1)[0], name: 'failing', submittedAt: 90_000 };
  const { store, later, section } = await list(
    { tasks: ended(1), next: null, total: 1 }, { tasks: [other], next: null, total: 1 });
  const body = section.querySelector('[data-list]').querySelector('tbody');
  const name = () => body.children.at(-1).children[1].title;
  assert.equal(name(), 'sleep');
  store.snapshot(snapshot(1));
  await later();
  assert.equal(name(), 'failing');
});
