// One worker as a button: in the colour and with the number of the limit that it works for, hollow while it has no task.
import { create, setAttribute, setText } from '../view/dom.js';

const COLOURS = 10;

export function createCell(number) {
  const element = create('button', 'worker');
  element.type = 'button';
  element.tabIndex = -1;
  element.dataset.worker = String(number);
  let shown = '';

  return {
    element,

    /** @param look `{ busy, limit: index | undefined, key, steps, failed, last }` */
    show(look, label) {
      const state = `${look.busy} ${look.key} ${look.steps} ${look.failed} ${look.last} ${label}`;
      if (state === shown) return;
      shown = state;
      setAttribute(element, 'data-busy', String(look.busy));
      setAttribute(element, 'data-limit', look.limit === undefined ? '' : String((look.limit % COLOURS) + 1));
      setAttribute(element, 'data-heat', String(look.steps));
      setAttribute(element, 'data-end', look.failed ? 'failed' : 'complete');
      setAttribute(element, 'data-last', look.last);
      setAttribute(element, 'aria-disabled', String(!look.busy));
      setAttribute(element, 'aria-label', label);
      setText(element, look.busy && !look.failed ? look.key : ''); // a failure's cross takes the place of the number
    },
  };
}

/** A cell is small: it has room for a number of two digits, not for a name. */
export const shortKey = (key) => (key.length <= 2 ? key : '');
