// What the heat map says in words.
import { count } from '../format.js';

/** At most so many workers have a cell; the server names no more. */
export const MAX_CELLS = 256;

/** @returns {string} how many of all workers are busy; with the cells that are shown, where these are not all */
export function busyLine(busy, workers) {
  if (workers === 0) return 'No workers are known yet.';
  const all = workers > MAX_CELLS ? `; the first ${MAX_CELLS} are shown` : '';
  return `${count(Math.min(busy, workers))} of ${count(workers)} busy${all}`;
}

export function workerLabel(number, busy, key) {
  if (!busy) return `Worker ${number}, idle`;
  return key === undefined ? `Worker ${number}, busy` : `Worker ${number}, busy with limit ${key}`;
}

export function workerLine(number, { task, completed, failed }, key) {
  const doing = task === 0 ? 'idle' : `task ${task}${key === undefined ? '' : ` of limit ${key}`}`;
  return `Worker ${number}: ${doing}; ${count(completed)} complete, ${count(failed)} failed`;
}
