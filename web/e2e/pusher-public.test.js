// What back ends publish, and who hears it: the library "pusher" on one side, pusher-js on the other.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { heardUntil, json, listen, startApp } from './harness/pusher.js';

const ODD_NAME = 'a-Z_0=@,.;x';

let app;
before(async () => {
  app = await startApp();
});
after(() => app?.stop());

test('a subscriber hears what is triggered on its channel, in order, with data as it was sent', async () => {
  const mine = await listen(await app.connect(), 'news');
  const data = [{ text: 'Grüße, 世界 🌍', n: 1.5, list: [null, true] }, 'just text', [1, 2], 7];

  for (const one of data) assert.deepEqual(await json(app.backEnd.trigger('news', 'told', one)), {});
  await app.backEnd.trigger('elsewhere', 'told', 'not for us');
  await app.backEnd.trigger('news', 'end', '');

  await heardUntil('end', mine);
  assert.deepEqual(mine.heard, [...data.map((one) => ['told', one]), ['end', '']]);
});

test('one call reaches several channels, and each of them once', async () => {
  const first = await app.connect();
  const second = await app.connect();
  const listeners = [await listen(first, 'red'), await listen(first, 'green'), await listen(second, 'green')];

  await app.backEnd.trigger(['red', 'green', 'green'], 'both', 1);
  await app.backEnd.trigger(['red', 'green'], 'end', 2);

  await heardUntil('end', ...listeners);
  for (const { heard } of listeners) assert.deepEqual(heard, [['both', 1], ['end', 2]]);
});

test('a batch tells up to ten events in order, and leaves out whom each of them names', async () => {
  const speaker = await app.connect();
  const spoken = await listen(speaker, 'batch');
  const others = await listen(await app.connect(), 'batch');
  const nth = (i) => ({ channel: 'batch', name: i === 9 ? 'end' : 'event', data: { i } });
  const batch = Array.from({ length: 10 }, (_, i) => nth(i));
  batch[3].socket_id = speaker.connection.socket_id;

  assert.deepEqual(await json(app.backEnd.triggerBatch(batch)), {});

  await heardUntil('end', spoken, others);
  const numbers = ({ heard }) => heard.map(([, { i }]) => i);
  assert.deepEqual(numbers(others), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  assert.deepEqual(numbers(spoken), [0, 1, 2, 4, 5, 6, 7, 8, 9]);
});

test('the client whose socket_id is given does not hear the event, all others do', async () => {
  const speaker = await app.connect();
  const spoken = await listen(speaker, 'room');
  const others = await listen(await app.connect(), 'room');

  await app.backEnd.trigger('room', 'said', 'hello', { socket_id: speaker.connection.socket_id });
  await app.backEnd.trigger('room', 'end', '');

  await heardUntil('end', spoken, others);
  assert.deepEqual(spoken.heard, [['end', '']]);
  assert.deepEqual(others.heard, [['said', 'hello'], ['end', '']]);
});

test('who unsubscribes hears nothing more, and everything again after the next subscription', async () => {
  const client = await app.connect();
  const left = await listen(client, 'left');
  const stayed = await listen(client, 'stayed');

  client.unsubscribe('left');
  await app.backEnd.trigger(['left', 'stayed'], 'end', '');
  await heardUntil('end', stayed);
  assert.deepEqual(left.heard, []);

  const back = await listen(client, 'left');
  await app.backEnd.trigger('left', 'end', 'again');
  await heardUntil('end', back);
  assert.deepEqual(back.heard, [['end', 'again']]);
});

test('every character that a name may have works on the wire, in bodies and in paths', async () => {
  const client = await app.connect();
  const open = await listen(client, ODD_NAME);
  await listen(await app.connect({ user: { id: 'u' } }), `presence-${ODD_NAME}`);

  await app.backEnd.trigger([ODD_NAME, `presence-${ODD_NAME}`], 'end', ODD_NAME);

  await heardUntil('end', open);
  const ask = (path, params) => json(app.backEnd.get({ path, params }));
  const one = await ask(`/channels/${ODD_NAME}`, { info: 'subscription_count' });
  assert.deepEqual(one, { occupied: true, subscription_count: 1 });
  assert.deepEqual(await ask(`/channels/presence-${ODD_NAME}/users`), { users: [{ id: 'u' }] });
  const some = await ask('/channels', { filter_by_prefix: ODD_NAME.slice(0, -1) });
  assert.deepEqual(some, { channels: { [ODD_NAME]: {} } });
});
