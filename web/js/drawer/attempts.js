// Each attempt as a bar: its parts beside each other in true proportion, all attempts on one scale; and in words.
import { create, setText } from '../view/dom.js';
import { stateWord } from '../view/states.js';
import { duration } from '../view/times.js';

const PARTS = [['queued', 'queuedMillis', 'in the queue'], ['wait', 'waitMillis', 'waiting for a permit'], ['run', 'runMillis', 'running']];

const whole = (attempt) => PARTS.reduce((sum, [, field]) => sum + (attempt[field] ?? 0), 0);

/** @returns {number[]} for each part of the bar its share of the longest attempt, 0 to 1 */
export function shares(attempt, attempts) {
  const longest = Math.max(...attempts.map(whole));
  return PARTS.map(([, field]) => (longest > 0 ? (attempt[field] ?? 0) / longest : 0));
}

/** The parts that were reached: "1.0 ms in the queue, 12 ms waiting for a permit, 50 ms running". */
export function attemptWords(attempt) {
  const reached = PARTS.filter(([, field]) => attempt[field] !== null && attempt[field] !== undefined);
  return reached.map(([, field, words]) => `${duration(attempt[field])} ${words}`).join(', ');
}

export function createAttempts(place) {
  const rows = [];

  function createOne() {
    const title = create('b');
    const end = create('span', 'attempt-end');
    const parts = PARTS.map(([name]) => create('span', `part part-${name}`));
    const bar = create('div', 'attempt-bar', ...parts);
    bar.setAttribute('aria-hidden', 'true');
    const words = create('p', 'attempt-words');
    const row = create('li', 'attempt', create('p', 'attempt-title', title, ' ', end), bar, words);
    return { row, title, end, parts, words };
  }

  return function show(attempts) {
    while (rows.length > attempts.length) rows.pop().row.remove();
    attempts.forEach((attempt, i) => {
      if (!rows[i]) {
        rows[i] = createOne();
        place.append(rows[i].row);
      }
      const { title, end, parts, words } = rows[i];
      setText(title, `Attempt ${attempt.attempt}`);
      setText(end, attempt.end ? stateWord(attempt.end).toLowerCase() : 'not ended');
      shares(attempt, attempts).forEach((share, part) => parts[part].style.setProperty('--share', share.toFixed(4)));
      setText(words, attemptWords(attempt));
    });
  };
}
