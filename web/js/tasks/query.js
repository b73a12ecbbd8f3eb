// What the list asks for: the filter that the visitor chose, as the server wants it.
import { hasEnded } from '../state/states.js';

/** @returns {{ state?: string, limit?: string, q?: string }} only what narrows the list */
export function filterOf({ state, limit, q }) {
  const said = Object.entries({ state, limit, q: q.trim() });
  return Object.fromEntries(said.filter(([, value]) => value !== ''));
}

export function listPath(filter, { size, cursor } = {}) {
  const query = new URLSearchParams(filter);
  if (size) query.set('size', String(size));
  if (cursor) query.set('cursor', cursor);
  return `/api/tasks?${query}`;
}

/** @param {'csv' | 'json'} format */
export function exportPath(filter, format) {
  const query = new URLSearchParams(filter).toString();
  return `/api/export.${format}${query && `?${query}`}`;
}

/** The live ones among what the filter shows: only they can be cancelled. Null where the filter shows none but ended ones. */
export function liveFilter(filter) {
  const { state = 'live', ...others } = filter;
  return state === 'ended' || hasEnded(state) ? null : { state, ...others };
}

/** The filter in words, to follow "tasks": "of limit 2 with “sleep” in id or name". */
export function filterWords({ limit, q }) {
  return [limit && `of limit ${limit}`, q && `with “${q}” in id or name`].filter(Boolean).join(' ');
}
