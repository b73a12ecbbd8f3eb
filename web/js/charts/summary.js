// What a chart says in words, for those who do not see it and those who want the number.
import { count } from '../format.js';

/** @returns {string} the latest of each line, for those who do not see the figures beside the chart */
export function latest({ lines, format }, history) {
  return `Now: ${lines.map(({ name, said }) => `${said} ${format(history.value(name))}`).join(', ')}.`;
}

/** @returns {string} what stands under the chart: how high each line rose */
export function summarise({ lines, format }, history) {
  if (history.size === 0) return 'Nothing measured yet.';
  const highest = lines.map(({ name, said }) => ({ said, value: history.highest(name) }))
    .filter(({ value }) => value > 0);
  if (highest.length === 0) return 'Nothing in the last 5 minutes.';
  return `Highest in 5 minutes: ${highest.map(({ said, value }) => `${said} ${format(value)}`).join(', ')}.`;
}

/** @returns {string} how long ago, for the head of a chart while somebody points into it */
export function ago(millis) {
  const seconds = Math.round(millis / 1000);
  if (seconds < 60) return `${count(seconds)} s ago`;
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s ago`;
}


/** @returns {string} a further sentence on the latest marker, or '' */
export function lastChange({ list }, now) {
  const last = list.at(-1);
  return last === undefined ? '' : ` Last change: ${last.label}, ${ago(Math.max(0, now - last.at))}.`;
}

/** What was changed since the second before, for the row of a table. */
export function changesIn({ list }, at) {
  return list.filter((marker) => marker.at > at - 1_000 && marker.at <= at).map(({ label }) => label).join(', ');
}
