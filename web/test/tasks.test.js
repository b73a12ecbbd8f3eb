import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Store } from '../js/live/store.js';
import { arrange } from '../js/tasks/arrange.js';
import { Countdown } from '../js/tasks/countdown.js';
import { createLatest } from '../js/tasks/latest.js';
import { exportPath, filterOf, filterWords, listPath, liveFilter } from '../js/tasks/query.js';
import { createStaleness } from '../js/tasks/staleness.js';
import { MAX_ROWS, TaskList } from '../js/tasks/taskList.js';
import { delta, snapshot } from './frames-of.js';

const ids = (rows) => rows.map(({ id }) => id);
const rowsOf = (...numbers) => numbers.map((id) => ({ id, state: 'QUEUED' }));

test('only what narrows the list is asked for, and it is escaped', () => {
  const filter = filterOf({ state: '', limit: 'a b/é', q: ' 50 % ', task: '7' });
  assert.deepEqual(filter, { limit: 'a b/é', q: '50 %' });
  assert.equal(listPath(filter, { size: 50, cursor: 'x+y' }), '/api/tasks?limit=a+b%2F%C3%A9&q=50+%25&size=50&cursor=x%2By');
  assert.equal(exportPath(filter, 'csv'), '/api/export.csv?limit=a+b%2F%C3%A9&q=50+%25');
  assert.equal(exportPath({}, 'json'), '/api/export.json');
});

test('a bulk cancel names the live ones only, never nothing, and there is none for ended ones', () => {
  assert.deepEqual(liveFilter({}), { state: 'live' });
  assert.deepEqual(liveFilter({ state: 'QUEUED', limit: '2' }), { state: 'QUEUED', limit: '2' });
  assert.equal(liveFilter({ state: 'FAILED' }), null);
  assert.equal(liveFilter({ state: 'ended', q: 'x' }), null);
  assert.equal(filterWords({ state: 'live', limit: '2', q: 'sl' }), 'of limit 2 with “sl” in id or name');
});

test('rows stay in their places while somebody points at them, and those kept back are counted', () => {
  const shown = rowsOf(9, 8, 7);
  assert.deepEqual(ids(arrange(shown, rowsOf(12, 11, 9), false).rows), [12, 11, 9]);
  const { rows, fresh } = arrange(shown, [{ id: 12 }, { id: 11 }, { id: 9, state: 'FAILED' }], true);
  assert.deepEqual(ids(rows), [9, 8, 7]);
  assert.equal(rows[0].state, 'FAILED', 'what is shown is up to date');
  assert.deepEqual(rows.map(({ gone = false }) => gone), [false, true, true]);
  assert.equal(fresh, 2);
});

test('more rows come at the end, also while somebody points at the list, but it does not grow by itself', () => {
  assert.deepEqual(ids(arrange(rowsOf(9, 8), rowsOf(9, 8, 7, 6), true).rows), [9, 8, 7, 6]);
  assert.deepEqual(ids(arrange(rowsOf(9, 8), rowsOf(7, 6), true).rows), [9, 8]);
  assert.deepEqual(ids(arrange([], rowsOf(3), true).rows), [3]);
});

test('another task of the same id, after a restart, takes no row over: it is new, and the old one has moved on', () => {
  const shown = [{ id: 3, submittedAt: 10_000 }, { id: 2, submittedAt: 9_000 }];
  const restarted = [{ id: 2, submittedAt: 60_001 }, { id: 1, submittedAt: 60_000 }, { id: 0, submittedAt: 60_000 }];
  const { rows, fresh } = arrange(shown, restarted, true);
  assert.deepEqual(rows, shown.map((task) => ({ ...task, gone: true })));
  assert.equal(fresh, 3);
});

test('a task whose time of submission is corrected by a little stays the same task', () => {
  const { rows, fresh } = arrange([{ id: 3, submittedAt: 10_000 }], [{ id: 3, submittedAt: 9_998 }], true);
  assert.deepEqual([rows, fresh], [[{ id: 3, submittedAt: 9_998 }], 0]);
});

