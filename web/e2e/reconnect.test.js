import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { openBrowser } from './harness/browser.js';
import { connectionIs, differences, figures, figuresOf, isLive, openPage } from './harness/page.js';
import { startServer } from './harness/server.js';
import { until } from './harness/wait.js';

let server;
let browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.stop());

test('the server is killed and started again, twice: the page says so, and comes back by itself', { timeout: 180_000 }, async () => {
  const { page } = await openPage(browser, server.url);
  await isLive(page);
  await server.inject({ count: 30, limit: 3, millis: 0 });
  await page.waitForFunction(() => document.querySelector('[data-number=complete]').textContent === '30');

  for (let round = 1; round <= 2; round++) {
    await server.inject({ count: 200, limit: 1, millis: 60_000 });
    await page.waitForFunction(() => document.querySelector('[data-number=lockCheck]').textContent !== '0');
    await server.stop('SIGKILL');
    await page.locator('#banner').waitFor({ state: 'visible', timeout: 3_000 });
    await connectionIs(page, 'reconnecting');
    await page.getByText(/Shown as of \d+ s ago/).waitFor();
    await page.getByRole('button', { name: 'Inject 10 tasks', exact: true }).press('Enter');
    await page.locator('#batch-result').getByText('No connection to the server').waitFor();

    server = await startServer(server.port);
    await isLive(page);
    await page.locator('#banner').waitFor({ state: 'hidden' });
    await server.inject({ count: 10 * round, limit: 5, millis: 0 });
    await until('The page shows what the new server counts', async () => {
      const snapshot = await server.snapshot();
      return snapshot.tasks.complete === 10 * round && differences(await figures(page), figuresOf(snapshot)).length === 0;
    });
    assert.equal((await figures(page)).complete, 10 * round);
  }
});

test('a page that is opened while the server is away is not blank once it is back', { timeout: 120_000 }, async () => {
  const { page } = await openPage(browser, server.url);
  await isLive(page);
  await page.route('**/api/config', (route) => route.abort());
  await page.reload();
  await connectionIs(page, 'offline');
  await page.getByText('No answer from the server. Still trying.').waitFor();
  await page.unroute('**/api/config');
  await isLive(page);
});
