// Who is there, as pusher-js tells it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { heardUntil, json, listen, startApp } from './harness/pusher.js';
import { event, until } from './harness/wait.js';

const ANN = { id: 'ann', info: { name: 'Ann', tags: ['ä', 1] } };
const BOB = { id: 'bob', info: { name: 'Bob' } };
const CAT = { id: 'cat' };

let app;
before(async () => {
  app = await startApp();
});
after(() => app?.stop());

/** Subscribes, and notes who comes and goes. */
async function attend(user, name) {
  const client = await app.connect({ user });
  const moves = [];
  const { channel, heard } = await listen(client, name);
  channel.bind('pusher:member_added', ({ id, info }) => moves.push(['+', id, info]));
  channel.bind('pusher:member_removed', ({ id }) => moves.push(['-', id]));
  return { client, channel, heard, moves };
}

/** The refusal of a channel that was just asked for. */
function refusal(channel) {
  return event('The refusal comes', (resolve) => channel.bind('pusher:subscription_error', resolve));
}

const ids = ({ channel }) => Object.keys(channel.members.members).sort();

test('who subscribes is told who is there, itself among them, and the others are told that it came', async () => {
  const ann = await attend(ANN, 'presence-hall');
  assert.deepEqual([ids(ann), ann.channel.members.count], [['ann'], 1]);
  const bob = await attend(BOB, 'presence-hall');
  assert.deepEqual([ids(bob), bob.channel.members.count], [['ann', 'bob'], 2]);
  assert.deepEqual(bob.channel.members.me, { id: 'bob', info: BOB.info });
  assert.deepEqual(bob.channel.members.get('ann'), { id: 'ann', info: ANN.info });

  const cat = await attend(CAT, 'presence-hall');
  await until('All have come', () => ann.moves.length === 2 && bob.moves.length === 1);
  cat.client.unsubscribe('presence-hall');
  bob.client.disconnect();
  await until('Both have left', () => ann.moves.length === 4);

  assert.deepEqual(ann.moves.slice(0, 2), [['+', 'bob', BOB.info], ['+', 'cat', undefined]]);
  assert.deepEqual(ann.moves.slice(2).sort(), [['-', 'bob'], ['-', 'cat']]);
  assert.deepEqual([ids(ann), ann.channel.members.count], [['ann'], 1]);
});

test('a user comes with its first connection and goes with its last', async () => {
  const ann = await attend(ANN, 'presence-tabs');
  const tabs = [];
  for (let i = 0; i < 3; i++) tabs.push(await attend(BOB, 'presence-tabs'));
  assert.deepEqual(ids(tabs[2]), ['ann', 'bob']);
  const users = () => json(app.backEnd.get({ path: '/channels/presence-tabs/users' }));

  tabs[0].client.disconnect();
  tabs[1].client.unsubscribe('presence-tabs');
  await until('Two connections have left', async () => {
    const count = { path: '/channels/presence-tabs', params: { info: 'subscription_count' } };
    return (await json(app.backEnd.get(count))).subscription_count === 2;
  });
  assert.deepEqual(await users(), { users: [{ id: 'ann' }, { id: 'bob' }] });
  await app.backEnd.trigger('presence-tabs', 'end', '');
  await heardUntil('end', ann);
  assert.deepEqual(ann.moves, [['+', 'bob', BOB.info]], 'Bob is still there');

  tabs[2].client.disconnect();
  await until('Bob is gone', () => ann.moves.length === 2);
  assert.deepEqual(ann.moves[1], ['-', 'bob']);
  assert.deepEqual(await users(), { users: [{ id: 'ann' }] });
  assert.deepEqual(tabs[2].moves, [], 'a user is not told of its own tabs');
});

test('a user_id that is a number stays one', async () => {
  const [one, two] = [{ id: 1, info: { n: 'one' } }, { id: 2, info: { n: 'two' } }];
  const first = await attend(one, 'presence-numbers');
  const second = await attend(two, 'presence-numbers');
  await until('The second has come', () => first.moves.length === 1);
  assert.deepEqual(first.moves, [['+', 2, two.info]]);
  assert.deepEqual(second.channel.members.me, { id: 2, info: two.info });
  const speakers = [];
  first.channel.bind('client-hello', (data, { user_id: id }) => speakers.push(id));
  second.channel.trigger('client-hello', {});
  await until('The second was heard', () => speakers.length > 0);
  assert.deepEqual(speakers, [2]);
});

test('channel_data without a user_id is refused', async () => {
  const client = await app.connect({ member: { info: { name: 'nobody' } } });
  const { type, status } = await refusal(client.subscribe('presence-strict'));
  assert.deepEqual({ type, status }, { type: 'AuthError', status: 401 });
});

test('members that are too many or too big are refused, and the others are not told of them', async () => {
  const ann = await attend(ANN, 'presence-big');
  for (const member of [{ id: 'x'.repeat(129) }, { id: 'big', info: 'x'.repeat(1_023) }]) {
    const client = await app.connect({ member });
    const { type, status } = await refusal(client.subscribe('presence-big'));
    assert.deepEqual({ type, status }, { type: 'LimitReached', status: 4301 });
  }
  await attend({ id: 'x'.repeat(128), info: 'x'.repeat(1_022) }, 'presence-big');
  await until('The one who fits has come', () => ann.moves.length > 0);
  assert.deepEqual(ann.moves.map(([, id]) => id), ['x'.repeat(128)]);
});
