// The dialog that names the keys and what the marks mean.
import { create } from '../view/dom.js';

const NAMES = { ' ': 'Space', Escape: 'Esc' };

export function createHelp(dialog, opener, table, { isOn, setOn }) {
  const title = create('h2', 'help-title', 'Keys');
  title.id = 'help-title';
  const rows = [...table, { keys: ['Escape'], label: 'Close what is open' }].map(({ keys, shown, label }) => {
    const caps = (shown ?? keys.map((key) => NAMES[key] ?? key)).map((cap) => create('kbd', 'key', cap));
    return create('div', 'help-row', create('dt', '', ...caps), create('dd', '', label));
  });

  const on = create('input', 'switch');
  on.type = 'checkbox';
  on.setAttribute('role', 'switch');
  on.id = 'shortcuts-on';
  on.checked = isOn();
  on.addEventListener('change', () => setOn(on.checked));
  const label = create('label', '', 'Keys work');
  label.htmlFor = on.id;

  const close = create('button', 'tool', 'Close');
  close.type = 'button';
  close.addEventListener('click', () => dialog.close());

  dialog.append(title, create('dl', 'help-keys', ...rows), create('div', 'help-foot', on, label, close));
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  const open = () => dialog.open || dialog.showModal(); // a modal dialog gives the focus back by itself
  opener.addEventListener('click', open);
  return { open };
}
