// Dragging by pointer, touch and keys. Listeners sit on the layer, once; the marks carry only their role and name.
//
// While a mark is held it follows the hand at once: the results that move it for real come a frame or two later, so a
// draw in between must not snap it back. It stays where the hand left it until a result agrees (or too much time has
// passed, should the model have refused the move).
import { pointer } from "d3-selection";
import { pointerMoves } from "./hand.js";

/** How long after the release the hand is believed more than the results, ms. */
const SETTLE = 600;
/** A key moves a mark by this share of the axis; with Shift by ten times as much. */
const KEY_STEP = 0.005;

/**
 * @typedef {object} Draggable  what a layer's listeners need; replaced on every draw
 * @property {[number, number]} xRange  viewBox units, ascending: marks cannot leave it
 * @property {[number, number]} yRange
 * @property {(datum: any) => [number, number]} at  the mark's place by the results, in viewBox units
 * @property {(datum: any, x: number, y: number, node: Element) => void} move  viewBox units
 * @property {(datum: any, x: number, y: number) => string} describe  what is announced after a move
 * @property {(text: string) => void} [announce]
 *
 * @typedef {object} Gesture
 * @property {Element} node
 * @property {number | null} pointerId  null for a run of keys
 * @property {[number, number]} start   where Escape brings it back to
 * @property {[number, number]} grip    from the mark's centre to the finger
 *
 * @typedef {object} Hold
 * @property {number} x
 * @property {number} y
 * @property {number} until  Infinity while the hand is on it
 */

/** @type {WeakMap<Element, Draggable>} */
const draggables = new WeakMap();
/** @type {WeakMap<Element, Hold>} */
const holds = new WeakMap();

/**
 * Makes the `.sw-draggable` children of `layer` movable.
 * @param {import("./frame.js").AnySelection} layer
 * @param {Draggable} draggable
 */
export function makeDraggable(layer, draggable) {
  const node = layer.node();
  const known = draggables.has(node);
  draggables.set(node, draggable);
  if (!known) listen(node);
  const marks = [...node.children];
  if (!marks.some((mark) => mark.getAttribute("tabindex") === "0")) marks[0]?.setAttribute("tabindex", "0");
}

/**
 * Where to show a mark: under the hand while it is held, else where the results say.
 * @param {Element} node
 * @param {[number, number]} result  viewBox units
 * @returns {[number, number]}
 */
export function heldPlace(node, [x, y]) {
  const hold = holds.get(node);
  if (!hold) return [x, y];
  const agrees = Math.abs(hold.x - x) < 1 && Math.abs(hold.y - y) < 1;
  if (hold.until !== Infinity && (agrees || Date.now() > hold.until)) {
    holds.delete(node);
    return [x, y];
  }
  return [hold.x, hold.y];
}

/** Whether the hand, not the results, decides where the mark is. @param {Element} node */
export const isHeld = (node) => holds.has(node);

