// The canvas: takes what changed from the store, moves the particles, draws them. Rests while nothing moves.
import { Pixels, Rectangles } from './blocks.js';
import { detail, IMAGE, SHAPES } from './detail.js';
import { drawCrowds } from './drawCrowd.js';
import { drawGate } from './drawGate.js';
import { drawTasks, sortTasks } from './drawTasks.js';
import { drawSlots, drawZones } from './drawZones.js';
import { easing } from './easing.js';
import { layout } from './layout.js';
import { Lines, UNKNOWN } from './lines.js';
import { advance } from './motion.js';
import { readPalette } from './palette.js';
import { Particles } from './particles.js';

const TAU_MILLIS = 130;
const QUICK_TAU_MILLIS = 55;
const GATE_TAU_MILLIS = 260;

/** How much is left of what is not of the limit that is looked at; of what may be of it, more. */
const DIMMED = 0.16;
const PERHAPS = 0.4;

/** @param {{ isFocused: (limit: number) => boolean }} options tasks of limits that are not are dimmed */
export function createPipeline(canvas, store, { isFocused }) {
  const context = canvas.getContext('2d');
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  const particles = new Particles();
  const lines = new Lines();
  const rectangles = new Rectangles();
  const pixels = new Pixels();
  let palette = readPalette(document.documentElement);
  let space = layout(1, 1, 1);
  let pixel = 1;
  let level = SHAPES;
  let takenVersion = -1;
  let seen = '';
  let shades = [];
  let moving = true;
  let stale = true;

  function resize() {
    const { width, height } = canvas.getBoundingClientRect();
    const ratio = window.devicePixelRatio || 1;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    pixel = 1 / ratio;
    space = layout(width, height, store.limits.length);
    paintAtOnce();
  }

  /** Also while the picture is held still: a canvas that was resized is blank. */
  function paintAtOnce() {
    moving = true;
    level = levelNow();
    arrange();
    paint(performance.now());
  }

  /** @returns {boolean} whether there is more to be seen than the last time; metrics alone, for example, are not */
  function takeChanges(now) {
    const changes = store.takeChanges();
    particles.take(changes, now, calm.matches);
    const { limits, live, counts, paused } = store;
    const figures = JSON.stringify([limits, live, counts.scheduled, counts.queued, paused]);
    const changed = changes.rebuild || changes.tasks.size > 0 || figures !== seen;
    seen = figures;
    return changed;
  }

  function lookAt() {
    const focused = store.limits.map((_, limit) => isFocused(limit));
    const next = focused.map((is) => (is ? 1 : DIMMED));
    next[UNKNOWN] = focused.every(Boolean) ? 1 : PERHAPS;
    const changed = next.length !== shades.length || next.some((shade, limit) => shade !== shades[limit]);
    shades = next;
    return changed;
  }

  const levelNow = () => detail(level, Math.max(store.live, particles.live.size) + particles.ended.length);

  function arrange() {
    stale = false;
    lines.arrange(particles, space, store, level, pixel);
  }

  /** @returns {boolean} whether it is to be called again for the next frame, even if nothing else happens until then */
  function draw(now, elapsed) {
    if (takenVersion !== store.version) {
      takenVersion = store.version;
      if (takeChanges(now)) moving = stale = true;
    }
    if (lookAt()) moving = true;
    if (!moving) return false;
    particles.forgetFaded(now);
    const before = level;
    level = levelNow();
    if (stale || level !== before) arrange();
    const share = (tau) => easing(elapsed, calm.matches ? 0 : tau);
    moving = advance(particles, space,
      { share: share(TAU_MILLIS), quick: share(QUICK_TAU_MILLIS), dim: share(GATE_TAU_MILLIS), elapsed });
    paint(now);
    return moving;
  }

  function paint(now) {
    const view = { level, palette, now, glow: !calm.matches, shade: (limit) => shades[limit] ?? 1 };
    const blocks = level === IMAGE ? pixels : rectangles;
    blocks.begin(context, pixel);
    drawCrowds(blocks, lines, space, view);
    const sorted = sortTasks(particles, blocks, view);
    if (blocks === pixels) pixels.show();
    else context.clearRect(0, 0, space.width, space.height);
    drawZones(context, space, palette);
    drawSlots(context, space, store.limits, particles.slots, view);
    drawGate(context, space, store.limits, particles.passed, store.paused, view);
    if (blocks === rectangles) rectangles.show();
    drawTasks(context, particles, sorted, space, store.limits, view);
  }

  function fit() {
    const tracks = String(Math.max(1, store.limits.length));
    if (canvas.parentElement.style.getPropertyValue('--tracks') !== tracks) {
      canvas.parentElement.style.setProperty('--tracks', tracks);
      resize();
    }
  }

  new ResizeObserver(resize).observe(canvas);
  document.fonts.ready.then(resize);
  return {
    draw,
    fit,
    restyle() {
      palette = readPalette(document.documentElement);
      paintAtOnce();
    },
  };
}
