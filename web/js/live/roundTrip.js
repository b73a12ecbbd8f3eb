// How long an answer takes: a Pusher ping on the open connection every few seconds, and the time until its pong.

const EVERY_MILLIS = 3_000;

/** One ping is under way at a time. An answer that outlasts the next turn counts as not known until it comes. */
export class RoundTrip {
  #send;
  #told;
  #now;
  #sentAt = null;

  /** @param {(millis: number | null) => void} told hears each measurement, and null where it is not known any more */
  constructor(send, told, now = () => performance.now()) {
    this.#send = send;
    this.#told = told;
    this.#now = now;
  }

  ping() {
    if (this.#sentAt !== null) return this.#told(null);
    this.#sentAt = this.#now();
    this.#send();
  }

  /** A pong that nothing was sent for measures nothing. */
  pong() {
    if (this.#sentAt === null) return;
    this.#told(this.#now() - this.#sentAt);
    this.#sentAt = null;
  }

  /** The connection is gone, and with it the answer. */
  forget() {
    this.#sentAt = null;
    this.#told(null);
  }
}

/** @returns the client that came in, now measured for as long as it is connected */
export function measured(client, told) {
  const trip = new RoundTrip(() => client.send_event('pusher:ping', {}), told);
  let timer = null;
  client.connection.bind('message', ({ event }) => event === 'pusher:pong' && trip.pong());
  client.connection.bind('state_change', ({ current }) => {
    clearInterval(timer);
    if (current !== 'connected') return trip.forget();
    trip.ping();
    timer = setInterval(() => trip.ping(), EVERY_MILLIS);
  });
  return client;
}
