// Lanes, heat map, charts and header, with frames that the test chooses: the same picture every time.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from './harness/axe.js';
import { openBrowser } from './harness/browser.js';
import { assertNoErrors, connectionIs, isLive, openPage } from './harness/page.js';
import { startServer } from './harness/server.js';
import { openStage } from './harness/stage.js';
import { until } from './harness/wait.js';

const IN_PROGRESS = 3;
const NAMED = [
  [0, 'payments-eu-central-1-with-a-very-long-name', 2, 2, 90, 0], [1, '<b>bold</b>', 3, 3, 4, 0],
  ...Array.from({ length: 12 }, (_, i) => [i + 2, `zone ${i}`, 40, i, 0, 0]),
];
const WAIT = { count: 90, p50: 12, p95: 240, p99: 2_400, max: 2_500 };

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

async function openLive(options) {
  const stage = await openStage(browser, server.url, options);
  await isLive(stage.page);
  return stage;
}

async function closing(stage) {
  assertNoErrors(stage.errors);
  await stage.page.context().close();
}

function load(stage) {
  const tasks = Array.from({ length: 9 }, (_, i) => [i + 1, i % 4, IN_PROGRESS, 40]);
  stage.delta({
    tasks, cells: tasks.map(([id]) => [id, id, 12_345, 67]), queue: { used: 9_700, capacity: 10_000 },
    limits: [[0, '1', 1, 1, 99_999, 0], [1, '2', 2, 2, 14, 1], [2, '3', 1_000, 612, 0, 0]],
    counts: { queued: 9_700, lockCheck: 99_999, inProgress: 9, complete: 1_234_567, failed: 45_678, cancelled: 9_999, timedOut: 3_210 },
  });
  stage.measure({
    perSecond: { complete: 12_345, failed: 678, cancelled: 0, timedOut: 9 }, cpu: 1, clients: 128, wait: WAIT, run: WAIT,
    memory: { usedBytes: 9_999 * 1_048_576, maxBytes: 2 ** 34 }, limits: [[0, 59_999, 812], [1, 240, 60]],
  });
}

const shows = (page, selector, text) => page.waitForFunction(
  ([where, what]) => document.querySelector(where)?.textContent === what, [selector, text]);
const lane = (page, key) => page.locator('.lane').filter({ has: page.getByRole('button', { name: key, exact: true }) });

test('nothing moves when figures come and grow', { timeout: 120_000 }, async () => {
  for (const width of [1280, 1024, 390, 320]) {
    const stage = await openStage(browser, server.url, { width });
    const { page } = stage;
    await isLive(page);
    await page.waitForFunction(() => document.querySelectorAll('.worker').length === 10);
    const places = () => page.evaluate(() => Object.fromEntries(
      ['.top', '.pill', '.number', '.lane', '.lane > td', '#workers', '.worker', '.chart', '.chart-value', '.chart-plot', '#tasks'].flatMap((selector) => (
        [...document.querySelectorAll(selector)].map((element, i) => {
          const { x, y, width: wide, height } = element.getBoundingClientRect();
          return [`${selector} ${i}`, [x, y + scrollY, wide, height].map(Math.round).join(' ')];
        })))));
    stage.measure();
    await shows(page, '[data-number=clients]', '1');
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    const before = await places();
    load(stage);
    stage.delta({ draining: false, paused: true });
    await shows(page, '[data-number=clients]', '128');
    await shows(page, '#connection', 'Live, paused');
    const moved = Object.entries(await places()).filter(([name, place]) => before[name] !== place);
    assert.deepEqual(moved.map(([name, place]) => `${name}: ${before[name]} became ${place}`), [], `${width} px`);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
    // A thousand permits and a hundred thousand that wait are as wide as it gets.
    const cut = await page.evaluate(() => [...document.querySelectorAll('.number dd:not(.bar), .lane td:not(.lane-permits), .chart-value')]
      .filter((element) => element.scrollWidth > element.clientWidth + 1).map((element) => `${element.className} ${element.textContent}`));
    assert.deepEqual(cut, [], `figures have their room at ${width} px`);
    await closing(stage);
  }
});

test('the header tells the round trip, that all is paused, and that the server drains', { timeout: 60_000 }, async () => {
  const stage = await openLive();
  const { page } = stage;
  await page.waitForFunction(() => / ms$/.test(document.querySelector('[data-measured=roundTrip]').textContent));
  stage.delta({ paused: true });
  await shows(page, '#connection', 'Live, paused');
  stage.delta({ paused: true, draining: true });
  await page.getByText('Draining: takes no more tasks.').waitFor();
  await stage.gone();
  await connectionIs(page, 'reconnecting');
  await shows(page, '[data-measured=roundTrip]', '–');
  await page.context().close();
});

