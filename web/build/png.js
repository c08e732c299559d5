// Raster layers as PNG files. A decision surface has a few hundred colours at most (two hues, a hundred-odd opacities),
// so it is written with a palette where it fits: a third of the size of four bytes a pixel, and exactly the same picture.
import { constants, crc32, deflateSync } from "node:zlib";

/** @typedef {{ columns: number, rows: number, rgba: ArrayLike<number> }} Raster  four bytes a pixel, row 0 on top */

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Opacities of a still surface, of 255. Three are two levels of the strongest colour on paper: no eye tells them apart. */
const opacityStep = 3;

/**
 * The same picture with a third of its opacities. Those of a smooth surface are a hundred, which is more of a file than
 * the boundary that it shows.
 * @param {Raster} raster
 * @returns {Raster}
 */
export function withFewerOpacities({ columns, rows, rgba }) {
  const rounded = (/** @type {number} */ value) => Math.min(255, Math.round(value / opacityStep) * opacityStep);
  return { columns, rows, rgba: Uint8Array.from(rgba, (value, i) => (i % 4 === 3 ? rounded(value) : value)) };
}

/**
 * @param {Raster} raster
 * @returns {Uint8Array}
 */
export function encodePng({ columns, rows, rgba }) {
  const pixels = columns * rows;
  if (rgba.length !== 4 * pixels) throw new Error(`rgba: expected ${columns} x ${rows} x 4 bytes, got ${rgba.length}`);
  const colours = Uint32Array.from({ length: pixels }, (_, i) => colourAt(rgba, 4 * i));
  // In order of value, neighbouring opacities get neighbouring indices: the lines compress better. Opaque colours come
  // last because only the opacities of the others need to be listed.
  const opaque = (/** @type {number} */ colour) => Number((colour & 255) === 255);
  const palette = [...new Set(colours)].sort((a, b) => opaque(a) - opaque(b) || a - b);
  const hasPalette = palette.length <= 256;
  const indexOf = new Map(palette.map((colour, index) => [colour, index]));
  const bytes = hasPalette ? Uint8Array.from(colours, (colour) => Number(indexOf.get(colour))) : Uint8Array.from(rgba);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(columns, 0);
  header.writeUInt32BE(rows, 4);
  header.set([8, hasPalette ? 3 : 6], 8); // bits; a palette, or four bytes a pixel
  const opacities = palette.filter((colour) => !opaque(colour)).map((colour) => colour & 255);
  return Buffer.concat([
    Buffer.from(signature),
    chunk("IHDR", header),
    ...(hasPalette
      ? [
          chunk(
            "PLTE",
            palette.flatMap((c) => [c >>> 24, (c >>> 16) & 255, (c >>> 8) & 255]),
          ),
        ]
      : []),
    ...(hasPalette && opacities.length ? [chunk("tRNS", opacities)] : []),
    chunk("IDAT", smallest(bytes, rows, hasPalette ? 1 : 4)),
    chunk("IEND", []),
  ]);
}

/** @param {string} type @param {ArrayLike<number>} content */
function chunk(type, content) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), Uint8Array.from(content)]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** What a byte is told from, by its neighbours to the left, above, and above the left. @type {Array<(left: number, up: number, corner: number) => number>} */
const filters = [
  () => 0,
  (left) => left,
  (left, up) => up,
  (left, up) => (left + up) >> 1,
  (left, up, corner) => {
    const distances = [left, up, corner].map((near) => Math.abs(left + up - corner - near));
    return [left, up, corner][distances.indexOf(Math.min(...distances))];
  },
];

/** The lines under the filter that makes least of them. @param {Uint8Array} bytes @param {number} rows @param {number} each  bytes a pixel */
function smallest(bytes, rows, each) {
  const width = bytes.length / rows;
  const written = filters.map((filter, type) => {
    const lines = new Uint8Array(bytes.length + rows);
    for (let y = 0, to = 0; y < rows; y++) {
      lines[to++] = type;
      for (let x = 0, at = y * width; x < width; x++, at++) {
        const hasLeft = x >= each;
        const up = y > 0 ? bytes[at - width] : 0;
        lines[to++] =
          bytes[at] - filter(hasLeft ? bytes[at - each] : 0, up, hasLeft && y > 0 ? bytes[at - width - each] : 0);
      }
    }
    return deflateSync(lines, { level: constants.Z_BEST_COMPRESSION });
  });
  return written.reduce((least, next) => (next.length < least.length ? next : least));
}

/** @param {ArrayLike<number>} rgba @param {number} at */
const colourAt = (rgba, at) => ((rgba[at] << 24) | (rgba[at + 1] << 16) | (rgba[at + 2] << 8) | rgba[at + 3]) >>> 0;
