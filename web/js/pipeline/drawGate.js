// The gate between LOCK CHECK and IN PROGRESS, a leaf for each limit.

/**
 * Open while a permit is free: two short posts. Shut while all are held: a bar. Paused: a bar with the sign of a pause,
 * in the colour of a warning. It shines as a task passes.
 */
export function drawGate(context, space, limits, passed, paused, { palette, glow, shade }) {
  const x = Math.round(space.gate);
  limits.forEach((limit, index) => {
    const top = index * space.track + 2;
    const length = space.track - 4;
    if (glow && passed[index] > 0) shine(context, x, top, length, palette.limit(index), passed[index] * shade(index));
    if (paused || limit.paused) {
      drawPaused(context, x, top, length, palette);
    } else if (limit.held >= limit.permits) {
      context.fillStyle = palette.gate;
      context.fillRect(x - 2, top, 4, length);
    } else {
      const post = length * 0.24;
      context.fillStyle = palette.gate;
      context.fillRect(x - 1.5, top, 3, post);
      context.fillRect(x - 1.5, top + length - post, 3, post);
    }
  });
  if (paused) drawHeldBack(context, space, palette);
}

function shine(context, x, top, length, colour, strength) {
  const light = context.createLinearGradient(x - 14, 0, x + 14, 0);
  light.addColorStop(0, `${colour}00`); // not `transparent`, which is a transparent black and fades through grey
  light.addColorStop(0.5, colour);
  light.addColorStop(1, `${colour}00`);
  context.globalAlpha = 0.7 * strength;
  context.fillStyle = light;
  context.fillRect(x - 14, top, 28, length);
  context.globalAlpha = 1;
}

function drawPaused(context, x, top, length, palette) {
  context.fillStyle = palette.warn;
  context.fillRect(x - 2, top, 4, length);
  drawSign(context, x, top + length / 2, Math.min(9, length / 2 - 2), palette);
}

/** The whole flow is paused: nothing leaves the queue either. */
function drawHeldBack(context, space, palette) {
  const x = Math.round(space.edges[1]);
  context.fillStyle = palette.warn;
  context.fillRect(x - 2, 2, 4, space.height - 4);
  drawSign(context, x, space.height / 2, 15, palette);
}

function drawSign(context, x, y, radius, palette) {
  context.fillStyle = palette.warn;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
  context.fillStyle = palette.panel;
  const height = radius * 1.05;
  const width = Math.max(1.5, radius * 0.28);
  for (const side of [-1, 1]) context.fillRect(x + side * radius * 0.32 - width / 2, y - height / 2, width, height);
}
