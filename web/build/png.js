// Raster layers as PNG files. A decision surface has a few hundred colours at most (two hues, a hundred-odd opacities),
// so it is written with a palette where it fits: a third of the size of four bytes a pixel, and exactly the same picture.
import { encode } from "fast-png";

/**
 * @param {{ columns: number, rows: number, rgba: ArrayLike<number> }} raster  four bytes a pixel, row 0 on top
 * @returns {Uint8Array}
 */
export function encodePng({ columns, rows, rgba }) {
  const pixels = columns * rows;
  if (rgba.length !== 4 * pixels) throw new Error(`rgba: expected ${columns} x ${rows} x 4 bytes, got ${rgba.length}`);
  const size = { width: columns, height: rows, depth: /** @type {const} */ (8) };
  const colours = Uint32Array.from({ length: pixels }, (_, i) => colourAt(rgba, 4 * i));
  // In order of value, neighbouring opacities get neighbouring indices: the lines compress better. Opaque colours come
  // last because the encoder lists the opacities of the others only.
  const opaque = (/** @type {number} */ colour) => Number((colour & 255) === 255);
  const palette = [...new Set(colours)].sort((a, b) => opaque(a) - opaque(b) || a - b);
  if (palette.length > 256)
    return encode({ ...size, channels: 4, data: Uint8Array.from(rgba) }, { zlib: { level: 9 } });
  const indexOf = new Map(palette.map((colour, index) => [colour, index]));
  const data = Uint8Array.from(colours, (colour) => /** @type {number} */ (indexOf.get(colour)));
  const channels = palette.map((c) => [c >>> 24, (c >>> 16) & 255, (c >>> 8) & 255, c & 255]);
  return encode({ ...size, channels: 1, data, palette: channels }, { zlib: { level: 9 } });
}

/** @param {ArrayLike<number>} rgba @param {number} at */
const colourAt = (rgba, at) => ((rgba[at] << 24) | (rgba[at + 1] << 16) | (rgba[at + 2] << 8) | rgba[at + 3]) >>> 0;
