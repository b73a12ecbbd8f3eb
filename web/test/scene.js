// A pipeline without a canvas: two limits, and everything at its place as soon as it is asked for.
import { SHAPES } from '../js/pipeline/detail.js';
import { layout } from '../js/pipeline/layout.js';
import { Lines } from '../js/pipeline/lines.js';
import { advance } from '../js/pipeline/motion.js';

export const limits = [{ key: '1', permits: 1, held: 0, waiting: 0 }, { key: '2', permits: 2, held: 0, waiting: 0 }];
export const space = layout(1_000, 400, 2);

export function changes(rebuild, ...tuples) {
  const tasks = tuples.map(([id, limit, state, attempt = 1]) => [id, { id, limit, state, progress: 0, attempt }]);
  return { rebuild, tasks: new Map(tasks) };
}

/** @returns the scene, to go on with; `settle` takes changes and moves everything to where it belongs */
export function settled(particles, taken, { level = SHAPES, counts = { scheduled: 0, queued: 0 }, live = 0, ...rest } = {}) {
  const lines = new Lines();
  const scene = {
    lines,
    settle(more, store = {}) {
      if (more) particles.take(more, 0);
      lines.arrange(particles, space, { limits, counts, live, ...rest, ...store }, level, 1);
      advance(particles, space, { share: 1, quick: 1, dim: 1, elapsed: 60_000 }); // home from a return
      advance(particles, space, { share: 1, quick: 1, dim: 1, elapsed: 0 });
      return scene;
    },
  };
  return scene.settle(taken);
}
