// What each cut of a feature would gain, along the feature's own axis; the cut under the hand is a line in the scatter.
import { pointer } from "d3-selection";
import { formatMeasured, formatNumber } from "./format.js";
import { axisFormat, present, short } from "./frame.js";
import { pointerMoves } from "./hand.js";
import { linePath } from "./path.js";
import { t } from "../words/words.js";

/** The cut before a drag, for Escape and for a finger that meant to scroll. @type {WeakMap<Element, Cut | null>} */
const cutsBefore = new WeakMap();

/** Where a finger came down that has not moved yet. @type {WeakMap<Element, Touch>} */
const touchesBefore = new WeakMap();

/**
 * @typedef {{ feature: number, threshold: number }} Cut
 *
 * @typedef {object} Splits  the kernels' candidateSplits, of which these are read
 * @property {ArrayLike<number>} feature
 * @property {ArrayLike<number>} threshold
 * @property {ArrayLike<number>} gain
 * @property {number} best  −1: none
 *
 * @typedef {object} GainsSpec
 * @property {Splits} splits
 * @property {number} feature  the column whose cuts are drawn
 * @property {"x" | "y"} [along]  which of the plot's axes is the feature's ("x"); the other is that of the gain
 * @property {import("./frame.js").Plot} [scatter]  the plot with the same axis on which the cut shows as a line
 * @property {[number, number]} [within]  ends of that line on the scatter's other axis (all of it)
 * @property {Cut | null} [cut]  the cut in force, of this feature or of another
 * @property {{ feature: string, threshold: string }} [edit]  keys of number states that a drag or a key sets
 * @property {string} [featureName]  (the axis's title)
 * @property {string} [shortName]  what the line above the chart calls it, where there is little room (featureName)
 * @property {string} [name]  of the layers ("gains")
 */

/**
 * @param {import("./frame.js").Plot} plot  with two axes
 * @param {GainsSpec} spec
 */
export function gains(plot, spec) {
  const { splits, feature, along = "x", scatter, within, cut = null, name = "gains" } = spec;
  const flat = along === "x";
  const [scale, axis] = flat ? [plot.x, plot.xAxis] : [plot.y, plot.yAxis];
  const ofGain = flat ? plot.y : plot.x;
  /** @type {number[]} */
  const mine = Array.from(splits.threshold, (_, i) => i).filter((i) => splits.feature[i] === feature);
  /** @param {number} i @returns {[number, number]} */
  const at = (i) =>
    flat ? [scale(splits.threshold[i]), ofGain(splits.gain[i])] : [ofGain(splits.gain[i]), scale(splits.threshold[i])];
  const points = mine.map(at);
  const foot = flat ? plot.bottom : plot.left;
  const onFoot = (/** @type {[number, number]} */ [x, y]) =>
    /** @type {[number, number]} */ (flat ? [x, foot] : [foot, y]);

  const group = plot.layer(name);
  const part = (/** @type {string} */ className, /** @type {string[]} */ paths) =>
    group
      .selectChildren(`.${className.replace(" ", ".")}`)
      .data(paths)
      .join("path")
      .attr("class", className)
      .attr("d", (d) => d);
  const ends = points.length ? [onFoot(points[0]), ...points, onFoot(points[points.length - 1])] : [];
  part("sw-band sw-fresh", points.length ? [linePath(ends, true)] : []);
  part("sw-gain-line", points.length ? [linePath(points)] : []);
  const top = mine.reduce((best, i) => (best < 0 || splits.gain[i] > splits.gain[best] ? i : best), -1);
  const peaks = top < 0 ? [] : [top];
  group
    .selectChildren(".sw-gain-best")
    .data(peaks)
    .join("circle")
    .attr("class", (i) => `sw-gain-best${i === splits.best ? " is-best" : ""}`)
    .attr("r", (i) => (i === splits.best ? 6 : 4))
    .attr("cx", (i) => short(at(i)[0]))
    .attr("cy", (i) => short(at(i)[1]));

  const inForce = cut?.feature === feature ? nearest(splits, mine, cut.threshold) : -1;
  const title = spec.featureName ?? axis?.title ?? t("column {place}", { place: feature + 1 });
  const say = (/** @type {number} */ i, called = title) => {
    const threshold = formatMeasured(splits.threshold[i]);
    return t("{cut} gains {gain}", {
      cut: `${called} ≤ ${threshold}${axis?.unit ? ` ${axis.unit}` : ""}`,
      gain: gainText(plot, flat, splits.gain[i]),
    });
  };
  drawCut(plot, { name: `${name}-cut`, flat, at: inForce < 0 ? null : scale(splits.threshold[inForce]) });
  if (scatter) {
    const other = flat ? scatter.y : scatter.x;
    const span = within ? within.map(other) : undefined;
    const line = (/** @type {string} */ layer, /** @type {number} */ i) =>
      drawCut(scatter, {
        name: layer,
        flat,
        className: layer.endsWith("hover") ? "sw-cut is-hovered" : "sw-cut",
        span: /** @type {[number, number] | undefined} */ (span),
        at: i < 0 ? null : (flat ? scatter.x : scatter.y)(splits.threshold[i]),
      });
    line(`${name}-${feature}-cut`, inForce);
    if (plot.options.live) handle(plot, spec, { mine, inForce, peak: top, flat, scale, say, line });
  } else if (plot.options.live) handle(plot, spec, { mine, inForce, peak: top, flat, scale, say, line: () => {} });
}

