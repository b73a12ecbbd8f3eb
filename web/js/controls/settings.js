// What the next batch is made of: limit, workload, duration, patience, stagger.
import { setText } from '../view/dom.js';
import { setShape } from '../view/shapes.js';
import { createNumberField } from './numberField.js';

export function createSettings(form) {
  const { limit, workload, stagger } = form.elements;
  const limitName = form.querySelector('[data-limit-name]');
  const limitShape = form.querySelector('[data-limit-shape] svg');
  const fields = {
    millis: createNumberField(form.elements.millis, { unit: ' ms' }),
    permitTimeoutMillis: createNumberField(form.elements.permitTimeoutMillis, { unit: ' ms', whenEmpty: 0 }),
    attempts: createNumberField(form.elements.attempts),
  };

  function showLimit() {
    const value = Number(limit.value);
    setText(limitName, String(value));
    setShape(limitShape, value - 1);
    limit.setAttribute('aria-valuetext', value === 1 ? 'limit 1, one at a time' : `limit ${value}, ${value} at a time`);
  }

  limit.addEventListener('input', showLimit);
  form.addEventListener('submit', (event) => event.preventDefault());
  showLimit();

  return {
    configure(config) {
      fields.millis.input.max = String(config.maxMillis);
      fields.permitTimeoutMillis.input.max = String(config.maxPermitTimeoutMillis ?? config.maxMillis);
      fields.attempts.input.max = String(config.maxAttempts ?? 10);
      const chosen = workload.value;
      workload.replaceChildren(...config.workloads.map((name) => new Option(name, name, false, name === chosen)));
      showLimit();
    },

    /** The limit that the next batch goes to, 1 to 10. */
    chooseLimit(value) {
      limit.value = String(value);
      showLimit();
    },

    /** @returns the request without its count, or null while a field is wrong (and then has the focus) */
    read() {
      const wrong = Object.values(fields).find((field) => !field.check());
      if (wrong) {
        wrong.input.focus();
        return null;
      }
      return {
        limit: Number(limit.value),
        workload: workload.value,
        ...Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.read()])),
        stagger: stagger.checked ? 'jitter' : 'none',
      };
    },
  };
}
