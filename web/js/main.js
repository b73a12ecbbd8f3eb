// Puts the page together: what arrives goes into the store, views draw from it, controls ask the server.
import { createBatches } from './controls/batches.js';
import { createSettings } from './controls/settings.js';
import { createDrawer } from './drawer/drawer.js';
import { ask, getConfig, post } from './live/api.js';
import { closeClient, openClient } from './live/client.js';
import { Socket } from './live/socket.js';
import { Store } from './live/store.js';
import { createLog } from './log/log.js';
import { Choice } from './state/choice.js';
import { createPipeline } from './pipeline/pipeline.js';
import { createTasks } from './tasks/tasks.js';
import { createThemeSwitch } from './theme/switch.js';
import { createConnection } from './view/connection.js';
import { setText } from './view/dom.js';
import { createLimits } from './view/limits.js';
import { startLoop } from './view/loop.js';
import { createNumbers } from './view/numbers.js';
import { createShape } from './view/shapes.js';
import { createStatus } from './view/status.js';

const byId = (id) => document.getElementById(id);
const store = new Store();
const choice = new Choice(window);

const pipeline = createPipeline(byId('pipeline'), store);
const connection = createConnection({ pill: byId('connection'), banner: byId('banner'), root: document.documentElement }, store);
const numbers = createNumbers(document, store);
const limits = createLimits(byId('limits'), store);
const status = createStatus(
  { line: byId('status'), announcement: byId('announcement'), sample: byId('sample'), picture: byId('pipeline') },
  store,
);

for (const place of document.querySelectorAll('[data-limit-shape]')) place.append(createShape(0));
const settings = createSettings(byId('settings'));
const batches = createBatches(
  { group: byId('batches'), reason: byId('batch-reason'), result: byId('batch-result') },
  store,
  { read: settings.read, send: (order) => post('/api/tasks', order) },
);

const socket = new Socket(store, { getConfig, openClient, closeClient });
const tasks = createTasks(byId('tasks'), store, choice, { ask, post });
const drawer = createDrawer(byId('drawer'), store, choice, {
  ask, post, follow: (...given) => socket.follow(...given), focusOn: tasks.focusOn,
});
const log = createLog(byId('log'), store, choice);

let configured = null;
function configure() {
  if (store.config === configured) return;
  configured = store.config;
  setText(byId('version'), configured.version);
  settings.configure(configured);
  batches.configure(configured);
}

const loop = startLoop({
  store,
  draw: pipeline.draw,
  figures: [configure, numbers, limits, pipeline.fit, status, tasks.show, log],
  always: [connection, batches.show, tasks.always, drawer.always],
});

const freeze = byId('freeze');
freeze.addEventListener('click', () => {
  const on = freeze.getAttribute('aria-pressed') !== 'true';
  freeze.setAttribute('aria-pressed', String(on));
  loop.freeze(on);
});
createThemeSwitch(byId('theme'), pipeline.restyle);
socket.start();
