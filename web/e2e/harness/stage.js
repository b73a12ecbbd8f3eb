// A page whose live connection the test holds in its hand: what the server would send, the test sends, to the frame.
// Everything else is the real server's: the page, its styles, its configuration where the test does not change it.
import { openPage } from './page.js';

const STATES = ['SCHEDULED', 'QUEUED', 'LOCK_CHECK', 'IN_PROGRESS', 'COMPLETE', 'FAILED', 'CANCELLED', 'TIMED_OUT'];
const NO_COUNTS = { scheduled: 0, queued: 0, lockCheck: 0, inProgress: 0, complete: 0, failed: 0, cancelled: 0, timedOut: 0 };
const TEN_LIMITS = Array.from({ length: 10 }, (_, index) => [index, String(index + 1), index + 1, 0, 0, 0]);
const NONE = { count: 0, p50: null, p95: null, p99: null, max: null };

export const metrics = (changed = {}) => ({
  at: Date.now(), perSecond: { submitted: 0, complete: 0, failed: 0, cancelled: 0, timedOut: 0 }, clients: 1,
  memory: { usedBytes: 83_886_080, maxBytes: 1_073_741_824 }, cpu: 0.04, wait: NONE, run: NONE, limits: [],
  events: { perSecond: 0, dropped: 0 }, ...changed,
});

/** @param {{ config?: object, state?: object }} changed what the configuration and the first snapshot say otherwise */
export async function openStage(browser, url, { config = {}, state = {}, ...options } = {}) {
  const socket = { current: null, channel: '', closed: false, opened: 0 };
  const now = {
    frame: 1, limits: TEN_LIMITS, tasks: [], counts: NO_COUNTS, queue: { used: 0, capacity: 10_000 }, workers: 10,
    cells: Array.from({ length: 10 }, (_, worker) => [worker, 0, 0, 0]), paused: false, draining: false, ...state,
  };
  const say = (event, data, channel) => socket.current?.send(JSON.stringify({ event, channel, data: JSON.stringify(data) }));
  const whole = ({ counts, ...rest }) => ({
    at: Date.now(), states: STATES, live: rest.tasks?.length ?? 0, dropped: 0, counts: { ...NO_COUNTS, ...counts }, ...rest,
  });
  const toFlow = (event, data) => say(event, data, socket.channel);

  function answer(text) {
    const { event, data } = JSON.parse(text);
    if (event === 'pusher:ping') say('pusher:pong', {});
    if (event !== 'pusher:subscribe') return;
    const isPresence = data.channel.startsWith('presence-');
    const members = isPresence ? { presence: { count: 1, ids: ['me'], hash: { me: {} } } } : {};
    say('pusher_internal:subscription_succeeded', members, data.channel);
    if (isPresence || !data.channel.endsWith('flow')) return;
    socket.channel = data.channel;
    toFlow('snapshot', whole(now));
  }

  async function prepare(page) {
    await page.routeWebSocket(/\/app\//, (route) => {
      if (socket.closed) return route.close();
      socket.current = route;
      socket.opened++;
      route.onMessage(answer);
      say('pusher:connection_established', { socket_id: '1.1', activity_timeout: 120 });
    });
    await page.route('**/api/pusher/auth', (route) => route.fulfill({
      json: { auth: 'key:signature', channel_data: JSON.stringify({ user_id: 'me', user_info: {} }) },
    }));
    await page.route('**/api/scenarios', (route) => route.fulfill({ json: { scenarios: [], running: null } }));
    await page.route('**/api/config', async (route) => {
      if (socket.closed) return route.abort();
      const response = await route.fetch();
      await route.fulfill({ response, json: { readOnly: false, maxPermits: 1_000, ...(await response.json()), ...config } });
    });
  }

  const opened = await openPage(browser, url, { prepare, ...options });
  return {
    ...opened,

    /** What is not named stays as it was; limits, tasks and cells are those that changed. */
    delta({ limits = [], tasks = [], cells = [], ...changed } = {}) {
      Object.assign(now, changed);
      for (const limit of limits) now.limits = now.limits.map((before) => (before[0] === limit[0] ? limit : before));
      for (const cell of cells) now.cells = now.cells.map((before) => (before[0] === cell[0] ? cell : before));
      now.frame++;
      toFlow('delta', whole({ ...now, from: now.frame, limits, tasks, cells }));
    },

    /** How often the page has connected so far. */
    connections: () => socket.opened,

    /** What the page learns with the next snapshot only. */
    changeUntold: (changed) => Object.assign(now, changed),

    measure: (changed) => toFlow('metrics', metrics(changed)),

    /** The server is gone, until `back()`. */
    async gone() {
      socket.closed = true;
      await socket.current.close();
    },

    back() {
      socket.closed = false;
    },
  };
}
