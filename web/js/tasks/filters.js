// Search box and filters. They show what is chosen, and choose: the address is the one place where it is kept.
import { STATES } from '../state/states.js';
import { stateWord } from '../view/states.js';

const TYPING_MILLIS = 200;

export function createFilters(form, store, choice) {
  const search = form.querySelector('#task-search');
  const state = form.querySelector('#task-state');
  const limit = form.querySelector('#task-limit');
  const clear = form.querySelector('[type="reset"]');
  let timer = null;
  let typed = false; // the step of the history that is shown was made by typing: further letters replace it
  let choosing = false;
  let keys = '';

  state.append(new Option('All states', ''), new Option('Live', 'live'), new Option('Ended', 'ended'),
    ...STATES.map((name) => new Option(stateWord(name), name)));

  function find() {
    clearTimeout(timer);
    timer = null;
    const before = choice.now;
    choosing = true;
    choice.change({ q: search.value.trim() }, { typing: typed });
    choosing = false;
    if (choice.now !== before) typed = true;
  }

  function show() {
    fillLimits();
    state.value = choice.now.state;
    limit.value = choice.now.limit;
    if (timer === null && search.value.trim() !== choice.now.q) search.value = choice.now.q;
    clear.setAttribute('aria-disabled', String(!choice.isFiltered));
  }

  /** A limit that the address names and the server does not have is shown too, not left out in silence. */
  function fillLimits() {
    const wanted = store.limits.map(({ key }) => key);
    if (choice.now.limit && !wanted.includes(choice.now.limit)) wanted.push(choice.now.limit);
    const joined = wanted.join('\n');
    if (joined === keys || document.activeElement === limit) return;
    keys = joined;
    limit.replaceChildren(new Option('All limits', ''), ...wanted.map((key) => new Option(`Limit ${key}`, key)));
  }

  search.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(find, TYPING_MILLIS);
  });
  search.addEventListener('blur', () => {
    if (timer !== null) find(); // before whatever is chosen next makes a step of its own
    typed = false;
  });
  state.addEventListener('change', () => choice.change({ state: state.value }));
  limit.addEventListener('change', () => choice.change({ limit: limit.value }));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    find();
  });
  form.addEventListener('reset', (event) => {
    event.preventDefault();
    clearTimeout(timer);
    timer = null;
    search.value = '';
    choice.clearFilter();
  });
  choice.listen(() => {
    if (!choosing) typed = false;
    show();
  });
  show();
  return { show: () => { fillLimits(); limit.value = choice.now.limit; } };
}
