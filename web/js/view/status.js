// One sentence on what goes on: it is always there to read, and it is said at most once in five seconds.
import { count } from '../format.js';
import { setAttribute, setText } from './dom.js';

const EVERY_MILLIS = 5_000;

export function summarise({ counts, live, connection, paused, draining }) {
  const stale = connection.state === 'live' ? '' : 'Stale: ';
  return `${stale}${draining ? 'Draining. ' : ''}${paused ? 'Paused. ' : ''}${whatGoesOn(counts, live)}`;
}

function whatGoesOn(counts, live) {
  if (live === 0) {
    const ended = counts.complete + counts.failed + counts.cancelled + counts.timedOut;
    return ended === 0 ? 'Idle. Inject tasks to watch them travel.' : `Idle. ${endings(counts)}.`;
  }
  const parts = [];
  if (counts.scheduled) parts.push(`${count(counts.scheduled)} scheduled`);
  parts.push(`${count(counts.queued)} queued`, `${count(counts.lockCheck)} waiting for a permit`,
    `${count(counts.inProgress)} in progress`);
  return `${parts.join(', ')}. ${endings(counts)}.`;
}

function endings({ complete, failed, cancelled, timedOut }) {
  const parts = [`${count(complete)} complete`];
  if (failed) parts.push(`${count(failed)} failed`);
  if (cancelled) parts.push(`${count(cancelled)} cancelled`);
  if (timedOut) parts.push(`${count(timedOut)} timed out`);
  return parts.join(', ');
}

export function createStatus({ line, announcement, sample, picture }, store, now = Date.now) {
  let saidAt = 0;
  let timer = null;

  function say() {
    timer = null;
    saidAt = now();
    const sentence = summarise(store);
    setText(announcement, sentence);
    setAttribute(picture, 'aria-label', `Tasks travel from queue over lock check and in progress to complete. ${sentence}`);
  }

  return function show() {
    const named = store.tasks.size;
    setText(sample, named < store.live ? `Showing ${count(named)} of ${count(store.live)} tasks` : '');
    if (store.connection.state === 'connecting') return;
    setText(line, summarise(store));
    if (timer !== null) return;
    const wait = Math.max(0, saidAt + EVERY_MILLIS - now());
    if (wait === 0) say();
    else timer = setTimeout(say, wait); // the last word must come, even if nothing changes any more
  };
}
