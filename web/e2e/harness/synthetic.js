// A server for measurements only. It serves the page as it was built, and feeds it a made-up stream over as much of the
// Pusher protocol as pusher-js needs: what is measured is the page alone, at a pace that no other server sets.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { WebSocketServer } from 'ws';
import { JAR } from './server.js';
import { config, metrics, Stream, TICK_MILLIS } from './synthetic-stream.js';
import { event, until } from './wait.js';

const TYPES = {
  '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2',
};

/** A page that does not keep up gets no more than this ahead of it: then it is waited for, and less is sent. */
const MAX_AHEAD_BYTES = 8_000_000;

const ANSWERS = {
  '/api/config': config,
  '/api/snapshot': {},
  '/api/flow': { paused: false, draining: false, scenario: null },
  '/api/scenarios': { scenarios: [], running: null },
  '/api/tasks': { tasks: [], next: null, total: 0 },
  '/api/limits': { limits: [] },
  '/api/pusher/auth': { auth: 'synthetic:0', channel_data: '{"user_id":"0"}' },
};

function builtPage() {
  if (process.env.ATOMICFLOW_WEB) return process.env.ATOMICFLOW_WEB;
  const places = [path.join(path.dirname(JAR), 'classes/web'), fileURLToPath(new URL('../../dist', import.meta.url))];
  const place = places.find((each) => existsSync(path.join(each, 'index.html')));
  if (!place) throw new Error(`The page is not built: looked at ${places.join(', ')}.`);
  return place;
}

export async function startSynthetic({ perSecond = 0, unnamed = 0, stream = new Stream({ perSecond, unnamed }) } = {}) {
  const place = builtPage();
  const sockets = new Set();

  async function answer({ url }, response) {
    const { pathname } = new URL(url, 'http://127.0.0.1');
    const json = ANSWERS[pathname];
    if (json) return response.setHeader('Content-Type', 'application/json').end(JSON.stringify(json));
    const file = path.join(place, pathname === '/' ? 'index.html' : path.normalize(pathname));
    const type = TYPES[path.extname(file)];
    if (!type || !existsSync(file)) return response.writeHead(404).end();
    return response.setHeader('Content-Type', type).end(await readFile(file));
  }

  const http = createServer(answer);
  const wire = new WebSocketServer({ server: http });
  const tell = (socket, name, data, channel) =>
    socket.send(JSON.stringify({ event: name, channel, data: JSON.stringify(data) }));

  wire.on('connection', (socket) => {
    tell(socket, 'pusher:connection_established', { socket_id: '1.1', activity_timeout: 120 });
    socket.on('message', (text) => {
      const { event: name, data } = JSON.parse(text);
      if (name === 'pusher:pong') socket.emit('read');
      if (name === 'pusher:ping') tell(socket, 'pusher:pong', {});
      if (name === 'pusher:unsubscribe' && data.channel === 'flow') sockets.delete(socket);
      if (name !== 'pusher:subscribe') return;
      const presence = { presence: { ids: ['0'], hash: { 0: {} }, count: 1 } };
      const members = data.channel.startsWith('presence-') ? presence : {};
      tell(socket, 'pusher_internal:subscription_succeeded', members, data.channel);
      if (data.channel !== 'flow') return;
      tell(socket, 'snapshot', stream.snapshot(), 'flow');
      sockets.add(socket);
    });
    socket.on('close', () => sockets.delete(socket));
  });

  const ahead = () => Math.max(0, ...[...sockets].map((socket) => socket.bufferedAmount));
  const send = (event, data) => sockets.forEach((socket) => tell(socket, event, data, 'flow'));
  /** Once the page has handled all that it was sent: it answers in order. */
  const read = () => Promise.all([...sockets].map((socket) => {
    const answered = event('The page reads all that it was sent', (resolve) => socket.once('read', resolve), 120_000);
    tell(socket, 'pusher:ping', {});
    return answered;
  }));
  const beat = setInterval(() => send('metrics', metrics(perSecond)), 1_000);

  await new Promise((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${http.address().port}`,
    stream,
    send,

    /**
     * Plays the stream in real time for so many seconds.
     * @param naive one frame an event, as they happen, in place of twenty a second
     * @returns {{ events: number, frames: number, behindMillis: number }} what was sent, and how long until it was read
     */
    async play(seconds, { naive = false } = {}) {
      const sent = { events: 0, frames: 0 };
      const start = performance.now();
      for (let tick = 0; tick < (seconds * 1_000) / TICK_MILLIS; tick++) {
        const tuples = stream.step();
        const part = naive ? Math.ceil(tuples.length / 10) : tuples.length;
        for (let from = 0, slice = 1; from < tuples.length; from += part, slice++) {
          await pause(Math.max(0, start + TICK_MILLIS * (naive ? tick + slice / 10 : tick + 1) - performance.now()));
          const frames = naive ? tuples.slice(from, from + part).map((tuple) => [tuple]) : [tuples];
          if (ahead() > MAX_AHEAD_BYTES) await until('The page reads', () => ahead() < MAX_AHEAD_BYTES / 2, 60_000);
          for (const tasks of frames) send('delta', stream.delta(tasks, naive ? [] : undefined));
          sent.events += frames.flat().length;
          sent.frames += frames.length;
        }
        if (performance.now() - start > seconds * 1_020) break; // it cannot be kept up: what was sent until now counts
      }
      const end = performance.now();
      await read();
      return { ...sent, behindMillis: performance.now() - end };
    },

    /**
     * Sends the frames of so many seconds as fast as they are read.
     * @param last lets all tasks end, so that none is live any more
     */
    async rush(seconds, { last = false } = {}) {
      const ticks = (seconds * 1_000) / TICK_MILLIS;
      for (let tick = 0; tick < ticks + (last ? Stream.tail : 0); tick++) {
        send('delta', stream.delta(stream.step(tick < ticks)));
        if (ahead() > MAX_AHEAD_BYTES) await until('The page reads', () => ahead() < MAX_AHEAD_BYTES / 2, 60_000);
      }
      await read();
    },

    async stop() {
      clearInterval(beat);
      for (const socket of wire.clients) socket.terminate();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}
