// The Pusher client of this page: its own server, its own port, WebSocket only.
import Pusher from 'pusher-js';
import { browserStorage } from '../theme/theme.js';
import { watcherId } from './watcher.js';

/** Private and presence channels ask the server for a signature, each time that they are subscribed to. */
export function openClient({ app, channels }) {
  const secure = location.protocol === 'https:';
  const port = Number(location.port) || (secure ? 443 : 80);
  return new Pusher(app.key, {
    cluster: '', // pusher-js insists on one; wsHost overrides it
    wsHost: location.hostname,
    wsPort: port,
    wssPort: port,
    forceTLS: secure,
    enabledTransports: secure ? ['wss'] : ['ws'],
    enableStats: false,
    channelAuthorization: {
      transport: 'ajax',
      endpoint: channels.authorization,
      params: { user_id: watcherId(browserStorage) },
    },
  });
}

/** pusher-js remembers every client it ever made; a page that reconnects for days must not. */
export function closeClient(client) {
  client.disconnect();
  const index = Pusher.instances.indexOf(client);
  if (index >= 0) Pusher.instances.splice(index, 1);
}
