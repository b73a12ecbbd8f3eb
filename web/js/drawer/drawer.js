// One task in full, over the page. It is open while the address names a task; a modal dialog, so that the focus stays in
// it and goes back to where it was. What is shown follows the task: told by its channel, and asked for once a second.
import { create, setAttribute, setText } from '../view/dom.js';
import { hasEnded } from '../state/states.js';
import { createActions } from './actions.js';
import { createPace } from './pace.js';
import { createSheet } from './sheet.js';

const PACE_MILLIS = 500;
const EVERY_MILLIS = 1_000;

/** @param io `{ ask, post, follow, focusOn }`; `follow(channel, event, heard)` returns what ends it */
export function createDrawer(dialog, store, choice, { ask, post, follow, focusOn }) {
  const find = (name) => dialog.querySelector(`[data-${name}]`);
  const [close, notice, place] = ['close', 'notice', 'sheet'].map(find);
  const title = dialog.querySelector('h2');
  const actionsPlace = create('div', 'drawer-actions');
  const sheetPlace = create('div', 'sheet-body');
  place.append(actionsPlace, sheetPlace);

  let id = '';
  let task = null;
  let unfollow = null;
  let timer = null;
  let broughtBy = null; // the choice that opened it, as long as Back undoes just that
  let leaving = false; // a step back is under way: another one would leave the list too
  const pace = createPace(PACE_MILLIS, load);
  const sheet = createSheet(sheetPlace, store, replaceBy);
  const actions = createActions(actionsPlace, store, { send: post, onDone: () => pace.wish(), openTask: replaceBy });

  /** In the same step of the history: closing goes back to the list, not through all that was looked at. */
  function replaceBy(next) {
    choice.change({ task: String(next) }, { typing: true });
  }

  async function load(signal) {
    const answer = await ask('GET', `/api/tasks/${id}`, undefined, signal);
    if (signal.aborted) return;
    if (answer.ok) show(answer.body);
    else if (answer.status === 404) gone(answer.detail);
    else setText(notice, `${task ? 'Stale. ' : ''}${answer.detail}`);
  }

  function show(loaded) {
    task = loaded;
    setText(notice, '');
    setText(title, `#${task.id} ${task.name}`);
    place.hidden = false;
    sheet.show(task);
    actions.of(task);
    if (hasEnded(task.state)) stopFollowing();
    else startFollowing(); // after a restart what has ended may be another task, that goes on
  }

  function gone(detail) {
    task = null;
    stopFollowing();
    actions.forget();
    place.hidden = true;
    setText(title, `#${id} is not there`);
    setText(notice, detail);
  }

  function told(event) {
    if (task && event.explanation && event.state) sheet.explain(event);
    pace.wish();
  }

  function startFollowing() {
    if (unfollow) return;
    unfollow = follow(`task-${id}`, 'task', told);
    timer = setInterval(() => document.hidden || pace.wish(), EVERY_MILLIS);
  }

  function stopFollowing() {
    unfollow?.();
    unfollow = null;
    clearInterval(timer);
    timer = null;
  }

  function open(next) {
    stopFollowing();
    pace.stop();
    id = next;
    task = null;
    actions.forget();
    place.hidden = true;
    setText(title, `#${id}`);
    setText(notice, 'Loading.');
    startFollowing();
    if (!dialog.open) dialog.showModal();
    pace.wish();
  }

  function shut() {
    if (id === '') return;
    const last = id;
    stopFollowing();
    pace.stop();
    id = '';
    task = null;
    actions.forget();
    if (dialog.open) dialog.close();
    const { activeElement } = document; // where nothing had the focus before, it is still in what is hidden now
    if (activeElement === null || activeElement === document.body || dialog.contains(activeElement)) focusOn(last);
  }

  /** Opened by a step of the visitor, closing goes that step back; opened by the address, it leaves none behind. */
  function leave() {
    if (leaving) return;
    leaving = true;
    if (broughtBy === choice.now) window.history.back();
    else choice.change({ task: '' }, { typing: true });
  }

  function follows(now, before) {
    leaving = false;
    if (now.task === before.task) return;
    broughtBy = before.task === '' || broughtBy === before ? now : null;
    if (now.task) open(now.task);
    else shut();
  }

  close.addEventListener('click', leave);
  dialog.addEventListener('click', (event) => event.target === dialog && leave());
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    leave();
  });
  dialog.addEventListener('close', () => id && leave()); // browsers close it over a second Esc whatever the page says
  choice.listen(follows);
  if (choice.now.task) open(choice.now.task);

  let wasLive = false;
  return {
    /** Even while the page is frozen: whether there is a connection is always said. */
    always() {
      const live = store.connection.state === 'live';
      if (live && !wasLive && id) pace.wish();
      wasLive = live;
      setAttribute(dialog, 'data-stale', String(!live));
      if (task) actions.show();
    },
  };
}
