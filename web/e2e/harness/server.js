// The server under test: the packaged jar in a process of its own, on a port that it chooses.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { event } from './wait.js';

const here = path.dirname(fileURLToPath(import.meta.url));
export const JAR = process.env.ATOMICFLOW_JAR ?? path.resolve(here, '../../../atomic-flow-server/target/atomic-flow-server.jar');
const JVMS = '/usr/lib/jvm';
const ready = /http:\/\/127\.0\.0\.1:(\d+)/;
const running = new Set();

function killAll() {
  for (const child of running) child.kill('SIGKILL');
}

after(killAll); // a server that a failed test left behind would keep its file from ever ending
process.on('exit', killAll); // and where the tests were cut off

function java() {
  if (process.env.ATOMICFLOW_JAVA) return process.env.ATOMICFLOW_JAVA;
  const homes = existsSync(JVMS) ? readdirSync(JVMS).map((name) => path.join(JVMS, name)) : [];
  const newest = homes.map((home) => ({ home, version: versionOf(home) })).sort((a, b) => b.version - a.version)[0];
  const home = process.env.JAVA_HOME ?? (newest?.version > 0 ? newest.home : null);
  return home ? path.join(home, 'bin', 'java') : 'java';
}

function versionOf(home) {
  const release = path.join(home, 'release');
  if (!existsSync(release) || !existsSync(path.join(home, 'bin', 'java'))) return 0;
  return Number(/^JAVA_VERSION="(\d+)/m.exec(readFileSync(release, 'utf8'))?.[1] ?? 0);
}

/**
 * @param {number} port 0 lets the server choose; another one is for a restart in the same place
 * @param {{ args?: string[], env?: Record<string, string> }} options what else it is told
 */
export async function startServer(port = 0, { args = [], env = {} } = {}) {
  if (!existsSync(JAR)) throw new Error(`No server at ${JAR}: build it first, or name it in ATOMICFLOW_JAR.`);
  const child = spawn(java(), ['-jar', JAR, '--port', String(port), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const ended = new Promise((resolve) => child.once('close', resolve));
  ended.then(() => running.delete(child));

  let output = '';
  const url = await event('The server says where it listens', (resolve) => {
    const read = (chunk) => {
      output += chunk;
      const found = ready.exec(output);
      if (found) resolve(found[0]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', (chunk) => (output += chunk));
    ended.then(() => resolve(null));
  }, 60_000);
  if (!url) throw new Error(`The server ended before it listened:\n${output}`);

  return {
    url,
    port: Number(new URL(url).port),
    snapshot: async () => (await fetch(`${url}/api/snapshot`)).json(),
    inject: (request) => change(url, 'POST', '/api/tasks', request),
    change: (method, path, body) => change(url, method, path, body),
    ask: (method, path, body) => ask(url, method, path, body),
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      await event(`The server ends on ${signal}`, (resolve) => ended.then(resolve));
    },
  };
}

function ask(url, method, path, body) {
  return fetch(`${url}${path}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
}

/** The answer's JSON; anything but a success is thrown. */
async function change(url, method, path, body) {
  const response = await ask(url, method, path, body);
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.json();
}
