// The canvas: takes what changed from the store, moves the particles, draws them. Rests while nothing moves.
import { detail, SHAPES } from './detail.js';
import { drawGate, drawSlots, drawZones } from './drawZones.js';
import { drawTasks } from './drawTasks.js';
import { easing } from './easing.js';
import { layout } from './layout.js';
import { readPalette } from './palette.js';
import { Particles } from './particles.js';

const TAU_MILLIS = 130;
const QUICK_TAU_MILLIS = 55;
const GATE_TAU_MILLIS = 260;

/** After the last change the picture needs this long to come to rest. */
const SETTLE_MILLIS = 2_500;

export function createPipeline(canvas, store) {
  const context = canvas.getContext('2d');
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  const particles = new Particles();
  let palette = readPalette(document.documentElement);
  let space = layout(1, 1, 1);
  let level = SHAPES;
  let drawnVersion = -1;
  let busyUntil = 0;

  function resize() {
    const { width, height } = canvas.getBoundingClientRect();
    const ratio = window.devicePixelRatio || 1;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    space = layout(width, height, store.limits.length);
    drawnVersion = -1;
  }

  function draw(now, elapsed) {
    if (drawnVersion !== store.version) {
      drawnVersion = store.version;
      busyUntil = now + SETTLE_MILLIS;
      particles.take(store.takeChanges(), now);
    }
    if (now > busyUntil) return;
    level = detail(level, particles.size);
    particles.forgetFaded(now);
    particles.arrange(space, store.limits, level);
    const share = (tau) => easing(elapsed, calm.matches ? 0 : tau);
    particles.advance(share(TAU_MILLIS), share(QUICK_TAU_MILLIS), share(GATE_TAU_MILLIS));

    const glow = !calm.matches;
    context.clearRect(0, 0, space.width, space.height);
    drawZones(context, space, palette);
    drawSlots(context, space, store.limits, particles, palette, glow);
    drawGate(context, space, store.limits, particles, palette, glow);
    drawTasks(context, particles, store.limits, level, palette, now);
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
      drawnVersion = -1;
    },
  };
}
