// Pictures of the page while a thousand tasks run, for the README and for whoever reviews a change of its looks.
import assert from 'node:assert/strict';
import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openBrowser } from './harness/browser.js';
import { figures, isLive, openPage } from './harness/page.js';
import { startServer } from './harness/server.js';
import { until } from './harness/wait.js';

const SHOTS = path.resolve(process.env.ATOMICFLOW_SHOTS ?? fileURLToPath(new URL('shots', import.meta.url)));

let browser;
before(async () => {
  await mkdir(SHOTS, { recursive: true });
  browser = await openBrowser();
});
after(() => browser?.close());

for (const theme of ['dark', 'light']) {
  for (const width of [1280, 390]) {
    test(`${width} px, ${theme}`, { timeout: 120_000 }, async () => {
      const server = await startServer();
      try {
        const { page } = await openPage(browser, server.url, { width, height: width < 600 ? 844 : 800, theme, deviceScaleFactor: 2 });
        await isLive(page);
        for (let limit = 1; limit <= 10; limit++) {
          await server.inject({ count: 100, limit, millis: 120, workload: 'failing', stagger: 'jitter', seed: limit });
        }
        await until('The picture is full', async () => {
          const shown = await figures(page);
          return shown.complete > 120 && shown.failed > 10 && shown.inProgress > 5;
        });
        const file = path.join(SHOTS, `dashboard-${width}-${theme}.png`);
        await page.screenshot({ path: file });
        assert.ok((await stat(file)).size > 20_000);
      } finally {
        await server.stop();
      }
    });
  }
}

const MOMENTS = [0.25, 0.5, 1, 2, 4, 6];
const STRIP = `body { margin: 0; padding: 12px; background: #0a0e13; color: #98a6b5; font: 14px system-ui, sans-serif; }
  body { display: grid; gap: 12px; grid-template-columns: 1fr 1fr; }
  figure { margin: 0; } img { width: 100%; display: block; } figcaption { padding-top: 4px; }`;

test('a film strip of a burst', { timeout: 120_000 }, async () => {
  const server = await startServer();
  try {
    const { page } = await openPage(browser, server.url, { width: 1280, theme: 'dark' });
    await isLive(page);
    for (const [limit, count] of [[1, 40], [2, 60], [3, 120], [5, 160], [8, 160], [10, 160]]) {
      await server.inject({ count, limit, millis: 90, permitTimeoutMillis: limit < 3 ? 900 : 0, attempts: 2, seed: limit });
    }
    const began = Date.now();
    const figures = [];
    for (const seconds of MOMENTS) {
      await page.waitForTimeout(Math.max(0, began + seconds * 1_000 - Date.now())); // a film is of moments, not of conditions
      const image = (await page.locator('.stage').screenshot()).toString('base64');
      figures.push(`<figure><img src="data:image/png;base64,${image}"><figcaption>after ${seconds} s</figcaption></figure>`);
    }
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, deviceScaleFactor: 1.5 });
    const strip = await context.newPage();
    await strip.setContent(`<style>${STRIP}</style>${figures.join('')}`);
    const file = path.join(SHOTS, 'burst.png');
    await strip.locator('body').screenshot({ path: file });
    assert.ok((await stat(file)).size > 50_000);
  } finally {
    await server.stop();
  }
});
