// What the tests do with the page: open it, listen for its errors, read its figures.
import assert from 'node:assert/strict';

export async function openPage(browser, url, { width = 1280, height = 800, theme = 'dark', prepare, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const errors = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.stack));
  await prepare?.(page);
  await page.goto(url);
  return { page, errors };
}

export const isLive = (page) => connectionIs(page, 'live');

export function connectionIs(page, state) {
  return page.waitForFunction((wanted) => document.documentElement.dataset.connection === wanted, state);
}

/** The figures of the page by name, as numbers; a lane's waiting tasks by limit. */
export function figures(page) {
  return page.evaluate(() => {
    const number = (text) => Number(text.replace(/[^\d]/g, ''));
    const places = [...document.querySelectorAll('[data-number]')];
    const figures = Object.fromEntries(places.map((place) => [place.dataset.number, number(place.textContent)]));
    for (const row of document.querySelectorAll('#limits tr')) {
      figures[`waiting ${row.querySelector('th').textContent}`] = number(row.querySelector('.waiting').textContent);
      const [held, permits] = row.querySelector('.held').textContent.split('/');
      figures[`held ${row.querySelector('th').textContent}`] = number(held);
      figures[`permits ${row.querySelector('th').textContent}`] = number(permits);
    }
    return figures;
  });
}

/** The same names, from the server. */
export function figuresOf({ tasks, queue, workers, limits }) {
  const figures = { ...tasks, used: queue.used, capacity: queue.capacity, workers };
  for (const { key, permits, held, waiting } of limits) {
    figures[`permits ${key}`] = permits;
    figures[`waiting ${key}`] = waiting;
    figures[`held ${key}`] = held;
  }
  return figures;
}

export function differences(shown, expected) {
  return Object.entries(expected).filter(([name, value]) => shown[name] !== value);
}

export function assertNoErrors(errors) {
  assert.deepEqual(errors, [], 'the console of the page must be empty');
}
