// What the visitor has chosen to look at. One place; views listen, the address follows.
import { NOTHING_CHOSEN, readAddress, writeAddress } from './address.js';

const FILTER = ['limit', 'state', 'q'];

export class Choice {
  #window;
  #listeners = [];
  #now;

  constructor(window) {
    this.#window = window;
    this.#now = readAddress(window.location.search);
    window.addEventListener('popstate', () => this.#become(readAddress(window.location.search)));
  }

  get now() {
    return this.#now;
  }

  get isFiltered() {
    return FILTER.some((name) => this.#now[name] !== '');
  }

  /** Calls `listener(now, before)` after each change, also one by Back. */
  listen(listener) {
    this.#listeners.push(listener);
  }

  /** A step that Back undoes; with `typing` it replaces the one before: nobody wants to go back letter by letter. */
  change(changes, { typing = false } = {}) {
    const next = { ...this.#now, ...changes };
    const address = writeAddress(next);
    if (address === writeAddress(this.#now)) return;
    const { history, location } = this.#window;
    history[typing ? 'replaceState' : 'pushState'](null, '', `${location.pathname}${address}`);
    this.#become(next);
  }

  clearFilter() {
    this.change({ ...NOTHING_CHOSEN, task: this.#now.task });
  }

  #become(next) {
    const before = this.#now;
    this.#now = next;
    for (const listener of this.#listeners) listener(next, before);
  }
}
