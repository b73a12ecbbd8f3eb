// The connection state: always in the header, and as a banner over the page while what is shown may be stale.
import { seconds } from '../format.js';
import { setAttribute, setText } from './dom.js';

const WORDS = { connecting: 'Connecting', live: 'Live', reconnecting: 'Reconnecting', offline: 'Offline' };

export function createConnection({ pill, banner, root }, store, now = Date.now) {
  const text = banner.querySelector('[data-text]');
  const age = banner.querySelector('[data-age]');

  function message(state, detail) {
    if (detail) return detail;
    if (state === 'connecting') return 'Looking for the server.';
    return state === 'offline' ? 'No answer from the server. Still trying.' : 'Connection lost. Reconnecting.';
  }

  return function show() {
    const { state, detail } = store.connection;
    setAttribute(root, 'data-connection', state);
    setText(pill, WORDS[state]);
    banner.hidden = state === 'live' || (state === 'connecting' && !detail);
    if (banner.hidden) return;
    setText(text, message(state, detail));
    setText(age, store.heardAt === 0 ? '' : `Shown as of ${seconds(now() - store.heardAt)} ago.`);
  };
}
