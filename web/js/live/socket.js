// Keeps the page connected and hands what arrives to the store.
//
// Once the connection is lost, the page asks for the configuration until a server answers, and only then opens a new
// Pusher client. Left to itself, pusher-js waits 15, 30, then 60 s between attempts on a port that refuses, and gives
// up for good after two connections that broke young: too slow for somebody who restarts a server and watches.
import { connectionState, retryDelay, SILENCE_MILLIS } from './connection.js';

const CHANNEL = 'flow';

export class Socket {
  #store;
  #getConfig;
  #openClient;
  #closeClient;
  #client = null;
  #live = false;
  #everLive = false;
  #lostAt = Date.now();
  #snapshotDueAt = null;
  #attempt = 0;
  #detail = '';

  constructor(store, { getConfig, openClient, closeClient }) {
    this.#store = store;
    this.#getConfig = getConfig;
    this.#openClient = openClient;
    this.#closeClient = closeClient;
  }

  start() {
    this.#ask();
    setInterval(() => this.#watch(), 1_000);
  }

  async #ask() {
    try {
      const config = await this.#getConfig();
      this.#store.configure(config);
      this.#open(config.app.key);
    } catch {
      this.#askAgain();
    }
  }

  #askAgain() {
    setTimeout(() => this.#ask(), retryDelay(this.#attempt++));
  }

  #open(key) {
    const client = this.#openClient(key);
    this.#client = client;
    client.connection.bind('error', ({ error }) => {
      const refusal = error?.data; // only the refusal of a handshake comes wrapped in a second error
      if (refusal?.code) this.#detail = `The server refused the connection: ${refusal.message} (${refusal.code}).`;
    });
    client.connection.bind('state_change', ({ previous, current }) => {
      if (client === this.#client && (previous === 'connected' || current === 'disconnected' || current === 'failed')) {
        this.#lost();
      }
    });
    this.#subscribe(client);
  }

  #subscribe(client) {
    this.#store.awaitSnapshot();
    this.#snapshotDueAt = Date.now() + SILENCE_MILLIS;
    const channel = client.subscribe(CHANNEL);
    const heard = (merge) => (frame) => {
      if (client !== this.#client) return;
      this.#store.heardAt = Date.now();
      merge(frame);
    };
    channel.bind('snapshot', heard((frame) => {
      this.#store.snapshot(frame);
      this.#isLive();
    }));
    channel.bind('delta', heard((frame) => {
      if (this.#store.delta(frame) === 'gap') this.#resubscribe(client);
    }));
    channel.bind('metrics', heard((frame) => this.#store.measured(frame)));
  }

  #resubscribe(client) {
    client.channel(CHANNEL)?.unbind_all();
    client.unsubscribe(CHANNEL);
    this.#subscribe(client);
  }

  #isLive() {
    this.#live = true;
    this.#everLive = true;
    this.#attempt = 0;
    this.#detail = '';
    this.#snapshotDueAt = null;
    this.#store.connectionIs('live');
  }

  #lost() {
    if (this.#live) this.#lostAt = Date.now();
    this.#live = false;
    const client = this.#client;
    this.#client = null;
    this.#closeClient(client);
    this.#show();
    this.#askAgain();
  }

  #watch() {
    const dueAt = this.#snapshotDueAt ?? this.#store.heardAt + SILENCE_MILLIS;
    if (this.#client && Date.now() > dueAt) this.#lost();
    else this.#show();
  }

  #show() {
    const now = Date.now();
    const state = connectionState({ live: this.#live, everLive: this.#everLive, lostAt: this.#lostAt, now });
    const { connection } = this.#store;
    if (state !== connection.state || this.#detail !== connection.detail) this.#store.connectionIs(state, this.#detail);
  }
}
