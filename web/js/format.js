// How figures are written. Every figure keeps to a width that its place in the page reserves.

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });

export const count = (value) => whole.format(value);

/** For narrow places: whole up to 99,999, then 1.2M. */
export const shortCount = (value) => (value < 100_000 ? whole.format(value) : compact.format(value));

export function megabytes(bytes) {
  return whole.format(bytes / 1_048_576);
}

/** The load of the process, 0 to 1; below 0 means that the server cannot tell. */
export function percent(load) {
  return load < 0 ? '–' : whole.format(load * 100);
}

export function seconds(millis) {
  return `${whole.format(Math.max(0, Math.round(millis / 1000)))} s`;
}

/** A duration in seven characters at most; a dash where there is none. */
export function shortDuration(millis) {
  if (millis === null || millis === undefined || Number.isNaN(millis)) return '–';
  if (millis < 9.95) return `${tenths.format(millis)} ms`;
  if (millis < 999.5) return `${whole.format(millis)} ms`;
  if (millis < 99_950) return `${tenths.format(millis / 1000)} s`;
  return millis < 5_999_500 ? `${whole.format(millis / 1000)} s` : `${whole.format(millis / 3_600_000)} h`;
}

const clockTime = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

export const clock = (at) => clockTime.format(at);
