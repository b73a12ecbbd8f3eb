// A window over the last rows of numbers, in buffers that never grow. A row's first number is its time.

export class RowRing {
  #columns;
  #capacity;
  #next = 0;
  #size = 0;

  constructor(width, capacity) {
    this.#columns = Array.from({ length: width }, () => new Float64Array(capacity));
    this.#capacity = capacity;
  }

  get size() {
    return this.#size;
  }

  /** The oldest row makes room. NaN stands for "not known". */
  push(row) {
    this.#columns.forEach((column, i) => { column[this.#next] = row[i] ?? NaN; });
    this.#next = (this.#next + 1) % this.#capacity;
    this.#size = Math.min(this.#size + 1, this.#capacity);
  }

  /** @param {number} back 0 is the latest row */
  at(column, back = 0) {
    if (back < 0 || back >= this.#size) return NaN;
    return this.#columns[column][(this.#next - 1 - back + 2 * this.#capacity) % this.#capacity];
  }

  /** Writes a column into `into`, oldest first, null where nothing is known, and cuts it to length. */
  read(column, into) {
    into.length = this.#size;
    for (let i = 0; i < this.#size; i++) {
      const value = this.at(column, this.#size - 1 - i);
      into[i] = Number.isNaN(value) ? null : value;
    }
    return into;
  }
}
