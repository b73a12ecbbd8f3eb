// Keeps the page connected and hands what arrives to the store.
//
// Once the connection is lost, the page asks for the configuration until a server answers, and only then opens a new
// Pusher client. Left to itself, pusher-js waits 15, 30, then 60 s between attempts on a port that refuses, and gives
// up for good after two connections that broke young: too slow for somebody who restarts a server and watches.
import { connectionState, retryDelay, SILENCE_MILLIS } from './connection.js';

export class Socket {
  #store;
  #getConfig;
  #openClient;
  #closeClient;
  #onShown;
  #client = null;
  #channel = '';
  #prefix = '';
  #followed = new Set();
  #live = false;
  #everLive = false;
  #lostAt = Date.now();
  #snapshotDueAt = null;
  #attempt = 0;
  #detail = '';

  constructor(store, { getConfig, openClient, closeClient, onShown = onTabShown }) {
    this.#onShown = onShown;
    this.#store = store;
    this.#getConfig = getConfig;
    this.#openClient = openClient;
    this.#closeClient = closeClient;
  }

  start() {
    this.#ask();
    this.#onShown(() => this.#comeBack());
    setInterval(() => this.#watch(), 1_000);
  }

  /**
   * Listens to one more channel, over every reconnect, until the function that it returns is called. Nothing depends on
   * it: a refusal is silence. One follower a channel at a time.
   */
  follow(name, event, heard) {
    const wish = { name, event, heard };
    this.#followed.add(wish);
    if (this.#client) this.#listen(this.#client, wish);
    return () => {
      if (this.#followed.delete(wish) && this.#client) this.#leave(this.#client, `${this.#prefix}${name}`);
    };
  }

  #listen(client, { name, event, heard }) {
    client.subscribe(`${this.#prefix}${name}`).bind(event, (told) => {
      if (client === this.#client) heard(told);
    });
  }

  async #ask() {
    try {
      const config = await this.#getConfig();
      this.#store.configure(config);
      this.#open(config);
    } catch {
      this.#askAgain();
    }
  }

  #askAgain() {
    setTimeout(() => this.#ask(), retryDelay(this.#attempt++));
  }

  #open(config) {
    const client = this.#openClient(config);
    this.#client = client;
    this.#prefix = config.channels.prefix;
    this.#channel = `${this.#prefix}flow`;
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
    this.#joinWatchers(client, config.channels.watchers);
    for (const wish of this.#followed) this.#listen(client, wish);
  }

  #subscribe(client) {
    this.#store.awaitSnapshot();
    this.#snapshotDueAt = Date.now() + SILENCE_MILLIS;
    const channel = client.subscribe(this.#channel);
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
    channel.bind('pusher:subscription_error', ({ status }) => {
      if (client === this.#client) this.#detail = `The server does not let this page watch${status ? ` (${status})` : ''}.`;
    });
  }

  /** How many watch is good to know, and no more: without it everything else works. */
  #joinWatchers(client, name) {
    const channel = client.subscribe(name);
    const count = () => {
      if (client === this.#client) this.#store.watchedBy(channel.members.count);
    };
    for (const event of ['pusher:subscription_succeeded', 'pusher:member_added', 'pusher:member_removed']) {
      channel.bind(event, count);
    }
  }

  /** A tab that was hidden has drawn nothing for a while: what is there now says more than all that happened meanwhile. */
  #comeBack() {
    if (this.#live && this.#snapshotDueAt === null) this.#resubscribe(this.#client);
  }

  #resubscribe(client) {
    this.#leave(client, this.#channel);
    this.#subscribe(client);
  }

  #leave(client, channel) {
    client.channel(channel)?.unbind_all();
    client.unsubscribe(channel);
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
    this.#store.watchedBy(null);
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

function onTabShown(listen) {
  document.addEventListener('visibilitychange', () => document.hidden || listen());
}
