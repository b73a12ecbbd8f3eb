// Which slot behind the gate each holder of a permit stands in.

export class Slots {
  #taken = [];

  /** @returns {number} the first free one */
  enter(limit) {
    const taken = (this.#taken[limit] ??= new Set());
    let free = 0;
    while (taken.has(free)) free++;
    taken.add(free);
    return free;
  }

  leave(limit, slot) {
    this.#taken[limit]?.delete(slot);
  }

  isTaken(limit, slot) {
    return this.#taken[limit]?.has(slot) ?? false;
  }
}
