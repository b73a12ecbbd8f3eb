// Cancel and retry of the task that is open, why they are not to be had, and what came of them.
import { changeRefusal } from '../state/refusal.js';
import { create, setAttribute, setText } from '../view/dom.js';
import { hasEnded } from '../state/states.js';
import { stateWord } from '../view/states.js';

export function cancelRefusal(store, task) {
  const refusal = changeRefusal(store);
  if (refusal) return refusal;
  return hasEnded(task.state) || task.canCancel === false ? `It cannot be cancelled: it has ended (${stateWord(task.state).toLowerCase()}).` : '';
}

export function retryRefusal(store, task) {
  const refusal = changeRefusal(store);
  if (refusal) return refusal;
  if (store.draining) return 'It cannot be retried: the server is draining and takes no more tasks.';
  if (!hasEnded(task.state)) return 'It cannot be retried before it has ended.';
  return task.canRetry === false ? 'It cannot be retried.' : '';
}

/** @param io `{ send, onDone, openTask }`; `onDone()` after each answer, `openTask(id)` for what a retry made */
export function createActions(place, store, { send, onDone, openTask }) {
  let task = null;
  let busy = '';

  const said = create('p', 'result');
  said.setAttribute('role', 'status');
  const cancel = createButton('Cancel', cancelRefusal, async (id) => {
    const answer = await send(`/api/tasks/${id}/cancel`);
    return answer.ok ? { text: `#${id} was cancelled.` } : { problem: answer.detail };
  });
  const retry = createButton('Retry', retryRefusal, async (id) => {
    const answer = await send(`/api/tasks/${id}/retry`);
    return answer.ok ? { text: `Submitted again as #${answer.body.id}.`, open: answer.body.id } : { problem: answer.detail };
  });
  const reason = create('p', 'reason');
  reason.id = 'drawer-reason';
  place.append(create('div', 'drawer-buttons', cancel.button, retry.button), reason, said);

  function createButton(label, refuse, act) {
    const button = create('button', 'action', label);
    button.type = 'button';
    button.setAttribute('aria-describedby', 'drawer-reason');
    button.addEventListener('click', async () => {
      if (!task || busy || refuse(store, task)) return;
      const { id } = task;
      busy = label;
      say(`${label} is sent.`);
      show();
      const { text, problem, open } = await act(id);
      busy = '';
      onDone();
      if (task?.id !== id) return; // another task is open by now: this is not its result
      if (open) openTask(open);
      say(problem ?? text, problem !== undefined);
      show();
    });
    return { button, refuse };
  }

  function say(text, isProblem = false) {
    setAttribute(said, 'data-problem', String(isProblem));
    setText(said, text);
  }

  function show() {
    if (!task) return;
    const reasons = [cancel, retry].map(({ button, refuse }) => {
      const refusal = refuse(store, task);
      setAttribute(button, 'aria-disabled', String(refusal !== '' || busy !== ''));
      return refusal;
    });
    setText(reason, [...new Set(reasons.filter(Boolean))].join(' '));
  }

  return {
    show,
    of(next) {
      task = next;
      show();
    },
    forget() {
      task = null;
      say('');
    },
  };
}