test('a lane is chosen and let go, by mouse and by keyboard, and Back undoes it', { timeout: 60_000 }, async () => {
  const stage = await openLive();
  const { page } = stage;
  const two = page.locator('#limits').getByRole('button', { name: '2', exact: true });
  await lane(page, '2').locator('.lane-waiting').click({ force: true }); // the button lies over its whole lane
  assert.equal(new URL(page.url()).search, '?limit=2');
  assert.equal(await two.getAttribute('aria-pressed'), 'true');
  await two.press('Enter');
  assert.equal(new URL(page.url()).search, '');
  await two.press('Enter');
  await page.goBack();
  assert.equal(await two.getAttribute('aria-pressed'), 'false');
  await closing(stage);
});

test('the limit that holds tasks up is marked, and its wait told', { timeout: 60_000 }, async () => {
  const stage = await openLive();
  const { page } = stage;
  load(stage);
  await page.waitForFunction(() => document.querySelector('[data-bottleneck=true] th')?.textContent === '1');
  assert.equal(await lane(page, '1').locator('.wait').textContent(), '60.0 s');
  assert.equal(await lane(page, '2').locator('.wait').textContent(), 'paused');
  assert.equal(await lane(page, '4').locator('.wait').textContent(), '–');
  assert.equal(await page.locator('[data-bottleneck=true]').count(), 1);
  await closing(stage);
});

test('limits with names, more than ten of them, are lanes like any other, and text stays text', { timeout: 60_000 }, async () => {
  const stage = await openLive({ width: 390, state: { limits: NAMED } });
  const { page } = stage;
  await page.waitForFunction(() => document.querySelectorAll('.lane').length === 14);
  assert.equal(await page.locator('.lane-key').nth(1).textContent(), '<b>bold</b>');
  assert.match(await page.locator('.lane-choose').first().getAttribute('title'), /payments-eu-central-1-with-a-very-long-name/);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
  await page.locator('.lane-choose').nth(1).click();
  assert.equal(new URL(page.url()).searchParams.get('limit'), '<b>bold</b>');
  await closing(stage);
});

for (const width of [1280, 390]) {
  test(`a limit is resized and paused from its lane, with the keyboard alone, ${width} px`, { timeout: 60_000 }, async () => {
    const stage = await openLive({ width });
    const { page } = stage;
    const asked = [];
    await page.route('**/api/limits/*', async (route) => {
      const change = route.request().postDataJSON();
      asked.push([route.request().method(), new URL(route.request().url()).pathname, change]);
      if (change.permits === 999) return route.fulfill({ status: 400, json: { detail: 'permits: <i>too many</i>', field: 'permits' } });
      await route.fulfill({ json: { key: '2', permits: change.permits ?? 2, paused: change.paused ?? false } });
    });
    const open = page.getByRole('button', { name: 'Change limit 2', exact: true });
    await open.press('Enter');
    const panel = page.getByRole('dialog', { name: 'Limit 2' });
    const field = panel.getByLabel('Permits', { exact: true });
    await field.waitFor();
    assert.ok(await field.evaluate((element) => element === document.activeElement), 'the field has the focus');
    const box = await panel.boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= width, 'the panel is within the page');
    await page.keyboard.type('7');
    await page.keyboard.press('Enter');
    await panel.getByText('7 permits now.').waitFor();
    stage.delta({ limits: [[1, '2', 7, 2, 0, 0]] });
    await page.waitForFunction(() => document.querySelectorAll('.lane')[1].querySelectorAll('.cell').length === 7);
    await panel.getByRole('button', { name: 'One permit more' }).press('Enter');
    await panel.getByText('8 permits now.').waitFor();
    await field.fill('999');
    await field.press('Enter');
    await panel.getByText('permits: <i>too many</i>').waitFor();
    assert.equal(await field.getAttribute('aria-invalid'), 'true');
    await field.fill('1e9');
    await field.press('Enter');
    await panel.getByText('Permits are a whole number, 0 to 1,000.').waitFor();
    await panel.getByRole('button', { name: 'Pause this limit' }).press('Enter');
    await panel.getByText('Paused: no permit is granted.').waitFor();
    assert.deepEqual(asked.map(([method, path, change]) => [method, path, JSON.stringify(change)]), [
      ['PATCH', '/api/limits/2', '{"permits":7}'], ['PATCH', '/api/limits/2', '{"permits":8}'],
      ['PATCH', '/api/limits/2', '{"permits":999}'], ['PATCH', '/api/limits/2', '{"paused":true}'],
    ]);
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'hidden' });
    assert.ok(await open.evaluate((element) => element === document.activeElement), 'the focus is back');
    await open.click();
    await field.waitFor();
    await open.click();
    await panel.waitFor({ state: 'hidden' });
    await page.context().close(); // its console has the refusal that was meant
  });
}

