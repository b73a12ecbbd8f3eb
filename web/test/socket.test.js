import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';
import { Socket } from '../js/live/socket.js';
import { Store } from '../js/live/store.js';
import { delta, snapshot } from './frames-of.js';

const CHANNELS = { prefix: 'private-', watchers: 'presence-watchers', authorization: '/ask-here' };
const CONFIG = { app: { key: 'k' }, channels: CHANNELS, limits: [], queue: { capacity: 10 }, workers: 1, batches: [] };

class Emitter {
  #handlers = {};
  bind(name, handler) {
    (this.#handlers[name] ??= []).push(handler);
  }
  unbind_all() {
    this.#handlers = {};
  }
  emit(name, value) {
    for (const handler of this.#handlers[name] ?? []) handler(value);
  }
}

/** What the page uses of a Pusher client. */
class FakeClient {
  connection = new Emitter();
  subscriptions = [];
  subscribe(name) {
    this.subscriptions.push(Object.assign(new Emitter(), { name, members: { count: 0 } }));
    return this.subscriptions.at(-1);
  }
  get flow() {
    return this.channel('private-flow');
  }
  get watchers() {
    return this.channel('presence-watchers');
  }
  channel(name) {
    return this.subscriptions.findLast((subscription) => subscription.name === name);
  }
  unsubscribe(name) {
    this.unsubscribed = name;
  }
}

let clients;
let closed;
let answers;
let store;
let socket;
let comeBack;

const settle = async () => {
  for (let i = 0; i < 10; i++) await Promise.resolve();
};

async function pass(millis) {
  for (let left = millis; left > 0; left -= 100) {
    mock.timers.tick(100);
    await settle();
  }
}

beforeEach(async () => {
  mock.timers.reset();
  mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'] });
  clients = [];
  closed = [];
  answers = true;
  store = new Store();
  socket = new Socket(store, {
    getConfig: async () => {
      if (!answers) throw new Error('refused');
      return CONFIG;
    },
    openClient: (config) => {
      assert.equal(config, CONFIG);
      clients.push(new FakeClient());
      return clients.at(-1);
    },
    closeClient: (client) => closed.push(client),
    onShown: (listen) => (comeBack = listen),
  });
  socket.start();
  await settle();
});

function breaks() {
  clients.at(-1).connection.emit('state_change', { previous: 'connected', current: 'connecting' });
}

test('the page is live once the first snapshot has come, not before', () => {
  assert.equal(store.connection.state, 'connecting');
  clients[0].flow.emit('snapshot', snapshot(1));
  assert.equal(store.connection.state, 'live');
});

test('a lost connection is shown at once, and replaced as soon as the server answers', async () => {
  clients[0].flow.emit('snapshot', snapshot(1));
  answers = false;
  breaks();
  assert.equal(store.connection.state, 'reconnecting');
  assert.deepEqual(closed, [clients[0]]);
  await pass(60_000);
  assert.equal(store.connection.state, 'offline');
  assert.equal(clients.length, 1);
  answers = true;
  for (let waited = 0; clients.length < 2 && waited < 7_000; waited += 100) await pass(100);
  assert.equal(clients.length, 2);
  clients[1].flow.emit('snapshot', snapshot(1));
  assert.equal(store.connection.state, 'live');
});

test('a gap subscribes again, and the new snapshot counts', () => {
  clients[0].flow.emit('snapshot', snapshot(1));
  const before = clients[0].flow;
  clients[0].flow.emit('delta', delta(5));
  assert.equal(clients[0].unsubscribed, 'private-flow');
  assert.deepEqual(clients[0].subscriptions.map(({ name }) => name), ['private-flow', 'presence-watchers', 'private-flow']);
  before.emit('delta', delta(6, { counted: { queued: 6 } }));
  assert.equal(store.counts.queued, 0);
  clients[0].flow.emit('snapshot', snapshot(7, { counted: { queued: 7 } }));
  assert.equal(store.counts.queued, 7);
});

test('a tab that is shown again asks for a snapshot, once', () => {
  comeBack();
  assert.equal(clients[0].subscriptions.length, 2, 'the first one is still to come');
  clients[0].flow.emit('snapshot', snapshot(1));
  comeBack();
  comeBack();
  assert.deepEqual(clients[0].subscriptions.map(({ name }) => name), ['private-flow', 'presence-watchers', 'private-flow']);
  clients[0].flow.emit('snapshot', snapshot(9, { counted: { queued: 9 } }));
  assert.equal(store.counts.queued, 9);
  assert.equal(store.connection.state, 'live');
  breaks();
  comeBack();
  assert.equal(clients[0].subscriptions.length, 3);
});

test('a snapshot that does not come costs the connection', async () => {
  await pass(7_000);
  assert.deepEqual(closed, [clients[0]]);
  assert.equal(clients.length, 2);
});

test('a silent connection is not believed', async () => {
  clients[0].flow.emit('snapshot', snapshot(1));
  await pass(7_000);
  assert.deepEqual(closed, [clients[0]]);
});

test('a refusal is shown with its reason', () => {
  clients[0].connection.emit('error', { type: 'WebSocketError', error: { type: 'PusherError', data: { code: 4001, message: 'no such app' } } });
  clients[0].connection.emit('state_change', { previous: 'connecting', current: 'disconnected' });
  assert.match(store.connection.detail, /no such app.*4001/);
});

test('what an old client still says is not heard', () => {
  clients[0].flow.emit('snapshot', snapshot(1));
  breaks();
  clients[0].flow.emit('snapshot', snapshot(2, { counted: { failed: 3 } }));
  assert.equal(store.counts.failed, 0);
  assert.equal(store.connection.state, 'reconnecting');
});

test('who watches is counted as they come and go, and not known any more once the connection is lost', () => {
  const { watchers } = clients[0];
  assert.equal(store.watching, null);
  for (const [event, count] of [['subscription_succeeded', 1], ['member_added', 2], ['member_removed', 1]]) {
    watchers.members.count = count;
    watchers.emit(`pusher:${event}`, watchers.members);
    assert.equal(store.watching, count);
  }
  breaks();
  assert.equal(store.watching, null);
  watchers.emit('pusher:member_added', {});
  assert.equal(store.watching, null);
});

test('a channel that wants more than the server gives is shown with its reason', () => {
  clients[0].flow.emit('pusher:subscription_error', { type: 'AuthError', status: 403 });
  breaks();
  assert.match(store.connection.detail, /does not let this page watch \(403\)/);
});

test('a followed channel is heard, over a reconnect, and until it is let go', async () => {
  const heard = [];
  const unfollow = socket.follow('task-7', 'task', ({ state }) => heard.push(state));
  clients[0].flow.emit('snapshot', snapshot(1));
  clients[0].channel('private-task-7').emit('task', { state: 'QUEUED' });
  breaks();
  clients[0].channel('private-task-7').emit('task', { state: 'what an old client says' });
  await pass(2_000);
  assert.equal(clients.length, 2);
  const again = clients[1].channel('private-task-7');
  again.emit('task', { state: 'LOCK_CHECK' });
  assert.deepEqual(heard, ['QUEUED', 'LOCK_CHECK']);
  unfollow();
  assert.equal(clients[1].unsubscribed, 'private-task-7');
  again.emit('task', { state: 'COMPLETE' });
  assert.deepEqual(heard, ['QUEUED', 'LOCK_CHECK']);
});

test('a channel that was followed without a connection is subscribed to once there is one, and not if it was let go', async () => {
  clients[0].flow.emit('snapshot', snapshot(1));
  breaks();
  socket.follow('task-1', 'task', () => {})();
  socket.follow('task-2', 'task', () => {});
  await pass(2_000);
  assert.equal(clients[1].channel('private-task-1'), undefined);
  assert.ok(clients[1].channel('private-task-2'));
});
