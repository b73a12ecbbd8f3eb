// What a line of the log says. The words of a change of state are those over the zones of the pipeline.
import { stateWord } from '../view/states.js';
import { clockTime } from '../view/times.js';

const word = (state) => stateWord(state).toUpperCase();

/** A task that only reports progress is no news. */
export function isNews(task, before) {
  return before?.state !== task.state || before.attempt !== task.attempt;
}

/** @returns {{ time: string, about: string, limit: string, text: string, kind: string }} */
export function taskLine({ task, before, at }, limit) {
  const attempt = task.attempt > 1 ? `, attempt ${task.attempt}` : '';
  return {
    time: clockTime(at),
    about: `#${task.id}`,
    limit,
    text: `${before ? `${word(before.state)} ` : ''}→ ${word(task.state)}${attempt}`,
    kind: task.state,
  };
}

export function flowLine(at, text, limit = '') {
  return { time: clockTime(at), about: limit ? '' : 'flow', limit, text, kind: 'flow' };
}

export const lineText = ({ time, about, limit, text }) => [time, about, limit && `limit ${limit}`, text].filter(Boolean).join(' ');

/** Whether a line has all the words, in whatever order and case. */
export function hasWords(line, filter) {
  const text = lineText(line).toLowerCase();
  return filter.toLowerCase().split(/\s+/).every((wanted) => text.includes(wanted));
}
