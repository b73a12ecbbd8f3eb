// When a numbered frame may be merged. A client at frame L takes a delta that covers L + 1.

/** @returns {'apply' | 'old' | 'gap'} */
export function judge(lastFrame, delta) {
  if (delta.frame <= lastFrame) return 'old';
  return delta.from <= lastFrame + 1 ? 'apply' : 'gap';
}
