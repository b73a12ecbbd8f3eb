// Two ways to draw many small squares. Both take them in any order: `block` for each, then `show`.
//
// A square of one or two pixels fills less of its cell than a larger one does: a line that is twice as dense would look
// paler. So it has a halo, a pixel to the right and below, which makes up for that.
const haloOf = (size) => (size === 1 ? 0.45 : size === 2 ? 0.25 : 0);

/** How finely a fading mark pales. */
const SHADES = 8;
const MAX_COLOURS = 32;

/** Grouped by colour and alpha: a change of fillStyle costs more than a rectangle. Good to about 8,000. */
export class Rectangles {
  #groups = new Map();
  #context;
  #pixel;

  begin(context, pixel) {
    this.#context = context;
    this.#pixel = pixel;
  }

  block(x, y, edge, colour, alpha) {
    let shades = this.#groups.get(colour);
    if (!shades) this.#groups.set(colour, (shades = Array.from({ length: SHADES + 1 }, () => [])));
    // On whole pixels: an edge between two of them is a blur, and costs more.
    const left = Math.round((x - edge / 2) / this.#pixel) * this.#pixel;
    const top = Math.round((y - edge / 2) / this.#pixel) * this.#pixel;
    const halo = haloOf(Math.round(edge / this.#pixel));
    if (halo > 0) shades[Math.round(alpha * halo * SHADES)].push(left, top, edge + this.#pixel);
    shades[Math.round(alpha * SHADES)].push(left, top, edge);
  }

  show() {
    const context = this.#context;
    for (const [colour, shades] of this.#groups) {
      context.fillStyle = colour;
      shades.forEach((marks, shade) => {
        context.globalAlpha = shade / SHADES;
        for (let i = 0; shade > 0 && i < marks.length; i += 3) {
          context.fillRect(marks[i], marks[i + 1], marks[i + 2], marks[i + 2]);
        }
        marks.length = 0;
      });
    }
    if (this.#groups.size > MAX_COLOURS) this.#groups.clear(); // of a theme that is not shown any more
    context.globalAlpha = 1;
  }
}

/** Straight into the pixels of the canvas, which it replaces: to be shown before anything else is drawn. */
export class Pixels {
  width = 0;
  height = 0;
  words = new Uint32Array(0);
  #image = null;
  #context = null;
  #scale = 1;
  #colours = new Map();

  begin(context, pixel) {
    const { width, height } = context.canvas;
    this.#context = context;
    this.#scale = 1 / pixel;
    if (this.width !== width || this.height !== height) {
      this.width = width;
      this.height = height;
      this.words = new Uint32Array(width * height);
      this.#image = null;
    } else {
      this.words.fill(0);
    }
  }

  block(x, y, edge, colour, alpha) {
    const size = Math.max(1, Math.round(edge * this.#scale));
    const left = Math.round((x - edge / 2) * this.#scale);
    const top = Math.round((y - edge / 2) * this.#scale);
    const rgb = this.#rgb(colour);
    const halo = haloOf(size);
    if (halo > 0) this.#fill(left, top, size + 1, rgb | (Math.round(alpha * halo * 255) << 24));
    this.#fill(left, top, size, rgb | (Math.round(alpha * 255) << 24));
  }

  #fill(left, top, size, word) {
    const right = Math.min(this.width, left + size);
    const bottom = Math.min(this.height, top + size);
    for (let row = Math.max(0, top); row < bottom; row++) {
      const start = row * this.width;
      for (let at = start + Math.max(0, left); at < start + right; at++) this.words[at] = word;
    }
  }

  show() {
    this.#image ??= new ImageData(new Uint8ClampedArray(this.words.buffer), this.width, this.height);
    this.#context.putImageData(this.#image, 0, 0);
  }

  /** #rrggbb as the bytes R, G, B: the tokens are written that way. */
  #rgb(colour) {
    let bytes = this.#colours.get(colour);
    if (bytes === undefined) {
      const rgb = parseInt(colour.slice(1), 16);
      bytes = ((rgb >> 16) & 0xff) | (rgb & 0xff00) | ((rgb & 0xff) << 16);
      this.#colours.set(colour, bytes);
    }
    return bytes;
  }
}
