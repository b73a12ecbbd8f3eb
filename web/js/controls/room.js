// What a batch button will not do, and why.
import { count } from '../format.js';

export const fits = (batch, queue) => batch <= queue.capacity - queue.used;

/** @returns {string} which batches the queue has no room for, or '' */
export function roomReason(batches, queue) {
  const tooLarge = batches.filter((batch) => !fits(batch, queue));
  if (tooLarge.length === 0) return '';
  const free = Math.max(0, queue.capacity - queue.used);
  const slots = free === 1 ? '1 slot of the queue is' : `${count(free)} slots of the queue are`;
  return `No room for ${tooLarge.map(count).join(', ')}: ${slots} free.`;
}
