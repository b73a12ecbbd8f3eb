// Sends one thing at a time, and of what was wanted meanwhile only the latest: ten quick clicks are two requests.

export class OneAtATime {
  #send;
  #next = null;
  #busy = false;

  /** @param {(wanted: object) => Promise<void>} send never rejects */
  constructor(send) {
    this.#send = send;
  }

  get isBusy() {
    return this.#busy;
  }

  async want(wanted) {
    this.#next = { ...this.#next, ...wanted };
    if (this.#busy) return;
    this.#busy = true;
    while (this.#next !== null) {
      const sending = this.#next;
      this.#next = null;
      await this.#send(sending);
    }
    this.#busy = false;
  }
}
