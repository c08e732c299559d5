// Adding and removing points of a scatter: by mouse and finger with a tool in the hand, by keys always.
//
// The tool is the author's state ("move", "remove", "add-<label>"), so that a row of pills can hold it. Where its key is told,
// a hand that is faster than the drawing has the tool that it took up, not the one that is drawn. Keys on a mark:
// Insert adds one of the same class beside it, Delete removes it. With a tool for adding, Enter adds one of that class.
import { pointer } from "d3-selection";
import { axisFormat, present } from "./frame.js";
import { t } from "../words/words.js";

/** A new point stands beside the mark that it was made from, by this share of the axis. */
const BESIDE = 0.04;
/** A press that moves further than this, in viewBox units, is a drag. */
const STILL = 6;

/**
 * @typedef {object} PointTools
 * @property {import("./scatter.js").Point[]} data  the points that are drawn
 * @property {string} edit  key of a `points` state with `classes`
 * @property {string} [tool]  "move", "remove", "add-0", "add-1", … ("move")
 * @property {string} [toolKey]  the state that holds the tool
 * @property {(label: number) => string} [classNameOf]  for screen readers ("class 1")
 * @property {string} [name]  of the scatter's layer ("marks")
 *
 * @typedef {Required<PointTools> & { plot: import("./frame.js").Plot }} Context
 */

/** @type {WeakMap<Element, Context>} */
const contexts = new WeakMap();

/**
 * Call after `scatter` on the same plot.
 * @param {import("./frame.js").Plot} plot
 * @param {PointTools} tools
 */
export function pointTools(
  plot,
  { tool = "move", toolKey = "", classNameOf = (label) => t("class {name}", { name: label }), name = "marks", ...rest },
) {
  if (!/^(move|remove|add-\d+)$/.test(tool))
    throw new Error(`tool: expected "move", "remove" or "add-" with a class number, got "${tool}"`);
  if (!plot.options.live || !plot.options.editPoint) return;
  const marks = /** @type {Element} */ (plot.layer(name).node());
  const ground = plot.layer(`${name}-ground`);
  const known = contexts.has(marks);
  contexts.set(marks, { ...rest, tool, toolKey, classNameOf, name, plot });
  const adds = tool.startsWith("add-");
  // Under the marks, so that a press on a mark is not one on the ground; a tap, not a drag: a page scrolls on.
  marks.before(/** @type {Element} */ (ground.node()));
  ground
    .selectChildren("rect")
    .data(adds || toolKey ? [tool] : [])
    .join("rect")
    .attr("class", adds ? "sw-hit sw-ground" : "sw-hit")
    .attr("role", adds ? "button" : null)
    .attr("tabindex", adds ? "0" : null)
    .attr("aria-label", adds ? t("Add a point of {name}", { name: classNameOf(Number(tool.slice(4))) }) : null)
    .attr("x", plot.left)
    .attr("y", plot.top)
    .attr("width", plot.right - plot.left)
    .attr("height", plot.bottom - plot.top);
  marks.classList.toggle("sw-removing", tool === "remove");
  if (!known) listen(marks, /** @type {Element} */ (ground.node()));
}

