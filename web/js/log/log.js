// The log: the latest two hundred lines. Written at most five times a second; stands still while somebody reads in it.
import { count } from '../format.js';
import { create, setAttribute, setText } from '../view/dom.js';
import { FlowChanges } from './flowChanges.js';
import { flowLine, hasWords, isNews, taskLine } from './lines.js';
import { Ring } from './ring.js';
import { Sampler } from './sampler.js';

const LINES = 200;
const EVERY_MILLIS = 200;

/** Nearer than this to the end, the end is what is read. */
const NEAR_THE_END = 24;

export function createLog(section, store, choice, now = Date.now) {
  const find = (name) => section.querySelector(`[data-${name}]`);
  const [lines, note, resume] = ['lines', 'note', 'resume'].map(find);
  const filter = section.querySelector('input');
  const ring = new Ring(LINES);
  const sampler = new Sampler();
  const flow = new FlowChanges();
  let writtenAt = 0;
  let kept = []; // lines that are not on the screen yet
  let missed = 0;
  let pointed = false;
  let scrolledUp = false;

  const isHeld = () => pointed || scrolledUp || document.activeElement === lines;
  const keyOf = (index) => store.limits[index]?.key ?? '?';
  const passes = (line) => (!choice.now.limit || !line.limit || line.limit === choice.now.limit) && hasWords(line, filter.value.trim());

  store.onChange((task, before, at) => {
    if (document.hidden || !isNews(task, before)) return;
    if (choice.now.limit && keyOf(task.limit) !== choice.now.limit) return;
    // Filtered before it is sampled: else the one task that somebody looks for would hardly ever be in the sample.
    if (filter.value && !hasWords(taskLine({ task, before, at }, keyOf(task.limit)), filter.value.trim())) return;
    sampler.offer({ task, before, at });
  });

  function collect() {
    const fresh = flow.since(store).map(({ text, limit }) => flowLine(now(), text, limit));
    fresh.push(...sampler.take(now()).map((change) => taskLine(change, keyOf(change.task.limit))));
    for (const line of fresh) {
      ring.push(line);
      if (!passes(line)) continue;
      kept.push(line);
      missed++;
    }
    if (kept.length > LINES) kept = kept.slice(-LINES);
  }

  function write() {
    if (kept.length > 0) {
      lines.append(...kept.map(element));
      while (lines.childElementCount > LINES) lines.firstElementChild.remove();
      lines.scrollTop = lines.scrollHeight;
    }
    kept = [];
    missed = 0;
  }

  function element({ time, about, limit, text, kind }) {
    const parts = [['time', time], ['about', about], ['limit', limit && `limit ${limit}`], ['text', text]].filter(([, words]) => words);
    const line = create('p', 'line', ...parts.flatMap(([name, words]) => [create('span', `line-${name}`, words), ' ']).slice(0, -1));
    line.dataset.kind = kind;
    return line;
  }

  /** Another filter: what is remembered is looked through again. */
  function rewrite() {
    kept = [...ring].filter(passes);
    lines.replaceChildren();
    write();
    say();
  }

  function say() {
    const held = isHeld();
    setAttribute(section, 'data-held', String(held));
    resume.hidden = !scrolledUp && document.activeElement !== lines;
    setText(note, held ? `Paused, ${count(missed)} new.` : rateWords());
  }

  function rateWords() {
    const { shown, seen } = sampler.rate;
    if (filter.value || choice.now.limit) return seen > shown ? `Showing ${count(shown)} of ${count(seen)} a second that match.` : '';
    const all = Math.max(seen, Math.round(store.metrics?.events?.perSecond ?? 0));
    return seen > shown ? `Showing ${count(shown)} of ${count(all)} a second.` : '';
  }

  lines.addEventListener('pointerenter', ({ pointerType }) => {
    pointed = pointerType === 'mouse';
    say();
  });
  lines.addEventListener('pointerleave', () => {
    pointed = false;
    say();
  });
  lines.addEventListener('scroll', () => {
    scrolledUp = lines.scrollHeight - lines.clientHeight - lines.scrollTop > NEAR_THE_END;
    say();
  });
  resume.addEventListener('click', () => {
    lines.scrollTop = lines.scrollHeight;
    scrolledUp = false;
    write();
    filter.focus({ preventScroll: true }); // the button is about to go
    say();
  });
  filter.addEventListener('input', rewrite);
  choice.listen((next, before) => {
    if (next.limit !== before.limit) rewrite();
  });

  return function show() {
    if (now() - writtenAt < EVERY_MILLIS) return;
    writtenAt = now();
    collect();
    if (!isHeld()) write();
    say();
  };
}
