// Keys that work anywhere on the page. They can be switched off, as WCAG 2.1.4 asks: whoever dictates would set them off.

const KEY = 'atomic-flow.shortcuts';
const TYPING = 'input:not([type="checkbox"]):not([type="range"]), textarea, [contenteditable="true"]';
const USED_BY_SPACE = 'button, a[href], input, select, summary, [role="button"], [role="region"], [role="log"]';

export function storedShortcuts(storage) {
  try {
    return storage().getItem(KEY) !== 'off';
  } catch {
    return true;
  }
}

/** Storage may be full or blocked: the choice then lasts as long as the page. */
export function storeShortcuts(storage, on) {
  try {
    storage().setItem(KEY, on ? 'on' : 'off');
  } catch {
    // Nothing to do: the page has it already.
  }
}

/**
 * Whether a key is meant for the page, not for what has the focus.
 *
 * @param {{ key: string, ctrlKey: boolean, metaKey: boolean, altKey: boolean, isComposing: boolean, target: Element }} event
 */
export function isForThePage({ key, ctrlKey, metaKey, altKey, isComposing, target }) {
  if (ctrlKey || metaKey || altKey || isComposing) return false;
  if (target.matches?.(TYPING)) return false;
  if (target.matches?.('select')) return false; // a letter chooses there
  return key !== ' ' || !target.matches?.(USED_BY_SPACE);
}

/** @param {Array<{ keys: string[], does: (key: string) => void }>} table */
export function listenToKeys(document, table, { isOn, isDialogOpen }) {
  document.addEventListener('keydown', (event) => {
    if (event.repeat || event.defaultPrevented || !isOn() || isDialogOpen() || !isForThePage(event)) return;
    const shortcut = table.find(({ keys }) => keys.includes(event.key));
    if (!shortcut) return;
    event.preventDefault();
    shortcut.does(event.key);
  });
}
