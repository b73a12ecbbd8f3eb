// What back ends ask, and what they are refused: the library "pusher" takes our answers for those of the real one.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { heardUntil, json, listen, startApp } from './harness/pusher.js';

let app;
before(async () => {
  app = await startApp();
});
after(() => app?.stop());

const refuses = (call, status, body = /./) => assert.rejects(call, { name: 'PusherRequestError', status, body });

test('the channels that somebody listens to are told, with what is asked of them', async () => {
  const [ann, bob] = [{ id: 'ann' }, { id: 'bob' }];
  const clients = [];
  for (const user of [ann, ann, bob]) clients.push(await app.connect({ user }));
  for (const client of clients) await listen(client, 'presence-hall');
  await listen(clients[0], 'presence-attic');
  await listen(clients[1], 'street');
  const ask = (params) => json(app.backEnd.get({ path: '/channels', params }));

  assert.deepEqual(await ask(), { channels: { 'presence-hall': {}, 'presence-attic': {}, street: {} } });
  assert.deepEqual(await ask({ filter_by_prefix: 'presence-', info: 'user_count' }), {
    channels: { 'presence-hall': { user_count: 2 }, 'presence-attic': { user_count: 1 } },
  });
  await refuses(app.backEnd.get({ path: '/channels', params: { info: 'user_count' } }), 400);

  clients[0].unsubscribe('presence-attic');
  await listen(clients[0], 'later'); // told after that, so done after that
  assert.deepEqual(await ask({ filter_by_prefix: 'presence-a' }), { channels: {} });
  for (const client of clients) client.disconnect();
});

test('one channel tells whether it is occupied, by how many, and by whom', async () => {
  const [ann, bob] = [{ id: 'ann' }, { id: 'bob' }];
  for (const user of [ann, ann, bob]) await listen(await app.connect({ user }), 'presence-one');
  await listen(await app.connect(), 'one');
  const ask = (path, info) => json(app.backEnd.get({ path: `/channels/${path}`, params: info && { info } }));

  const both = await ask('presence-one', 'user_count,subscription_count');
  assert.deepEqual(both, { occupied: true, user_count: 2, subscription_count: 3 });
  assert.deepEqual(await ask('one', 'subscription_count'), { occupied: true, subscription_count: 1 });
  assert.deepEqual(await ask('empty'), { occupied: false });
  assert.deepEqual(await ask('presence-one/users'), { users: [{ id: 'ann' }, { id: 'bob' }] });
  assert.deepEqual(await ask('presence-empty/users'), { users: [] });
  await refuses(ask('one', 'user_count'), 400);
  await refuses(ask('one', 'cache'), 400);
  await refuses(ask('one/users'), 400);
});

test('info is answered for each channel of an event, and by place in a batch', async () => {
  const user = { id: 'cat' };
  await listen(await app.connect({ user }), 'presence-info');
  const info = 'user_count,subscription_count';

  assert.deepEqual(await json(app.backEnd.trigger(['presence-info', 'info'], 'e', '', { info })), {
    channels: { 'presence-info': { user_count: 1, subscription_count: 1 }, info: { subscription_count: 0 } },
  });
  const event = { name: 'e', data: '' };
  const batch = [{ channel: 'info', ...event }, { channel: 'presence-info', info: 'user_count', ...event }];
  assert.deepEqual(await json(app.backEnd.triggerBatch(batch)), { batch: [{}, { user_count: 1 }] });
});

test('who signs wrongly is refused, whatever is wrong', async () => {
  for (const different of [{ secret: 'a guess' }, { key: 'another-key' }]) {
    const stranger = app.newBackEnd(different);
    await refuses(stranger.trigger('news', 'told', ''), 401);
    await refuses(stranger.triggerBatch([{ channel: 'news', name: 'told', data: '' }]), 401);
    await refuses(stranger.get({ path: '/channels' }), 401);
    await refuses(stranger.get({ path: '/channels/presence-one/users' }), 401);
    await refuses(stranger.terminateUserConnections('ann'), 401);
  }
  await refuses(app.newBackEnd({ appId: '1008' }).trigger('news', 'told', ''), 404);
});

test('an event of 10,240 bytes arrives whole, one of 10,241 is refused with 413', async () => {
  const mine = await listen(await app.connect(), 'big');
  const most = 'ü'.repeat(5_120);
  const tooMuch = `${most}x`;
  const why = /content of this event/;

  await refuses(app.backEnd.trigger('big', 'e', tooMuch), 413, why);
  await refuses(app.backEnd.triggerBatch([{ channel: 'big', name: 'e', data: tooMuch }]), 413, why);
  await app.backEnd.trigger('big', 'end', most);

  await heardUntil('end', mine);
  assert.deepEqual(mine.heard, [['end', most]]);
});

test('a batch of 11 is refused, and nothing of it is told', async () => {
  const mine = await listen(await app.connect(), 'batch');

  const batch = Array.from({ length: 11 }, () => ({ channel: 'batch', name: 'e', data: '' }));
  await refuses(app.backEnd.triggerBatch(batch), 400, /Batch too large/);
  await app.backEnd.trigger('batch', 'end', '');

  await heardUntil('end', mine);
  assert.deepEqual(mine.heard, [['end', '']]);
});

test('names that are none are refused', async () => {
  // The library would not even send some of these, so it is made to.
  const usual = { name: 'e', data: '', channels: ['news'] };
  const send = (body) => app.backEnd.post({ path: '/events', body: { ...usual, ...body } });
  await json(send({}));
  const tooLong = 'n'.repeat(201);
  for (const name of ['pusher:ping', 'pusher_internal:x', '', tooLong]) await refuses(send({ name }), 400);
  for (const channel of ['with space', 'sl/ash', 'ümlaut', '#other', '', tooLong]) {
    await refuses(send({ channels: [channel] }), 400);
  }
  const tooMany = Array.from({ length: 101 }, (_, i) => `c${i}`);
  await refuses(send({ channels: tooMany }), 400);
  await refuses(send({ channels: [] }), 400);
  await refuses(send({ data: { no: 'string' } }), 400);
  for (const id of ['1.2x', '1', '1.2\n', ' 1.2']) await refuses(send({ socket_id: id }), 400);
  await refuses(app.backEnd.get({ path: '/channels/with%20space' }), 400);
  await refuses(app.backEnd.get({ path: '/nothing' }), 404);
});
