// The list of tasks, one task in full, and what can be done to them from there.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { violations } from './harness/axe.js';
import { openBrowser } from './harness/browser.js';
import { ids, isFocused, letWait, openList as open, total } from './harness/list.js';
import { isLive } from './harness/page.js';
import { startServer } from './harness/server.js';

let server;
let browser;
before(async () => {
  server = await startServer();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});
beforeEach(() => post('/api/flow/reset'));

const post = (path, body = {}) => server.change('POST', path, body);
const get = async (path) => (await server.ask('GET', path)).json();
const openList = (...given) => open(browser, server, ...given);
const waiting = (...given) => letWait(server, ...given);
const address = (page) => page.evaluate(() => location.search);

test('what is filtered is in the address: it survives a reload, and Back undoes it', { timeout: 120_000 }, async () => {
  await server.inject({ count: 3, limit: 2, millis: 0 });
  await server.inject({ count: 2, limit: 5, millis: 60_000 });
  const { page } = await openList();
  await total(page, '5 tasks');
  await page.locator('#task-limit').selectOption('2');
  await total(page, '3 tasks match');
  await page.locator('#task-state').selectOption('COMPLETE');
  await page.waitForFunction(() => location.search === '?limit=2&state=COMPLETE');
  await page.locator('#task-search').fill('slee');
  await page.waitForFunction(() => location.search.includes('q=slee'));
  await total(page, '3 tasks match');
  assert.equal(await page.locator('.task .task-limit').first().textContent(), '2');

  await page.reload();
  await isLive(page);
  await total(page, '3 tasks match');
  assert.deepEqual(await page.locator('#task-search, #task-state, #task-limit').evaluateAll((fields) => fields.map(({ value }) => value)),
    ['slee', 'COMPLETE', '2']);

  await page.goBack();
  await page.waitForFunction(() => document.querySelector('#task-search').value === '' && document.querySelector('#task-state').value === 'COMPLETE');
  await page.goBack();
  await page.waitForFunction(() => document.querySelector('#task-state').value === '' && document.querySelector('#task-limit').value === '2');
  await page.goBack();
  await total(page, '5 tasks');
  await page.locator('#task-search').fill('no such name');
  await page.getByText('No task matches. Clear the filter to see all.').waitFor();
  await page.getByRole('button', { name: 'Clear' }).click();
  await total(page, '5 tasks');
});

test('an id is found, and there are more than a page', { timeout: 60_000 }, async () => {
  await server.inject({ count: 120, limit: 3, millis: 0 });
  const { tasks: [newest] } = await get('/api/tasks?size=1');
  const { page } = await openList();
  await total(page, '120 tasks');
  assert.equal((await ids(page)).length, 50);
  await page.getByRole('button', { name: 'Load more' }).click();
  await page.waitForFunction(() => document.querySelectorAll('.task').length === 100);
  assert.deepEqual((await ids(page)).slice(0, 2), [newest.id, newest.id - 1]);
  await page.locator('#task-search').fill(String(newest.id));
  await total(page, '1 task matches');
  assert.deepEqual(await ids(page), [newest.id]);
});

test('a waiting task says why it waits; Escape and Back close it, and the focus goes back', { timeout: 60_000 }, async () => {
  const [last] = await waiting(3);
  const { page } = await openList();
  const link = page.getByRole('link', { name: `Task #${last.id},` });
  await link.focus();
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('dialog', { name: `#${last.id} sleep` });
  await drawer.getByText(/1 of 1 permits held, 3rd in line/).waitFor();
  await drawer.getByRole('heading', { name: 'Why it waits' }).waitFor();
  await drawer.getByText(/in the queue, .* waiting for a permit/).waitFor();
  assert.deepEqual(await drawer.locator('.step b').allTextContents(), ['Queue', 'Lock check']);
  assert.equal(await address(page), `?task=${last.id}`);

  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'hidden' });
  assert.equal(await address(page), '');
  assert.ok(await isFocused(link));
  await page.keyboard.press('Enter');
  await drawer.waitFor();
  await page.goBack();
  await drawer.waitFor({ state: 'hidden' });
  assert.ok(await isFocused(link));
});

