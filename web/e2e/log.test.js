// The log: what it says, how it is filtered, that it stands still for a reader, and that it says what it leaves out.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser } from './harness/browser.js';
import { isLive, openPage } from './harness/page.js';
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

async function openLog(search = '') {
  const { page } = await openPage(browser, server.url + search);
  await isLive(page);
  await page.locator('#log').scrollIntoViewIfNeeded();
  return { page, log: page.getByRole('log', { name: 'Log' }), note: page.locator('#log [data-note]') };
}

test('a change of a task is a line: when, which, of what limit, from where to where', { timeout: 60_000 }, async () => {
  const { page, log } = await openLog();
  await log.getByText('connected', { exact: true }).waitFor();
  await server.inject({ count: 1, limit: 2, millis: 400 });
  const line = log.locator('.line', { hasText: 'IN PROGRESS → COMPLETE' });
  await line.waitFor();
  assert.match(await line.textContent(), /^\d\d:\d\d:\d\d\.\d{3} #\d+ limit 2 IN PROGRESS → COMPLETE$/);
  assert.equal(await log.getAttribute('aria-live'), 'off');

  await page.locator('#log-filter').fill('complete limit');
  await page.waitForFunction(() => document.querySelectorAll('.line').length === 1);
  await page.locator('#log-filter').fill('no such words');
  await page.waitForFunction(() => document.querySelectorAll('.line').length === 0);
  await page.locator('#log-filter').fill('');
  await log.getByText('connected', { exact: true }).waitFor();
});

test('it follows the limit that is chosen', { timeout: 60_000 }, async () => {
  const { page, log } = await openLog('?limit=9');
  await server.inject({ count: 2, limit: 8, millis: 300 });
  await server.inject({ count: 1, limit: 9, millis: 900 });
  await log.locator('.line', { hasText: 'limit 9 IN PROGRESS → COMPLETE' }).waitFor();
  assert.equal(await log.locator('.line', { hasText: 'limit 8' }).count(), 0);
  await page.locator('#task-limit').selectOption('');
  await server.inject({ count: 1, limit: 8, millis: 300 });
  await log.locator('.line', { hasText: 'limit 8' }).first().waitFor();
});

test('it stands still while somebody points at it or has scrolled up, says so, and goes on', { timeout: 90_000 }, async () => {
  const { page, log, note } = await openLog();
  await server.inject({ count: 40, limit: 10, millis: 700, stagger: 'jitter' });
  await page.waitForFunction(() => document.querySelectorAll('.line').length > 30);
  await log.hover();
  await note.filter({ hasText: /^Paused, \d+ new\.$/ }).waitFor();
  const lines = await log.locator('.line').count();
  await server.inject({ count: 5, limit: 10, millis: 200 });
  await note.filter({ hasText: /^Paused, [1-9]\d* new\.$/ }).waitFor();
  assert.equal(await log.locator('.line').count(), lines);
  await page.mouse.move(5, 5);
  await page.waitForFunction((before) => document.querySelectorAll('.line').length > before, lines);

  await log.evaluate((element) => { element.scrollTop = 0; });
  await note.filter({ hasText: 'Paused' }).waitFor();
  await server.inject({ count: 1, limit: 10, millis: 0 });
  await note.filter({ hasText: /^Paused, [1-9]\d* new\.$/ }).waitFor();
  await page.getByRole('button', { name: 'Go on' }).click();
  await log.locator('.line').last().getByText('COMPLETE').waitFor();
  assert.doesNotMatch(await note.textContent(), /Paused/);
});

test('under load it shows a sample, says of how many, and stays bounded', { timeout: 90_000 }, async () => {
  const { page, note } = await openLog();
  for (let i = 0; i < 3; i++) await server.inject({ count: 3_000, limit: 10, millis: 0, stagger: 'jitter' });
  await note.filter({ hasText: /^Showing \d+ of [\d,]{3,} a second\.$/ }).waitFor();
  const [, shown, all] = /^Showing (\d+) of ([\d,]+) a second/.exec(await note.textContent()) ?? [];
  assert.ok(Number(shown) <= 40 && Number(all.replaceAll(',', '')) > Number(shown), `${shown} of ${all}`);
  assert.ok(await page.locator('.line').count() <= 200);
});

test('a lost connection and a limit that is resized are lines too', { timeout: 90_000 }, async () => {
  const { log } = await openLog();
  await log.getByText('connected', { exact: true }).waitFor();
  await server.change('PATCH', '/api/limits/4', { permits: 9, paused: true });
  await log.locator('.line', { hasText: 'limit 4 permits 4 → 9' }).waitFor();
  await log.locator('.line', { hasText: 'limit 4 paused' }).waitFor();
  const { port } = server;
  await server.stop('SIGKILL');
  await log.getByText('connection lost, reconnecting').waitFor();
  server = await startServer(port);
  await log.getByText('connected', { exact: true }).nth(1).waitFor();
});
