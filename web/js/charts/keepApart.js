// Keeps the names at the ends of the lines readable where lines end together.

/** Pushes what lies too near apart, within the bounds. `names` are changed in place. */
export function keepApart(names, height, top, bottom) {
  names.sort((a, b) => a.y - b.y);
  let least = top;
  for (const name of names) {
    name.y = Math.max(name.y, least);
    least = name.y + height;
  }
  let most = bottom;
  for (const name of names.toReversed()) {
    name.y = Math.min(name.y, most);
    most = name.y - height;
  }
}