/** @param {Element} layer */
function listen(layer) {
  /** @type {Gesture | null} */
  let gesture = null;
  const context = () => /** @type {Draggable} */ (draggables.get(layer));
  /** @param {Event} event */
  const markOf = (event) => /** @type {Element} */ (event.target).closest(".sw-draggable");
  /** @param {Element} node @returns {[number, number]} */
  const placeOf = (node) => heldPlace(node, context().at(datum(node)));

  /** @param {Element} node @param {number} x @param {number} y @param {number} until */
  function move(node, x, y, until) {
    const { xRange, yRange, move: report } = context();
    const inside = { x: clamp(x, xRange), y: clamp(y, yRange) };
    holds.set(node, { ...inside, until });
    report(datum(node), inside.x, inside.y, node);
  }
  /** @param {Element} node */
  function tell(node) {
    const { announce, describe } = context();
    announce?.(describe(datum(node), ...placeOf(node)));
  }
  /** The hand is off the mark, which stays where it is. */
  function end() {
    if (!gesture) return;
    const { node, pointerId } = gesture;
    gesture = null;
    node.classList.remove("sw-dragging");
    if (pointerId !== null && node.hasPointerCapture(pointerId)) node.releasePointerCapture(pointerId);
  }
  /** What is undone before a move has settled would be drawn where the hand had left it, and never again. */
  function letGo() {
    end();
    for (const mark of layer.children) holds.delete(mark);
  }
  /** @param {boolean} undo */
  function release(undo) {
    if (!gesture) return;
    const { node, start } = gesture;
    end();
    const [x, y] = undo ? start : placeOf(node);
    if (undo) move(node, x, y, Date.now() + SETTLE);
    else if (holds.has(node)) holds.set(node, { x, y, until: Date.now() + SETTLE });
    tell(node);
  }

  layer.addEventListener("pointerdown", (/** @type {any} */ event) => {
    const node = markOf(event);
    if (!node || event.button !== 0 || !event.isPrimary) return;
    event.preventDefault();
    /** @type {any} */ (node).focus({ preventScroll: true });
    node.setPointerCapture(event.pointerId);
    node.classList.add("sw-dragging");
    const start = placeOf(node);
    const [x, y] = pointer(event, layer);
    gesture = { node, pointerId: event.pointerId, start, grip: [x - start[0], y - start[1]] };
  });
  // `touch-action: none` on a mark is not enough: Chromium does not honour it on the children of an svg, and on the svg
  // itself it would keep a reader on a phone from scrolling past the figure.
  layer.addEventListener("touchstart", (event) => markOf(event) && event.preventDefault(), { passive: false });
  layer.addEventListener(pointerMoves(), (/** @type {any} */ event) => {
    if (gesture?.pointerId !== event.pointerId || !gesture) return;
    const [x, y] = pointer(event, layer);
    move(gesture.node, x - gesture.grip[0], y - gesture.grip[1], Infinity);
  });
  for (const type of ["pointerup", "pointercancel", "lostpointercapture"]) {
    layer.addEventListener(type, (/** @type {any} */ event) => {
      if (gesture && gesture.pointerId === event.pointerId) release(false);
    });
  }

  layer.addEventListener("keydown", (/** @type {any} */ event) => {
    const node = markOf(event);
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") letGo();
    if (!node || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") {
      if (gesture?.node !== node) return;
      event.preventDefault();
      release(true);
    } else if (event.key === "PageDown" || event.key === "PageUp") {
      event.preventDefault();
      focusNext(layer, node, event.key === "PageDown" ? 1 : -1);
    } else if (/^Arrow(Left|Right|Up|Down)$/.test(event.key)) {
      event.preventDefault();
      const { xRange, yRange } = context();
      const share = KEY_STEP * (event.shiftKey ? 10 : 1);
      const [x, y] = placeOf(node);
      if (gesture?.node !== node) gesture = { node, pointerId: null, start: [x, y], grip: [0, 0] };
      const right = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
      const down = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      const stepX = right * share * (xRange[1] - xRange[0]);
      const stepY = down * share * (yRange[1] - yRange[0]);
      move(node, x + stepX, y + stepY, Date.now() + SETTLE);
      tell(node);
    }
  });
  // A run of keys ends with the focus: what Escape undoes is the run, not the last key.
  layer.addEventListener("focusout", () => {
    if (gesture?.pointerId === null) gesture = null;
  });
  // A listener for the focus makes a group of an svg a stop for Tab in Chromium, unless it says that it is none.
  layer.setAttribute("tabindex", "-1");
  layer.addEventListener("focusin", (event) => {
    const node = markOf(event);
    if (node) setTabStop(layer, node);
  });
}

/** @param {Element} layer @param {Element} node @param {number} by */
function focusNext(layer, node, by) {
  const marks = [...layer.children];
  const next = marks[(marks.indexOf(node) + by + marks.length) % marks.length];
  /** @type {any} */ (next).focus();
}

/** @param {Element} layer @param {Element} node */
function setTabStop(layer, node) {
  for (const mark of layer.children) {
    const wanted = mark === node ? "0" : "-1";
    if (mark.getAttribute("tabindex") !== wanted) mark.setAttribute("tabindex", wanted);
  }
}

/** @param {Element} node */
const datum = (node) => /** @type {any} */ (node).__data__;

/** @param {number} value @param {[number, number]} range */
const clamp = (value, [low, high]) => Math.min(high, Math.max(low, value));
