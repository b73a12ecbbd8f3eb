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

const names = (page) => page.evaluate(() => {
  const controls = [...document.querySelectorAll('a[href], button, input, select')];
  return controls.map((control) => control.getAttribute('aria-label') || control.id || control.textContent);
});

const focused = (page) => page.evaluate(() => {
  const control = document.activeElement;
  if (control === document.body) return null;
  const { outlineStyle, outlineWidth } = getComputedStyle(control);
  const name = control.getAttribute('aria-label') || control.id || control.textContent;
  return { name, marked: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 };
});

test('Tab reaches every control, in the order of the page, and shows where it is', { timeout: 60_000 }, async () => {
  const { page } = await openPage(browser, server.url);
  await isLive(page);
  await page.locator('.batch').first().waitFor();
  const expected = await names(page);
  assert.ok(expected.length >= 16, `the page has its controls, was ${expected}`);
  const visited = [];
  for (let i = 0; i < expected.length; i++) {
    await page.keyboard.press('Tab');
    const { name, marked } = await focused(page);
    assert.ok(marked, `${name} shows its focus`);
    visited.push(name);
  }
  assert.deepEqual(visited, expected);
});

test('tasks are injected with the keyboard alone', { timeout: 60_000 }, async () => {
  const { page } = await openPage(browser, server.url);
  await isLive(page);
  await page.locator('#limit').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.locator('[data-limit-name]').textContent(), '2');
  await page.locator('#millis').focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('70000');
  assert.equal(await page.locator('#millis').getAttribute('aria-invalid'), 'true');
  const inject = page.getByRole('button', { name: 'Inject 10 tasks', exact: true });
  await inject.focus();
  await page.keyboard.press('Enter');
  assert.equal((await focused(page)).name, 'millis', 'a wrong field gets the focus');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('5');
  await page.locator('#stagger').focus();
  await page.keyboard.press('Space');
  await inject.focus();
  await page.keyboard.press('Enter');
  await page.getByText('10 tasks accepted on limit 2.').waitFor();
  await page.waitForFunction(() => document.querySelector('[data-number=complete]').textContent === '10');
});

test('the theme can be chosen, and is kept', { timeout: 60_000 }, async () => {
  const { page } = await openPage(browser, server.url, { theme: 'dark' });
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
  assert.equal(await theme(), 'dark');
  await page.getByRole('button', { name: 'Light' }).press('Enter');
  assert.equal(await theme(), 'light');
  await page.reload();
  assert.equal(await theme(), 'light');
  assert.equal(await page.getByRole('button', { name: 'Light' }).getAttribute('aria-pressed'), 'true');
});
