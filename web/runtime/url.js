/**
 * Hash ↔ state. `#id` only moves the page; `#id?v=1&key=value…` also restores what the reader had changed.
 *
 * A link is hostile input: it is bounded in length, only keys of the schema are looked up (as own properties), every
 * value goes through `coerce`, and what does not fit is ignored. Nothing here throws on any string.
 */
import { coerce, effective, isTold, onGrid, same, strideOf, toThousandths, wellFormed } from "./state.js";

/** @typedef {import("./state.js").Schema} Schema @typedef {import("./state.js").State} State */

const version = "1";
/** Longer hashes are not read: 200 moved points take about 3,000 characters. */
export const maxHashLength = 16000;

/**
 * @param {string} hash with or without the `#`
 * @param {Schema} schema
 * @returns {{ id: string, edits: State | null }} `edits` null: the link says nothing about the state
 */
export function parseHash(hash, schema) {
  const text = hash.replace(/^#/, "");
  if (text.length > maxHashLength) return { id: "", edits: null };
  const split = text.indexOf("?");
  const id = decode(split < 0 ? text : text.slice(0, split)) ?? "";
  if (split < 0) return { id, edits: null };
  /** @type {Map<string, string>} */
  const pairs = new Map();
  for (const pair of text.slice(split + 1).split("&")) {
    const [key, ...rest] = pair.split("=");
    pairs.set(key, rest.join("="));
  }
  if (pairs.get("v") !== version) return { id, edits: null };
  /** @type {State} */
  const edits = {};
  for (const [key, raw] of pairs) {
    if (!Object.hasOwn(schema, key)) continue;
    const field = schema[key];
    const value = isTold(field) ? coerce(field, read(field, raw)) : undefined;
    if (value !== undefined) edits[key] = value;
  }
  return { id, edits };
}

/**
 * The hash of a view, with the `#`; "" for the top of an untouched page. Holds only what differs from the step's state.
 * @param {{ id: string, edits: State, step?: string | null }} view `id`: the element to move to; `step`: the step shown
 * @param {Schema} schema
 * @param {readonly import("./state.js").Step[]} [steps]
 */
export function formatHash({ id, edits, step = null }, schema, steps = []) {
  const base = effective(schema, steps, step);
  const pairs = Object.keys(schema)
    .filter((key) => Object.hasOwn(edits, key) && isTold(schema[key]) && !same(edits[key], base[key]))
    .map((key) => `${key}=${write(schema[key], edits[key])}`);
  const query = pairs.length ? `?v=${version}&${pairs.join("&")}` : "";
  return id || query ? `#${encodeURIComponent(id)}${query}` : "";
}

/** @param {string} text */
function decode(text) {
  try {
    return wellFormed(decodeURIComponent(text));
  } catch {
    return undefined; // a stray % is not ours
  }
}

/** A plain decimal, or NaN: `Number` alone would also take "", " 1", "0x10" and "Infinity". @param {string} text */
function decimal(text) {
  return /^-?\d{1,40}(\.\d{1,40})?(e[+-]?\d{1,3})?$/i.test(text) ? Number(text) : NaN;
}

/** @param {import("./state.js").Field} field @param {string} raw @returns {unknown} */
function read(field, raw) {
  switch (field.kind) {
    case "number":
      return decimal(raw);
    case "boolean":
      return raw === "1" ? true : raw === "0" ? false : undefined;
    case "choice":
    case "string":
      return decode(raw);
    case "numbers":
      return raw === "" ? [] : raw.split(",").map(decimal);
    case "points": {
      const [x0, x1, y0, y1] = field.bounds;
      const stride = strideOf(field);
      // A point that is no more is its index alone.
      const entries = (raw === "" ? [] : raw.split("~"))
        .map((entry) => entry.split(":").map(decimal))
        .map((entry) => (field.classes && entry.length === 1 ? [...entry, 0, 0, -1] : entry));
      if (entries.some((entry) => entry.length !== stride || !entry.every(Number.isInteger))) return undefined;
      return entries.flatMap(([index, x, y, ...label]) => [index, onGrid(x, x0, x1), onGrid(y, y0, y1), ...label]);
    }
  }
}

/** @param {import("./state.js").Field} field @param {import("./state.js").Value} value */
function write(field, value) {
  if (field.kind === "points") {
    const points = /** @type {readonly number[]} */ (value);
    const [x0, x1, y0, y1] = field.bounds;
    const stride = strideOf(field);
    const entries = [];
    for (let i = 0; i < points.length; i += stride) {
      const [index, x, y, ...label] = points.slice(i, i + stride);
      const place = [toThousandths(x, x0, x1), toThousandths(y, y0, y1), ...label];
      entries.push((label[0] === -1 ? [index] : [index, ...place]).join(":"));
    }
    return entries.join("~");
  }
  if (typeof value === "boolean") return value ? "1" : "0";
  // "1e+21" is written "1e21": some readers of links take + for a blank.
  if (typeof value !== "string") return String(value).replaceAll("e+", "e");
  return encodeURIComponent(value);
}
