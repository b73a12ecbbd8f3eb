// Everything that is known of one task, as the drawer shows it.
import { create, setText } from '../view/dom.js';
import { createShape, setShape } from '../view/shapes.js';
import { hasEnded } from '../state/states.js';
import { createStateMark, setStateMark, stateWord } from '../view/states.js';
import { createAttempts } from './attempts.js';
import { createTimeline } from './timeline.js';

const WAITS = new Set(['SCHEDULED', 'QUEUED', 'LOCK_CHECK']);

/** @param openTask what to do when another task that is named here is to be opened */
export function createSheet(place, store, openTask) {
  const mark = createStateMark();
  const word = create('b', 'sheet-state');
  const facts = create('span', 'sheet-facts');
  const shape = createShape(0);
  const limit = create('span', 'sheet-limit');
  const origin = create('a', 'sheet-origin');
  const progress = create('progress', 'sheet-progress');
  progress.max = 100;
  progress.setAttribute('aria-label', 'Progress');
  const percent = create('span', 'sheet-percent');
  const progressRow = create('p', 'sheet-progress-row', progress, percent);
  const whyTitle = create('h3', 'sheet-heading');
  const why = create('p', 'sheet-why');
  const error = create('p', 'sheet-error');
  const attempts = create('ol', 'attempts');
  const timeline = create('ol', 'steps');
  const attributes = create('dl', 'attributes');
  const attributesTitle = create('h3', 'sheet-heading', 'Attributes');
  const key = create('p', 'attempt-key', ...['queue', 'wait', 'run'].map((name) => create('span', '', keyPart(name), name)));
  const showAttempts = createAttempts(attempts);
  const showTimeline = createTimeline(timeline);

  place.append(
    create('p', 'sheet-line', mark, word, create('span', 'sheet-limit-box', shape, limit), facts, origin), progressRow,
    error, create('div', 'sheet-why-box', whyTitle, why),
    create('div', 'sheet-head', create('h3', 'sheet-heading', 'Attempts'), key), attempts,
    create('h3', 'sheet-heading', 'What happened'), timeline, attributesTitle, attributes,
  );
  origin.addEventListener('click', (event) => {
    event.preventDefault();
    openTask(origin.dataset.task);
  });

  function keyPart(name) {
    const part = create('span', `part part-${name === 'queue' ? 'queued' : name}`);
    part.setAttribute('aria-hidden', 'true');
    return part;
  }

  function showOrigin({ retryOf }) {
    origin.hidden = !retryOf;
    if (!retryOf) return;
    origin.dataset.task = String(retryOf);
    origin.href = `?task=${retryOf}`;
    setText(origin, `Retry of #${retryOf}`);
  }

  function showAttributes(given = {}) {
    const pairs = Object.entries(given);
    attributes.hidden = attributesTitle.hidden = pairs.length === 0;
    const text = JSON.stringify(pairs);
    if (attributes.dataset.shown === text) return;
    attributes.dataset.shown = text;
    attributes.replaceChildren(...pairs.map(([name, value]) => create('div', '', create('dt', '', name), create('dd', '', String(value)))));
  }

  function show(task) {
    place.dataset.state = task.state;
    setStateMark(mark, task.state);
    setText(word, stateWord(task.state));
    const index = store.limits.findIndex(({ key: name }) => name === task.limit);
    shape.style.display = index < 0 ? 'none' : '';
    if (index >= 0) setShape(shape, index);
    setText(limit, `limit ${task.limit}`);
    const priority = task.priority && task.priority !== 'NORMAL' ? `priority ${task.priority.toLowerCase()}` : '';
    setText(facts, [`attempt ${task.attempt}`, priority].filter(Boolean).join(', '));
    showOrigin(task);
    progressRow.hidden = task.state === 'COMPLETE';
    progress.value = task.progress ?? 0;
    setText(percent, `${task.progress ?? 0} %`);
    error.hidden = !task.error;
    setText(error, task.error ?? '');
    explain(task);
    showAttempts(task.attempts ?? []);
    showTimeline(task.timeline ?? []);
    showAttributes(task.attributes);
  }

  function explain({ state, explanation }) {
    setText(whyTitle, WAITS.has(state) ? 'Why it waits' : hasEnded(state) ? 'How it ended' : 'What it does');
    setText(why, explanation || '–');
  }

  return { show, explain };
}
