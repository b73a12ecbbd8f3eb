// Coming, being refused, and coming back.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { heardUntil, KEY, listen, nextError, startApp } from './harness/pusher.js';
import { until } from './harness/wait.js';

let app;
before(async () => {
  app = await startApp(['--max-connections', '2']);
});
afterEach(() => app.leave());
after(() => app?.stop());

async function assertRefused(client, code) {
  const states = [];
  client.connection.bind('state_change', ({ current }) => states.push(current));
  assert.equal((await nextError(client)).code, code);
  await until('The client gives up', () => client.connection.state === 'disconnected');
  assert.deepEqual(states, ['disconnected'], 'it does not try again');
  assert.ok(!client.connection.retryTimer, 'no retry is planned');
}

test('an unknown app is refused with 4001, for good', async () => {
  await assertRefused(app.open({ key: `${KEY}x` }), 4001);
});

test('who comes when all places are taken is refused with 4004, for good; a place that is left is taken', async () => {
  const clients = [await app.connect(), await app.connect()];
  await assertRefused(app.open(), 4004);

  clients[0].disconnect();
  await until('There is a place', async () => (await app.connections()) === 1);
  await app.connect();
});

test('where client events are not allowed, they are refused', async () => {
  const speaker = await app.connect();
  const { channel } = await listen(speaker, 'private-chat');
  const hearer = await listen(await app.connect(), 'private-chat');
  const error = nextError(speaker);
  channel.trigger('client-typing', {});
  assert.equal((await error).code, 4301);
  await app.backEnd.trigger('private-chat', 'end', '');
  await heardUntil('end', hearer);
  assert.deepEqual(hearer.heard, [['end', '']]);
});

test('when the server stops, clients come back to the next one, with all that they had', async () => {
  const user = { id: 'ann' };
  const client = await app.connect({ user });
  client.signin();
  const listeners = [];
  for (const name of ['open', 'private-one', 'presence-one']) listeners.push(await listen(client, name));
  const oldId = client.connection.socket_id;

  await app.restart();

  const { connection } = client;
  await until('The client is back', () => connection.state === 'connected' && connection.socket_id !== oldId);
  await until('It is signed in', () => client.user.user_data?.id === 'ann');
  await until('It is subscribed again', () => listeners.every(({ channel }) => channel.subscribed));
  await app.backEnd.trigger(['open', 'private-one', 'presence-one'], 'end', '');
  await heardUntil('end', ...listeners);
  for (const { heard } of listeners) assert.deepEqual(heard, [['end', '']]);
  assert.deepEqual(Object.keys(listeners[2].channel.members.members), ['ann']);
});
