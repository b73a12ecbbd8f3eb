// One chart with everything around it: its name, the figures of its lines, its sentence, and the switch to its table.
import { create, setAttribute, setText } from '../view/dom.js';
import { createPlot } from './plot.js';
import { ago, lastChange, latest, summarise } from './summary.js';
import { createTable } from './table.js';

const SENTENCE_EVERY_MILLIS = 5_000;
const SVG = 'http://www.w3.org/2000/svg';

export function createChart(kind, history, markers, token) {
  const title = create('h3', 'chart-title', kind.title);
  const when = create('span', 'chart-when', kind.unit);
  const stale = create('span', 'chart-stale', 'Stale');
  const toggle = create('button', 'chart-toggle', 'Table');
  toggle.type = 'button';
  toggle.setAttribute('aria-pressed', 'false');
  toggle.setAttribute('aria-label', `Table of ${kind.title}`);
  const legend = create('ul', 'chart-legend');
  const figures = kind.lines.map((line) => {
    const figure = create('span', 'chart-value', '–');
    legend.append(create('li', '', sample(line), create('span', 'chart-name', line.label), figure));
    return figure;
  });
  const picture = create('div', 'chart-plot');
  picture.setAttribute('role', 'img');
  picture.setAttribute('aria-label', `${kind.title}: nothing measured yet.`);
  const table = createTable(kind, history, markers);
  table.element.hidden = true;
  const sentence = create('p', 'chart-sentence');
  const element = create('figure', 'panel chart', create('div', 'chart-head', title, when, stale, toggle), legend,
    create('div', 'chart-body', picture, table.element), sentence);
  element.dataset.chart = kind.id;
  title.id = `chart-${kind.id}`;
  element.setAttribute('aria-labelledby', title.id);

  let pointed = null;
  let saidAt = -Infinity;
  let hasSpoken = false;
  const plot = createPlot(picture, kind, history, markers, token, (index) => {
    pointed = index;
    showFigures();
  });

  function showFigures() {
    const back = pointed === null ? 0 : Math.max(0, history.size - 1 - pointed);
    kind.lines.forEach(({ name }, i) => setText(figures[i], kind.format(history.value(name, back))));
    setText(when, pointed === null ? kind.unit : ago(history.latestAt - history.value('at', back)));
  }

  function show(now) {
    showFigures();
    if (table.element.hidden) plot.draw();
    else table.show();
    if (now - saidAt < SENTENCE_EVERY_MILLIS && history.size > 1 && hasSpoken) return;
    saidAt = now;
    hasSpoken = kind.lines.some(({ name }) => history.highest(name) > 0); // until then whatever comes first is news
    const words = summarise(kind, history);
    setText(sentence, words);
    const change = lastChange(markers, history.latestAt);
    setAttribute(picture, 'aria-label', `${kind.title}. ${latest(kind, history)} ${words}${change}`);
  }

  toggle.addEventListener('click', () => {
    const asTable = table.element.hidden;
    table.element.hidden = !asTable;
    picture.hidden = asTable;
    setAttribute(toggle, 'aria-pressed', String(asTable));
    if (asTable) table.show();
    else plot.draw();
  });

  return { element, show, restyle: plot.restyle };
}

/** A piece of the line as it is drawn: what tells it apart without its colour is its dash. */
function sample({ colour, dash, width }) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 8');
  svg.setAttribute('class', 'chart-sample');
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(SVG, 'path');
  line.setAttribute('d', 'M0 4H24');
  line.setAttribute('stroke-width', String(width));
  line.setAttribute('stroke-dasharray', dash.join(' '));
  line.dataset.colour = colour;
  svg.append(line);
  return svg;
}
