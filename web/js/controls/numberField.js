// A number that is typed: what is wrong is said at the field itself.
import { setText } from '../view/dom.js';
import { count } from '../format.js';

/**
 * @param {HTMLInputElement} input described by an element of the id `<input's id>-error`
 * @param {{ unit?: string, whenEmpty?: number }} options `whenEmpty`: what an empty field means; without it, it is wrong
 */
export function createNumberField(input, { unit = '', whenEmpty } = {}) {
  const error = document.getElementById(`${input.id}-error`);

  /** @returns {number | null} null while it is wrong */
  function read() {
    if (input.value === '' && whenEmpty !== undefined && !input.validity.badInput) return whenEmpty;
    const value = input.valueAsNumber;
    const right = Number.isInteger(value) && value >= Number(input.min) && value <= Number(input.max);
    return right ? value : null;
  }

  function check() {
    const wrong = read() === null;
    const range = `${count(Number(input.min))} to ${count(Number(input.max))}${unit}`;
    setText(error, wrong ? `${range}, in whole numbers` : '');
    input.setAttribute('aria-invalid', String(wrong));
    return !wrong;
  }

  input.addEventListener('input', check);
  return { input, read, check };
}
