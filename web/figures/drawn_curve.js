// A curve that the reader draws: the heights of a few points, raised and lowered by a pen, a finger or keys. Before she has
// committed to it, it is all there is; afterwards it stands beside the true one, with the gap between them tinted.
import { pointer } from "d3-selection";
import { axisFormat, present, short } from "./frame.js";
import { pointerMoves } from "./hand.js";
import { linePath } from "./path.js";
import { t } from "../words/words.js";

/** A finger draws when it comes down this close to the curve, viewBox units; further off it scrolls the page. */
const reach = 44;

/**
 * @typedef {object} DrawnCurve
 * @property {string} key  of a state that holds numbers: the heights, one for each of `xs`
 * @property {number[]} xs  where the curve has its points, from left to right
 * @property {ArrayLike<number>} values  of that state
 * @property {number} step  of it: what an arrow key adds
 * @property {boolean} [done]  committed to: it cannot be drawn any more (false)
 * @property {ArrayLike<number> | null} [truth]  heights of the true curve: the gap is tinted
 * @property {{ at: number, text: string }} [parts]  index of a point, and words for how far the two are apart there
 * @property {string} [label]  at the curve's end ("your guess")
 * @property {string} [hint]  over the curve as long as it is flat ("Draw the curve you expect")
 *
 * @typedef {object} Board  what the listeners of a drawing need; replaced on every draw
 * @property {import("./frame.js").Plot} plot
 * @property {DrawnCurve} spec
 * @property {any} columns  selection of the handles; empty once the curve cannot be drawn any more
 * @property {(heights: readonly number[]) => void} show
 *
 * @typedef {object} Pen  a drawing gesture
 * @property {number} pointerId
 * @property {number[]} last  where it was
 * @property {readonly number[]} before  the heights, for Escape
 * @property {Set<number>} crossed  points that it has passed: only passing them again moves them
 */

/** @type {WeakMap<Element, Board>} */
const boards = new WeakMap();

/** @param {import("./frame.js").Plot} plot @param {DrawnCurve} spec */
export function drawnCurve(plot, spec) {
  const { key, xs, values, done = false, label = t("your guess"), hint = t("Draw the curve you expect") } = spec;
  const { live, edit, locked } = plot.options;
  const group = plot.layer(`drawn-${key}`);
  const heights = Array.from(values);
  const open = Boolean(live && edit && !locked?.(key) && !done);
  group
    .selectChildren(".sw-hit")
    .data(open ? [key] : [])
    .join((enter) => enter.insert("rect", ":first-child"))
    .attr("class", "sw-hit sw-canvas")
    .attr("x", plot.left)
    .attr("y", plot.top)
    .attr("width", plot.right - plot.left)
    .attr("height", plot.bottom - plot.top);
  drawGap(plot, group, spec, heights);
  const only = (/** @type {string} */ tag, /** @type {string} */ classes, /** @type {string[]} */ data) =>
    group
      .selectChildren(`.${classes.split(" ")[0]}`)
      .data(data)
      .join(tag)
      .attr("class", classes);
  const line = only("path", "sw-drawn sw-line sw-dashed sw-fresh", [key]);
  const end = only("text", "sw-line-label sw-fresh", [label]).text(String);
  const flat = heights.every((height) => height === heights[0]);
  only("text", "sw-label sw-strong", !done && flat ? [hint] : [])
    .attr("text-anchor", "middle")
    .attr("x", short((plot.left + plot.right) / 2))
    .attr("y", short(plot.y(heights[0]) - 26))
    .text(String);
  const columns = drawColumns(plot, group, spec, open);
  const show = (/** @type {readonly number[]} */ now) => {
    const points = now.map((height, i) => /** @type {[number, number]} */ ([plot.x(xs[i]), plot.y(height)]));
    const [x, y] = points[points.length - 1];
    line.attr("d", linePath(points));
    end.attr("x", short(x + 9)).attr("y", short(y + 4));
    columns
      .attr("transform", (_, i) => `translate(${points[i].map(short)})`)
      .attr("aria-valuenow", (_, i) => now[i])
      .attr("aria-valuetext", (_, i) => axisFormat(plot.y, plot.yAxis)(now[i]));
  };
  show(heights);
  const node = group.node();
  const known = boards.has(node);
  boards.set(node, { plot, spec, columns, show });
  if (open && !known) listen(node);
}