/**
 * The features by the best that a cut of each gains, in words.
 * @param {{ splits: Splits, featureNames: string[], units?: string[] }} spec
 */
export function gainsSummary({ splits, featureNames, units }) {
  const rows = bestOf(splits);
  if (!rows.length) return t("There is nothing to cut.");
  const said = rows.map(({ feature, threshold, gain }) =>
    t("{cut} gains {gain}", {
      cut: `${featureNames[feature]} ≤ ${formatMeasured(threshold)}${units?.[feature] ? ` ${units[feature]}` : ""}`,
      gain: formatNumber(gain, 3),
    }),
  );
  const taken =
    splits.best < 0
      ? t("None gains enough.")
      : t("The greedy learner takes {feature}.", { feature: featureNames[splits.feature[splits.best]] });
  return `${t("The best cut of each: {cuts}.", { cuts: said.join("; ") })} ${taken}`;
}

/**
 * Every cut with its gain.
 * @param {{ splits: Splits, featureNames: string[], units?: string[], caption?: string }} spec
 * @returns {import("./table.js").TableTwin}
 */
export function gainsTable({ splits, featureNames, units, caption = t("What each cut would gain") }) {
  return {
    caption,
    columns: [t("feature"), t("threshold"), t("unit"), t("gain")],
    rows: Array.from(splits.threshold, (threshold, i) => [
      featureNames[splits.feature[i]],
      formatMeasured(threshold),
      units?.[splits.feature[i]] ?? "",
      formatNumber(splits.gain[i], 4),
    ]),
  };
}

/** @param {Splits} splits @returns {Array<Cut & { gain: number }>} */
function bestOf({ feature, threshold, gain }) {
  /** @type {Map<number, Cut & { gain: number }>} */
  const best = new Map();
  Array.from(threshold).forEach((value, i) => {
    const known = best.get(feature[i]);
    if (!known || gain[i] > known.gain) best.set(feature[i], { feature: feature[i], threshold: value, gain: gain[i] });
  });
  return [...best.values()].sort((a, b) => b.gain - a.gain);
}

/** @param {import("./frame.js").Plot} plot @param {boolean} flat @param {number} gain */
function gainText(plot, flat, gain) {
  const axis = flat ? plot.yAxis : plot.xAxis;
  return axis?.format ? axis.format(gain) : formatNumber(gain, 3);
}

/** @param {Splits} splits @param {number[]} mine @param {number} threshold @returns {number} the candidate there; −1: none */
function nearest({ threshold: at }, mine, threshold) {
  return mine.reduce(
    (best, i) => (best < 0 || Math.abs(at[i] - threshold) < Math.abs(at[best] - threshold) ? i : best),
    -1,
  );
}

/**
 * A line across a plot.
 * @param {import("./frame.js").Plot} plot
 * @param {{ name: string, flat: boolean, at: number | null, span?: [number, number], className?: string }} spec  viewBox units
 */
function drawCut(plot, { name, flat, at, span, className = "sw-cut" }) {
  const [from, to] = (span ?? (flat ? [plot.top, plot.bottom] : [plot.left, plot.right])).map(short);
  plot
    .layer(name)
    .selectChildren("path")
    .data(at === null ? [] : [short(at)])
    .join("path")
    .attr("class", className)
    .attr("d", (d) => (flat ? `M${d},${from}V${to}` : `M${from},${d}H${to}`));
}

/**
 * The whole chart can be pressed; for the keyboard it is a slider that stops at every candidate.
 * @param {import("./frame.js").Plot} plot
 * @param {GainsSpec} spec
 * @param {{ mine: number[], inForce: number, peak: number, flat: boolean, scale: any, say: (i: number, called?: string) => string, line: (layer: string, i: number) => void }} chart
 */
