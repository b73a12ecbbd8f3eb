// What happened to a task, oldest first: when, what, by which worker.
import { create, setText } from '../view/dom.js';
import { createStateMark, setStateMark, stateWord } from '../view/states.js';
import { clockTime } from '../view/times.js';

/** "2nd attempt" is said where it begins, the worker where there is one. */
export function stepWords({ state, attempt, worker, note }, before) {
  const parts = [];
  if (attempt > 1 && attempt !== before?.attempt) parts.push(`attempt ${attempt}`);
  if (worker !== null && worker !== undefined) parts.push(`worker ${worker}`);
  if (note) parts.push(note);
  return { word: stateWord(state), more: parts.join(', ') };
}

export function createTimeline(place) {
  const rows = [];

  function createOne() {
    const at = create('time', 'step-at');
    const mark = createStateMark();
    const word = create('b');
    const more = create('span', 'step-more');
    const row = create('li', 'step', at, mark, create('span', '', word, ' ', more));
    return { row, at, mark, word, more };
  }

  return function show(timeline) {
    while (rows.length > timeline.length) rows.pop().row.remove();
    timeline.forEach((step, i) => {
      if (!rows[i]) {
        rows[i] = createOne();
        place.append(rows[i].row);
      }
      const { row, at, mark, word, more } = rows[i];
      const words = stepWords(step, timeline[i - 1]);
      row.dataset.state = step.state;
      at.dateTime = new Date(step.at).toISOString();
      setText(at, clockTime(step.at));
      setStateMark(mark, step.state);
      setText(word, words.word);
      setText(more, words.more);
    });
  };
}
