// The figures of the header and of the four zones.
import { count, megabytes, percent, shortCount } from '../format.js';
import { setAttribute, setText } from './dom.js';

const AMBER_FROM = 0.8;
const RED_FROM = 0.95;

export function queueLevel(used, capacity) {
  const share = capacity === 0 ? 0 : used / capacity;
  if (share >= RED_FROM) return 'red';
  return share >= AMBER_FROM ? 'amber' : 'normal';
}

export function createNumbers(root, store) {
  const places = new Map([...root.querySelectorAll('[data-number]')].map((place) => [place.dataset.number, place]));
  const queueCell = root.querySelector('[data-cell="queue"]');
  const bar = queueCell.querySelector('.bar-fill');
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
    put('workers', count(store.workers));
    put('watching', store.watching === null ? '–' : count(store.watching));
    if (!metrics) return;
    put('perSecond', count(metrics.perSecond.complete + metrics.perSecond.failed));
    put('clients', count(metrics.clients));
    put('memory', megabytes(metrics.memory.usedBytes));
    put('cpu', percent(metrics.cpu));
  };
}
