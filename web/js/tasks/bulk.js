// Cancels what the filter shows: not at once, but after five seconds in which it can be undone.
import { count } from '../format.js';
import { changeRefusal } from '../state/refusal.js';
import { create, setAttribute, setText } from '../view/dom.js';
import { Countdown } from './countdown.js';
import { filterWords, liveFilter } from './query.js';

const SECONDS = 5;
const tasks = (number) => `${count(number)} ${number === 1 ? 'task' : 'tasks'}`;

export function createBulk(place, store, { list, send }) {
  const button = create('button', 'action bulk-cancel');
  const undo = create('button', 'action bulk-undo', 'Undo');
  const left = create('b', 'bulk-left');
  const what = create('span');
  const bar = create('span', 'bulk-bar');
  const waiting = create('p', 'bulk-waiting', left, what, bar);
  const said = create('p', 'result');
  const reason = create('p', 'reason');
  for (const each of [button, undo]) each.type = 'button';
  left.setAttribute('aria-hidden', 'true'); // the sentence says it once; the figure is for those who see it
  said.setAttribute('role', 'status');
  said.tabIndex = -1;
  reason.id = 'bulk-reason';
  button.setAttribute('aria-describedby', reason.id);
  place.append(button, undo, waiting, said, reason);

  const countdown = new Countdown();
  let asked = null; // the filter and the number as they were when the button was pressed
  let sending = false;

  function press() {
    if (changeRefusal(store) || sending || countdown.isRunning) return;
    const filter = liveFilter(list.filter);
    if (!filter || !list.cancellable) return;
    asked = { filter, number: list.cancellable };
    say('');
    const which = [tasks(asked.number), filterWords(filter)].filter(Boolean).join(' ');
    countdown.start(SECONDS, (seconds) => {
      setText(left, `${seconds} s`);
      bar.style.setProperty('--share', String(seconds / SECONDS));
    }, finish);
    setText(what, ` until ${which} ${asked.number === 1 ? 'is' : 'are'} cancelled. Nothing is cancelled until then.`);
    say(`In ${SECONDS} seconds ${which} will be cancelled. Nothing is cancelled until then. Escape undoes it.`);
    show();
    undo.focus();
  }

  async function finish() {
    const { filter } = asked;
    const hadFocus = document.activeElement === undo;
    const refusal = changeRefusal(store);
    sending = !refusal;
    show();
    if (hadFocus) said.focus();
    if (refusal) return end(`Nothing was cancelled. ${refusal}`, true);
    say('Cancelling.');
    const answer = await send('/api/tasks/cancel', filter);
    sending = false;
    if (!answer.ok) return end(answer.detail, true);
    return end(`${tasks(answer.body.cancelled)} cancelled.`, false);
  }

  function end(text, isProblem) {
    asked = null;
    say(text, isProblem);
    show();
  }

  function undone(why = '') {
    if (!countdown.stop()) return false;
    const hadFocus = document.activeElement === undo;
    end(`Undone${why}: nothing was cancelled.`, false);
    if (hadFocus) (button.hidden ? said : button).focus();
    return true;
  }

  function say(text, isProblem = false) {
    setAttribute(said, 'data-problem', String(isProblem));
    setText(said, text);
  }

  function show() {
    const counting = countdown.isRunning;
    const refusal = changeRefusal(store);
    const number = liveFilter(list.filter) ? list.cancellable ?? 0 : 0;
    setAttribute(place, 'data-counting', String(counting));
    button.hidden = counting || number === 0;
    undo.hidden = !counting;
    waiting.hidden = !counting;
    setText(button, number === 1 ? 'Cancel this 1' : `Cancel these ${count(number)}`);
    setAttribute(button, 'aria-label', `${button.textContent} live ${number === 1 ? 'task' : 'tasks'} that the filter shows`);
    setAttribute(button, 'aria-disabled', String(refusal !== '' || sending));
    setText(reason, number > 0 && !counting ? refusal : '');
  }

  button.addEventListener('click', press);
  undo.addEventListener('click', () => undone());
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open]')) return;
    if (undone()) event.preventDefault();
  });
  window.addEventListener('pagehide', () => undone()); // also where the page is kept to come back to
  return { show, undone };
}
