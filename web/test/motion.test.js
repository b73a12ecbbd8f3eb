import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detail, DOTS, edgeIn, IMAGE, SHAPES, SQUARES } from '../js/pipeline/detail.js';
import { easing } from '../js/pipeline/easing.js';

test('two short frames go as far as a long one', () => {
  const rest = (1 - easing(8, 130)) * (1 - easing(8, 130));
  assert.ok(Math.abs(rest - (1 - easing(16, 130))) < 1e-12);
});

test('no time, no way; long time, the whole way; reduced motion, at once', () => {
  assert.equal(easing(0, 130), 0);
  assert.ok(easing(60_000, 130) > 0.9999);
  assert.equal(easing(1, 0), 1);
});

test('detail falls with the number on screen', () => {
  assert.equal(detail(SHAPES, 60), SHAPES);
  assert.equal(detail(SHAPES, 61), SQUARES);
  assert.equal(detail(SHAPES, 8_000), DOTS);
  assert.equal(detail(DOTS, 8_001), IMAGE);
  assert.equal(detail(SHAPES, 18_000), IMAGE);
  assert.equal(detail(DOTS, 10), SHAPES);
  assert.equal(detail(IMAGE, 10), SHAPES);
});

test('detail does not flicker near a bound', () => {
  assert.equal(detail(SQUARES, 55), SQUARES);
  assert.equal(detail(SHAPES, 55), SHAPES);
  assert.equal(detail(DOTS, 560), DOTS);
  assert.equal(detail(SQUARES, 560), SQUARES);
  assert.equal(detail(IMAGE, 7_000), IMAGE);
  assert.equal(detail(DOTS, 7_000), DOTS);
});

test('marks never touch, unless a cell is a single pixel', () => {
  for (const level of [SHAPES, SQUARES, DOTS, IMAGE]) {
    for (const pixel of [1, 0.5]) {
      for (let pitch = 2 * pixel; pitch <= 21; pitch += pixel) assert.ok(edgeIn(pitch, level, pixel) <= pitch - pixel);
      assert.equal(edgeIn(pixel, level, pixel), pixel);
    }
  }
});
