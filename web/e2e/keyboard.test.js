import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser } from './harness/browser.js';
import { assertNoErrors, isLive, openPage } from './harness/page.js';
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
  const controls = [...document.querySelectorAll('a[href], button, input, select, [tabindex="0"]')].filter(({ tabIndex }) => tabIndex >= 0);
  return controls.filter((control) => control.checkVisibility()).map((control) => control.getAttribute('aria-label') || control.id || control.textContent);
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
  await page.locator('#tasks').scrollIntoViewIfNeeded(); // the list asks once it is on screen, and what it says has a link
  await page.getByText('Inject some').waitFor();
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

const press = async (page, key) => {
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press(key);
};

test('every shortcut does what the help says, and Esc gives the focus back', { timeout: 60_000 }, async () => {
  const { page, errors } = await openPage(browser, server.url, { theme: 'dark' });
  await isLive(page);

  await press(page, '/');
  assert.equal(await page.evaluate(() => document.activeElement.type), 'search');

  for (const [key, limit] of [['1', '1'], ['9', '9'], ['0', '10'], ['4', '4']]) {
    await press(page, key);
    assert.equal(await page.locator('[data-limit-name]').textContent(), limit);
  }

  await press(page, 't');
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'light');
  await press(page, 't');
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');

  await press(page, 'Space');
  await page.getByRole('button', { name: 'Resume all' }).waitFor();
  await press(page, 'Space');
  await page.getByRole('button', { name: 'Pause all' }).waitFor();

  await press(page, 'f');
  assert.equal(await page.locator('#freeze').getAttribute('aria-pressed'), 'true');
  await press(page, 'f');
  assert.equal(await page.locator('#freeze').getAttribute('aria-pressed'), 'false');

  await page.locator('#help-open').focus();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await page.keyboard.press('t');
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark', 'the page behind a dialog hears nothing');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor({ state: 'hidden' });
  assert.equal((await focused(page)).name, 'help-open');
  assertNoErrors(errors);
});

test('what is typed into a field is no shortcut, and keys can be switched off for good', { timeout: 60_000 }, async () => {
  const { page } = await openPage(browser, server.url, { theme: 'dark' });
  await isLive(page);
  await page.locator('#millis').focus();
  await page.keyboard.press('7');
  await page.locator('#workload').focus();
  await page.keyboard.press('t');
  assert.equal(await page.locator('[data-limit-name]').textContent(), '3');
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');

  await press(page, '?');
  await page.getByRole('switch', { name: 'Keys work' }).click();
  await page.keyboard.press('Escape');
  await press(page, 't');
  await page.reload();
  await isLive(page);
  await press(page, 't');
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
});
