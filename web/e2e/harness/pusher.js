// An app as its makers would have it: a back end (the library "pusher") and clients (pusher-js) that the back end
// vouches for. Both libraries are as they come; only the address that they are told is ours.
import BackEnd from 'pusher';
import Pusher from 'pusher-js';
import { startServer } from './server.js';
import { event, until } from './wait.js';

export const KEY = 'e2e-key';
const ID = '1007';
const SECRET = 'what only the back end and the server know';
const MASTER_KEY = Buffer.alloc(32, 'master').toString('base64');

/** A server with an app of its own, told so by flags and by the environment. */
export async function startApp(args = ['--client-events']) {
  const options = {
    args: ['--app-id', ID, '--app-key', KEY, '--drain-seconds', '0', ...args],
    env: { ATOMICFLOW_APP_SECRET: SECRET },
  };
  return new App(await startServer(0, options), options);
}

class App {
  #server;
  #serverOptions;
  #clients = [];

  constructor(server, serverOptions) {
    this.#server = server;
    this.#serverOptions = serverOptions;
    this.port = server.port;
    this.backEnd = this.newBackEnd();
  }

  newBackEnd(different = {}) {
    return new BackEnd({
      appId: ID, key: KEY, secret: SECRET, encryptionMasterKeyBase64: MASTER_KEY,
      host: '127.0.0.1', port: this.port, useTLS: false, ...different,
    });
  }

  /**
   * What a client has to be told.
   * @param {{ id: string, info: object }} user as whom it may sign in
   * @param member as whom it may be present; the same, unless it is told otherwise
   * @param signer the back end that it asks
   */
  options({ user, member = user, signer = this.backEnd } = {}) {
    const present = member && { user_id: member.id, user_info: member.info };
    const authorize = ({ socketId, channelName }) =>
      signer.authorizeChannel(socketId, channelName, channelName.startsWith('presence-') ? present : undefined);
    const authenticate = ({ socketId }) => signer.authenticateUser(socketId, { id: user.id, user_info: user.info });
    return {
      cluster: '', wsHost: '127.0.0.1', wsPort: this.port, forceTLS: false, enabledTransports: ['ws'],
      channelAuthorization: { customHandler: (asked, done) => done(null, authorize(asked)) },
      userAuthentication: { customHandler: (asked, done) => done(null, authenticate(asked)) },
    };
  }

  /** A client that may not be connected yet. */
  open({ key = KEY, ...who } = {}) {
    const client = new Pusher(key, this.options(who));
    this.#clients.push(client);
    return client;
  }

  /** A client that is connected. */
  async connect(who) {
    const client = this.open(who);
    await until('The client is connected', () => client.connection.state === 'connected');
    return client;
  }

  /** All clients leave. */
  async leave() {
    for (const client of this.#clients.splice(0)) client.disconnect();
    await until('All clients have left', async () => (await this.connections()) === 0);
  }

  async connections() {
    return (await json(this.backEnd.get({ path: '/connections' }))).connections;
  }

  /** The server stops, as it does for an update, and another one takes its place. */
  async restart() {
    await this.#server.stop();
    this.#server = await startServer(this.port, this.#serverOptions);
  }

  async stop() {
    for (const client of this.#clients) client.disconnect();
    await this.#server.stop();
  }
}

/** Subscribes, and waits until that is done. All that is heard from then on is in `heard`, each with name and data. */
export async function listen(client, name) {
  const channel = client.subscribe(name);
  const heard = [];
  channel.bind_global((event, data) => event.startsWith('pusher:') || heard.push([event, data]));
  await subscribed(channel);
  return { channel, heard };
}

export const subscribed = (channel) => until(`${channel.name} is subscribed to`, () => channel.subscribed);

/** Calls `hear` with each error of the connection; one that comes before the handshake is wrapped once more. */
export function onError(client, hear) {
  client.connection.bind('error', ({ error, data }) => hear(data ?? error.data));
}

export const nextError = (client) => event('An error comes', (resolve) => onError(client, resolve));

/** What the server answers, which is JSON. */
export const json = async (answer) => (await answer).json();

/** Waits until `heard` ends with the event `end`, which was told after all that could have been heard before it. */
export async function heardUntil(end, ...listeners) {
  for (const { heard } of listeners) await until(`${end} is heard`, () => heard.at(-1)?.[0] === end);
}
