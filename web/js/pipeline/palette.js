// The colours of the canvas: the tokens of css/tokens.css, read again when the theme changes.

const NAMES = ['ink', 'muted', 'faint', 'gate', 'on-limit', 'fail', 'warn', 'cancel', 'panel'];
const LIMITS = 10;

export function readPalette(root) {
  const style = getComputedStyle(root);
  const token = (name) => style.getPropertyValue(`--${name}`).trim();
  const limits = Array.from({ length: LIMITS }, (_, index) => token(`limit-${index + 1}`));
  const palette = {
    limit: (index) => (index < 0 ? palette.muted : limits[index % LIMITS]), // below 0: not known
    font: style.getPropertyValue('--words').trim(),
  };
  for (const name of NAMES) palette[name] = token(name);
  palette.end = { FAILED: palette.fail, CANCELLED: palette.cancel, TIMED_OUT: palette.warn };
  return palette;
}
