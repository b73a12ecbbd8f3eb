// Which rows to show. While somebody points at one or is in the middle of the list, no row may move away under them.
import { isOlder, isSame } from './same.js';

/**
 * @param {Array<{ id: number, submittedAt: number }>} shown what is on the screen, newest first
 * @param {Array<{ id: number, submittedAt: number }>} now what the list holds
 * @param {boolean} hold whether rows have to stay where they are
 * @returns {{ rows: Array, fresh: number }} `rows` have `gone` where the list does not hold them any more;
 *     `fresh` counts those that are kept back
 */
export function arrange(shown, now, hold) {
  if (!hold || shown.length === 0) return { rows: now, fresh: 0 };
  const current = new Map(now.map((task) => [task.id, task]));
  const kept = shown.map((task) => {
    const latest = current.get(task.id);
    if (!latest || !isSame(latest, task)) return { ...task, gone: true };
    current.delete(task.id);
    return latest;
  });
  const last = shown.at(-1);
  const older = now.filter((task) => current.has(task.id) && isOlder(task, last));
  const added = older.slice(0, Math.max(0, now.length - shown.length)); // "Load more" adds at the end: nothing moves
  return { rows: [...kept, ...added], fresh: current.size - older.length };
}
