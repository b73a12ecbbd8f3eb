// What the address of the page says: which tasks are shown, and which one is open. Kept there, it survives Back, a
// reload, and being sent to somebody.
import { STATES } from './states.js';

const GROUPS = ['live', 'ended'];
const MAX_TEXT = 100;
const ID = /^[1-9]\d{0,14}$/;

export const NOTHING_CHOSEN = Object.freeze({ limit: '', state: '', q: '', task: '' });

/** Whatever the address says, what comes out can be asked for: what is not allowed counts as not said. */
export function readAddress(search) {
  const said = new URLSearchParams(search);
  const state = said.get('state') ?? '';
  const task = said.get('task') ?? '';
  return {
    limit: (said.get('limit') ?? '').slice(0, MAX_TEXT),
    state: GROUPS.includes(state) || STATES.includes(state) ? state : '',
    q: (said.get('q') ?? '').slice(0, MAX_TEXT),
    task: ID.test(task) ? task : '',
  };
}

/** @returns {string} empty, or what comes behind the path, `?` included */
export function writeAddress(choice) {
  const said = new URLSearchParams();
  for (const name of Object.keys(NOTHING_CHOSEN)) if (choice[name]) said.set(name, choice[name]);
  const text = said.toString();
  return text && `?${text}`;
}
