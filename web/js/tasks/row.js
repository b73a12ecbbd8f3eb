// One row of the list. What a task never changes is written once.
import { create, setAttribute, setText } from '../view/dom.js';
import { createShape, setShape } from '../view/shapes.js';
import { createStateMark, setStateMark, stateWord } from '../view/states.js';
import { duration } from '../view/times.js';

/** @param address where the task opens, also in a new tab */
export function createRow({ id, name, limit }, limitIndex, address) {
  const link = create('a', 'task-link', `#${id}`);
  link.href = address;
  link.dataset.task = String(id);
  link.setAttribute('aria-label', `Task #${id}, ${name}`);
  const head = create('th', 'task-id', link);
  head.scope = 'row';
  const nameCell = create('td', 'task-name', name);
  nameCell.title = name;

  const shape = createShape(0);
  if (limitIndex >= 0) setShape(shape, limitIndex);
  else shape.replaceChildren();
  const mark = createStateMark();
  const word = create('span', 'task-word');
  const progress = create('span', 'task-progress');
  const attempt = create('td', 'task-attempt');
  const wait = create('td', 'task-wait');
  const run = create('td', 'task-run');
  const row = create('tr', 'task', head, nameCell,
    create('td', 'task-limit', create('span', '', shape, create('span', '', limit))),
    create('td', 'task-state', create('span', '', mark, word, progress)), attempt, wait, run);

  return {
    row,
    link,
    show(task) {
      setAttribute(row, 'data-state', task.state);
      setAttribute(row, 'data-gone', String(task.gone === true));
      setStateMark(mark, task.gone ? '' : task.state);
      setText(word, task.gone ? 'Has moved on' : stateWord(task.state));
      setText(progress, task.state === 'IN_PROGRESS' && task.progress > 0 && !task.gone ? `${task.progress} %` : '');
      setText(attempt, String(task.attempt));
      setText(wait, duration(task.waitMillis));
      setText(run, duration(task.runMillis));
    },
  };
}
