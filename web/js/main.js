// Puts the page together: what arrives goes into the store, views draw from it, controls ask the server.
import { createCharts } from './charts/charts.js';
import { createBatches } from './controls/batches.js';
import { createSettings } from './controls/settings.js';
import { createAdjust } from './limits/adjust.js';
import { createLimits } from './limits/lanes.js';
import { ask, getConfig, post } from './live/api.js';
import { closeClient, openClient } from './live/client.js';
import { measured } from './live/roundTrip.js';
import { Socket } from './live/socket.js';
import { Store } from './live/store.js';
import { Choice } from './state/choice.js';
import { createPipeline } from './pipeline/pipeline.js';
import { createThemeSwitch } from './theme/switch.js';
import { createConnection } from './view/connection.js';
import { setText } from './view/dom.js';
import { startLoop } from './view/loop.js';
import { createNumbers } from './view/numbers.js';
import { createShape } from './view/shapes.js';
import { createStatus } from './view/status.js';
import { createWorkers } from './workers/workers.js';

const byId = (id) => document.getElementById(id);
const store = new Store();
const choice = new Choice(window);

const pipeline = createPipeline(byId('pipeline'), store);
const connection = createConnection({ pill: byId('connection'), banner: byId('banner'), root: document.documentElement }, store);
const numbers = createNumbers(document, store);
const adjust = createAdjust(byId('adjust'), store, (key, change) => ask('PATCH', `/api/limits/${encodeURIComponent(key)}`, change));
const limits = createLimits(byId('limits'), store, choice, adjust.open);
const workers = createWorkers(byId('workers'), store, choice);
const charts = createCharts(byId('charts'), store);
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
  draw(now, elapsed) {
    pipeline.draw(now, elapsed);
    workers(now);
  },
  figures: [configure, numbers, limits, charts, pipeline.fit, status],
  always: [connection, batches.show, adjust.show],
});

const freeze = byId('freeze');
freeze.addEventListener('click', () => {
  const on = freeze.getAttribute('aria-pressed') !== 'true';
  freeze.setAttribute('aria-pressed', String(on));
  loop.freeze(on);
});
createThemeSwitch(byId('theme'), pipeline.restyle);
const openMeasured = (config) => measured(openClient(config), (millis) => store.answeredIn(millis));
new Socket(store, { getConfig, openClient: openMeasured, closeClient }).start();
