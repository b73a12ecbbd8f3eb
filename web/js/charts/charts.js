// The charts: what is measured goes into the history even while nobody looks; it is drawn, once a second, while
// somebody does.
import { create } from '../view/dom.js';
import { createChart } from './chart.js';
import { History, WINDOW_MILLIS } from './history.js';
import { KINDS } from './kinds.js';
import { Markers } from './markers.js';

/** Times that only go forward, whatever happens to the clock of the machine. */
const steadyNow = () => performance.timeOrigin + performance.now();

export function createCharts(section, store) {
  const history = new History();
  const markers = new Markers();
  const tokens = getComputedStyle(document.documentElement);
  const token = (name) => tokens.getPropertyValue(`--${name}`).trim();
  const charts = KINDS.map((kind) => createChart(kind, history, markers, token));
  const title = create('h2', 'sr-only', 'Charts of the last five minutes');
  title.id = 'charts-title';
  section.append(title, ...charts.map(({ element }) => element));
  let drawn = '';

  store.onMeasured((metrics) => {
    markers.look(store, steadyNow());
    markers.forgetBefore(steadyNow() - WINDOW_MILLIS);
    history.add(metrics, store.counts, steadyNow());
  });

  function show() {
    markers.look(store, steadyNow());
    const state = `${history.version} ${markers.version}`;
    if (state === drawn) return;
    drawn = state;
    for (const chart of charts) chart.show(steadyNow());
  }

  function restyle() {
    for (const chart of charts) chart.restyle();
  }

  new MutationObserver(restyle).observe(document.documentElement, { attributeFilter: ['data-theme'] });
  document.fonts.ready.then(restyle);
  return show;
}
