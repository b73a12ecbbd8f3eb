// The connection state: always in the header, and as a banner over the page while what is shown may be stale, or while
// the server takes no more tasks.
import { seconds } from '../format.js';
import { setAttribute, setText } from './dom.js';

const WORDS = { connecting: 'Connecting', live: 'Live', reconnecting: 'Reconnecting', offline: 'Offline' };

/** @returns {string} what the server does as a whole: '' where it is at work, or nothing is heard of it */
export function flowState({ connection, draining, paused }) {
  if (connection.state !== 'live') return '';
  if (draining) return 'draining';
  return paused ? 'paused' : '';
}

export function pillWords({ connection, draining, paused }) {
  const flow = flowState({ connection, draining, paused });
  if (flow === 'draining') return 'Draining';
  return flow === 'paused' ? 'Live, paused' : WORDS[connection.state];
}

/** @returns {string} for the banner; '' where there is none */
export function bannerWords(store) {
  const { state, detail } = store.connection;
  if (flowState(store) === 'draining') return 'Draining: takes no more tasks.';
  if (state === 'live') return '';
  if (detail) return detail;
  if (state === 'connecting') return '';
  return state === 'offline' ? 'No answer from the server. Still trying.' : 'Connection lost. Reconnecting.';
}

export function createConnection({ pill, banner, root }, store, now = Date.now) {
  const text = banner.querySelector('[data-text]');
  const age = banner.querySelector('[data-age]');

  return function show() {
    const { state } = store.connection;
    setAttribute(root, 'data-connection', state);
    setAttribute(root, 'data-flow', flowState(store));
    setText(pill, pillWords(store));
    const words = bannerWords(store);
    banner.hidden = words === '';
    if (banner.hidden) return;
    setText(text, words);
    setText(age, store.heardAt === 0 || state === 'live' ? '' : `Shown as of ${seconds(now() - store.heardAt)} ago.`);
  };
}
