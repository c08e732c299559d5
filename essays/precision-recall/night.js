// What figures of the first screens and those further down share: the axes, the night's visitors, the frame of a curve.
import { formatPercent, frame, panel, t } from "scrollwork/figures";

export const kNames = [t("others"), t("hikers")];

/** What is warm besides hikers: every second one a deer. */
export const kWarm = ["deer", "stone", "deer", "fox"];

export const shareAxis = (title) => ({ domain: [0, 1], title, ticks: 5, format: (v) => formatPercent(v), grid: true });
export const pairsOf = (x, y) => Array.from(x, (value, i) => [value, y[i]]);
export const kinds = { hiker: t("hiker"), deer: t("deer"), stone: t("stone"), fox: t("fox") };

export const symbolOf =
  ({ y }) =>
  (row) =>
    y[row] === 1 ? "hiker" : kWarm[row % kWarm.length];

export const nameOf =
  ({ y }) =>
  (row) =>
    kinds[y[row] === 1 ? "hiker" : kWarm[row % kWarm.length]];

/** [recall, precision, threshold], recall rising, as `curvePoint` wants them. */
export const placesOf = ({ recall, precision, thresholds }) =>
  Array.from(thresholds, (threshold, i) => [recall[i], precision[i], threshold]).filter(([, p]) => Number.isFinite(p));

/** A spot that is walked to is whole, one that is left is pale; a broken ring marks a mistake. */
export const lookOf = (night, threshold) => (row) => {
  const picked = night.scores[row] >= threshold;
  return `${picked === (night.y[row] === 1) ? "" : "is-wrong"}${picked ? "" : " is-faint"}`.trim();
};

export const [other, hiker] = ["sw-class-0", "sw-class-1"];

/** A score, as one writes it. */
export const printed = (name) =>
  ({ accuracy: t("accuracy"), precision: t("precision"), recall: t("recall"), F1: "F₁" })[name];

/** A square of recall and precision. */
export function prFrame(root, options, name, box, right = 10) {
  const part = panel(root, options, name, box);
  return frame(part.root, part.options, {
    x: shareAxis(t("recall")),
    y: shareAxis(t("precision")),
    margin: { right },
  });
}

export const thresholdPoint = (threshold, curve, at, text) => ({
  key: "threshold",
  value: threshold,
  at,
  points: placesOf(curve),
  name: t("threshold, as a point on the curve"),
  text,
  min: 0,
  max: 10,
  step: 0.05,
});
