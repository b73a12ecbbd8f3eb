// When this page itself fails, it says so: a picture that silently stands still would be taken for a quiet server.
import { setText } from './dom.js';

export function watchForFaults(window, notice) {
  const text = notice.querySelector('[data-text]');
  notice.querySelector('button').addEventListener('click', () => window.location.reload());
  const show = (what) => {
    setText(text, `This page met an error of its own: ${what}`);
    notice.hidden = false;
  };
  window.addEventListener('error', ({ error, message }) => show(error?.message ?? message));
  window.addEventListener('unhandledrejection', ({ reason }) => show(reason?.message ?? String(reason)));
}
