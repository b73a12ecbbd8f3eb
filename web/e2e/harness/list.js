// The task list in a page.
import { isLive, openPage } from './page.js';
import { until } from './wait.js';

export async function openList(browser, server, search = '', options = {}) {
  const opened = await openPage(browser, server.url + search, options);
  await isLive(opened.page);
  if (!search.includes('task=')) await opened.page.locator('#tasks').scrollIntoViewIfNeeded();
  return opened;
}

export const total = (page, text) => page.locator('[data-total]', { hasText: new RegExp(`^${text}$`) }).waitFor();
export const ids = (page) => page
  .locator('.task-link')
  .evaluateAll((links) => links.map((link) => Number(link.dataset.task)));
export const isFocused = (locator) => locator.evaluate((element) => element === document.activeElement);

/** One task that runs for a minute, so many that wait for it. */
export async function letWait(server, count, limit = 1) {
  const get = async (path) => (await server.ask('GET', path)).json();
  await server.inject({ count: count + 1, limit, millis: 60_000 });
  await until('They wait', async () => (await get('/api/snapshot')).tasks.lockCheck === count);
  return (await get(`/api/tasks?limit=${limit}&size=${count + 1}`)).tasks;
}
