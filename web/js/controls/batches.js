// The batch buttons, and in place what became of the last batch.
import { count } from '../format.js';
import { create, setAttribute, setText } from '../view/dom.js';
import { submitRefusal } from '../state/refusal.js';
import { fits, roomReason } from './room.js';

export function createBatches({ group, reason, result }, store, { read, send }) {
  let buttons = [];
  let offered = '';

  function configure({ batches }) {
    if (String(batches) === offered) return; // after a reconnect: the button that has the focus keeps it
    offered = String(batches);
    buttons = batches.map((batch) => {
      const button = create('button', 'batch', count(batch));
      button.type = 'button';
      button.setAttribute('aria-label', batch === 1 ? 'Inject 1 task' : `Inject ${count(batch)} tasks`);
      button.setAttribute('aria-describedby', reason.id);
      button.addEventListener('click', () => inject(batch));
      return { batch, button };
    });
    group.replaceChildren(...buttons.map(({ button }) => button));
    show();
  }

  async function inject(batch) {
    const why = refusal(batch);
    if (why) return say(why, true);
    const request = read();
    if (!request) return;
    const answer = await send({ ...request, count: batch });
    if (!answer.ok) return say(answer.detail, true);
    const { accepted } = answer.body;
    say(`${count(accepted)} ${accepted === 1 ? 'task' : 'tasks'} accepted on limit ${request.limit}.`, false);
  }

  function refusal(batch) {
    return submitRefusal(store) || (fits(batch, store.queue) ? '' : roomReason([batch], store.queue));
  }

  function say(text, isProblem) {
    setAttribute(result, 'data-problem', String(isProblem));
    result.textContent = text; // also the same words again: a second press has an answer of its own
  }

  function show() {
    const closed = submitRefusal(store);
    // aria-disabled, not disabled: the button keeps the focus, and can say why.
    for (const { batch, button } of buttons) {
      setAttribute(button, 'aria-disabled', String(closed !== '' || !fits(batch, store.queue)));
    }
    setText(reason, closed || roomReason(buttons.map(({ batch }) => batch), store.queue));
  }

  return { configure, show };
}
