// Typing in the search box, and the steps that it makes in the history.
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { Choice } from '../js/state/choice.js';
import { createFilters } from '../js/tasks/filters.js';
import { fakeElement, fakeWindow, installPage } from './fake-page.js';

installPage();

function filters(t) {
  mock.timers.enable({ apis: ['setTimeout'] });
  t.after(() => mock.timers.reset());
  const window = fakeWindow();
  const choice = new Choice(window);
  const form = fakeElement();
  createFilters(form, { limits: [] }, choice);
  const search = form.querySelector('#task-search');
  return {
    window,
    choice,
    search,
    type(text, millis = 200) {
      search.value = text;
      search.happens('input');
      mock.timers.tick(millis);
    },
  };
}

test('letters typed one after the other make one step', (t) => {
  const { window, type } = filters(t);
  for (const text of ['s', 'sl', 'sle']) type(text);
  assert.deepEqual(window.entries, ['', '?q=sle']);
});

test('typing that comes to nothing leaves the step before as it was', (t) => {
  const { window, choice, type } = filters(t);
  choice.change({ limit: '2' });
  type(' ');
  type('s');
  assert.deepEqual(window.entries, ['', '?limit=2', '?limit=2&q=s']);
});

test('after Back, typing makes a step of its own', (t) => {
  const { window, choice, type } = filters(t);
  choice.change({ limit: '2' });
  type('s');
  window.pop();
  type('t');
  assert.deepEqual(window.entries, ['', '?limit=2', '?limit=2&q=t']);
});

test('typing goes on in the step of nobody else', (t) => {
  const { window, choice, type } = filters(t);
  type('s');
  choice.change({ task: '7' });
  type('sl');
  assert.deepEqual(window.entries, ['', '?q=s', '?q=s&task=7', '?q=sl&task=7']);
});

test('who leaves the box has searched, and comes back to a step of its own', (t) => {
  const { window, choice, search, type } = filters(t);
  type('s', 50);
  search.happens('blur');
  assert.equal(choice.now.q, 's');
  mock.timers.tick(1_000);
  type('t');
  assert.deepEqual(window.entries, ['', '?q=s', '?q=t']);
});
