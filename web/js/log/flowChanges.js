// What changed of the flow as a whole since it was last looked at: connection, pause, draining, sizes of limits.

const CONNECTION = {
  connecting: 'connecting to the server',
  live: 'connected',
  reconnecting: 'connection lost, reconnecting',
  offline: 'offline: no answer from the server',
};

export class FlowChanges {
  #connection = '';
  #paused = false;
  #draining = false;
  #limits = new Map();

  /** @returns {Array<{ text: string, limit?: string }>} */
  since({ connection, paused, draining, limits }) {
    const told = [];
    if (connection.state !== this.#connection) told.push({ text: CONNECTION[connection.state] ?? connection.state });
    this.#connection = connection.state;
    if (connection.state !== 'live') return told; // what is known is old: it is compared once it is known again
    if (paused !== this.#paused) told.push({ text: paused ? 'all paused' : 'all resumed' });
    if (draining && !this.#draining) told.push({ text: 'draining: no more tasks are taken' });
    this.#paused = paused;
    this.#draining = draining;
    for (const limit of limits) if (limit) told.push(...this.#limit(limit));
    return told;
  }

  #limit({ key, permits, paused }) {
    const before = this.#limits.get(key);
    this.#limits.set(key, { permits, paused });
    const told = [];
    if (!before) return told;
    if (before.permits !== permits) told.push({ limit: key, text: `permits ${before.permits} → ${permits}` });
    if (before.paused !== paused) told.push({ limit: key, text: paused ? 'paused' : 'resumed' });
    return told;
  }
}
