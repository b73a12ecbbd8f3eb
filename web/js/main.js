// Puts the page together: what arrives goes into the store, views draw from it, controls ask the server.
import { createCharts } from './charts/charts.js';
import { createBatches } from './controls/batches.js';
import { createFlowActions } from './controls/flow.js';
import { createScenarios } from './controls/scenarios.js';
import { createSettings } from './controls/settings.js';
import { createDrawer } from './drawer/drawer.js';
import { createHelp } from './keyboard/help.js';
import { listenToKeys, storedShortcuts, storeShortcuts } from './keyboard/shortcuts.js';
import { createAdjust } from './limits/adjust.js';
import { createLimits } from './limits/lanes.js';
import { ask, getConfig, post } from './live/api.js';
import { closeClient, openClient } from './live/client.js';
import { measured } from './live/roundTrip.js';
import { Socket } from './live/socket.js';
import { Store } from './live/store.js';
import { createLog } from './log/log.js';
import { Choice } from './state/choice.js';
import { createPipeline } from './pipeline/pipeline.js';
import { createTasks } from './tasks/tasks.js';
import { createThemeSwitch } from './theme/switch.js';
import { browserStorage } from './theme/theme.js';
import { createConnection } from './view/connection.js';
import { setAttribute, setText } from './view/dom.js';
import { createEmpty } from './view/empty.js';
import { watchForFaults } from './view/fault.js';
import { startLoop } from './view/loop.js';
import { createNumbers } from './view/numbers.js';
import { createShape } from './view/shapes.js';
import { createStatus } from './view/status.js';
import { createWorkers } from './workers/workers.js';

const byId = (id) => document.getElementById(id);
watchForFaults(window, byId('fault'));
const store = new Store();
const choice = new Choice(window);

const pipeline = createPipeline(byId('pipeline'), store, {
  isFocused: (limit) => choice.now.limit === '' || store.limits[limit]?.key === choice.now.limit,
});
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
const flowResult = byId('flow-result');
const say = (text, isProblem) => {
  setAttribute(flowResult, 'data-problem', String(isProblem));
  setText(flowResult, text);
};
const scenarios = createScenarios(byId('scenario'), store, { send: post, load: () => ask('GET', '/api/scenarios'), say });
const flow = createFlowActions(
  { pause: byId('pause'), cancelAll: byId('cancel-all'), reset: byId('reset') }, store, { send: post, say, wasReset: scenarios.refresh });

const openMeasured = (config) => measured(openClient(config), (millis) => store.answeredIn(millis));
const socket = new Socket(store, { getConfig, openClient: openMeasured, closeClient });
const tasks = createTasks(byId('tasks'), store, choice, { ask, post });
const drawer = createDrawer(byId('drawer'), store, choice, {
  ask, post, follow: (...given) => socket.follow(...given), focusOn: tasks.focusOn,
});
const log = createLog(byId('log'), store, choice);
const empty = createEmpty({ place: byId('empty'), button: byId('empty-start'), next: byId('controls') }, store, () => scenarios.begin('burst'));

let configured = null;
function configure() {
  if (store.config === configured) return;
  configured = store.config;
  setText(byId('version'), configured.version);
  settings.configure(configured);
  batches.configure(configured);
  scenarios.refresh();
}

const loop = startLoop({
  store,
  draw(now, elapsed) {
    workers(now);
    return pipeline.draw(now, elapsed);
  },
  figures: [configure, numbers, limits, charts, pipeline.fit, status, tasks.show, log],
  always: [connection, batches.show, flow.show, scenarios.show, empty, adjust.show, tasks.always, drawer.always],
});

const freeze = byId('freeze');
function toggleFreeze() {
  const on = freeze.getAttribute('aria-pressed') !== 'true';
  freeze.setAttribute('aria-pressed', String(on));
  loop.freeze(on);
}
freeze.addEventListener('click', toggleFreeze);
byId('rate').addEventListener('change', ({ target }) => loop.slowDown(Number(target.value)));
const theme = createThemeSwitch(byId('theme'), pipeline.restyle);

let keysWork = storedShortcuts(browserStorage);
const keys = [
  { keys: ['/'], label: 'Search tasks', does: () => document.querySelector('#tasks [type="search"]')?.focus() },
  { keys: [' '], label: 'Pause or resume all tasks', does: flow.togglePause },
  { keys: [...'1234567890'], shown: ['1', '…', '9', '0'], label: 'Choose the limit of the next batch; 0 is 10',
    does: (key) => settings.chooseLimit(Number(key) || 10) },
  { keys: ['f'], label: 'Freeze the picture, or let it go', does: toggleFreeze },
  { keys: ['t'], label: 'Change the theme', does: () => theme.next() },
  { keys: ['?'], label: 'Show these keys', does: () => help.open() },
];
const help = createHelp(byId('help'), byId('help-open'), keys, {
  isOn: () => keysWork,
  setOn(on) {
    keysWork = on;
    storeShortcuts(browserStorage, on);
  },
});
listenToKeys(document, keys, { isOn: () => keysWork, isDialogOpen: () => document.querySelector('dialog:modal') !== null });
socket.start();
