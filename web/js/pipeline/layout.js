// The geometry of the four zones. The queue is one box that all limits share; behind it every limit has a track.

/** The same shares as the columns of the zone headings in css/pipeline.css. */
const WIDE = [0.25, 0.29, 0.28, 0.18];
const NARROW = [0.22, 0.26, 0.28, 0.24];
const NARROW_BELOW = 560;
const SCHEDULED_SHARE = 0.3;
const GAP = 10;

export function layout(width, height, tracks) {
  const shares = width < NARROW_BELOW ? NARROW : WIDE;
  const edges = [0];
  for (const share of shares) edges.push(edges.at(-1) + share * width);
  const gap = width < NARROW_BELOW ? GAP / 2 : GAP;
  const track = height / Math.max(1, tracks);
  const queueStart = edges[1] * SCHEDULED_SHARE;
  const inner = (from, to, top, bottom) => ({ x: from + gap, y: top, width: to - from - 2 * gap, height: bottom - top });
  const row = (limit) => [limit * track + 3, (limit + 1) * track - 3];

  return {
    width,
    height,
    edges,
    track,
    gate: edges[2],
    queueStart,
    scheduled: inner(0, queueStart, gap, height - gap),
    queue: inner(queueStart, edges[1], gap, height - gap),
    middle: (limit) => (limit + 0.5) * track,
    /** Where who comes back enters the queue again. */
    entry: (limit) => ({ x: edges[1] - gap - 8, y: (limit + 0.5) * track }),
    waiting: (limit) => inner(edges[1], edges[2] - gap / 2, ...row(limit)),
    running: (limit) => inner(edges[2] + gap / 2, edges[3], ...row(limit)),
    ended: (limit) => inner(edges[3], edges[4], ...row(limit)),
  };
}

/** One slot a permit, from the gate on. */
export function slot(box, permits, index, maxPitch) {
  const pitch = Math.min(maxPitch, box.width / Math.max(permits, index + 1));
  return { x: box.x + (index + 0.5) * pitch, y: box.y + box.height / 2, pitch };
}
