import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser } from './harness/browser.js';
import { assertNoErrors, differences, figures, figuresOf, isLive, openPage } from './harness/page.js';
import { startServer } from './harness/server.js';
import { until } from './harness/wait.js';

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

/** Nothing is on its way any more, and the page shows exactly what the server counts. */
async function settled(page, complete) {
  await until('The page shows what the server counts', async () => {
    const snapshot = await server.snapshot();
    if (snapshot.tasks.complete < complete) return false;
    return differences(await figures(page), figuresOf(snapshot)).length === 0;
  }, 60_000);
}

async function choose(page, limit) {
  await page.locator('#limit').fill(String(limit));
}

async function inject(page, count, limit) {
  await choose(page, limit);
  await page.getByRole('button', { name: `Inject ${count} tasks`, exact: true }).click();
  await page.getByText(`${count} tasks accepted on limit ${limit}.`).waitFor();
}

test('a thousand tasks over all limits, injected through the page, reach the counters of the page', { timeout: 120_000 }, async () => {
  const { page, errors } = await openPage(browser, server.url);
  await isLive(page);
  await page.locator('#millis').fill('4');
  for (let limit = 1; limit <= 10; limit++) await inject(page, 100, limit);
  await settled(page, 1_000);
  assert.equal((await figures(page)).complete, 1_000);
  assertNoErrors(errors);
});

test('two tabs agree, also when one comes late', { timeout: 120_000 }, async () => {
  const early = await openPage(browser, server.url);
  await isLive(early.page);
  const before = (await server.snapshot()).tasks.complete;
  for (let limit = 1; limit <= 10; limit++) await server.inject({ count: 60, limit, millis: 10 });
  const late = await openPage(browser, server.url);
  await isLive(late.page);
  await settled(early.page, before + 600);
  await settled(late.page, before + 600);
  // Memory and load are measured once a second: the tabs need not show the same second. Who watches is told by itself.
  const { memory, cpu, perSecond, clients, watching, ...shown } = await figures(early.page);
  assert.deepEqual(differences(await figures(late.page), shown), []);
  assertNoErrors([...early.errors, ...late.errors]);
});

test('a frozen view stands still, and then shows what is there', { timeout: 120_000 }, async () => {
  const { page, errors } = await openPage(browser, server.url);
  await isLive(page);
  const before = (await server.snapshot()).tasks.complete;
  await settled(page, before);
  await page.getByRole('button', { name: 'Freeze' }).click();
  await server.inject({ count: 50, limit: 10, millis: 0 });
  await until('The server has run them', async () => (await server.snapshot()).tasks.complete === before + 50);
  assert.equal((await figures(page)).complete, before);
  await page.getByRole('button', { name: 'Freeze' }).click();
  await settled(page, before + 50);
  assertNoErrors(errors);
});

test('a batch that the queue has no room for is refused in place, with the reason', { timeout: 120_000 }, async () => {
  const { page, errors } = await openPage(browser, server.url);
  await isLive(page);
  const before = (await server.snapshot()).tasks;
  const ended = before.complete + before.failed;
  // Ten workers are busy for five seconds each, so that the queue stays full for as long as the test looks at it.
  await server.inject({ count: 10, limit: 10, millis: 5_000 });
  await until('All workers are busy', async () => (await server.snapshot()).tasks.inProgress === 10);
  await server.inject({ count: 9_600, limit: 10, millis: 0 });
  const button = page.getByRole('button', { name: 'Inject 1,000 tasks' });
  await page.getByText('No room for 500, 1,000, 5,000: 400 slots of the queue are free.').first().waitFor();
  assert.equal(await button.getAttribute('aria-disabled'), 'true');
  await settled(page, ended + 9_610);
  assert.equal(await button.getAttribute('aria-disabled'), 'false');
  assertNoErrors(errors);
});

test('a problem that the server reports is shown in place', { timeout: 60_000 }, async () => {
  const { page } = await openPage(browser, server.url);
  await isLive(page);
  await page.route('**/api/tasks', (route) => route.fulfill({
    status: 400,
    contentType: 'application/problem+json',
    body: JSON.stringify({ title: 'Bad Request', status: 400, detail: 'limit must be <b>1 to 10</b>, was 11', field: 'limit' }),
  }));
  await page.getByRole('button', { name: 'Inject 1 task' }).click();
  await page.getByText('limit must be <b>1 to 10</b>, was 11').waitFor();
});

test('text from the server is text, never markup', { timeout: 60_000 }, async () => {
  const hostile = '<img src="x" onerror="document.title = 1">';
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.route('**/api/config', async (route) => {
    const response = await route.fetch();
    const config = await response.json();
    await route.fulfill({ json: { ...config, version: hostile, workloads: [hostile, ...config.workloads] } });
  });
  await page.goto(server.url);
  await isLive(page);
  await page.waitForFunction((text) => document.getElementById('version').textContent === text, hostile);
  assert.equal(await page.locator('#version *, #workload option *').count(), 0);
  assert.equal(await page.title(), 'Atomic Flow');
});
