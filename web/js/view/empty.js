// What a first visitor sees where there is nothing to see yet: what this is about, and one way to begin.
import { submitRefusal } from '../state/refusal.js';

export function isUntouched({ connection, counts, live }) {
  const { complete, failed, cancelled, timedOut } = counts;
  return connection.state === 'live' && live + complete + failed + cancelled + timedOut === 0;
}

export function createEmpty({ place, button, next }, store, begin) {
  button.addEventListener('click', () => {
    next.focus(); // the button goes as the first task comes
    begin();
  });
  return function show() {
    place.hidden = !isUntouched(store);
    button.hidden = submitRefusal(store) !== '';
  };
}
