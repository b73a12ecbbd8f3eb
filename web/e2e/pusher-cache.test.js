// Channels that remember the last event for those who come later.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { json, listen, startApp, subscribed } from './harness/pusher.js';
import { until } from './harness/wait.js';

const NAMES = ['cache-=@,.;', 'private-cache-x', 'presence-cache-x', 'private-encrypted-cache-x'];

let app;
before(async () => {
  app = await startApp();
});
after(() => app?.stop());

/** Subscribes, and notes every event, those of the protocol too. */
async function follow(name, id) {
  const channel = (await app.connect({ user: { id } })).subscribe(name);
  const heard = [];
  channel.bind_global((event, data) => event === 'pusher:member_added' || heard.push([event, data]));
  await subscribed(channel);
  await until('Something is heard after the subscription', () => heard.length >= 2);
  assert.equal(heard.shift()[0], 'pusher:subscription_succeeded');
  return { channel, heard };
}

for (const name of NAMES) {
  test(`${name}: the first hears that there is nothing, later ones hear the last event`, async () => {
    const ask = () => json(app.backEnd.get({ path: `/channels/${name}`, params: { info: 'cache' } }));
    const first = await follow(name, 'first');
    assert.deepEqual(first.heard.map(([event]) => event), ['pusher:cache_miss']);
    assert.deepEqual(await ask(), { occupied: true, cache: null });

    await app.backEnd.trigger(name, 'price', { is: 1 });
    await app.backEnd.trigger(name, 'price', { is: 2 });
    await until('Both prices are heard', () => first.heard.length === 3);

    const second = await follow(name, 'second');
    assert.deepEqual(second.heard, [['price', { is: 2 }]]);
    const { occupied, cache: { data, ttl } } = await ask();
    assert.equal(occupied, true);
    if (!name.includes('encrypted')) assert.equal(data, '{"is":2}');
    assert.ok(ttl > 0 && ttl <= 1_800, `it is remembered for ${ttl} s`);
  });
}

test('an event is remembered for who comes when nobody was there', async () => {
  await app.backEnd.trigger('cache-empty', 'price', { is: 3 });
  assert.equal((await json(app.backEnd.get({ path: '/channels/cache-empty' }))).occupied, false);
  assert.deepEqual((await follow('cache-empty', 'first')).heard, [['price', { is: 3 }]]);
});

test('what clients say is not remembered', async () => {
  const speaker = await follow('private-cache-chat', 'speaker');
  const hearer = await follow('private-cache-chat', 'hearer');
  speaker.channel.trigger('client-hello', {});
  await until('It is heard', () => hearer.heard.some(([event]) => event === 'client-hello'));
  assert.deepEqual((await follow('private-cache-chat', 'late')).heard.map(([event]) => event), ['pusher:cache_miss']);
});

test('a channel without the prefix remembers nothing', async () => {
  await app.backEnd.trigger('cached', 'price', 1);
  const { heard, channel } = await listen(await app.connect(), 'cached');
  channel.bind('pusher:cache_miss', () => assert.fail('it is no cache channel'));
  await app.backEnd.trigger('cached', 'end', '');
  await until('The end is heard', () => heard.length > 0);
  assert.deepEqual(heard, [['end', '']]);
});
