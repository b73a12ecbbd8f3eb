/** The share of the way to go in this frame: by elapsed time, so that motion looks the same at 30 and at 144 fps. */
export function easing(elapsedMillis, tauMillis) {
  return tauMillis <= 0 ? 1 : 1 - Math.exp(-elapsedMillis / tauMillis);
}
