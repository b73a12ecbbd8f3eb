// Times and how long things took, in words that keep to a width.

const one = new Intl.NumberFormat('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const two = (value) => String(value).padStart(2, '0');

/** @param {number | null | undefined} millis null where nobody knows, or where it never came to it */
export function duration(millis) {
  if (millis === null || millis === undefined) return '–';
  if (millis < 9.95) return `${one.format(Math.max(0, millis))} ms`;
  if (millis < 999.5) return `${Math.round(millis)} ms`;
  if (millis < 59_950) return `${one.format(millis / 1000)} s`;
  const seconds = Math.round(millis / 1000);
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${two(seconds % 60)} s`;
  const minutes = Math.floor(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`;
}

/** The time of day where the visitor is: 12:04:05.120. */
export function clockTime(at) {
  const date = new Date(at);
  const whole = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
  return `${whole}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}
