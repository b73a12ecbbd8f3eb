import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judge } from '../js/live/frames.js';

test('the next frame is applied', () => assert.equal(judge(7, { from: 8, frame: 8 }), 'apply'));
test('several frames merged into one are applied', () => assert.equal(judge(7, { from: 8, frame: 12 }), 'apply'));
test('a merged frame that overlaps what is known is applied', () => assert.equal(judge(7, { from: 5, frame: 8 }), 'apply'));
test('a frame that is already known is old', () => assert.equal(judge(7, { from: 7, frame: 7 }), 'old'));
test('a frame that starts too late leaves a gap', () => assert.equal(judge(7, { from: 9, frame: 9 }), 'gap'));
