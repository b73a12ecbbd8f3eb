import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { openBrowser } from './harness/browser.js';
import { assertNoErrors, figures, isLive, openPage } from './harness/page.js';
import { startServer } from './harness/server.js';
import { until } from './harness/wait.js';

let server;
let browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());
afterEach(() => server?.stop('SIGKILL'));

async function open(options) {
  server = await startServer(0, options);
  const opened = await openPage(browser, server.url);
  await isLive(opened.page);
  return opened;
}

const result = (page) => page.locator('#flow-result');
const tasks = async () => (await server.snapshot()).tasks;

test('Pause all lets nothing begin, Resume all lets it go on, and the page says which it is', { timeout: 60_000 }, async () => {
  const { page, errors } = await open();
  await page.getByRole('button', { name: 'Pause all' }).click();
  const resume = page.getByRole('button', { name: 'Resume all', pressed: true });
  await resume.waitFor();
  await result(page).getByText('nothing new begins').waitFor();
  await page.getByRole('button', { name: 'Inject 50 tasks' }).click();
  await until('They are queued', async () => (await figures(page)).queued === 50);
  assert.equal((await tasks()).inProgress, 0);
  await resume.click();
  await until('They go on', async () => (await tasks()).inProgress > 0);
  assertNoErrors(errors);
});

test('Cancel all asks once, then cancels what waits and what runs', { timeout: 60_000 }, async () => {
  const { page, errors } = await open();
  await server.inject({ count: 200, limit: 1, millis: 60_000 });
  await until('It is seen', async () => (await figures(page)).inProgress === 1);
  const cancel = page.locator('#cancel-all');
  await cancel.click();
  await result(page).getByText('This cancels 200 tasks, running ones too.').waitFor();
  assert.equal((await tasks()).cancelled, 0);
  await cancel.click();
  await result(page).getByText('200 tasks cancelled.').waitFor();
  await until('All are cancelled', async () => (await tasks()).cancelled === 200);
  assertNoErrors(errors);
});

test('a first press alone is forgotten once something else is done', { timeout: 60_000 }, async () => {
  const { page } = await open();
  await page.locator('#cancel-all').press('Enter');
  assert.equal(await page.locator('#cancel-all').textContent(), 'Press again');
  await page.locator('#reset').focus();
  assert.equal(await page.locator('#cancel-all').textContent(), 'Cancel all');
});

test('Reset puts counters, sizes and pauses back', { timeout: 60_000 }, async () => {
  const { page, errors } = await open();
  await server.inject({ count: 30, limit: 5, millis: 0 });
  await until('They are counted', async () => (await figures(page)).complete === 30);
  await server.change('PATCH', '/api/limits/5', { permits: 2, paused: true });
  await until('It is seen', async () => (await figures(page))['permits 5'] === 2);
  await page.locator('#reset').click();
  await page.locator('#reset').click();
  await until('All is as it was', async () => {
    const now = await figures(page);
    return now.complete === 0 && now['permits 5'] === 5;
  });
  assert.deepEqual(await tasks(), {
    scheduled: 0, queued: 0, lockCheck: 0, inProgress: 0, complete: 0, failed: 0, cancelled: 0, timedOut: 0,
  });
  assertNoErrors(errors);
});

test('a scenario is started with its seed, says what it is about, and is stopped', { timeout: 60_000 }, async () => {
  const { page, errors } = await open();
  const form = page.locator('#scenario');
  await form.getByLabel('Scenario').selectOption({ value: 'burst' });
  await form.getByLabel('Seed').fill('7');
  await form.getByRole('button', { name: 'Start' }).click();
  await result(page).getByText('Seed 7.').waitFor();
  await until('Tasks come', async () => {
    const { complete, inProgress, queued } = await tasks();
    return complete + inProgress + queued > 0;
  });
  const refused = await server.ask('POST', '/api/scenarios/slow-limit/start', {});
  assert.equal(refused.status, 409);
  await form.getByRole('button', { name: 'Stop' }).click();
  await form.getByRole('button', { name: 'Start' }).waitFor();
  await form.getByLabel('Seed').fill('1.5');
  await form.getByRole('button', { name: 'Start' }).click();
  await result(page).getByText('The seed must be a whole number, or empty.').waitFor();
  assertNoErrors(errors);
});