test('the server does what a lane asks for, and lanes, workers and charts show what it does', { timeout: 90_000 }, async () => {
  const { page, errors } = await openPage(browser, server.url);
  await isLive(page);
  await page.getByRole('button', { name: 'Change limit 4', exact: true }).click();
  const panel = page.getByRole('dialog', { name: 'Limit 4' });
  await panel.getByLabel('Permits', { exact: true }).fill('6');
  await page.keyboard.press('Enter');
  await panel.getByText('6 permits now.').waitFor();
  await page.waitForFunction(() => document.querySelectorAll('.lane')[3].querySelector('.held').textContent === '0/6');
  await panel.getByRole('button', { name: 'Pause this limit' }).click();
  await page.waitForFunction(() => document.querySelectorAll('.lane')[3].dataset.paused === 'true');
  await server.inject({ count: 40, limit: 4, millis: 20 });
  await page.waitForFunction(() => document.querySelectorAll('.lane')[3].querySelector('.waiting').textContent !== '0');
  await panel.getByRole('button', { name: 'Resume this limit' }).click();
  await page.locator('.worker[data-last="complete"]').first().waitFor();
  await page.waitForFunction(() => /ms$/.test(document.querySelector('[data-chart=run] .chart-value').textContent));
  await page.waitForFunction(() => /Last change: limit 4 resumed/.test(document.querySelector('[data-chart=run] [role=img]').ariaLabel));
  assertNoErrors(errors);
  await page.context().close();
});

test('on a server that is read-only a limit says that it cannot be changed, and asks nothing', { timeout: 60_000 }, async () => {
  const stage = await openLive({ config: { readOnly: true } });
  const { page } = stage;
  let asked = 0;
  await page.route('**/api/limits/*', (route) => {
    asked++;
    return route.abort();
  });
  await page.getByRole('button', { name: 'Change limit 3', exact: true }).click();
  const panel = page.getByRole('dialog', { name: 'Limit 3' });
  await panel.getByText('read-only').waitFor();
  const pause = panel.getByRole('button', { name: 'Pause this limit' });
  assert.equal(await pause.getAttribute('aria-disabled'), 'true');
  await pause.press('Enter');
  assert.equal(asked, 0);
  await closing(stage);
});

test('workers flash, cool, and open their task; keys move between them', { timeout: 60_000 }, async () => {
  const stage = await openLive();
  const { page } = stage;
  const heats = (worker) => page.locator(`.worker[data-worker="${worker}"]`).getAttribute('data-heat');
  await page.waitForFunction(() => document.querySelectorAll('.worker').length === 10);
  assert.equal(await page.locator('.worker:not([data-heat="0"])').count(), 0, 'what ended before does not flash');
  stage.delta({ cells: [[0, 41, 1, 0], [1, 0, 0, 1]], tasks: [[41, 1, IN_PROGRESS, 0]] });
  await page.locator('.worker[data-worker="1"][data-end="failed"]:not([data-heat="0"])').waitFor();
  await shows(page, '.workers-line', '1 of 10 busy');
  await until('The cells cool without a further frame', async () => await heats(0) === '0' && await heats(1) === '0');
  await page.locator('.worker').first().focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  await page.getByText('Worker 0: task 41 of limit 2; 1 complete, 0 failed').waitFor();
  await page.keyboard.press('Enter');
  assert.equal(new URL(page.url()).searchParams.get('task'), '41');
  await page.context().close();
});

test('with reduced motion nothing flashes; what failed last stays marked', { timeout: 60_000 }, async () => {
  const stage = await openLive({ reducedMotion: 'reduce' });
  const { page } = stage;
  await page.waitForFunction(() => document.querySelectorAll('.worker').length === 10);
  stage.delta({ cells: [[3, 0, 0, 1]] });
  await page.locator('.worker[data-last="failed"]').waitFor();
  assert.equal(await page.locator('.worker:not([data-heat="0"])').count(), 0);
  await closing(stage);
});