/** Answers that come when the test says so. */
function server() {
  const asked = [];
  const ask = (method, path, _, signal) => new Promise((resolve) => {
    const query = new URL(path, 'http://x').searchParams;
    asked.push({ path, query, signal, answer: (body) => resolve({ ok: true, body }), refuse: (detail) => resolve({ ok: false, status: 400, detail }) });
  });
  return { asked, ask };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

test('an overtaken request is aborted, and its answer is not shown', async () => {
  const { asked, ask } = server();
  const list = new TaskList(ask);
  const first = list.load({ state: 'live' });
  const second = list.load({ state: 'QUEUED' });
  assert.ok(asked[0].signal.aborted);
  assert.ok(!asked[1].signal.aborted);
  asked[1].answer({ tasks: rowsOf(2), next: null, total: 1 });
  assert.equal(await second, true);
  asked[0].answer({ tasks: rowsOf(1), next: null, total: 99 });
  assert.equal(await first, false);
  assert.deepEqual(ids(list.rows), [2]);
  assert.equal(list.total, 1);
});

test('of latest() only the last answer is heard', async () => {
  const latest = createLatest();
  const [one, two] = await Promise.all([latest(async () => 'old'), latest(async () => 'new')]);
  assert.deepEqual([one, two], [null, 'new']);
});

test('a refusal keeps what is shown and says why; the next answer takes that away', async () => {
  const { asked, ask } = server();
  const list = new TaskList(ask);
  const loaded = list.load({ state: 'live' });
  asked[0].answer({ tasks: rowsOf(1), next: null, total: 1 });
  await loaded;
  const again = list.refresh();
  asked[1].refuse('no');
  await again;
  assert.deepEqual([ids(list.rows), list.problem, list.busy], [[1], 'no', false]);
  const third = list.refresh();
  asked[2].answer({ tasks: [], next: null, total: 0 });
  await third;
  assert.deepEqual([list.rows, list.problem], [[], '']);
});

test('more goes on at the cursor; a refresh asks for as many as are shown, in pages that the server allows', async () => {
  const { asked, ask } = server();
  const list = new TaskList(ask);
  list.configure({ maxSize: 60 });
  const page = (from, size) => rowsOf(...Array.from({ length: size }, (_, i) => from - i));
  const loaded = list.load({ state: 'live' });
  asked[0].answer({ tasks: page(1_000, 50), next: 'c1', total: 900 });
  await loaded;
  assert.ok(list.hasMore);
  const more = list.more();
  assert.equal(asked[1].query.get('cursor'), 'c1');
  asked[1].answer({ tasks: page(950, 50), next: 'c2', total: 900 });
  await more;
  assert.equal(list.rows.length, 100);
  const refreshed = list.refresh();
  assert.deepEqual([asked[2].query.get('size'), asked[2].query.get('cursor')], ['60', null]);
  asked[2].answer({ tasks: page(1_000, 60), next: 'c3', total: 900 });
  await settle();
  assert.deepEqual([asked[3].query.get('size'), asked[3].query.get('cursor')], ['40', 'c3']);
  asked[3].answer({ tasks: page(940, 40), next: 'c4', total: 900 });
  await refreshed;
  assert.equal(list.rows.at(-1).id, 901);
});

test('where ended ones are shown too, the live ones are counted by themselves', async () => {
  const { asked, ask } = server();
  const list = new TaskList(ask);
  const loaded = list.load({ limit: '2' });
  assert.equal(asked[1].query.get('state'), 'live');
  asked[0].answer({ tasks: rowsOf(1), next: null, total: 9 });
  asked[1].answer({ tasks: [], next: null, total: 4 });
  await loaded;
  assert.deepEqual([list.total, list.cancellable], [9, 4]);
  const ended = list.load({ state: 'FAILED' });
  asked[2].answer({ tasks: rowsOf(1), next: null, total: 9 });
  await ended;
  assert.equal(list.cancellable, 0);
});

test('nothing can be cancelled by a filter whose answer is not there yet, nor by one that failed', async () => {
  const { asked, ask } = server();
  const list = new TaskList(ask);
  const first = list.load({ state: 'live', limit: '1' });
  asked[0].answer({ tasks: rowsOf(1), next: null, total: 3 });
  await first;
  assert.equal(list.cancellable, 3);
  const second = list.load({ state: 'live' });
  assert.equal(list.cancellable, null, 'three was the number of another filter');
  asked[1].refuse('no');
  await second;
  assert.equal(list.cancellable, null);
});

test('where the server allows small pages only, the live ones are still counted by themselves', async () => {
  const { asked, ask } = server();
  const list = new TaskList(ask);
  list.configure({ maxSize: 2 });
  const loaded = list.load({ limit: '2' });
  asked[0].answer({ tasks: rowsOf(9, 8), next: 'c', total: 3 });
  asked[1].answer({ tasks: [], next: null, total: 1 });
  await settle();
  asked[2].answer({ tasks: rowsOf(7), next: null, total: 3 });
  await loaded;
  assert.deepEqual([list.total, list.cancellable], [3, 1]);
});

test('the list has an end, however many tasks there are', async () => {
  const list = new TaskList(async () => ({ ok: true, body: { tasks: rowsOf(...Array(50).keys()), next: 'c', total: 99_999 } }));
  await list.load({ state: 'live' });
  for (let i = 0; i < 20; i++) await list.more();
  assert.equal(list.rows.length, MAX_ROWS);
  assert.ok(!list.hasMore);
});

test('a list of ended tasks is out of date after a snapshot and after a reset, and until then it is not', () => {
  const store = new Store();
  const staleness = createStaleness(store);
  store.snapshot(snapshot(1, { counted: { complete: 5, failed: 2 } }));
  staleness.asked();
  store.delta(delta(2, { counted: { complete: 5, failed: 2 } }));
  assert.equal(staleness.isStale, false, 'nothing ended, nothing began');
  store.delta(delta(3));
  assert.equal(staleness.isStale, true, 'reset');
  staleness.asked();
  assert.equal(staleness.isStale, false);
  store.awaitSnapshot();
  store.snapshot(snapshot(1));
  assert.equal(staleness.isStale, true, 'a snapshot tells of no change');
  staleness.asked();
  store.delta(delta(2, { tasks: [[1, 0, 1, 0]] }));
  assert.equal(staleness.isStale, true, 'a task changed');
});

function fakeClock() {
  const timers = [];
  return {
    setTimeout: (run, millis) => timers.push({ run, millis }),
    clearTimeout: (handle) => { timers[handle - 1].run = () => assert.fail('a stopped countdown goes on'); timers[handle - 1].stopped = true; },
    fire() {
      const { run, millis, stopped } = timers.at(-1);
      assert.equal(millis, 1_000);
      if (!stopped) run();
    },
  };
}

test('a countdown says each second how long, and ends once', () => {
  const clock = fakeClock();
  const countdown = new Countdown(clock);
  const heard = [];
  countdown.start(3, (left) => heard.push(left), () => heard.push('end'));
  for (let i = 0; i < 3; i++) clock.fire();
  assert.deepEqual(heard, [3, 2, 1, 'end']);
  assert.equal(countdown.isRunning, false);
  assert.equal(countdown.stop(), false, 'what is done cannot be undone');
});

test('what is undone does not happen', () => {
  const clock = fakeClock();
  const countdown = new Countdown(clock);
  countdown.start(2, () => {}, () => assert.fail('undone'));
  clock.fire();
  assert.equal(countdown.stop(), true);
  clock.fire();
  assert.equal(countdown.isRunning, false);
});