function handle(plot, { splits, feature, edit, cut = null, featureName, shortName, name = "gains" }, chart) {
  const { mine, inForce, peak, flat, scale, say, line } = chart;
  const { options } = plot;
  const axis = flat ? plot.xAxis : plot.yAxis;
  const group = plot.layer(`${name}-handle`);
  if (group.selectChild("rect").empty()) group.append("rect").attr("class", "sw-hit");
  const node = /** @type {any} */ (group.node());
  const shown = inForce < 0 ? peak : inForce;
  const write = (/** @type {number} */ i) =>
    plot
      .layer(`${name}-readout`)
      .attr("aria-hidden", "true")
      .selectChildren("text")
      .data(i < 0 ? [] : [say(i, shortName)])
      .join("text")
      .attr("class", "sw-readout")
      // Beside the scatter there is no room to the right of a narrow chart.
      .attr("x", flat ? plot.left + 4 : plot.right)
      .attr("y", plot.top + (flat ? 2 : -6))
      .attr("text-anchor", flat ? "start" : "end")
      .text((d) => d);
  const hover = (/** @type {number} */ i) => {
    line(`${name}-${feature}-hover`, i);
    drawCut(plot, {
      name: `${name}-hover`,
      flat,
      at: i < 0 ? null : scale(splits.threshold[i]),
      className: "sw-cut is-hovered",
    });
    write(i < 0 ? inForce : i);
  };
  const under = (/** @type {PointerEvent} */ event) =>
    nearest(splits, mine, scale.invert(pointer(event, node)[flat ? 0 : 1]));
  const inHand = () =>
    edit && present(options, edit.feature, cut?.feature) === feature
      ? nearest(splits, mine, present(options, edit.threshold, cut?.threshold))
      : -1;
  const set = (/** @type {number} */ i) => {
    if (i < 0 || i === inHand() || !edit) return;
    options.edit?.({ [edit.feature]: feature, [edit.threshold]: splits.threshold[i] });
    options.announce?.(say(i));
  };
  const restore = () => {
    node.classList.remove("sw-dragging");
    const before = cutsBefore.get(node);
    if (before && edit) options.edit?.({ [edit.feature]: before.feature, [edit.threshold]: before.threshold });
  };
  const isHeld = () => node.classList.contains("sw-dragging");
  write(inForce);
  group
    .select("rect")
    .attr("x", plot.left)
    .attr("y", plot.top)
    .attr("width", short(plot.right - plot.left))
    .attr("height", short(plot.bottom - plot.top));
  const format = axisFormat(scale, axis);
  group
    .attr("class", `sw-layer-${name}-handle sw-cut-handle${isHeld() ? " sw-dragging" : ""}`)
    .attr("role", "slider")
    .attr("tabindex", mine.length ? "0" : "-1")
    .attr(
      "aria-label",
      t("cut of {feature}", { feature: featureName ?? axis?.title ?? t("column {place}", { place: feature + 1 }) }),
    )
    .attr("aria-orientation", flat ? "horizontal" : "vertical")
    .attr("aria-valuemin", 0)
    .attr("aria-valuemax", Math.max(0, mine.length - 1))
    .attr("aria-valuenow", Math.max(0, mine.indexOf(shown)))
    .attr("aria-valuetext", shown < 0 ? format(scale.domain()[0]) : say(shown))
    .on("pointerdown", (event) => {
      if (event.button !== 0 || !event.isPrimary) return;
      event.preventDefault();
      node.focus({ preventScroll: true });
      node.setPointerCapture(event.pointerId);
      node.classList.add("sw-dragging");
      cutsBefore.set(node, cut);
      hover(-1);
      set(under(event));
    })
    // A finger along the axis drags, one across it scrolls the page. Chromium does not honour touch-action on the children
    // of an svg, so the first step of the finger decides.
    .on("touchstart", ({ touches: [touch] }) => touchesBefore.set(node, touch), { passive: true })
    .on(
      "touchmove",
      (event) => {
        const from = touchesBefore.get(node);
        const [touch] = event.touches;
        const [dx, dy] = from ? [touch.clientX - from.clientX, touch.clientY - from.clientY] : [0, 0];
        if (!from || (flat ? Math.abs(dx) >= Math.abs(dy) : Math.abs(dy) >= Math.abs(dx))) {
          touchesBefore.delete(node);
          event.preventDefault();
        }
      },
      { passive: false },
    )
    .on(`${pointerMoves()}.drag`, (/** @type {any} */ event) => isHeld() && set(under(event)))
    .on("pointermove", (event) => !isHeld() && hover(under(event)))
    .on("pointerleave", () => !isHeld() && hover(-1))
    .on("pointerup lostpointercapture", () => node.classList.remove("sw-dragging"))
    .on("pointercancel", restore)
    .on("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[
        /** @type {string} */ (event.key)
      ];
      const to = (/** @type {number} */ seat) => set(mine[Math.min(mine.length - 1, Math.max(0, seat))]);
      const held = inHand();
      if (by) to(mine.indexOf(held < 0 ? peak : held) + by * (event.shiftKey ? 10 : 1));
      else if (event.key === "Home") to(0);
      else if (event.key === "End") to(mine.length - 1);
      else if (event.key === "Escape" && isHeld()) restore();
      else return;
      event.preventDefault();
    });
}
