/** What may leave a worker, and what of a run can be kept while the run goes on: plain data. */

/**
 * A copy of a value that can leave the worker: plain objects and arrays, with typed arrays copied once into buffers to
 * transfer. Kernel handles, functions and instances of classes are left out.
 * @param {unknown} value
 * @param {Set<ArrayBuffer>} transfer collects the buffers
 * @param {{ whole: boolean, entries: number }} [tally] learns whether anything was left out, and how many entries
 *   plain objects and arrays have
 * @returns {unknown}
 */
export function copyOut(value, transfer, tally = { whole: true, entries: 0 }) {
  /** @type {Map<object, unknown>} */
  const copies = new Map();
  const leaveOut = () => {
    tally.whole = false;
  };
  /** @param {any} item @returns {unknown} */
  const copy = (item) => {
    if (typeof item === "function" || typeof item === "symbol") return leaveOut();
    if (typeof item !== "object" || item === null) return item;
    if (copies.has(item)) return copies.get(item);
    if (ArrayBuffer.isView(item) && "slice" in item) {
      const view = /** @type {Float64Array<ArrayBuffer>} */ (item).slice();
      transfer.add(view.buffer);
      copies.set(item, view);
      return view;
    }
    const prototype = Object.getPrototypeOf(item);
    if (!Array.isArray(item) && prototype !== Object.prototype && prototype !== null) return leaveOut();
    /** @type {any} */
    const target = Array.isArray(item) ? [] : Object.create(null);
    copies.set(item, target);
    for (const [key, content] of Object.entries(item)) {
      tally.entries++;
      const copied = copy(content);
      if (copied !== undefined || content === undefined) target[key] = copied;
    }
    return target;
  };
  return copy(value);
}
