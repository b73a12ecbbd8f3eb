import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Pixels } from '../js/pipeline/blocks.js';
import { DOTS, IMAGE } from '../js/pipeline/detail.js';
import { drawCrowds } from '../js/pipeline/drawCrowd.js';
import { sortTasks } from '../js/pipeline/drawTasks.js';
import { UNKNOWN } from '../js/pipeline/lines.js';
import { Particles } from '../js/pipeline/particles.js';
import { changes, limits, settled, space } from './scene.js';

const waiting = (a, b) => [{ ...limits[0], waiting: a }, { ...limits[1], waiting: b }];
const named = (n, limit, state, from = 0) => Array.from({ length: n }, (_, i) => [from + i, limit, state]);
const shades = { muted: '#808080', limit: (index) => (index === UNKNOWN ? '#808080' : ['#ff0000', '#0000ff'][index]), end: {} };
const view = { level: IMAGE, palette: shades, shade: () => 1, now: 0 };

/** All squares that are drawn, as their places. */
function marks(scene, particles) {
  const drawn = [];
  const blocks = { block: (x, y, edge, colour) => drawn.push({ x, y, edge, colour }) };
  drawCrowds(blocks, scene.lines, space, view);
  sortTasks(particles, blocks, view);
  return drawn;
}

const crowded = { level: IMAGE, counts: { scheduled: 30, queued: 9_000 }, limits: waiting(400, 1_000), live: 10_430 };

test('there are as many marks as live tasks, whatever of them is named', () => {
  for (const n of [0, 1, 500, 4_000]) {
    const particles = new Particles();
    const scene = settled(particles, changes(false, ...named(n, 0, 'QUEUED'), ...named(Math.min(n, 300), 1, 'LOCK_CHECK', 5_000)), crowded);
    assert.equal(marks(scene, particles).length, 10_430, `${n} named`);
  }
});

test('each mark of a crowd has a place of its own, in its zone', () => {
  const particles = new Particles();
  const scene = settled(particles, changes(false, ...named(500, 0, 'QUEUED')), { ...crowded, counts: { scheduled: 0, queued: 9_000 } });
  const places = marks(scene, particles).map(({ x, y }) => `${x} ${y}`);
  assert.equal(new Set(places).size, places.length);
  assert.equal(scene.lines.crowds[0].from, 500, 'right behind the last that is named');
  for (const { limit, box, count } of scene.lines.crowds) {
    assert.deepEqual([box.x, count], limit === UNKNOWN ? [space.queue.x, 8_500] : [space.waiting(limit).x, [400, 1_000][limit]]);
  }
});

test('whose limit is not known is drawn in grey, not in a colour that would be a guess', () => {
  const particles = new Particles();
  const scene = settled(particles, undefined, crowded);
  for (const { x, colour } of marks(scene, particles)) assert.equal(colour === '#808080', x < space.edges[1]);
});

test('a crowd does not flicker: as it shrinks and grows by one, no other mark moves', () => {
  const particles = new Particles();
  const scene = settled(particles, undefined, { level: IMAGE, counts: { scheduled: 0, queued: 9_000 }, live: 20_000 });
  const at = (queued) => {
    scene.settle(undefined, { counts: { scheduled: 0, queued } });
    return marks(scene, particles).map(({ x, y }) => `${x} ${y}`);
  };
  const all = at(9_000);
  for (const queued of [8_999, 9_000, 8_990, 8_999]) assert.deepEqual(at(queued), all.slice(0, queued));
});

test('a line that swings about the size where its cells shrink keeps them small', () => {
  const particles = new Particles();
  const scene = settled(particles, undefined, { level: IMAGE, live: 90_000 });
  const pitch = (queued) => scene.settle(undefined, { counts: { scheduled: 0, queued } }).lines.crowds[0].cells.pitch;
  let full = 1_000;
  while (pitch(full + 1) === 4) full++;
  assert.equal(pitch(full), 3);
  assert.equal(pitch(full - 50), 3);
  assert.equal(pitch(Math.floor(full * 0.8)), 4);
});

test('counts that are ahead of the names make no tasks that are not there', () => {
  const particles = new Particles();
  const scene = settled(particles, changes(false, ...named(5, 0, 'QUEUED')), { level: DOTS, counts: { scheduled: 0, queued: 8 }, live: 5 });
  assert.deepEqual(scene.lines.crowds, []);
});

test('an image has one mark a task, in the colour of its limit, and is clean for the next frame', () => {
  const pixels = new Pixels();
  const context = { canvas: { width: 20, height: 10 } };
  pixels.begin(context, 1);
  pixels.block(5, 5, 3, '#102030', 1);
  const opaque = [...pixels.words].filter((word) => word >>> 24 === 255);
  assert.equal(opaque.length, 9);
  assert.equal(opaque[0] >>> 0, 0xff302010); // the bytes R, G, B, A
  pixels.block(-5, 5, 3, '#ffffff', 1);
  pixels.block(25, 12, 3, '#ffffff', 1);
  assert.equal([...pixels.words].filter((word) => word !== 0).length, 9);
  pixels.block(20.5, 5, 3, '#ffffff', 1);
  assert.equal([...pixels.words].filter((word) => word !== 0).length, 9 + 3, 'what is cut off does not begin the next row');
  pixels.begin(context, 1);
  assert.ok(pixels.words.every((word) => word === 0));
});

test('on a screen with two pixels for one, a mark is as large as it was', () => {
  const pixels = new Pixels();
  pixels.begin({ canvas: { width: 40, height: 20 } }, 0.5);
  pixels.block(5, 5, 3, '#ffffff', 1);
  assert.equal([...pixels.words].filter((word) => word >>> 24 === 255).length, 36);
});
