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
        const { page } = await openPage(browser, server.url, { width, theme, deviceScaleFactor: 2 });
        await isLive(page);
        for (let limit = 1; limit <= 10; limit++) {
          await server.inject({ count: 100, limit, millis: 120, workload: 'failing', stagger: 'jitter', seed: limit });
        }
        await until('The picture is full', async () => {
          const shown = await figures(page);
          return shown.complete > 120 && shown.failed > 10 && shown.inProgress > 5;
        });
        const file = path.join(SHOTS, `dashboard-${width}-${theme}.png`);
        await page.screenshot({ path: file, fullPage: width < 600 });
        assert.ok((await stat(file)).size > 20_000);
      } finally {
        await server.stop();
      }
    });
  }
}
