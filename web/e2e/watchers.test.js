// Who watches, and a server that tells its flow on private channels only.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { openBrowser } from './harness/browser.js';
import { assertNoErrors, differences, figures, figuresOf, isLive, openPage } from './harness/page.js';
import { startServer } from './harness/server.js';
import { until } from './harness/wait.js';

let server;
let browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());
afterEach(() => server?.stop());

/** What a reader gets, whatever elements it is made of. */
function reads(page, text) {
  return page.waitForFunction((wanted) => document.querySelector('.watching').textContent.trim() === wanted, text);
}

test('another browser raises the number of those who watch, another tab does not, and who leaves is counted off', { timeout: 120_000 }, async () => {
  server = await startServer();
  const first = await openPage(browser, server.url);
  await reads(first.page, '1 watching');
  const second = await openPage(browser, server.url);
  await reads(second.page, '2 watching');
  await reads(first.page, '2 watching');

  const tab = await second.page.context().newPage();
  await tab.goto(server.url);
  await isLive(tab);
  await reads(tab, '2 watching');
  await tab.close();

  await second.page.context().close();
  await reads(first.page, '1 watching');
  assertNoErrors([...first.errors, ...second.errors]);
});

test('on private channels the page shows the same', { timeout: 120_000 }, async () => {
  server = await startServer(0, { args: ['--private'] });
  const { page, errors } = await openPage(browser, server.url);
  await isLive(page);
  await reads(page, '1 watching');
  await server.inject({ count: 100, limit: 4, millis: 5 });
  await until('The page shows what the server counts', async () => {
    const snapshot = await server.snapshot();
    return snapshot.tasks.complete === 100 && differences(await figures(page), figuresOf(snapshot)).length === 0;
  });
  assert.equal((await figures(page)).watching, 1);
  assertNoErrors(errors);
});

test('without a signature for those who watch, everything else works', { timeout: 60_000 }, async () => {
  server = await startServer();
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.route('**/api/pusher/auth', (route) => route.fulfill({ status: 403, body: '{}' }));
  await page.goto(server.url);
  await isLive(page);
  await server.inject({ count: 5, limit: 4, millis: 0 });
  await page.waitForFunction(() => document.querySelector('[data-number=complete]').textContent === '5');
  await reads(page, '– watching');
});