test('charts have words, a table with the last thirty seconds, and markers of what was changed', { timeout: 90_000 }, async () => {
  const stage = await openLive();
  const { page } = stage;
  load(stage);
  const chart = page.locator('[data-chart="throughput"]');
  const picture = page.locator('[data-chart="throughput"] [role="img"]');
  await chart.locator('canvas').waitFor();
  await page.waitForFunction(() => /complete 12,345/.test(document.querySelector('[data-chart=throughput] [role=img]').ariaLabel));
  assert.match(await page.locator('[data-chart="wait"] .chart-sentence').textContent(), /p95 wait 240 ms/);
  const height = await chart.evaluate((element) => element.offsetHeight);
  stage.delta({ limits: [[4, '5', 9, 0, 0, 0]] });
  await page.waitForFunction(() => document.querySelectorAll('.lane')[4].querySelector('.held').textContent === '0/9');
  stage.measure({ perSecond: { complete: 7, failed: 0, cancelled: 0, timedOut: 0 } });
  await shows(page, '[data-chart=throughput] .chart-value', '7');
  await chart.getByRole('button', { name: 'Table of Ended per second' }).click();
  const first = chart.locator('tbody tr').first();
  assert.match(await first.textContent(), /limit 5: 5 to 9$/);
  assert.equal(await first.locator('td').first().textContent(), '7');
  assert.ok(await picture.isHidden());
  assert.equal(await chart.evaluate((element) => element.offsetHeight), height, 'the table is as high as the picture');
  await chart.getByRole('button', { name: 'Table of Ended per second' }).click();
  assert.ok(await picture.isVisible());
  await closing(stage);
});

test('while the connection is gone charts are stale, and after it there is a gap', { timeout: 90_000 }, async () => {
  const stage = await openLive();
  const { page } = stage;
  load(stage);
  await shows(page, '[data-chart=throughput] .chart-value', '12,345');
  await stage.gone();
  await connectionIs(page, 'reconnecting');
  assert.equal(await page.locator('.chart-stale').first().evaluate((element) => getComputedStyle(element).visibility), 'visible');
  await until('The silence is longer than a gap', () => page.evaluate(() => {
    globalThis.begunAt ??= performance.now();
    return performance.now() - globalThis.begunAt > 2_600;
  }));
  stage.back();
  await isLive(page);
  stage.measure({ perSecond: { complete: 3, failed: 0, cancelled: 0, timedOut: 0 } });
  await shows(page, '[data-chart=throughput] .chart-value', '3');
  await page.getByRole('button', { name: 'Table of Ended per second' }).click();
  const column = await page.locator('[data-chart="throughput"] tbody tr td:nth-child(2)').allTextContents();
  assert.deepEqual(column, ['3', '–', '12,345']);
  await page.context().close();
});

test('a hidden tab draws nothing and measures on, and asks what is there when it comes back', { timeout: 60_000 }, async () => {
  const stage = await openLive();
  const { page } = stage;
  stage.measure();
  await shows(page, '[data-chart=depth] .chart-value', '0');
  await page.evaluate(() => {
    globalThis.drawing = requestAnimationFrame;
    globalThis.waiting = [];
    globalThis.requestAnimationFrame = (callback) => globalThis.waiting.push(callback); // as in a hidden tab: never called
  });
  await until('The last frame is drawn', () => page.evaluate(() => globalThis.waiting.length > 0));
  for (let second = 1; second <= 3; second++) {
    const before = await page.evaluate(() => performance.now());
    await until('A moment passes', () => page.evaluate((from) => performance.now() > from + 20, before));
    stage.measure({ perSecond: { complete: second, failed: 0, cancelled: 0, timedOut: 0 } });
  }
  assert.equal(await page.locator('[data-chart=throughput] .chart-value').first().textContent(), '0');
  stage.changeUntold({ counts: { complete: 77 } });
  await page.evaluate(() => {
    globalThis.requestAnimationFrame = globalThis.drawing;
    globalThis.waiting.forEach((callback) => requestAnimationFrame(callback));
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await shows(page, '[data-chart=throughput] .chart-value', '3');
  await shows(page, '[data-number=complete]', '77');
  assert.equal(stage.connections(), 1, 'it asked over the connection that it had');
  await page.getByRole('button', { name: 'Table of Ended per second' }).click();
  assert.deepEqual(await page.locator('[data-chart="throughput"] tbody tr td:nth-child(2)').allTextContents(), ['3', '2', '1', '0']);
  await closing(stage);
});

test('axe finds nothing in lanes, heat map and charts, whatever they show', { timeout: 200_000 }, async () => {
  for (const theme of ['dark', 'light']) {
    for (const width of [1280, 390]) {
      const stage = await openLive({ theme, width });
      const { page } = stage;
      const check = async (state) => assert.deepEqual(await violations(page), [], `${state} ${theme} ${width}`);
      load(stage);
      await page.locator('[data-bottleneck=true]').waitFor();
      await lane(page, '1').locator('.lane-choose').click();
      stage.delta({ paused: true, cells: [[4, 0, 12_346, 68]] });
      await check('loaded, a lane chosen');
      await page.getByRole('button', { name: 'Change limit 2', exact: true }).click();
      await page.locator('#adjust-permits').fill('x');
      await page.keyboard.press('Enter');
      await check('a limit being changed, with an error');
      await page.keyboard.press('Escape');
      for (const toggle of await page.locator('.chart-toggle').all()) await toggle.click();
      await check('tables');
      await closing(stage);
    }
  }
});