test('what changes while the drawer is open is shown by itself', { timeout: 60_000 }, async () => {
  const tasks = await waiting(2);
  const { page } = await openList(`?task=${tasks[1].id}`);
  await page.getByText(/1st in line/).waitFor();
  await post(`/api/tasks/${tasks[2].id}/cancel`);
  await page.locator('.sheet-state', { hasText: 'In progress' }).waitFor();
  await page.locator('.step b', { hasText: 'In progress' }).waitFor();
});

test('a task is cancelled in the drawer, then retried: the new one opens, and closing leads back to the list', { timeout: 60_000 }, async () => {
  const [last] = await waiting(2);
  const { page } = await openList();
  await page.getByRole('link', { name: `Task #${last.id},` }).click();
  const drawer = page.locator('#drawer');
  await drawer.getByText('It cannot be retried before it has ended.').waitFor();
  assert.equal(await drawer.getByRole('button', { name: 'Retry' }).getAttribute('aria-disabled'), 'true');
  await drawer.getByRole('button', { name: 'Cancel' }).click();
  await drawer.getByText(`#${last.id} was cancelled.`).waitFor();
  await drawer.locator('.sheet-state', { hasText: 'Cancelled' }).waitFor();
  await drawer.getByText('It cannot be cancelled: it has ended (cancelled).').waitFor();
  assert.equal((await get(`/api/tasks/${last.id}`)).state, 'CANCELLED');

  await drawer.getByRole('button', { name: 'Retry' }).click();
  await drawer.getByText(`Retry of #${last.id}`).waitFor();
  const opened = Number((await address(page)).split('=')[1]);
  assert.equal((await get(`/api/tasks/${opened}`)).retryOf, last.id);
  await drawer.getByText(`Submitted again as #${opened}.`).waitFor();
  await drawer.getByRole('button', { name: 'Close' }).click();
  await drawer.waitFor({ state: 'hidden' });
  assert.equal(await address(page), '');
});

test('an id that is not there says so, and the way back works', { timeout: 60_000 }, async () => {
  const { page } = await openList('?task=99999999');
  const drawer = page.getByRole('dialog', { name: '#99999999 is not there' });
  await drawer.waitFor();
  assert.match(await drawer.locator('.drawer-notice').textContent(), /\w{4,}/);
  await drawer.getByRole('button', { name: 'Close' }).click();
  await drawer.waitFor({ state: 'hidden' });
  assert.equal(await address(page), '');
  assert.ok(await isFocused(page.locator('[data-list]')), 'the focus is not lost');
});

test('a row stays under the pointer while new ones come', { timeout: 60_000 }, async () => {
  await server.inject({ count: 5, limit: 3, millis: 0 });
  const { page } = await openList();
  await total(page, '5 tasks');
  const before = await ids(page);
  await page.locator('.task').nth(1).hover();
  await server.inject({ count: 3, limit: 3, millis: 0 });
  await page.getByRole('button', { name: 'Show 3 new' }).waitFor();
  assert.deepEqual(await ids(page), before);
  await total(page, '8 tasks');
  await page.getByRole('button', { name: 'Show 3 new' }).click();
  await page.waitForFunction(() => document.querySelectorAll('.task').length === 8);
});

