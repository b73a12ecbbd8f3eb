// What stands still: the zones, the tracks, the slots, and the gate before IN PROGRESS.
import { slot } from './layout.js';
import { SLOT_PITCH } from './particles.js';

export function drawZones(context, space, palette) {
  context.strokeStyle = palette.faint;
  context.lineWidth = 1;
  dashed(context, space.queueStart, space.height);
  context.beginPath();
  for (const x of [space.edges[1], space.edges[3]]) vertical(context, x, space.height);
  context.stroke();
  context.globalAlpha = 0.55;
  context.beginPath();
  for (let y = space.track; y < space.height - 1; y += space.track) {
    context.moveTo(space.edges[1], Math.round(y) + 0.5);
    context.lineTo(space.width, Math.round(y) + 0.5);
  }
  context.stroke();
  context.globalAlpha = 1;
}

function vertical(context, x, height) {
  context.moveTo(Math.round(x) + 0.5, 0);
  context.lineTo(Math.round(x) + 0.5, height);
}

/** Left of it tasks are scheduled: not yet in the queue. */
function dashed(context, x, height) {
  context.setLineDash([2, 5]);
  context.beginPath();
  vertical(context, x, height);
  context.stroke();
  context.setLineDash([]);
}

/** A slot a permit: an outline while it is free, lit while it is held. */
export function drawSlots(context, space, limits, particles, palette, glow) {
  context.lineWidth = 1;
  limits.forEach(({ permits, held }, limit) => {
    const box = space.running(limit);
    const pitch = slot(box, permits, 0, SLOT_PITCH).pitch;
    const edge = Math.max(3, Math.min(pitch - 2, box.height));
    let unnamed = held; // a held permit whose task is not among the named ones still lights a slot
    for (let i = 0; i < permits; i++) if (particles.isSlotTaken(limit, i)) unnamed--;
    for (let i = 0; i < permits; i++) {
      const { x, y } = slot(box, permits, i, SLOT_PITCH);
      const taken = particles.isSlotTaken(limit, i) || unnamed-- > 0;
      if (taken) drawHeld(context, x, y, edge, palette.limit(limit), glow);
      else drawFree(context, x, y, edge, palette.faint);
    }
  });
}

function drawFree(context, x, y, edge, colour) {
  context.strokeStyle = colour;
  context.strokeRect(x - edge / 2, y - edge / 2, edge, edge);
}

function drawHeld(context, x, y, edge, colour, glow) {
  if (glow) {
    context.shadowColor = colour; // affordable here only: there are as many of these as permits, not as tasks
    context.shadowBlur = 12;
  }
  context.globalAlpha = 0.22;
  context.fillStyle = colour;
  context.fillRect(x - edge / 2, y - edge / 2, edge, edge);
  context.globalAlpha = 1;
  context.strokeStyle = colour;
  context.strokeRect(x - edge / 2, y - edge / 2, edge, edge);
  context.shadowBlur = 0;
}

/** Open while a permit is free: two short posts. Shut while all are held: a bar. It shines as a task passes. */
export function drawGate(context, space, limits, particles, palette, glow) {
  const x = Math.round(space.gate);
  limits.forEach(({ permits, held }, limit) => {
    const top = limit * space.track + 2;
    const length = space.track - 4;
    const passed = particles.passed[limit] ?? 0;
    if (glow && passed > 0.05) {
      const light = context.createLinearGradient(x - 14, 0, x + 14, 0);
      const colour = palette.limit(limit);
      light.addColorStop(0, `${colour}00`); // not `transparent`, which is a transparent black and fades through grey
      light.addColorStop(0.5, colour);
      light.addColorStop(1, `${colour}00`);
      context.globalAlpha = 0.7 * passed;
      context.fillStyle = light;
      context.fillRect(x - 14, top, 28, length);
      context.globalAlpha = 1;
    }
    context.fillStyle = palette.gate;
    if (held >= permits) {
      context.fillRect(x - 2, top, 4, length);
    } else {
      const post = length * 0.24;
      context.fillRect(x - 1, top, 2, post);
      context.fillRect(x - 1, top + length - post, 2, post);
    }
  });
}
