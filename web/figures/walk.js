// Marks that walk: each mark has a place, and when a draw gives it a new one it glides there instead of jumping.
//
// d3-transition would do this for 14 KB of compressed script; a mark that only ever changes its place needs one loop.
// A new target in mid-walk starts from where the mark is seen, so a walk can be interrupted at any time.
import { short } from "./frame.js";

/**
 * @typedef {object} Place  where a mark is, and where it is going
 * @property {number} x
 * @property {number} y
 * @property {number} fromX
 * @property {number} fromY
 * @property {number} toX
 * @property {number} toY
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
  const current = places.get(node);
  if (current && current.toX === x && current.toY === y && (duration > 0 || !walking.has(node))) return;
  if (!current || duration === 0) {
    walking.delete(node);
    places.set(node, { x, y, fromX: x, fromY: y, toX: x, toY: y, start: NaN, duration: 0 });
    write(node, x, y);
    return;
  }
  places.set(node, {
    x: current.x,
    y: current.y,
    fromX: current.x,
    fromY: current.y,
    toX: x,
    toY: y,
    start: NaN,
    duration,
  });
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
  const at = places.get(node);
  if (!at || !node.isConnected) {
    walking.delete(node);
    return;
  }
  if (Number.isNaN(at.start)) at.start = now;
  const share = Math.min(1, (now - at.start) / at.duration);
  const eased = share < 0.5 ? 4 * share ** 3 : 1 - 4 * (1 - share) ** 3;
  at.x = at.fromX + (at.toX - at.fromX) * eased;
  at.y = at.fromY + (at.toY - at.fromY) * eased;
  write(node, at.x, at.y);
  if (share === 1) walking.delete(node);
}

/** @param {Element} node @param {number} x @param {number} y */
function write(node, x, y) {
  node.setAttribute("transform", `translate(${short(x)},${short(y)})`);
}
