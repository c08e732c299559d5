// Handles that set one number of the state: a vertical line on an axis, a grip at a distance from a place, and what other
// handles are made of. To the hand they are things to drag, to the keyboard and to a screen reader sliders.
import { pointer } from "d3-selection";
import { axisFormat, present, short } from "./frame.js";
import { pointerMoves } from "./hand.js";
import { place } from "./walk.js";

/** The value that a handle had when the drag began, for Escape. @type {WeakMap<Element, number>} */
const valuesBefore = new WeakMap();

/**
 * @typedef {object} Marker  a vertical line at a state value that the reader can drag or step
 * @property {string} key  of the state
 * @property {number} value
 * @property {string} [label]
 * @property {number} [min]  (the axis's ends)
 * @property {number} [max]
 * @property {number} [step]  (1)
 * @property {number} [from]  the value counts from here, data units (0)
 * @property {1 | -1} [sign]  and towards the right or the left (1)
 * @property {number} [top]  where the line begins and its handle sits, viewBox units (the plot's top)
 * @property {number} [bottom]  where it ends (the plot's bottom)
 * @property {boolean} [grip]  only the handle takes the finger, not the line: for several close together
 * @property {string} [name]  for screen readers (the label)
 * @property {string} [className]
 */

/** @param {import("./frame.js").Plot} plot @param {Marker} spec */
export function marker(plot, spec) {
  const domain = plot.x.domain();
  const { key, value, label, min = domain[0], max = domain.at(-1), step = 1, from = 0, sign = 1, grip = false } = spec;
  const { top = plot.top, bottom = plot.bottom, className = "" } = spec;
  const length = bottom - top;
  const handle = handleOf(plot, key, spec, className);
  const x = plot.x(from + sign * value);
  handle
    .select(".sw-hit")
    .attr("x", -14)
    .attr("y", grip ? -14 : Math.min(0, length) - 18)
    .attr("width", 28)
    .attr("height", grip ? 28 : short(Math.abs(length) + 18));
  handle.select("path").attr("d", `M0,0v${short(length)}`);
  handle.select("circle").attr("r", 6);
  const nearEnd = x > (plot.left + 2 * plot.right) / 3;
  handle
    .select("text")
    .attr("x", nearEnd ? -10 : 10)
    .attr("y", 4)
    .attr("text-anchor", nearEnd ? "end" : "start")
    .text(label ?? "");
  settle(plot, handle, x, top);
  const text = `${axisFormat(plot.x, plot.xAxis)(value)}${plot.xAxis?.unit ? ` ${plot.xAxis.unit}` : ""}`;
  makeSlider(plot, handle, {
    key,
    value,
    min,
    max,
    step,
    name: (spec.name ?? label) || plot.xAxis?.title || key,
    text,
    now: value,
    ends: [min, max],
    up: 1,
    at: ([pointerX]) => sign * (plot.x.invert(pointerX) - from),
  });
}

/**
 * The group of a handle, made on the first draw.
 * @param {import("./frame.js").Plot} plot
 * @param {string} key
 * @param {object} datum
 * @param {string} className
 */
export function handleOf(plot, key, datum, className) {
  const movable = Boolean(plot.options.live && plot.options.edit && !plot.options.locked?.(key));
  const handle = plot
    .layer(`marker-${key}`)
    .selectChildren(".sw-marker")
    .data([datum])
    .join((/** @type {any} */ enter) => {
      const made = enter.append("g");
      if (movable) made.append("rect").attr("class", "sw-hit");
      made.append("path");
      made.append("circle");
      made.append("text");
      return made;
    });
  const held = /** @type {any} */ (handle.node()).classList.contains("sw-dragging");
  const classes = ["sw-marker", className, movable && "sw-draggable", held && "sw-dragging"];
  return handle.attr("class", classes.filter(Boolean).join(" "));
}

/** @param {import("./frame.js").Plot} plot @param {any} handle @param {number} x @param {number} y viewBox units */
export function settle({ options: { live, reducedMotion } }, handle, x, y) {
  const node = handle.node();
  place(node, x, y, live && !reducedMotion && !node.classList.contains("sw-dragging") ? 200 : 0);
}

/**
 * What a finger and keys do to a handle.
 * @param {import("./frame.js").Plot} plot
 * @param {any} handle
 * @param {{ key: string, value: number, min: number, max: number, step: number, name: string, text: string, now: number,
 *   ends: number[], up: number, at: (place: [number, number]) => number }} slider
 *   `now` and `ends`: what is said of the value and its range; `up`: steps of the value for one to the right; `at`: the
 *   value for a place in viewBox units
 */
export function makeSlider(plot, handle, { key, value, min, max, step, name, text, now, ends, up, at }) {
  const { live, edit, locked } = plot.options;
  if (!live || !edit || locked?.(key)) return;
  handle
    .attr("role", "slider")
    .attr("tabindex", "0")
    .attr("aria-label", name)
    .attr("aria-orientation", "horizontal")
    .attr("aria-valuemin", ends[0])
    .attr("aria-valuemax", ends[1])
    .attr("aria-valuenow", now)
    .attr("aria-valuetext", text);

  const node = handle.node();
  const group = node.parentNode;
  // Keys may come faster than pictures: each adds to what the one before has made of the state.
  const held = () => Number(present(plot.options, key, value));
  const set = (/** @type {number} */ wanted) => {
    const rounded = Math.min(max, Math.max(min, min + Math.round((wanted - min) / step) * step));
    if (rounded !== held()) edit({ [key]: rounded });
  };
  const toPointer = (/** @type {PointerEvent} */ event) => set(at(pointer(event, group)));
  const dragging = () => node.classList.contains("sw-dragging");
  // The listeners of `.on` replace those of the last draw, so they always see the newest value; a drag goes on across
  // draws because what it needs to remember hangs on the element: its class, the captured pointer, the value before.
  handle
    .on("pointerdown", (/** @type {PointerEvent} */ event) => {
      if (event.button !== 0 || !event.isPrimary) return;
      event.preventDefault();
      node.focus({ preventScroll: true });
      node.setPointerCapture(event.pointerId);
      node.classList.add("sw-dragging");
      valuesBefore.set(node, held());
      toPointer(event);
    })
    // As for marks: Chromium does not honour touch-action on the children of an svg.
    .on("touchstart", (/** @type {Event} */ event) => event.preventDefault(), { passive: false })
    .on(pointerMoves(), (/** @type {PointerEvent} */ event) => dragging() && toPointer(event))
    .on("pointerup pointercancel lostpointercapture", () => node.classList.remove("sw-dragging"))
    .on("keydown", (/** @type {KeyboardEvent} */ event) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
      if (by) set(held() + up * by * step * (event.shiftKey ? 10 : 1));
      else if (event.key === "Home") set(up > 0 ? min : max);
      else if (event.key === "End") set(up > 0 ? max : min);
      else if (event.key === "Escape" && dragging()) set(valuesBefore.get(node) ?? value);
      else return;
      event.preventDefault();
    });
}
