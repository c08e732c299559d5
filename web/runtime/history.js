/**
 * What a run has yielded so far, so that a reader can go back through it. Kept are copies, because a generator may go on
 * writing into the arrays that it yielded. A yield that holds a kernel object cannot be kept: the object goes on changing.
 */
import { copyOut } from "./copy.js";

/** How much of the past of one run is kept, bytes. */
const usualLimit = 64e6;
/** What an entry of a plain object or array is taken to cost, bytes. */
const entryBytes = 16;

export class History {
  /** How many values have been yielded. */
  made = 0;
  /** Whether there is none after them. */
  ended = false;
  /** The index of the value that readers see. */
  shown = -1;
  /** @type {unknown} */
  #last = undefined;
  /** @type {Map<number, { copy: unknown, bytes: number }>} */
  #kept = new Map();
  #bytes = 0;
  /** Every so many values one is kept: doubled whenever the limit is reached. */
  #stride = 1;
  #limit;

  /**
   * The state key that is the position of each run.
   * @param {{ cells: { [name: string]: unknown }, state?: { [key: string]: unknown } }} model
   * @returns {Map<string, string>} cell → key
   */
  static positionsOf({ cells, state = {} }) {
    /** @type {Map<string, string>} */
    const positions = new Map();
    for (const [key, field] of Object.entries(state)) {
      const cell = /** @type {any} */ (field)?.of;
      if (cell === undefined) continue;
      if (!Object.hasOwn(cells, cell))
        throw new Error(`state.${key}: of "${cell}": no such cell; there are: ${Object.keys(cells).join(", ")}`);
      if (positions.has(cell))
        throw new Error(`state.${key}: "${cell}" has a position already, ${positions.get(cell)}`);
      positions.set(cell, key);
    }
    return positions;
  }

  /** @param {number} [limit] bytes that the copies may take, about */
  constructor(limit = usualLimit) {
    this.#limit = limit;
  }

  /** @param {unknown} value the next of the run */
  add(value) {
    const index = this.made++;
    this.#last = value;
    if (index % this.#stride) return;
    /** @type {Set<ArrayBuffer>} */
    const buffers = new Set();
    const tally = { whole: true, entries: 0 };
    const copy = copyOut(value, buffers, tally);
    if (!tally.whole) return;
    let bytes = tally.entries * entryBytes;
    for (const { byteLength } of buffers) bytes += byteLength;
    this.#kept.set(index, { copy, bytes });
    this.#bytes += bytes;
    while (this.#bytes > this.#limit && this.#kept.size > 1) this.#thin();
  }

  /** Whether the value at an index is still there. @param {number} index */
  has(index) {
    return index === this.made - 1 || this.#kept.has(index);
  }

  /** @param {number} index of one that is there */
  at(index) {
    return index === this.made - 1 ? this.#last : this.#kept.get(index)?.copy;
  }

  /** Forgets every other value: what stays still spans the whole run. */
  #thin() {
    this.#stride *= 2;
    for (const [index, { bytes }] of this.#kept)
      if (index % this.#stride) {
        this.#kept.delete(index);
        this.#bytes -= bytes;
      }
  }
}
