// Channels for those whom the back end lets in; what is encrypted there; what clients say to each other.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { heardUntil, listen, nextError, onError, startApp } from './harness/pusher.js';
import { event, until } from './harness/wait.js';

let app;
before(async () => {
  app = await startApp();
});
after(() => app?.stop());

function refusal(channel) {
  return event('The refusal comes', (resolve) => channel.bind('pusher:subscription_error', resolve));
}

test('whom the back end signs for hears a private channel', async () => {
  const mine = await listen(await app.connect(), 'private-=@,.;');
  await app.backEnd.trigger('private-=@,.;', 'end', { for: 'you' });
  await heardUntil('end', mine);
  assert.deepEqual(mine.heard, [['end', { for: 'you' }]]);
});

test('whom somebody else signs for is told why not, hears nothing, and may go on with other channels', async () => {
  const member = { id: 'm' };
  for (const different of [{ secret: 'a guess' }, { key: 'another-key' }]) {
    const client = await app.connect({ signer: app.newBackEnd(different), member });
    for (const name of ['private-vault', 'presence-vault', 'private-encrypted-vault', 'private-cache-vault']) {
      const channel = client.subscribe(name);
      const heard = [];
      channel.bind('told', (data) => heard.push(data));
      const { type, error, status } = await refusal(channel);
      assert.deepEqual({ type, status }, { type: 'AuthError', status: 401 });
      assert.doesNotMatch(error, /[0-9a-f]{32}/, 'the right signature is not told');
      if (!name.includes('encrypted')) await app.backEnd.trigger(name, 'told', 'a secret');
      assert.deepEqual([channel.subscribed, heard], [false, []]);
    }
    const open = await listen(client, 'open');
    await app.backEnd.trigger('open', 'end', '');
    await heardUntil('end', open);
  }
});

test('a name that is none is refused on its channel', async () => {
  const client = await app.connect();
  for (const name of ['with space', 'sl/ash', 'ümlaut', 'n'.repeat(165)]) {
    assert.equal((await refusal(client.subscribe(name))).status, 4009);
  }
  await listen(client, 'n'.repeat(164));
});

test('what is told on an encrypted channel is readable for its subscribers, and for nobody on the way', async () => {
  const client = await app.connect();
  const frames = [];
  client.connection.bind('message', (message) => frames.push(message));
  const mine = await listen(client, 'private-encrypted-orders');

  await app.backEnd.trigger('private-encrypted-orders', 'order', { price: 'Grüße, 世界' });
  await app.backEnd.triggerBatch([{ channel: 'private-encrypted-orders', name: 'end', data: [1, 2] }]);

  await heardUntil('end', mine);
  assert.deepEqual(mine.heard, [['order', { price: 'Grüße, 世界' }], ['end', [1, 2]]]);
  const { data } = frames.find((frame) => frame.event === 'order');
  assert.deepEqual(Object.keys(data).sort(), ['ciphertext', 'nonce']);
});

test('clients talk to each other on private and presence channels, and nobody hears itself', async () => {
  for (const name of ['private-chat', 'presence-chat']) {
    const ann = await listen(await app.connect({ user: { id: 'ann' } }), name);
    const bob = await listen(await app.connect({ user: { id: 'bob' } }), name);
    const speakers = [];
    bob.channel.bind('client-typing', (data, { user_id: id }) => speakers.push(id));

    for (const data of [{ text: 'hi', n: 1 }, 'text', [1, [2]], 7, false]) ann.channel.trigger('client-typing', data);
    await until('Bob hears Ann', () => bob.heard.length === 5);
    bob.channel.trigger('client-answer', { ok: true });
    await until('Ann hears Bob', () => ann.heard.length === 1);
    await app.backEnd.trigger(name, 'end', '');

    await heardUntil('end', ann, bob);
    const told = [{ text: 'hi', n: 1 }, 'text', [1, [2]], 7, false].map((data) => ['client-typing', data]);
    assert.deepEqual(bob.heard, [...told, ['end', '']]);
    assert.deepEqual(ann.heard, [['client-answer', { ok: true }], ['end', '']]);
    const speaker = name.startsWith('presence-') ? 'ann' : undefined;
    assert.deepEqual(speakers, told.map(() => speaker), 'who speaks is told where clients know each other');
  }
});

test('client events elsewhere are refused, and nobody hears them', async () => {
  const speaker = await app.connect();
  const hearer = await app.connect();
  for (const name of ['public', 'private-not-mine', 'private-encrypted-box']) {
    const heard = await listen(hearer, name);
    if (name !== 'private-not-mine') await listen(speaker, name);
    const frames = [];
    hearer.connection.bind('message', ({ event: told }) => frames.push(told));

    const error = nextError(speaker);
    speaker.send_event('client-typing', {}, name);
    assert.equal((await error).code, 4301, name);
    await app.backEnd.trigger(name, 'end', '');

    await heardUntil('end', heard);
    assert.deepEqual(frames, ['end']);
  }
  assert.equal(speaker.connection.state, 'connected');
});

test('who talks too fast is told so for each event that is dropped, and stays', async () => {
  const speaker = await app.connect();
  const spoken = await listen(speaker, 'private-fast');
  const hearer = await listen(await app.connect(), 'private-fast');
  const errors = [];
  onError(speaker, ({ code }) => errors.push(code));

  for (let i = 0; i < 30; i++) spoken.channel.trigger('client-n', { i });
  await until('Each event is heard or refused', () => errors.length + hearer.heard.length === 30);

  assert.ok(hearer.heard.length >= 10 && errors.length > 0, `${hearer.heard.length} were heard`);
  assert.deepEqual(new Set(errors), new Set([4301]));
  assert.equal(speaker.connection.state, 'connected');
});
