// The eight states of a task: the word for each, and a mark, so that nothing is told by colour alone.
const WORDS = {
  SCHEDULED: 'Scheduled', QUEUED: 'Queue', LOCK_CHECK: 'Lock check', IN_PROGRESS: 'In progress',
  COMPLETE: 'Complete', FAILED: 'Failed', CANCELLED: 'Cancelled', TIMED_OUT: 'Timed out',
};

// Around 0,0 with a radius of 7, to be stroked. The gate is a bar, before or behind what waits or runs.
const MARKS = {
  SCHEDULED: 'M-5-5H5V5H-5Z',
  QUEUED: 'M-6-4.5H6M-6 0H6M-6 4.5H6',
  LOCK_CHECK: 'M5-6.5V6.5M-6 0H1M-2-3 1 0-2 3',
  IN_PROGRESS: 'M-4-6 6 0-4 6Z',
  COMPLETE: 'M-6 0-2 4.5 6-4.5',
  FAILED: 'M-5-5 5 5M5-5-5 5',
  CANCELLED: 'M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0M-6 0H6',
  TIMED_OUT: 'M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0M0-3.6V0H3',
};

const SVG = 'http://www.w3.org/2000/svg';

/** A state that this page does not know yet is shown by its own name. */
export const stateWord = (state) => WORDS[state] ?? state;

export function createStateMark() {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '-8 -8 16 16');
  svg.setAttribute('class', 'state-mark');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(document.createElementNS(SVG, 'path'));
  return svg;
}

export function setStateMark(svg, state) {
  if (svg.dataset.state === state) return;
  svg.dataset.state = state;
  svg.firstChild.setAttribute('d', MARKS[state] ?? '');
}
