// When a limit was changed or paused, or the flow paused: found by comparing what the store says now with what it said
// at the last look. The first look after a connection is only a base: what it finds did not happen in that instant.
import { count } from '../format.js';

const MAX_MARKERS = 60;

/** Ten clicks on + are one change to the eye. */
const SAME_CHANGE_MILLIS = 2_500;

export class Markers {
  #base = null;
  #list = [];
  version = 0;

  /** @returns {Array<{at: number, label: string, what: string}>} oldest first */
  get list() {
    return this.#list;
  }

  look({ connection, limits, paused }, at) {
    if (connection.state !== 'live') {
      this.#base = null;
      return;
    }
    const before = this.#base;
    this.#base = { paused, limits: new Map(limits.map(({ key, ...limit }) => [key, limit])) };
    if (before === null) return;
    if (before.paused !== paused) this.#mark(at, 'flow', paused ? 'all paused' : 'all resumed');
    for (const [key, now] of this.#base.limits) {
      const then = before.limits.get(key);
      if (!then) continue;
      if (then.permits !== now.permits) this.#resized(at, key, then.permits, now.permits);
      if (then.paused !== now.paused) {
        this.#mark(at, `pause ${key}`, `limit ${key} ${now.paused ? 'paused' : 'resumed'}`);
      }
    }
  }

  forgetBefore(at) {
    const kept = this.#list.filter((marker) => marker.at >= at);
    if (kept.length !== this.#list.length) this.#become(kept);
  }

  #resized(at, key, from, to) {
    const what = `size ${key}`;
    const last = this.#list.findLast((marker) => marker.what === what);
    const joins = last !== undefined && at - last.at < SAME_CHANGE_MILLIS;
    const before = joins ? last.from : from;
    if (joins) this.#list = this.#list.filter((marker) => marker !== last);
    if (before === to) return this.#become(this.#list); // back to where it was: nothing to tell
    this.#mark(at, what, `limit ${key}: ${count(before)} to ${count(to)}`, before);
  }

  #mark(at, what, label, from) {
    this.#become([...this.#list, { at, what, label, from }].slice(-MAX_MARKERS));
  }

  #become(list) {
    this.#list = list;
    this.version++;
  }
}

/**
 * Changes of one moment share a label, so that no two labels lie over one another.
 *
 * @param {Array<{at: number, label: string}>} markers oldest first
 * @param {number} apart what counts as the same moment
 */
export function gathered(markers, apart) {
  const groups = [];
  for (const { at, label } of markers) {
    const last = groups.at(-1);
    if (last && at - last.at < apart) last.labels.push(label);
    else groups.push({ at, labels: [label] });
  }
  return groups.map(({ at, labels }) => ({ at, label: labels.length === 1 ? labels[0] : `${labels.length} changes` }));
}
