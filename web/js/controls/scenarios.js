// Scenarios: which there are, what each is about, and which one runs.
import { setAttribute, setText } from '../view/dom.js';
import { submitRefusal } from '../state/refusal.js';

const MAX_SEED = Number.MAX_SAFE_INTEGER;
const LOOK_EVERY_MILLIS = 3_000;

/** @returns {{ seed?: number } | null} null where what is typed is no seed; an empty field lets the server choose */
export function readSeed(text) {
  if (text.trim() === '') return {};
  const seed = Number(text);
  return Number.isInteger(seed) && Math.abs(seed) <= MAX_SEED ? { seed } : null;
}

export function createScenarios(form, store, { send, load, say }) {
  const { id, seed } = form.elements;
  const button = form.querySelector('button');
  let running = null;
  let known = [];

  /** What runs is the server's to say: another page may have started it, and clocks differ. */
  async function refresh() {
    const answer = await load();
    if (!answer.ok) return;
    offer(answer.body.scenarios);
    isRunning(answer.body.running);
  }

  function offer(scenarios) {
    if (JSON.stringify(scenarios) === JSON.stringify(known)) return;
    known = scenarios;
    const chosen = id.value;
    id.replaceChildren(...known.map((each) => new Option(each.title, each.id, false, each.id === chosen)));
  }

  function isRunning(now) {
    running = now;
    show();
  }

  async function start() {
    const why = submitRefusal(store) || (known.length === 0 ? 'The server has not said yet which scenarios there are.' : '');
    if (why) return say(why, true);
    const wish = readSeed(seed.value);
    if (!wish || seed.validity.badInput) {
      seed.focus();
      return say('The seed must be a whole number, or empty.', true);
    }
    const answer = await send(`/api/scenarios/${encodeURIComponent(id.value)}/start`, wish);
    if (!answer.ok) {
      refresh();
      return say(answer.detail, true);
    }
    isRunning(answer.body);
    const about = known.find((each) => each.id === answer.body.id);
    say(`${about?.description ?? answer.body.id} Seed ${answer.body.seed}.`, false);
  }

  async function stop() {
    const answer = await send('/api/scenarios/stop');
    if (!answer.ok) return say(answer.detail, true);
    isRunning(null);
    say(answer.body.stopped ? 'Stopped: nothing more of it is submitted.' : 'It had ended already.', false);
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (running) stop();
    else start();
  });
  setInterval(() => document.hidden || store.connection.state !== 'live' || refresh(), LOOK_EVERY_MILLIS);

  function show() {
    setText(button, running ? 'Stop' : 'Start');
    setAttribute(button, 'data-running', String(running !== null));
    setAttribute(button, 'aria-disabled', String(submitRefusal(store) !== ''));
  }

  return {
    refresh,
    show,

    /** Starts one by its id, as if it had been chosen. */
    begin(wanted) {
      id.value = wanted;
      return start();
    },
  };
}
