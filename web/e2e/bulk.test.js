// What is done with all that the filter shows: cancelled together, or taken along as a file.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, beforeEach, test } from 'node:test';
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
beforeEach(() => server.change('POST', '/api/flow/reset', {}));

const get = async (path) => (await server.ask('GET', path)).json();
const openList = (...given) => open(browser, server, ...given);

test('a bulk cancel can be undone by button and by Escape; otherwise it cancels what the filter shows, once', { timeout: 90_000 }, async () => {
  await letWait(server, 4, 1);
  await server.inject({ count: 5, limit: 7, millis: 60_000 });
  const { page } = await openList('?limit=1');
  const sent = [];
  page.on('request', (request) => request.url().endsWith('/api/tasks/cancel') && sent.push(request.postDataJSON()));
  const bulk = page.getByRole('button', { name: 'Cancel these 5 live tasks that the filter shows' });
  const press = async () => {
    await bulk.click();
    await page.getByText('In 5 seconds 5 tasks of limit 1 will be cancelled. Nothing is cancelled until then.').waitFor({ state: 'attached' });
    assert.ok(await isFocused(page.getByRole('button', { name: 'Undo' })));
  };
  await press();
  await page.keyboard.press('Enter');
  await page.getByText('Undone: nothing was cancelled.').waitFor();
  assert.ok(await isFocused(bulk));
  await press();
  await page.keyboard.press('Escape');
  await page.getByText('Undone: nothing was cancelled.').waitFor();
  await press();
  await page.locator('#task-limit').selectOption('7');
  await page.getByText('Undone by another filter: nothing was cancelled.').waitFor();
  await page.locator('#task-limit').selectOption('1');
  await press();
  await page.reload(); // leaving is undoing
  await isLive(page);
  await press();
  await page.getByText('5 tasks cancelled.').waitFor();
  assert.deepEqual(sent, [{ state: 'live', limit: '1' }]);
  assert.equal((await get('/api/tasks?limit=1&state=CANCELLED')).total, 5);
  assert.equal((await get('/api/tasks?limit=7&state=live')).total, 5);
  await bulk.waitFor({ state: 'hidden' });
});

test('the export holds what the list shows', { timeout: 60_000 }, async () => {
  await server.inject({ count: 4, limit: 2, millis: 0 });
  await server.inject({ count: 4, limit: 6, millis: 0 });
  const { page } = await openList('?limit=6');
  await total(page, '4 tasks match');
  const shown = await ids(page);
  const file = async (name) => {
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: `Export as ${name}` }).click();
    return { name: (await download).suggestedFilename(), text: await readFile(await (await download).path(), 'utf8') };
  };
  const csv = await file('CSV');
  assert.equal(csv.name, 'atomic-flow-tasks.csv');
  const [head, ...rows] = csv.text.trim().split('\r\n').map((line) => line.split(','));
  assert.deepEqual(rows.map((row) => Number(row[head.indexOf('id')])), shown);
  const json = await file('JSON');
  const parsed = JSON.parse(json.text);
  assert.deepEqual((parsed.tasks ?? parsed).map(({ id }) => id), shown);
});
