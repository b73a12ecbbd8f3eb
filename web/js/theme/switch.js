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

  for (const button of buttons) {
    button.addEventListener('click', () => {
      theme = button.value;
      storeTheme(browserStorage, theme);
      show();
    });
  }
  matchMedia('(prefers-color-scheme: light)').addEventListener('change', show);
  show();
}
