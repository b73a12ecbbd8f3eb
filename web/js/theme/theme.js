// Which theme is chosen (system, dark or light), where it is kept, and how it reaches the page.

const THEMES = ['system', 'dark', 'light'];
const KEY = 'atomic-flow.theme';

/** Storage may be full or blocked: the choice then lasts as long as the page. */
export function storedTheme(storage) {
  try {
    const value = storage().getItem(KEY);
    return THEMES.includes(value) ? value : 'system';
  } catch {
    return 'system';
  }
}

export function storeTheme(storage, theme) {
  try {
    storage().setItem(KEY, theme);
  } catch {
    // Nothing to do: applyTheme has already shown it.
  }
}

export function resolveTheme(theme, systemIsLight) {
  if (theme !== 'system') return theme;
  return systemIsLight ? 'light' : 'dark';
}

export function applyTheme(theme) {
  const light = matchMedia('(prefers-color-scheme: light)').matches;
  document.documentElement.dataset.theme = resolveTheme(theme, light);
}

export const browserStorage = () => window.localStorage;
