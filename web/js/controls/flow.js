// What is done to the whole flow: pause and resume, cancel all, reset.
import { count } from '../format.js';
import { setAttribute, setText } from '../view/dom.js';
import { changeRefusal } from '../state/refusal.js';
import { Twice } from './twice.js';

export function createFlowActions({ pause, cancelAll, reset }, store, { send, say, wasReset }) {
  async function act(path, words) {
    const why = changeRefusal(store);
    if (why) return say(why, true);
    const answer = await send(path);
    say(answer.ok ? words(answer.body) : answer.detail, !answer.ok);
  }

  const togglePause = () => (store.paused
    ? act('/api/flow/resume', () => 'Resumed.')
    : act('/api/flow/pause', () => 'Paused: what runs goes on, nothing new begins.'));

  function twice(button, label, question, path, words) {
    const presses = new Twice((armed) => {
      setAttribute(button, 'data-armed', String(armed));
      setText(button, armed ? 'Press again' : label);
      say(armed ? question() : '', false);
    });
    button.addEventListener('click', (event) => {
      if (event.detail > 1) return; // a double-click is one press
      if (changeRefusal(store) || presses.press()) act(path, words);
    });
    button.addEventListener('blur', () => presses.disarm());
  }

  pause.addEventListener('click', togglePause);
  twice(cancelAll, 'Cancel all', () => `This cancels ${tasks(store.live)}, running ones too.`, '/api/flow/cancel',
    ({ cancelled }) => `${tasks(cancelled)} cancelled.`);
  twice(reset, 'Reset', () => 'This cancels all tasks and puts limits and counters back to how they were at the start.',
    '/api/flow/reset', () => {
      wasReset();
      return 'Everything is as it was at the start.';
    });

  return {
    togglePause,
    show() {
      setText(pause, store.paused ? 'Resume all' : 'Pause all');
      setAttribute(pause, 'aria-pressed', String(store.paused));
      for (const button of [pause, cancelAll, reset]) setAttribute(button, 'aria-disabled', String(changeRefusal(store) !== ''));
    },
  };
}

const tasks = (number) => (number === 1 ? '1 task' : `${count(number)} tasks`);