test('a connection that is lost in the middle of an action is said in place', { timeout: 90_000 }, async () => {
  const [last] = await waiting(2);
  const { page } = await openList(`?task=${last.id}`);
  const drawer = page.locator('#drawer');
  await drawer.locator('.sheet-state').waitFor();
  await page.route('**/api/tasks/*/cancel', (route) => route.abort());
  await drawer.getByRole('button', { name: 'Cancel' }).click();
  await drawer.getByText('No answer from the server. What is shown will tell whether it arrived.').waitFor();
  assert.equal(await drawer.locator('.result').getAttribute('data-problem'), 'true');
  await page.unroute('**/api/tasks/*/cancel');

  const { port } = server;
  await server.stop('SIGKILL');
  await drawer.getByText('No connection to the server: nothing can be sent now.').waitFor();
  assert.equal(await drawer.getByRole('button', { name: 'Cancel' }).getAttribute('aria-disabled'), 'true');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('.bulk-cancel').getAttribute('aria-disabled'), 'true');
  await page.locator('.bulk .reason', { hasText: 'No connection' }).waitFor();
  server = await startServer(port);
  await isLive(page);
  await total(page, '0 tasks');
});

test('on a read-only server nothing can be changed, and it says why', { timeout: 60_000 }, async () => {
  const [last] = await waiting(1);
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.route('**/api/config', async (route) => route.fulfill({ json: { ...(await (await route.fetch()).json()), readOnly: true } }));
  await page.goto(`${server.url}?task=${last.id}`);
  await page.locator('#drawer').getByText('This server is read-only').first().waitFor();
  for (const name of ['Cancel', 'Retry']) {
    assert.equal(await page.locator('#drawer').getByRole('button', { name }).getAttribute('aria-disabled'), 'true');
  }
  await page.keyboard.press('Escape');
  await page.locator('.bulk .reason', { hasText: 'read-only' }).waitFor();
});

test('text of tasks is text, never markup', { timeout: 60_000 }, async () => {
  const hostile = '<img src="x" onerror="document.title = 1">';
  const task = {
    id: 7, name: hostile, limit: hostile, state: 'FAILED', attempt: 1, progress: 0, submittedAt: 1, changedAt: 2, waitMillis: null, runMillis: 5, error: hostile,
    explanation: hostile, priority: 'NORMAL', attributes: { [hostile]: hostile }, retryOf: null, canCancel: false, canRetry: true,
    timeline: [{ at: 1, state: 'QUEUED', attempt: 1, worker: null, note: null }, { at: 2, state: 'FAILED', attempt: 1, worker: 0, note: hostile }],
    attempts: [{ attempt: 1, queuedMillis: 1, waitMillis: null, runMillis: 5, end: 'FAILED' }],
  };
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.route(/\/api\/tasks\?/, (route) => route.fulfill({ json: { tasks: [task], next: null, total: 1 } }));
  await page.route(/\/api\/tasks\/7$/, (route) => route.fulfill({ json: task }));
  await page.goto(`${server.url}?limit=${encodeURIComponent(hostile)}`);
  await page.locator('.task-name', { hasText: hostile }).waitFor();
  await page.locator('.task-link').click();
  await page.locator('.sheet-error', { hasText: hostile }).waitFor();
  await page.locator('.step-more', { hasText: hostile }).waitFor();
  assert.equal(await page.locator('#tasks img, #drawer img, #log img').count(), 0);
  assert.equal(await page.title(), 'Atomic Flow');
});

test('axe finds nothing in the list, the drawer and a running countdown; nothing is wider than a narrow screen', { timeout: 240_000 }, async () => {
  await server.inject({ count: 20, limit: 4, millis: 0, workload: 'failing', seed: 3 });
  const [last] = await waiting(4);
  const check = async (page, what) => assert.deepEqual(await violations(page), [], what);
  for (const theme of ['dark', 'light']) {
    for (const width of [1280, 390, 320]) {
      const { page } = await openList('', { theme, width });
      await page.locator('.task').first().waitFor();
      await check(page, `list ${theme} ${width}`);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
      await page.locator('.bulk-cancel').click();
      await check(page, `countdown ${theme} ${width}`);
      await page.getByRole('button', { name: 'Undo' }).click();
      await page.getByRole('link', { name: `Task #${last.id},` }).click();
      await page.locator('.sheet-why', { hasText: 'in line' }).waitFor();
      await check(page, `drawer ${theme} ${width}`);
      await page.context().close();
    }
  }
});