/**
 * The gap between the guess and the truth, and how wide it is at one place.
 * @param {import("./frame.js").Plot} plot @param {import("./frame.js").AnySelection} group @param {DrawnCurve} spec
 * @param {number[]} heights
 */
function drawGap(plot, group, { xs, truth, parts }, heights) {
  const known = truth && Array.from(truth).every(Number.isFinite) ? truth : null;
  const at = (/** @type {ArrayLike<number>} */ curve) =>
    xs.map((x, i) => /** @type {[number, number]} */ ([plot.x(x), plot.y(curve[i])]));
  group
    .selectChildren(".sw-gap")
    .data(known ? [known] : [])
    .join((enter) => enter.insert("path", ".sw-drawn"))
    .attr("class", "sw-gap sw-unfold")
    .attr("d", (curve) => linePath([...at(heights), ...at(curve).reverse()], true));
  const widths = known && parts ? [{ ...parts, from: at(heights)[parts.at], to: at(known)[parts.at] }] : [];
  const rule = group
    .selectChildren(".sw-rule")
    .data(widths)
    .join((/** @type {any} */ enter) => {
      const made = enter.append("g").attr("class", "sw-rule sw-unfold");
      made.append("path");
      made.append("text");
      return made;
    });
  const isLeft = (/** @type {{ from: number[] }} */ { from }) => from[0] > (plot.left + plot.right) / 2;
  rule.select("path").attr("d", ({ from, to }) => `M${short(from[0])},${short(from[1])}V${short(to[1])}`);
  rule
    .select("text")
    .attr("x", (d) => short(d.from[0] + (isLeft(d) ? -8 : 8)))
    .attr("y", ({ from, to }) => short((from[1] + to[1]) / 2 + 4))
    .attr("text-anchor", (d) => (isLeft(d) ? "end" : "start"))
    .text(({ text }) => text);
}

/**
 * The handles: to the keyboard and to a screen reader a row of upright sliders with one tab stop.
 * @param {import("./frame.js").Plot} plot @param {import("./frame.js").AnySelection} group @param {DrawnCurve} spec
 * @param {boolean} open
 */
function drawColumns(plot, group, { xs, label = t("your guess") }, open) {
  const [low, high] = plot.y.domain();
  const name = (/** @type {number} */ x) =>
    [label, [plot.xAxis?.title, axisFormat(plot.x, plot.xAxis)(x)].filter(Boolean).join(" ")].join(", ");
  return group
    .selectChildren(".sw-column")
    .data(open ? xs : [])
    .join((/** @type {any} */ enter) => {
      const made = enter
        .append("g")
        .attr("tabindex", (/** @type {number} */ _, /** @type {number} */ i) => (i ? -1 : 0));
      made.append("circle").attr("class", "sw-hit").attr("r", 16);
      made.append("circle").attr("class", "sw-dot sw-fresh").attr("r", 6);
      return made;
    })
    .attr("class", "sw-column sw-draggable")
    .attr("role", "slider")
    .attr("aria-orientation", "vertical")
    .attr("aria-valuemin", low)
    .attr("aria-valuemax", high)
    .attr("aria-label", name);
}

