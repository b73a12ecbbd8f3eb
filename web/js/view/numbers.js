// The figures of the header and of the four zones.
import { count, shortDuration, megabytes, percent, shortCount } from '../format.js';
import { setAttribute, setText } from './dom.js';

const AMBER_FROM = 0.8;
const RED_FROM = 0.95;

export function queueLevel(used, capacity) {
  const share = capacity === 0 ? 0 : used / capacity;
  if (share >= RED_FROM) return 'red';
  return share >= AMBER_FROM ? 'amber' : 'normal';
}

export function createNumbers(root, store) {
  const places = new Map([...root.querySelectorAll('[data-number], [data-measured]')]
    .map((place) => [place.dataset.number ?? place.dataset.measured, place]));
  const queueCell = root.querySelector('[data-cell="queue"]');
  const bar = queueCell.querySelector('.bar-fill');
  const failing = root.querySelector('[data-cell="failing"]');
  const note = queueCell.querySelector('[data-note]');
  const put = (name, text) => setText(places.get(name), text);

  function showQueue({ used, capacity }) {
    const level = queueLevel(used, capacity);
    put('used', count(used));
    put('capacity', count(capacity));
    setAttribute(queueCell, 'data-level', level);
    setText(note, level === 'normal' ? '' : level === 'amber' ? 'filling' : 'nearly full');
    bar.style.setProperty('--share', String(capacity === 0 ? 0 : Math.min(1, used / capacity)));
  }

  return function show() {
    const { counts, metrics } = store;
    showQueue(store.queue);
    put('queued', shortCount(counts.queued));
    put('scheduled', counts.scheduled ? `+ ${shortCount(counts.scheduled)} scheduled` : '');
    put('lockCheck', shortCount(counts.lockCheck));
    put('inProgress', shortCount(counts.inProgress));
    put('complete', shortCount(counts.complete));
    put('failed', shortCount(counts.failed));
    put('cancelled', shortCount(counts.cancelled));
    put('timedOut', shortCount(counts.timedOut));
    put('running', shortCount(counts.inProgress));
    put('waiting', shortCount(counts.lockCheck));
    put('roundTrip', shortDuration(store.roundTrip));
    put('workers', count(store.workers));
    put('watching', store.watching === null ? '–' : count(store.watching));
    if (!metrics) return;
    put('perSecond', shortCount(metrics.perSecond.complete));
    put('failedPerSecond', shortCount(metrics.perSecond.failed));
    setAttribute(failing, 'data-failing', String(metrics.perSecond.failed > 0));
    put('clients', count(metrics.clients));
    put('memory', megabytes(metrics.memory.usedBytes));
    put('cpu', percent(metrics.cpu));
  };
}
