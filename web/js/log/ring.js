// The latest so many of something, oldest first.

export class Ring {
  #most;
  #items = [];
  #start = 0;

  constructor(most) {
    this.#most = most;
  }

  get size() {
    return this.#items.length;
  }

  push(item) {
    if (this.#items.length < this.#most) {
      this.#items.push(item);
      return;
    }
    this.#items[this.#start] = item;
    this.#start = (this.#start + 1) % this.#most;
  }

  *[Symbol.iterator]() {
    for (let i = 0; i < this.#items.length; i++) yield this.#items[(this.#start + i) % this.#items.length];
  }
}
