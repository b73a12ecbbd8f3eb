// What stands still: the zones, the tracks, the slots a permit each.
import { slot } from './layout.js';
import { SLOT_PITCH } from './lines.js';

/** Slots closer than this would be a smear: then one bar shows how many of them are taken. */
const MIN_SLOT_PITCH = 4;

/** A shadow costs more than all else in a frame: only where the slots are few and large does it pay. */
const MIN_GLOW_PITCH = 12;

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
export function drawSlots(context, space, limits, slots, { palette, glow, shade }) {
  context.lineWidth = 1;
  limits.forEach(({ permits, held }, limit) => {
    const box = space.running(limit);
    const { pitch } = slot(box, permits, 0, SLOT_PITCH);
    const alpha = shade(limit);
    if (pitch < MIN_SLOT_PITCH) {
      drawBar(context, box, held / permits, palette.limit(limit), palette.faint, alpha);
      return;
    }
    const edge = Math.max(3, Math.min(pitch - 2, box.height));
    let unnamed = held; // a held permit whose task is not among the named ones still lights a slot
    for (let i = 0; i < permits; i++) if (slots.isTaken(limit, i)) unnamed--;
    for (let i = 0; i < permits; i++) {
      const { x, y } = slot(box, permits, i, SLOT_PITCH);
      const taken = slots.isTaken(limit, i) || unnamed-- > 0;
      if (taken) drawHeld(context, x, y, edge, palette.limit(limit), glow && pitch >= MIN_GLOW_PITCH, alpha);
      else drawFree(context, x, y, edge, palette.faint);
    }
  });
}

function drawBar(context, { x, y, width, height }, share, colour, free, alpha) {
  context.fillStyle = colour;
  context.globalAlpha = 0.3 * alpha;
  context.fillRect(x, y + height * 0.2, width * Math.min(1, share), height * 0.6);
  context.globalAlpha = 1;
  context.strokeStyle = free;
  context.strokeRect(x, y + height * 0.2, width, height * 0.6);
}

function drawFree(context, x, y, edge, colour) {
  context.strokeStyle = colour;
  context.strokeRect(x - edge / 2, y - edge / 2, edge, edge);
}

function drawHeld(context, x, y, edge, colour, glow, alpha) {
  if (glow) {
    context.shadowColor = colour;
    context.shadowBlur = 12;
  }
  context.globalAlpha = 0.22 * alpha;
  context.fillStyle = colour;
  context.fillRect(x - edge / 2, y - edge / 2, edge, edge);
  context.globalAlpha = alpha;
  context.strokeStyle = colour;
  context.strokeRect(x - edge / 2, y - edge / 2, edge, edge);
  context.shadowBlur = 0;
  context.globalAlpha = 1;
}
