// The panel of one lane: more or fewer permits, pause and resume. It is over the page, so that no lane moves.
import { changeRefusal } from '../state/refusal.js';
import { count } from '../format.js';
import { create, setAttribute, setText } from '../view/dom.js';
import { OneAtATime } from './oneAtATime.js';

const MAX_PERMITS = 1_000;
const GAP = 6;

/** A change is told with the next frame, 50 ms later, or some more. */
const FRAME_MILLIS = 250;

/** @returns {number | null} the permits that were typed, or null where they are none */
export function permitsOf(text, most) {
  if (!/^\d{1,9}$/.test(text.trim())) return null;
  const permits = Number(text);
  return permits <= most ? permits : null;
}

/**
 * @param {(key: string, change: {permits?: number, paused?: boolean}) => Promise<object>} send
 * @returns `{ open(key, button), show() }`
 */
export function createAdjust(panel, store, send) {
  let current = null; // { key, button, parts }
  let pressedOpen = null;

  // The press that closes the panel arrives before the click: that click must not open it again.
  document.addEventListener('pointerdown', () => {
    pressedOpen = panel.matches(':popover-open') ? current?.button : null;
  }, true);

  panel.addEventListener('toggle', ({ newState }) => {
    if (newState === 'open') return;
    current?.button.removeAttribute('aria-expanded');
    current = null;
    panel.replaceChildren();
  });
  for (const event of ['scroll', 'resize']) {
    window.addEventListener(event, () => current && place(), { passive: true, capture: true });
  }

  function open(key, button) {
    const again = pressedOpen === button;
    pressedOpen = null;
    if (again) return;
    if (panel.matches(':popover-open')) panel.hidePopover();
    current?.button.removeAttribute('aria-expanded');
    current = { key, button, parts: fill(panel, key, store, send) };
    button.setAttribute('aria-expanded', 'true');
    show();
    panel.showPopover();
    place();
    current.parts.field.focus();
    current.parts.field.select();
  }

  function place() {
    const { left, right, top, bottom } = current.button.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = panel;
    const below = bottom + GAP + height <= innerHeight - GAP || top < height + 2 * GAP;
    panel.style.left = `${Math.max(GAP, Math.min(right - width, innerWidth - width - GAP, left))}px`;
    panel.style.top = `${below ? bottom + GAP : top - GAP - height}px`;
  }

  function show() {
    current?.parts.show();
  }

  return { open, show };
}

function fill(panel, key, store, send) {
  const most = store.config?.maxPermits ?? MAX_PERMITS;
  const start = store.config?.limits.find((limit) => limit.key === key)?.permits;
  const limit = () => store.limits.find((candidate) => candidate.key === key);

  const title = create('h3', 'adjust-title', create('span', 'lane-key', `Limit ${key}`));
  title.id = 'adjust-title';
  const field = create('input', 'adjust-permits');
  Object.assign(field, { type: 'text', inputMode: 'numeric', id: 'adjust-permits', autocomplete: 'off', maxLength: 9 });
  field.setAttribute('aria-describedby', 'adjust-range adjust-result');
  const label = create('label', '', 'Permits');
  label.htmlFor = field.id;
  const fewer = button('step', '−', 'One permit fewer');
  const more = button('step', '+', 'One permit more');
  const set = button('action', 'Set');
  set.type = 'submit';
  const atStart = start === undefined ? '' : `; ${count(start)} at start`;
  const range = create('p', 'adjust-range', `0 to ${count(most)}${atStart}`);
  range.id = 'adjust-range';
  const pause = button('action adjust-pause', '');
  const result = create('p', 'result');
  result.id = 'adjust-result';
  result.setAttribute('role', 'status');
  const row = create('div', 'adjust-row', fewer, field, more, set);
  const form = create('form', 'adjust-form', title, label, row, range, pause, result);
  panel.replaceChildren(form);

  let touched = false;
  let answeredAt = -Infinity;
  const latest = new OneAtATime(async (change) => {
    const answer = await send(key, change);
    if (field.value === String(change.permits)) touched = false; // else somebody has typed on meanwhile
    answeredAt = performance.now();
    if (!answer.ok) return say(answer.detail, true, answer.field === 'permits');
    const { permits, paused } = answer.body;
    if ('paused' in change) say(paused ? 'Paused: no permit is granted.' : 'Resumed.', false);
    else say(permits === 1 ? '1 permit now.' : `${count(permits)} permits now.`, false);
  });

  function say(text, isProblem, isField = false) {
    setAttribute(result, 'data-problem', String(isProblem));
    setAttribute(field, 'aria-invalid', String(isField));
    setText(result, text);
  }

  function want(change) {
    const why = changeRefusal(store);
    if (why) return say(why, true);
    latest.want(change);
  }

  function step(by) {
    const from = permitsOf(field.value, most) ?? limit()?.permits ?? 0;
    const permits = Math.max(0, Math.min(most, from + by));
    field.value = String(permits);
    touched = true;
    want({ permits });
  }

  fewer.addEventListener('click', () => step(-1));
  more.addEventListener('click', () => step(1));
  field.addEventListener('input', () => { touched = true; });
  pause.addEventListener('click', () => want({ paused: !limit()?.paused }));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const permits = permitsOf(field.value, most);
    if (permits === null) say(`Permits are a whole number, 0 to ${count(most)}.`, true, true);
    else want({ permits });
  });

  let told = '';
  return {
    field,
    show() {
      const now = limit();
      if (!now) return;
      const mayBeOld = latest.isBusy || performance.now() - answeredAt < FRAME_MILLIS; // the frame that tells may be on its way
      if (!touched && !mayBeOld && field.value !== String(now.permits)) field.value = String(now.permits);
      setText(pause, now.paused ? 'Resume this limit' : 'Pause this limit');
      const why = changeRefusal(store);
      for (const control of [fewer, more, set, pause]) setAttribute(control, 'aria-disabled', String(why !== ''));
      if (why !== told) {
        told = why;
        say(why, why !== '');
      }
    },
  };
}

function button(className, text, label) {
  const element = create('button', className, text);
  element.type = 'button';
  if (label) element.setAttribute('aria-label', label);
  return element;
}
