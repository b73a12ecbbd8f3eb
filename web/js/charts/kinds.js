// The four charts: what they show, in which colour, dash and order. No two lines of a chart have the same dash.
import { count, shortDuration } from '../format.js';

const SOLID = [];
const DASHED = [7, 4];
const DOTTED = [2, 3];
const DASH_DOT = [9, 3, 2, 3];

const rate = (value) => (Number.isNaN(value) ? '–' : count(value));
const linear = { scale: 'linear', format: rate };
const percentiles = (prefix, what) => ({
  scale: 'log',
  format: shortDuration,
  lines: [
    { name: `${prefix}P50`, label: 'p50', said: `p50 ${what}`, colour: 'ok', dash: DOTTED, width: 1.5 },
    { name: `${prefix}P95`, label: 'p95', said: `p95 ${what}`, colour: 'limit-7', dash: SOLID, width: 2 },
    { name: `${prefix}P99`, label: 'p99', said: `p99 ${what}`, colour: 'warn', dash: DASHED, width: 1.5 },
  ],
});

export const KINDS = [
  {
    id: 'throughput', title: 'Ended per second', unit: 'tasks a second', ...linear,
    lines: [
      { name: 'complete', label: 'complete', said: 'complete', colour: 'ok', dash: SOLID, width: 2 },
      { name: 'failed', label: 'failed', said: 'failed', colour: 'fail', dash: DASHED, width: 2 },
      { name: 'timedOut', label: 'timed out', said: 'timed out', colour: 'warn', dash: DOTTED, width: 2 },
      { name: 'cancelled', label: 'cancelled', said: 'cancelled', colour: 'cancel', dash: DASH_DOT, width: 1.5 },
    ],
  },
  {
    id: 'depth', title: 'Depth', unit: 'tasks', ...linear,
    lines: [
      { name: 'queued', label: 'queued', said: 'queued', colour: 'ink', dash: SOLID, width: 2 },
      { name: 'lockCheck', label: 'lock check', said: 'waiting for a permit', colour: 'limit-3', dash: DASHED, width: 2 },
      { name: 'inProgress', label: 'in progress', said: 'in progress', colour: 'limit-10', dash: DOTTED, width: 2 },
    ],
  },
  { id: 'wait', title: 'Wait for a permit', unit: 'logarithmic', ...percentiles('wait', 'wait') },
  { id: 'run', title: 'Run', unit: 'logarithmic', ...percentiles('run', 'run') },
];
