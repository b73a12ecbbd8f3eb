// The three theme buttons in the header.
import { applyTheme, browserStorage, storedTheme, storeTheme } from './theme.js';

export function createThemeSwitch(group, onChange) {
  let theme = storedTheme(browserStorage);
  const buttons = [...group.querySelectorAll('button')];

  function show() {
    applyTheme(theme);
    for (const button of buttons) button.setAttribute('aria-pressed', String(button.value === theme));
    onChange();
  }

  function choose(value) {
    theme = value;
    storeTheme(browserStorage, theme);
    show();
  }

  for (const button of buttons) {
    button.addEventListener('click', () => choose(button.value));
  }
  matchMedia('(prefers-color-scheme: light)').addEventListener('change', show);
  show();
  return {
    /** Light if it is dark now, else dark: a key that seemed to do nothing would be no key. */
    next: () => choose(document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark'),
  };
}
