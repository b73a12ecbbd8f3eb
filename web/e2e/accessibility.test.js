import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from './harness/axe.js';
import { openBrowser } from './harness/browser.js';
import { assertNoErrors, connectionIs, isLive, openPage } from './harness/page.js';
import { startServer } from './harness/server.js';

const VIEWS = ['dark', 'light'].flatMap((theme) => [1280, 390].map((width) => ({ theme, width })));

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

test('axe finds nothing in any state; dark and light; wide and narrow', { timeout: 400_000 }, async (t) => {
  const views = [];
  for (const view of VIEWS) views.push({ ...view, ...(await openPage(browser, server.url, view)) });

  const check = (state) => t.test(state, async () => {
    for (const { theme, width, page } of views) assert.deepEqual(await violations(page), [], `${theme} ${width}`);
  });
  const everywhere = async (act) => {
    for (const { page } of views) await act(page);
  };

  await everywhere(isLive);
  await check('idle');

  await server.change('POST', '/api/flow/pause', {});
  await server.inject({ count: 50, limit: 2, millis: 10 });
  await everywhere((page) => page.getByRole('button', { name: 'Resume all' }).waitFor());
  await everywhere((page) => page.waitForFunction(() => document.querySelector('[data-number=queued]').textContent === '50'));
  await check('paused, 50 tasks');
  await server.change('POST', '/api/flow/resume', {});

  await everywhere((page) => page.locator('#help-open').click());
  await check('dialog open');
  await everywhere((page) => page.keyboard.press('Escape'));

  for (const { errors } of views) assertNoErrors(errors);
  for (let limit = 1; limit <= 10; limit++) await server.inject({ count: 500, limit, millis: 1_000, workload: 'failing', stagger: 'jitter' });
  await everywhere((page) => page.waitForFunction(() => document.querySelector('[data-number=failed]').textContent !== '0'));
  await check('5,000 tasks');

  await server.inject({ count: 4_600, limit: 1, millis: 1_000 });
  await everywhere((page) => page.locator('[data-level="red"], [data-level="amber"]').waitFor());
  await check('queue nearly full');

  await everywhere((page) => page.evaluate(() => void setTimeout(() => { throw new Error('of a test'); })));
  await everywhere((page) => page.getByRole('alert').getByText('This page met an error of its own: of a test').waitFor());
  await check('error');

  await server.stop('SIGKILL');
  await everywhere((page) => connectionIs(page, 'reconnecting'));
  await check('reconnecting');
  await everywhere((page) => connectionIs(page, 'offline'));
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

test('at 200 % nothing is cut off, and nothing has to be scrolled sideways', { timeout: 60_000 }, async () => {
  // What a browser shows at 200 % of a 1280 px window: half as many CSS pixels, each twice as large.
  const { page, errors } = await openPage(browser, server.url, { width: 640, height: 400, deviceScaleFactor: 2 });
  await isLive(page);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 640);
  const cut = await page.evaluate(() => [...document.querySelectorAll('button, label, dt, dd, th')]
    .filter((node) => node.checkVisibility() && node.childElementCount === 0 && node.scrollWidth > node.clientWidth + 1)
    .filter((node) => node.clientWidth > 2 && getComputedStyle(node).display !== 'inline')
    .map((node) => `${node.id || node.className}: ${node.textContent}`));
  assert.deepEqual(cut, []);
  assertNoErrors(errors);
});
