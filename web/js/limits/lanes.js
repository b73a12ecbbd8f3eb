// The lanes of the table, one a limit, in the order of the limits. A click on a lane shows only what goes through it.
import { Bottleneck } from './bottleneck.js';
import { createLane } from './lane.js';
import { Measures } from './measures.js';

export function createLimits(body, store, choice, adjust) {
  const lanes = [];
  const measures = new Measures();
  const bottleneck = new Bottleneck();
  const act = {
    choose: (key) => choice.change({ limit: choice.now.limit === key ? '' : key }),
    adjust,
  };

  function show() {
    const { limits } = store;
    const measured = measures.take(store.metrics, limits);
    const worst = bottleneck.find(limits, measured);
    limits.forEach((limit, index) => {
      if (lanes[index]?.key !== limit.key) place(createLane(limit.key, index, act), index);
      const { key } = limit;
      lanes[index].show(limit, {
        waitP95: measured.get(index)?.wait ?? null,
        isChosen: key === choice.now.limit,
        isBottleneck: key === worst,
      });
    });
    while (lanes.length > limits.length) lanes.pop().row.remove();
  }

  function place(lane, index) {
    if (lanes[index]) lanes[index].row.replaceWith(lane.row);
    else body.append(lane.row);
    lanes[index] = lane;
  }

  choice.listen(show);
  return show;
}
