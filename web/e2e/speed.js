// What the page costs, as figures to read, and as ratios with wide margins: absolute figures belong to one machine.
// ATOMICFLOW_SPEED_SECONDS=60 looks longer, for figures to quote; docs/dashboard-speed.md has some.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser } from './harness/browser.js';
import { assertNoErrors, figures, isLive, openPage } from './harness/page.js';
import { startServer } from './harness/server.js';
import { asText, heapMegabytes, watchSpeed } from './harness/speed.js';
import { startSynthetic } from './harness/synthetic.js';
import { until } from './harness/wait.js';

const SECONDS = Number(process.env.ATOMICFLOW_SPEED_SECONDS ?? 3);
const PER_SECOND = 5_000;
const EVENTS_PER_TASK = 4;
const timeout = 120_000 + SECONDS * 10_000;

const megabytes = (value) => `${value.toFixed(1)} MB`;

let browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

/** Opens the page at a server, does something with both, and closes them. */
async function visit(starting, look) {
  const server = await starting;
  try {
    const { page, errors } = await openPage(browser, server.url);
    await isLive(page);
    const seen = await look(page, server);
    assertNoErrors(errors);
    await page.context().close();
    return seen;
  } finally {
    await server.stop();
  }
}

async function stream(t, naive) {
  return visit(startSynthetic({ perSecond: PER_SECOND }), async (page, server) => {
    await server.play(1.2); // until as many end as start
    const heapBefore = await heapMegabytes(page);
    const watch = await watchSpeed(page);
    const sent = await server.play(SECONDS, { naive });
    const speed = await watch.stop();
    const heapAfter = await heapMegabytes(page);
    const shared = speed.mainMillisPerSecond * speed.seconds;
    const wanted = PER_SECOND * EVENTS_PER_TASK * SECONDS;
    t.diagnostic(asText(naive ? 'a frame an event' : 'folded, 20 frames a second', speed));
    t.diagnostic(`  heap ${megabytes(heapBefore)} to ${megabytes(heapAfter)}; ${sent.events} of ${wanted} events in ${sent.frames} `
      + `frames, the last read ${sent.behindMillis.toFixed(0)} ms late`);
    return { ...speed, microsPerEvent: (shared * 1_000) / sent.events, heapBefore, heapAfter };
  });
}

test(`${PER_SECOND} tasks a second cost clearly less folded than in a frame an event`, { timeout }, async (t) => {
  const folded = await stream(t, false);
  const naive = await stream(t, true);
  const micros = ({ microsPerEvent }) => `${microsPerEvent.toFixed(1)} µs`;
  t.diagnostic(`an event costs ${micros(folded)} folded, ${micros(naive)} in a frame of its own`);
  // Most of what is left is drawing, which both do, and who falls behind does less of: else it would be far more.
  assert.ok(folded.microsPerEvent * 1.5 < naive.microsPerEvent);
  assert.ok(folded.heapAfter < folded.heapBefore * 2, 'what has ended is forgotten');
});

test('10,000 live tasks are drawn, and at rest the page costs next to nothing', { timeout }, async (t) => {
  await visit(startServer(0, { args: ['--drain-seconds', '0'] }), async (page, server) => {
    const look = async (what, seconds) => {
      const watch = await watchSpeed(page);
      await page.waitForTimeout(seconds * 1_000); // not to wait for something: this long it is watched
      const speed = await watch.stop();
      t.diagnostic(asText(what, speed));
      return speed;
    };
    const idle = await look('idle', Math.min(SECONDS, 10));
    for (let limit = 1; limit <= 10; limit++) await server.inject({ count: 1_000, limit, millis: 40 });
    await until('All of them are there', async () => {
      const { queued, lockCheck, inProgress } = await figures(page);
      return queued + lockCheck + inProgress > 9_000;
    });
    const loaded = await look('10,000 live tasks, the real server', Math.min(SECONDS, 20));
    assert.ok(idle.mainMillisPerSecond * 2 < loaded.mainMillisPerSecond);
  });
});

test('a minute of 1,000 tasks a second, drawing paused: memory is bounded, what is shown then is right', { timeout }, async (t) => {
  await visit(startSynthetic({ perSecond: 1_000 }), async (page, server) => {
    await page.getByRole('button', { name: 'Freeze' }).click();
    const before = await heapMegabytes(page);
    await server.rush(20);
    const early = await heapMegabytes(page);
    await server.rush(40, { last: true });
    const late = await heapMegabytes(page);
    t.diagnostic(`heap ${megabytes(before)}, after 20,000 tasks ${megabytes(early)}, after 60,000 ${megabytes(late)}`);
    assert.ok(late - before < 2 * (early - before) + 4, 'three times as many tasks do not take twice the memory');
    await page.getByRole('button', { name: 'Freeze' }).click();
    await until('The page shows what there was', async () => (await figures(page)).complete === 60_000);
    assert.equal((await figures(page)).inProgress, 0);
  });
});