/** @param {Element} group  of a drawing; its listeners are made once */
function listen(group) {
  /** @type {Pen | null} */
  let pen = null;
  const board = () => /** @type {Board} */ (boards.get(group));
  const isOpen = () => !board().columns.empty();
  /** The heights as the page has them, which the picture may not have caught up with. @returns {readonly number[]} */
  const drawnSoFar = () => {
    const { plot, spec } = board();
    return present(plot.options, spec.key, Array.from(spec.values));
  };
  const put = (/** @type {readonly number[]} */ wanted) => {
    const { plot, spec, show } = board();
    const [low, high] = plot.y.domain();
    const heights = wanted.map((height) => Math.min(Math.max(height, low), high));
    plot.options.edit?.({ [spec.key]: heights });
    // At once: the results come a frame or two later.
    show(heights);
  };
  const focus = (/** @type {number} */ i) => {
    const nodes = board().columns.nodes();
    const column = nodes[Math.min(Math.max(i, 0), nodes.length - 1)];
    for (const node of nodes) node.setAttribute("tabindex", node === column ? "0" : "-1");
    column.focus({ preventScroll: true });
  };
  const places = () => board().spec.xs.map((x) => board().plot.x(x));
  const nearest = (/** @type {number} */ x) =>
    places().reduce((best, place, i, all) => (Math.abs(place - x) < Math.abs(all[best] - x) ? i : best), 0);

  /** Whether a finger that comes down here means the curve. @param {any} event a pointer's or a touch */
  const isNear = (event) => {
    const [x, y] = pointer(event, group);
    const heights = drawnSoFar();
    const xs = places();
    const i = nearest(x);
    const j = Math.min(Math.max(x < xs[i] ? i - 1 : i + 1, 0), xs.length - 1);
    const share = i === j ? 0 : (x - xs[i]) / (xs[j] - xs[i]);
    const curve = board().plot.y(heights[i] + Math.min(Math.max(share, 0), 1) * (heights[j] - heights[i]));
    return Math.abs(curve - y) <= reach;
  };

  /** Brings the points that the pen passes to its height, and the one that is under it. @param {PointerEvent} event */
  const draw = (event) => {
    if (!pen) return;
    const [x, y] = pointer(event, group);
    const [lastX, lastY] = pen.last;
    const { plot } = board();
    const heights = [...drawnSoFar()];
    places().forEach((place, i) => {
      if ((place - lastX) * (place - x) > 0 || lastX === x) return;
      heights[i] = plot.y.invert(lastY + ((place - lastX) / (x - lastX)) * (y - lastY));
      pen?.crossed.add(i);
    });
    const under = nearest(x);
    if (!pen.crossed.has(under)) heights[under] = plot.y.invert(y);
    pen.last = [x, y];
    put(heights);
  };

  group.addEventListener("pointerdown", (/** @type {any} */ event) => {
    if (!isOpen() || event.button !== 0 || !event.isPrimary) return;
    if (event.pointerType === "touch" && !isNear(event)) return;
    event.preventDefault();
    group.setPointerCapture(event.pointerId);
    const last = pointer(event, group);
    focus(nearest(last[0]));
    pen = { pointerId: event.pointerId, last, before: drawnSoFar(), crossed: new Set() };
    draw(event);
  });
  group.addEventListener(pointerMoves(), (/** @type {any} */ event) => {
    if (pen?.pointerId === event.pointerId) draw(event);
  });
  // As for marks: Chromium does not honour touch-action on the children of an svg.
  group.addEventListener(
    "touchstart",
    (/** @type {any} */ event) => isOpen() && isNear(event.touches[0]) && event.preventDefault(),
    { passive: false },
  );
  for (const type of ["pointerup", "pointercancel", "lostpointercapture"])
    group.addEventListener(type, (/** @type {any} */ event) => {
      if (pen?.pointerId !== event.pointerId) return;
      pen = null;
      const { plot, spec } = board();
      const [formatX, formatY] = [axisFormat(plot.x, plot.xAxis), axisFormat(plot.y, plot.yAxis)];
      const [y0, y1] = [drawnSoFar()[0], drawnSoFar()[spec.xs.length - 1]].map(formatY);
      const [x0, x1] = [spec.xs[0], spec.xs[spec.xs.length - 1]].map(formatX);
      plot.options.announce?.(t("Drawn from {y0} at {x0} to {y1} at {x1}.", { y0, x0, y1, x1 }));
    });

  group.addEventListener("keydown", (/** @type {any} */ event) => {
    const { plot, spec, columns } = board();
    const i = columns.nodes().indexOf(event.target);
    if (i < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const [low, high] = plot.y.domain();
    const heights = [...drawnSoFar()];
    const raise = (/** @type {number} */ height) => put(heights.with(i, height));
    const by = spec.step * (event.shiftKey ? 10 : 1);
    /** @type {{ [key: string]: () => void }} */
    const acts = {
      ArrowUp: () => raise(heights[i] + by),
      ArrowDown: () => raise(heights[i] - by),
      PageUp: () => raise(heights[i] + 10 * by),
      PageDown: () => raise(heights[i] - 10 * by),
      Home: () => raise(low),
      End: () => raise(high),
      ArrowRight: () => focus(i + 1),
      ArrowLeft: () => focus(i - 1),
    };
    if (event.key === "Escape" && pen) {
      put(pen.before);
      pen = null;
    } else if (Object.hasOwn(acts, event.key)) acts[event.key]();
    else return;
    event.preventDefault();
  });
}
