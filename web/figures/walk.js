// Marks that walk: each mark has a place, and when a draw gives it a new one it glides there instead of jumping. What
// glides is a list of numbers, so that a line's ends or a bar's length can do as marks do.
//
// d3-transition would do this for 14 KB of compressed script; a mark that only ever changes its place needs one loop.
// A new target in mid-walk starts from where the mark is seen, so a walk can be interrupted at any time.
import { short } from "./frame.js";

/**
 * @typedef {(node: Element, numbers: number[]) => void} Write  shows the numbers on the element
 *
 * @typedef {object} Place  where a mark is, and where it is going
 * @property {number[]} at
 * @property {number[]} from
 * @property {number[]} to
 * @property {Write} write
 * @property {number} start  time stamp of the walk's first frame; NaN before it
 * @property {number} duration
 */

/** @type {WeakMap<Element, Place>} */
const places = new WeakMap();
/** @type {Set<Element>} */
const walking = new Set();
let scheduled = false;

/**
 * Puts a mark at (x, y) in viewBox units: at once on its first draw or when `duration` is 0, else by walking.
 * @param {Element} node
 * @param {number} x
 * @param {number} y
 * @param {number} [duration] ms
 */
export function place(node, x, y, duration = 0) {
  glide(node, [x, y], translate, duration);
}

/**
 * Brings the numbers that an element shows to new values: at once on its first draw or when `duration` is 0, else by
 * gliding. An element glides in one way only: by `place`, or always with the same `write`.
 * @param {Element} node
 * @param {number[]} to  always as many
 * @param {Write} write
 * @param {number} [duration] ms
 */
export function glide(node, to, write, duration = 0) {
  const current = places.get(node);
  if (current && current.to.every((value, i) => value === to[i]) && (duration > 0 || !walking.has(node))) return;
  if (!current || duration === 0) {
    walking.delete(node);
    places.set(node, { at: to, from: to, to, write, start: NaN, duration: 0 });
    write(node, to);
    return;
  }
  places.set(node, { at: current.at, from: current.at, to, write, start: NaN, duration });
  walking.add(node);
  schedule(node);
}

/** @param {Element} node */
function schedule(node) {
  const view = node.ownerDocument.defaultView;
  if (scheduled || !view) return;
  scheduled = true;
  view.requestAnimationFrame((now) => {
    scheduled = false;
    for (const walker of walking) advance(walker, now);
    const next = walking.values().next().value;
    if (next) schedule(next);
  });
}

/** @param {Element} node @param {number} now */
function advance(node, now) {
  const place = places.get(node);
  if (!place || !node.isConnected) {
    walking.delete(node);
    return;
  }
  if (Number.isNaN(place.start)) place.start = now;
  const share = Math.min(1, (now - place.start) / place.duration);
  const eased = share < 0.5 ? 4 * share ** 3 : 1 - 4 * (1 - share) ** 3;
  place.at = place.from.map((from, i) => from + (place.to[i] - from) * eased);
  place.write(node, place.at);
  if (share === 1) walking.delete(node);
}

/** @type {Write} */
function translate(node, [x, y]) {
  node.setAttribute("transform", `translate(${short(x)},${short(y)})`);
}
