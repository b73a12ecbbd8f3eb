// One uPlot canvas: five minutes that end now, its lines in the colours of the theme, its markers and its line names.
import uPlot from 'uplot';
import { WINDOW_MILLIS } from './history.js';
import { gathered } from './markers.js';
import { atLeast, decades, decadeTicks, linearTicks, roundUp } from './scales.js';
import { keepApart } from './keepApart.js';

const WINDOW = WINDOW_MILLIS / 1000;
const MINUTES = [-300, -240, -180, -120, -60, 0];
const NARROW_BELOW = 420;
const FONT_SIZE = 11;
const NAME_HEIGHT = 13;

/** Labels of markers nearer to each other than this would lie over one another. */
const LABEL_WIDTH = 110;

/**
 * @param kind one of KINDS
 * @param {(name: string) => string} token the value of a colour token, or of `words`
 * @param {(index: number | null) => void} pointed hears which row the pointer is over
 */
export function createPlot(place, kind, history, markers, token, pointed) {
  const columns = [[], ...kind.lines.map(() => [])];
  const isLog = kind.scale === 'log';
  let plot = null;

  function build() {
    plot?.destroy();
    const { width, height } = place.getBoundingClientRect();
    plot = new uPlot(options(Math.max(1, Math.floor(width)), Math.max(1, Math.floor(height))), read(), place);
  }

  function read() {
    const latest = history.latestAt;
    history.read('at', columns[0]);
    columns[0].forEach((at, i) => { columns[0][i] = (at - latest) / 1000; });
    kind.lines.forEach(({ name }, i) => {
      const column = history.read(name, columns[i + 1]);
      if (isLog) column.forEach((value, row) => { column[row] = atLeast(value); });
    });
    return columns;
  }

  function options(width, height) {
    const narrow = width < NARROW_BELOW;
    const font = `${FONT_SIZE}px ${token('words')}`;
    const axis = { stroke: token('muted'), font, ticks: { show: false }, grid: { stroke: token('line'), width: 1 } };
    return {
      width,
      height,
      legend: { show: false },
      padding: [18, narrow ? 66 : 76, 0, 0],
      cursor: { y: false, drag: { setScale: false, x: false, y: false }, points: { size: 6 }, sync: { key: 'charts' } },
      scales: {
        x: { time: false, range: () => [-WINDOW, 0] },
        y: {
          distr: isLog ? 3 : 1,
          range: (_, low, high) => (isLog ? decades(low, high) : [0, roundUp(high ?? 0)]),
        },
      },
      axes: [
        {
          ...axis,
          size: 22,
          gap: 4,
          grid: { show: false },
          splits: () => MINUTES,
          values: (_, at) => at.map((x) => minutes(x, narrow)),
        },
        {
          ...axis,
          size: 54,
          gap: 6,
          splits: (u) => (isLog ? decadeTicks([u.scales.y.min, u.scales.y.max]) : linearTicks(u.scales.y.max)),
          filter: (_, splits) => splits,
          values: (_, values) => values.map((value) => tickLabel(kind, value)),
        },
      ],
      series: [{}, ...kind.lines.map(({ label, colour, dash, width: stroke }) => ({
        label, stroke: token(colour), dash, width: stroke, points: { show: false }, spanGaps: false,
      }))],
      hooks: {
        draw: [drawMarkers, drawNames],
        setCursor: [({ cursor }) => pointed(cursor.left < 0 ? null : cursor.idx ?? null)],
      },
    };
  }

  function drawMarkers(u) {
    const { ctx, bbox } = u;
    const ratio = devicePixelRatio || 1;
    const apart = (LABEL_WIDTH / (bbox.width / ratio)) * WINDOW_MILLIS;
    ctx.save();
    ctx.font = `${FONT_SIZE * ratio}px ${token('words')}`;
    ctx.textBaseline = 'alphabetic';
    ctx.textAlign = 'left';
    for (const { at } of markers.list) {
      const x = Math.round(u.valToPos((at - history.latestAt) / 1000, 'x', true));
      if (x < bbox.left || x > bbox.left + bbox.width) continue;
      ctx.fillStyle = token('edge');
      ctx.fillRect(x, bbox.top, ratio, bbox.height);
      ctx.fillStyle = token('ink');
      ctx.beginPath();
      ctx.moveTo(x - 4 * ratio, bbox.top - ratio);
      ctx.lineTo(x + 5 * ratio, bbox.top - ratio);
      ctx.lineTo(x + ratio / 2, bbox.top + 5 * ratio);
      ctx.fill();
    }
    for (const { at, label } of gathered(markers.list, apart)) {
      const x = u.valToPos((at - history.latestAt) / 1000, 'x', true);
      if (x < bbox.left) continue;
      const width = ctx.measureText(label).width;
      const last = bbox.left + bbox.width + 60 * ratio - width;
      ctx.fillText(label, Math.max(bbox.left, Math.min(x - width / 2, last)), bbox.top - 6 * ratio);
    }
    ctx.restore();
  }

  /** At the end of each line its name, moved apart where lines end together. */
  function drawNames(u) {
    if (history.size === 0) return;
    const { ctx, bbox } = u;
    const ratio = devicePixelRatio || 1;
    const names = kind.lines.map(({ name, label, colour }) => ({ label, colour, y: endOf(u, history.value(name)) }))
      .filter(({ y }) => y !== null);
    keepApart(names, NAME_HEIGHT * ratio, bbox.top + FONT_SIZE * ratio / 2, bbox.top + bbox.height);
    ctx.save();
    ctx.font = `${FONT_SIZE * ratio}px ${token('words')}`;
    ctx.textBaseline = 'middle';
    ctx.textAlign = 'left';
    for (const { label, colour, y } of names) {
      ctx.fillStyle = token(colour);
      ctx.fillText(label, bbox.left + bbox.width + 6 * ratio, y);
    }
    ctx.restore();
  }

  const endOf = (u, value) => (Number.isNaN(value) ? null : u.valToPos(isLog ? atLeast(value) : value, 'y', true));

  new ResizeObserver(([{ contentRect: { width, height } }]) => {
    if (plot && width > 0) plot.setSize({ width: Math.floor(width), height: Math.floor(height) });
  }).observe(place);

  return {
    draw() {
      if (plot === null) build();
      else plot.setData(read());
    },
    restyle() {
      if (plot !== null) build();
    },
  };
}

function minutes(seconds, narrow) {
  if (seconds === 0) return 'now';
  return narrow && seconds % 120 !== 0 ? '' : `−${-seconds / 60} min`;
}

function tickLabel({ scale, format }, value) {
  if (scale === 'linear') return format(value);
  if (value >= 1_000) return `${value / 1_000} s`;
  return `${value} ms`;
}
