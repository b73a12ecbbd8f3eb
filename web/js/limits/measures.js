// What was measured of each limit within the last second. A slow limit grants less than one permit a second: its last
// known wait stands for as long as tasks wait there.

export class Measures {
  #taken = null;
  #byIndex = new Map();

  /** @param metrics the latest metrics, or null while there are none */
  take(metrics, limits) {
    if (metrics && metrics !== this.#taken) {
      this.#taken = metrics;
      for (const [index, wait, run] of metrics.limits ?? []) {
        const before = this.#byIndex.get(index);
        this.#byIndex.set(index, {
          wait: wait ?? before?.wait ?? null,
          run: run ?? before?.run ?? null,
          isFresh: wait !== null,
        });
      }
    }
    for (const [index, measure] of this.#byIndex) {
      if (!limits[index]) this.#byIndex.delete(index);
      else if (!measure.isFresh && limits[index].waiting === 0) this.#byIndex.set(index, { ...measure, wait: null });
    }
    return this.#byIndex;
  }
}
