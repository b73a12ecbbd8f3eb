// Clients that say who they are: told as users, present as users, sent away as users.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { json, listen, nextError, startApp } from './harness/pusher.js';
import { until } from './harness/wait.js';

const ANN = { id: 'ann=@,.;x', info: { name: 'Ann' } };
const BOB = { id: 'bob', info: { name: 'Bob' } };

let app;
before(async () => {
  app = await startApp();
});
after(() => app?.stop());

async function signIn(user, who = {}) {
  const client = await app.connect({ user, ...who });
  client.signin();
  await client.user.signinDonePromise;
  assert.equal(client.user.user_data?.id, user.id);
  const heard = [];
  client.user.bind_global((event, data) => heard.push([event, data]));
  return { client, heard };
}

test('a user is told on all its connections, and nobody else is', async () => {
  const tabs = [await signIn(ANN), await signIn(ANN)];
  const bob = await signIn(BOB);
  assert.deepEqual(tabs[0].client.user.user_data, { id: ANN.id, user_info: ANN.info });

  assert.deepEqual(await json(app.backEnd.sendToUser(ANN.id, 'greeting', { hello: 'Ann' })), {});
  await app.backEnd.sendToUser('stranger', 'greeting', {});
  await app.backEnd.sendToUser(BOB.id, 'greeting', { hello: 'Bob' });

  await until('Everybody is greeted', () => [...tabs, bob].every(({ heard }) => heard.length > 0));
  for (const { heard } of tabs) assert.deepEqual(heard, [['greeting', { hello: 'Ann' }]]);
  assert.deepEqual(bob.heard, [['greeting', { hello: 'Bob' }]]);
});

test('who is signed in is present as that user, without telling so again', async () => {
  const { client } = await signIn(ANN, { member: null });
  const { channel } = await listen(client, 'presence-lounge');
  assert.deepEqual(channel.members.me, { id: ANN.id, info: ANN.info });
  const present = await json(app.backEnd.get({ path: '/channels/presence-lounge/users' }));
  assert.deepEqual(present, { users: [{ id: ANN.id }] });
});

test('a user whose connections are terminated is sent away for good, others stay', async () => {
  const tabs = [await signIn(ANN), await signIn(ANN)];
  const bob = await signIn(BOB);
  const codes = tabs.map(({ client }) => nextError(client));

  assert.deepEqual(await json(app.backEnd.terminateUserConnections(ANN.id)), {});

  for (const { code } of await Promise.all(codes)) assert.equal(code, 4009);
  for (const { client: { connection } } of tabs) {
    await until('The client gives up', () => connection.state === 'disconnected');
    assert.ok(!connection.retryTimer, 'no retry is planned');
  }
  await app.backEnd.sendToUser(BOB.id, 'still', 'here');
  await until('Bob hears', () => bob.heard.length > 0);
  assert.equal(bob.client.connection.state, 'connected');
});

test('whom somebody else signs for is not signed in, and sent away', async () => {
  const client = await app.connect({ user: BOB, signer: app.newBackEnd({ secret: 'a guess' }) });
  const error = nextError(client);
  client.signin();
  assert.equal((await error).code, 4009);
  await until('The client gives up', () => client.connection.state === 'disconnected');
  assert.equal(client.user.user_data, null);
});

test('who left is told nothing more, and signs in by itself when it comes back', async () => {
  const { client, heard } = await signIn(BOB);
  client.disconnect();
  client.connect();
  await until('The client is signed in again', () => client.user.user_data?.id === BOB.id);
  await app.backEnd.sendToUser(BOB.id, 'again', 1);
  await until('It hears', () => heard.length > 0);
  assert.deepEqual(heard, [['again', 1]]);
});
