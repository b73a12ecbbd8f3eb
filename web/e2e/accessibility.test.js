import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openBrowser } from './harness/browser.js';
import { assertNoErrors, connectionIs, isLive, openPage } from './harness/page.js';
import { startServer } from './harness/server.js';

const VIEWS = ['dark', 'light'].flatMap((theme) => [1280, 390].map((width) => ({ theme, width })));

let server;
let browser;
let axe;
before(async () => {
  axe = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
  server = await startServer();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function violations(page) {
  await page.evaluate(axe);
  const { violations, passes } = await page.evaluate(() => globalThis.axe.run());
  assert.ok(passes.length > 20, 'axe looked at the page');
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('; ')}`);
}

test('axe finds nothing: idle, under load, offline; dark and light; wide and narrow', { timeout: 300_000 }, async (t) => {
  const views = [];
  for (const view of VIEWS) views.push({ ...view, ...(await openPage(browser, server.url, view)) });

  const check = (state) => t.test(state, async () => {
    for (const { theme, width, page } of views) assert.deepEqual(await violations(page), [], `${theme} ${width}`);
  });

  for (const { page } of views) await isLive(page);
  await check('idle');

  for (const { errors } of views) assertNoErrors(errors);
  for (let limit = 1; limit <= 10; limit++) await server.inject({ count: 500, limit, millis: 1_000, workload: 'failing', stagger: 'jitter' });
  for (const { page } of views) await page.waitForFunction(() => document.querySelector('[data-number=failed]').textContent !== '0');
  await check('5,000 tasks');

  await server.inject({ count: 4_600, limit: 1, millis: 1_000 });
  for (const { page } of views) await page.locator('[data-level="red"], [data-level="amber"]').waitFor();
  await check('queue nearly full');

  await server.stop('SIGKILL');
  for (const { page } of views) await connectionIs(page, 'reconnecting');
  await check('reconnecting');
  for (const { page } of views) await connectionIs(page, 'offline');
  await check('offline');
  server = null;
});

test('reduced motion is a state that axe accepts too, and nothing is wider than a narrow screen', { timeout: 120_000 }, async () => {
  server = await startServer();
  const { page, errors } = await openPage(browser, server.url, { width: 320, height: 640, reducedMotion: 'reduce' });
  await isLive(page);
  await server.inject({ count: 100, limit: 4, millis: 10 });
  await page.waitForFunction(() => document.querySelector('[data-number=complete]').textContent === '100');
  assert.deepEqual(await violations(page), []);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  assertNoErrors(errors);
});