test('a number out of range is named at its field, and nothing is sent', { timeout: 60_000 }, async () => {
  const { page } = await open();
  const inject = page.getByRole('button', { name: 'Inject 10 tasks', exact: true });
  for (const [id, wrong, allowed] of [
    ['millis', '60001', '0 to 60,000 ms'], ['permitTimeoutMillis', '-1', '1 to 60,000 ms'], ['attempts', '11', '1 to 10'],
  ]) {
    const field = page.locator(`#${id}`);
    const before = await field.inputValue();
    await field.fill(wrong);
    await page.locator(`#${id}-error`).getByText(allowed).waitFor();
    await inject.click();
    assert.ok(await field.evaluate((input) => input === document.activeElement), `${id} has the focus`);
    await field.fill(before);
  }
  assert.equal((await tasks()).complete + (await tasks()).queued + (await tasks()).inProgress, 0);
  await inject.click();
  await page.getByText('10 tasks accepted on limit 3.').waitFor();
});

test('tasks that wait too long for a permit come back as their next attempt, and time out after the last', { timeout: 60_000 }, async () => {
  const { page, errors } = await open();
  await page.locator('#limit').fill('1');
  await page.locator('#millis').fill('2000');
  await page.locator('#permitTimeoutMillis').fill('100');
  await page.locator('#attempts').fill('2');
  await page.getByRole('button', { name: 'Inject 10 tasks', exact: true }).click();
  await until('The others give up', async () => (await tasks()).timedOut === 9);
  await until('The page shows it', async () => (await figures(page)).timedOut === 9);
  assertNoErrors(errors);
});

test('a read-only server is watched, and every control says that it changes nothing', { timeout: 60_000 }, async () => {
  const { page } = await open({ args: ['--read-only'] });
  for (const name of ['Pause all', 'Cancel all', 'Reset', 'Inject 10 tasks', 'Start']) {
    const button = page.getByRole('button', { name, exact: true });
    await page.waitForFunction((node) => node.getAttribute('aria-disabled') === 'true', await button.elementHandle());
  }
  await page.getByText('This server is read-only').first().waitFor();
  await page.keyboard.press('Space');
  await result(page).getByText('This server is read-only').waitFor();
  const refused = await server.ask('POST', '/api/flow/pause', {});
  assert.equal(refused.status, 403);
});

test('a server that drains says so, takes no more tasks, and lets what runs be watched', { timeout: 60_000 }, async () => {
  const { page } = await open({ args: ['--drain-seconds', '30'] });
  await server.inject({ count: 1, limit: 1, millis: 8_000 });
  await until('It runs', async () => (await figures(page)).inProgress === 1);
  const stopped = server.stop();
  await page.getByText('The server is draining: it takes no more tasks.').first().waitFor();
  await page.getByRole('button', { name: 'Inject 10 tasks', exact: true }).press('Enter');
  await page.locator('#batch-result').getByText('draining').waitFor();
  assert.equal((await figures(page)).inProgress, 1);
  await page.locator('#cancel-all').press('Enter');
  await page.locator('#cancel-all').press('Enter');
  await stopped;
  server = null;
});

test('the picture changes as often as it is told to, and figures with it', { timeout: 60_000 }, async () => {
  const { page, errors } = await open();
  await page.evaluate(() => {
    window.changes = 0;
    new MutationObserver(() => window.changes++).observe(document.querySelector('[data-number=complete]'), { childList: true, subtree: true });
  });
  await page.getByLabel('How often the page changes').selectOption('5000');
  await server.inject({ count: 200, limit: 10, millis: 20 });
  await until('They are done', async () => (await tasks()).complete === 200);
  assert.ok(await page.evaluate(() => window.changes) <= 1, 'at most one change so far');
  await page.getByLabel('How often the page changes').selectOption('0');
  await until('The page shows it', async () => (await figures(page)).complete === 200);
  assertNoErrors(errors);
});

test('a first visitor is told what a limit is, and needs one press to see it', { timeout: 60_000 }, async () => {
  const { page, errors } = await open();
  await page.getByText('A limit of 3 has three permits.').waitFor();
  await page.getByRole('button', { name: 'Watch a burst' }).click();
  await page.getByText('A limit of 3 has three permits.').waitFor({ state: 'hidden' });
  assertNoErrors(errors);
});
