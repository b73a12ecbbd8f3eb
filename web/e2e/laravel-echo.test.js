// Laravel Echo, as a Laravel application uses it, with pusher-js beneath it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import Echo from 'laravel-echo';
import Pusher from 'pusher-js';
import { KEY, startApp } from './harness/pusher.js';
import { event, until } from './harness/wait.js';

let app;
const echoes = [];
before(async () => {
  app = await startApp();
});
after(async () => {
  for (const echo of echoes) echo.disconnect();
  await app?.stop();
});

function newEcho(who) {
  const echo = new Echo({ broadcaster: 'pusher', Pusher, key: KEY, ...app.options(who) });
  echoes.push(echo);
  return echo;
}

const subscribed = (channel) => until(`${channel.name} is subscribed to`, () => channel.subscription.subscribed);

test('channel: broadcasts are listened to by class or by name, and toOthers leaves out the sender', async () => {
  const echoes = [newEcho(), newEcho()];
  const heard = [[], []];
  for (const [i, echo] of echoes.entries()) {
    const channel = echo.channel('orders');
    channel.listen('OrderShipped', (data) => heard[i].push(['class', data]));
    channel.listen('.shipped', (data) => heard[i].push(['name', data]));
    await subscribed(channel);
  }

  await app.backEnd.trigger('orders', 'App\\Events\\OrderShipped', { id: 1 });
  await app.backEnd.trigger('orders', 'App\\Events\\OrderShipped', { id: 2 }, { socket_id: echoes[0].socketId() });
  await app.backEnd.trigger('orders', 'shipped', { id: 3 });

  await until('All is heard', () => heard.every((all) => all.at(-1)?.[0] === 'name'));
  assert.deepEqual(heard[0], [['class', { id: 1 }], ['name', { id: 3 }]]);
  assert.deepEqual(heard[1], [['class', { id: 1 }], ['class', { id: 2 }], ['name', { id: 3 }]]);
});

test('private: who may not listen gets its error called', async () => {
  const echo = newEcho({ signer: app.newBackEnd({ secret: 'a guess' }) });
  const { type, status } = await event('The error comes', (resolve) => echo.private('orders.1').error(resolve));
  assert.deepEqual({ type, status }, { type: 'AuthError', status: 401 });
  assert.equal(echo.connectionStatus(), 'connected');
});

test('private: who may hears, whispers, and hears the others whisper', async () => {
  const channels = [newEcho(), newEcho()].map((echo) => echo.private('chat.1'));
  const heard = [[], []];
  for (const [i, channel] of channels.entries()) {
    channel.listen('.said', (data) => heard[i].push(['said', data]));
    channel.listenForWhisper('typing', (data) => heard[i].push(['typing', data]));
    await subscribed(channel);
  }

  channels[0].whisper('typing', { name: 'Ann' });
  await until('The whisper is heard', () => heard[1].length > 0);
  await app.backEnd.trigger('private-chat.1', 'said', { text: 'hi' });

  await until('Both hear', () => heard.every((all) => all.at(-1)?.[0] === 'said'));
  assert.deepEqual(heard[0], [['said', { text: 'hi' }]]);
  assert.deepEqual(heard[1], [['typing', { name: 'Ann' }], ['said', { text: 'hi' }]]);
});

test('presence: here, joining, leaving, and whispers', async () => {
  const [ann, bob] = [{ id: 1, name: 'Ann' }, { id: 2, name: 'Bob' }];
  const moves = [];
  const annHears = newEcho({ member: { id: ann.id, info: ann } }).join('room.1');
  annHears.here((users) => moves.push(['here', users]));
  annHears.joining((user) => moves.push(['joining', user]));
  annHears.leaving((user) => moves.push(['leaving', user]));
  annHears.listenForWhisper('wave', (data) => moves.push(['wave', data]));
  await until('Ann is there', () => moves.length === 1);

  const bobs = newEcho({ member: { id: bob.id, info: bob } });
  const seen = await event('Bob is there', (resolve) => bobs.join('room.1').here(resolve));
  await until('Ann sees Bob', () => moves.length === 2);
  bobs.join('room.1').whisper('wave', { hand: 'left' });
  await until('Ann sees Bob wave', () => moves.length === 3);
  bobs.leave('room.1');
  await until('Bob has left', () => moves.length === 4);

  assert.deepEqual(seen, [ann, bob]);
  assert.deepEqual(moves, [['here', [ann]], ['joining', bob], ['wave', { hand: 'left' }], ['leaving', bob]]);
});

test('encryptedPrivate: only the subscribers can read', async () => {
  const channel = newEcho().encryptedPrivate('vault.1');
  const heard = [];
  channel.listen('.opened', (data) => heard.push(data));
  await subscribed(channel);
  await app.backEnd.trigger('private-encrypted-vault.1', 'opened', { by: 'Ann' });
  await until('It is heard', () => heard.length > 0);
  assert.deepEqual(heard, [{ by: 'Ann' }]);
});

test('what Laravel tells one user is heard by that user', async () => {
  const channel = newEcho().private('App.Models.User.7');
  const heard = [];
  channel.notification((notice) => heard.push(notice));
  await subscribed(channel);
  const name = 'Illuminate\\Notifications\\Events\\BroadcastNotificationCreated';
  await app.backEnd.trigger('private-App.Models.User.7', name, { type: 'invoice' });
  await until('It is heard', () => heard.length > 0);
  assert.deepEqual(heard, [{ type: 'invoice' }]);
});