/** @param {Element} marks @param {Element} ground */
function listen(marks, ground) {
  const context = () => {
    const drawn = /** @type {Context} */ (contexts.get(marks));
    const { toolKey, tool, plot } = drawn;
    return toolKey ? { ...drawn, tool: present(plot.options, toolKey, tool) } : drawn;
  };
  /** @param {Event} event */
  const markOf = (event) => /** @type {any} */ (event.target).closest(".sw-mark");
  /** @type {{ mark: any, at: [number, number] } | null} */
  let press = null;

  ground.addEventListener("click", (/** @type {any} */ event) => {
    const { plot, tool } = context();
    if (!tool.startsWith("add-")) return;
    // The Enter of a screen reader has no place: the middle will do.
    const keyed = event.detail === 0 && event.clientX === 0;
    const [x, y] = keyed ? [(plot.left + plot.right) / 2, (plot.top + plot.bottom) / 2] : pointer(event, ground);
    add(marks, context(), x, y, labelInHand(context()));
  });
  ground.addEventListener("keydown", (/** @type {any} */ event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    const { plot } = context();
    add(marks, context(), (plot.left + plot.right) / 2, (plot.top + plot.bottom) / 2, labelInHand(context()));
  });
  marks.addEventListener("pointerdown", (/** @type {any} */ event) => {
    const mark = markOf(event);
    press = mark && context().tool === "remove" ? { mark, at: pointer(event, marks) } : null;
  });
  marks.addEventListener("pointerup", (/** @type {any} */ event) => {
    if (!press) return;
    const { mark, at } = press;
    const [x, y] = pointer(event, marks);
    press = null;
    // After the drag's own listener has let go of the mark.
    if (Math.abs(x - at[0]) + Math.abs(y - at[1]) <= STILL) queueMicrotask(() => remove(marks, context(), mark));
  });
  marks.addEventListener("keydown", (/** @type {any} */ event) => {
    const mark = markOf(event);
    if (!mark || event.altKey || event.ctrlKey || event.metaKey) return;
    const { tool, plot } = context();
    const enter = event.key === "Enter" || event.key === " ";
    if (event.key === "Delete" || event.key === "Backspace" || (enter && tool === "remove"))
      remove(marks, context(), mark);
    else if (event.key === "Insert" || (enter && tool.startsWith("add-"))) {
      const d = mark.__data__;
      const step = BESIDE * (plot.right - plot.left);
      const x = plot.x(d.x) + step;
      const label = event.key === "Insert" ? d.label : labelInHand(context());
      add(marks, context(), x > plot.right ? x - 2 * step : x, plot.y(d.y), label);
    } else return;
    event.preventDefault();
  });
}

/** @param {Context} context */
const labelInHand = ({ tool }) => Number(tool.slice(4));

/** @param {Element} marks @param {Context} context @param {number} x viewBox units @param {number} y @param {number} label */
function add(marks, { plot, data, edit, classNameOf }, x, y, label) {
  const { editPoint, announce } = plot.options;
  // Those that were added since the drawing, too: [index, x, y, label, …].
  const added = present(plot.options, edit, []).filter(
    (/** @type {number} */ _, /** @type {number} */ i) => i % 4 === 0,
  );
  const index = 1 + Math.max(-1, ...data.map((d) => d.index), ...added);
  const [dataX, dataY] = [plot.x.invert(x), plot.y.invert(y)];
  if (editPoint?.(edit, index, dataX, dataY, label) === false) {
    announce?.(t("There is no room for another point."));
    return;
  }
  const place = `${axisFormat(plot.x, plot.xAxis)(dataX)}, ${axisFormat(plot.y, plot.yAxis)(dataY)}`;
  announce?.(t("Added a point of {name} at {place}.", { name: classNameOf(label), place }));
  focusWhenDrawn(marks, index);
}

/** @param {Element} marks @param {Context} context @param {any} mark */
function remove(marks, { plot, edit, classNameOf }, mark) {
  const d = mark.__data__;
  const next = mark.nextElementSibling ?? mark.previousElementSibling;
  plot.options.editPoint?.(edit, d.index, d.x, d.y, -1);
  plot.options.announce?.(t("Removed a point of {name}.", { name: classNameOf(d.label) }));
  next?.focus({ preventScroll: true });
}

/** Gives the focus to a new mark as soon as the results have come that draw it. @param {Element} marks @param {number} index */
function focusWhenDrawn(marks, index) {
  const view = /** @type {any} */ (marks.ownerDocument.defaultView);
  if (!view?.MutationObserver) return;
  const observer = new view.MutationObserver(() => {
    const mark = [...marks.children].find((/** @type {any} */ child) => child.__data__?.index === index);
    if (!mark) return;
    observer.disconnect();
    /** @type {any} */ (mark).focus({ preventScroll: true });
  });
  observer.observe(marks, { childList: true });
  view.setTimeout(() => observer.disconnect(), 2000);
}
