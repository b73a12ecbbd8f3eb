// Places for those who have no order: at random to the eye, and always the same for the same id.

/** All bits of the id go into all bits of the answer: ids in a row must not stand in a row. */
function mixed(id) {
  let bits = Math.imul(id ^ (id >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** Across and down, each 0 to 1. */
const spreadX = (id) => (mixed(id) & 0xffff) / 0xffff;
const spreadY = (id) => (mixed(id) >>> 16) / 0xffff;

export const scatterX = (box, id) => box.x + box.width * spreadX(id);
export const scatterY = (box, id, margin = 0) => box.y + box.height * (margin + (1 - 2 * margin) * spreadY(id));
