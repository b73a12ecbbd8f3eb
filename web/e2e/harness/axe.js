// What axe finds in a page: one line a rule that is broken, with the nodes that break it.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const source = readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

export async function violations(page) {
  await page.evaluate(await source);
  const { violations, passes } = await page.evaluate(() => globalThis.axe.run());
  assert.ok(passes.length > 20, 'axe looked at the page');
  const words = (nodes) => nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('; ');
  return violations.map(({ id, nodes }) => `${id}: ${words(nodes)}`);
}
