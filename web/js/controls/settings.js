// What the next batch is made of: limit, workload, duration, stagger.
import { setText } from '../view/dom.js';
import { setShape } from '../view/shapes.js';

export function createSettings(form) {
  const { limit, workload, millis, stagger } = form.elements;
  const limitName = form.querySelector('[data-limit-name]');
  const limitShape = form.querySelector('[data-limit-shape] svg');
  const millisError = form.querySelector('#millis-error');
  let maxMillis = 60_000;

  function showLimit() {
    const value = Number(limit.value);
    setText(limitName, String(value));
    setShape(limitShape, value - 1);
    limit.setAttribute('aria-valuetext', value === 1 ? 'limit 1, one at a time' : `limit ${value}, ${value} at a time`);
  }

  /** Says what is wrong at the field itself. */
  function checkMillis() {
    const value = millis.valueAsNumber;
    const wrong = !Number.isInteger(value) || value < 0 || value > maxMillis;
    setText(millisError, wrong ? `0 to ${maxMillis} ms, in whole numbers` : '');
    millis.setAttribute('aria-invalid', String(wrong));
    return !wrong;
  }

  limit.addEventListener('input', showLimit);
  millis.addEventListener('input', checkMillis);
  form.addEventListener('submit', (event) => event.preventDefault());
  showLimit();

  return {
    configure(config) {
      limit.max = String(config.limits.length);
      millis.max = String(config.maxMillis);
      maxMillis = config.maxMillis;
      const chosen = workload.value;
      workload.replaceChildren(...config.workloads.map((name) => new Option(name, name, false, name === chosen)));
      showLimit();
    },

    /** @returns the request without its count, or null while a field is wrong (and then has the focus) */
    read() {
      if (!checkMillis()) {
        millis.focus();
        return null;
      }
      return {
        limit: Number(limit.value),
        workload: workload.value,
        millis: millis.valueAsNumber,
        stagger: stagger.checked ? 'jitter' : 'none',
      };
    },
  };
}
