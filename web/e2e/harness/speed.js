// What the page costs, as the browser counts it: the time of its main thread, the gaps between its frames, its memory.

/** Watches the page from now on; `stop` says what it saw. */
export async function watchSpeed(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'timeTicks' });
  const read = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  };
  await page.evaluate(recordGaps);
  const before = await read();
  return {
    async stop() {
      const after = await read();
      const gaps = (await page.evaluate(() => globalThis.frameGaps())).sort((a, b) => a - b);
      const seconds = after.Timestamp - before.Timestamp;
      await devtools.detach();
      return {
        seconds,
        mainMillisPerSecond: ((after.TaskDuration - before.TaskDuration) * 1_000) / seconds,
        scriptMillisPerSecond: ((after.ScriptDuration - before.ScriptDuration) * 1_000) / seconds,
        framesPerSecond: gaps.length / seconds,
        p95Gap: gaps[Math.floor(gaps.length * 0.95)] ?? Infinity,
        longestGap: gaps.at(-1) ?? Infinity,
      };
    },
  };
}

/** In the page: the time from each frame to the next, until somebody asks. */
function recordGaps() {
  const gaps = [];
  let last = performance.now();
  let on = true;
  const frame = (now) => {
    gaps.push(now - last);
    last = now;
    if (on) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  globalThis.frameGaps = () => {
    on = false;
    gaps.push(performance.now() - last); // a page that hangs has no next frame
    return gaps.slice(1);
  };
}

/** The memory that is in use, once everything that is not has been given back. */
export async function heapMegabytes(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  for (let i = 0; i < 2; i++) await devtools.send('HeapProfiler.collectGarbage');
  const { metrics } = await devtools.send('Performance.getMetrics');
  await devtools.detach();
  return metrics.find(({ name }) => name === 'JSHeapUsedSize').value / 1_048_576;
}

export function asText(what, speed) {
  const { mainMillisPerSecond, scriptMillisPerSecond, framesPerSecond, p95Gap, longestGap } = speed;
  return `${what}: main thread ${mainMillisPerSecond.toFixed(0)} ms a second (scripts ${scriptMillisPerSecond.toFixed(0)}), `
    + `${framesPerSecond.toFixed(1)} frames a second, gaps p95 ${p95Gap.toFixed(0)} ms, longest ${longestGap.toFixed(0)} ms`;
}
