// The real client library outside the browser: what it is told, and that it adds up.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import Pusher from 'pusher-js';
import { startServer } from './harness/server.js';
import { event, until } from './harness/wait.js';

let server;
const clients = [];
before(async () => {
  server = await startServer();
});
after(async () => {
  for (const client of clients) client.disconnect();
  await server?.stop();
});

function connect(key) {
  const client = new Pusher(key, {
    cluster: '', wsHost: '127.0.0.1', wsPort: server.port, forceTLS: false, enabledTransports: ['ws'],
  });
  clients.push(client);
  return client;
}

test('pusher-js connects, subscribes, and gets a snapshot and then deltas that add up', { timeout: 120_000 }, async () => {
  const client = connect((await (await fetch(`${server.url}/api/config`)).json()).app.key);
  const frames = [];
  const flow = client.subscribe('flow');
  for (const name of ['snapshot', 'delta']) flow.bind(name, (frame) => frames.push({ name, ...frame }));
  const metrics = event('Metrics come', (resolve) => flow.bind('metrics', resolve));
  await event('The connection is established', (resolve) => client.connection.bind('connected', resolve));
  assert.match(client.connection.socket_id, /^\d+\.\d+$/);
  await until('The snapshot comes', () => frames.length > 0);
  assert.equal(frames[0].name, 'snapshot', 'the snapshot comes before anything else');

  for (let limit = 1; limit <= 10; limit++) await server.inject({ count: 20, limit, millis: 2 });
  await until('Every task has ended', () => frames.at(-1).counts.complete === 200, 60_000);
  assert.deepEqual(frames.at(-1).counts, (await server.snapshot()).tasks);
  assert.equal(frames.at(-1).live, 0);

  const [snapshot, ...deltas] = frames;
  let last = snapshot.frame;
  const ends = new Map();
  for (const { from, frame, tasks } of deltas) {
    assert.ok(from <= last + 1 && last < frame, `frame ${frame} from ${from} follows ${last}`);
    last = frame;
    for (const [id, , state] of tasks) {
      assert.ok(!ends.has(id), `task ${id} was told again after its end`);
      if (snapshot.states[state] === 'COMPLETE') ends.set(id, state);
    }
  }
  assert.equal(ends.size, 200);
  const { perSecond, clients: count, memory, cpu } = await metrics;
  assert.ok(perSecond.complete >= 0 && perSecond.failed >= 0 && count >= 1 && memory.usedBytes > 0 && cpu >= -1 && cpu <= 1);
});

test('an unknown app is refused with 4001, and pusher-js does not try again', { timeout: 60_000 }, async () => {
  const client = connect('nobody');
  const states = [];
  client.connection.bind('state_change', ({ current }) => states.push(current));
  const error = event('The refusal comes', (resolve) => client.connection.bind('error', resolve));
  await until('The client gives up', () => ['disconnected', 'failed'].includes(client.connection.state));
  assert.equal((await error).error.data.code, 4001);
  assert.deepEqual(states, ['disconnected']);
  assert.ok(!client.connection.retryTimer, 'no retry is planned');
});
