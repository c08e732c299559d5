// What figures of the first screens and those further down share: the axes, and the frame of a ROC curve.
import { formatNumber, formatPercent, frame, labels, panel, t } from "scrollwork/figures";

export const strengthAxis = {
  domain: [0, 10],
  title: t("strength of the echo"),
  ticks: 5,
  format: (v) => formatNumber(v),
};
export const rateAxis = (title, ticks = 5) => ({
  domain: [0, 1],
  title,
  ticks,
  format: (v) => formatPercent(v),
  grid: true,
});
export const area = (value) => formatNumber(value, 2);
export const pairsOf = (x, y) => Array.from(x, (value, i) => [value, y[i]]);

/** [false positive rate, true positive rate, threshold], as `curvePoint` wants them. */
export const placesOf = ({ fpr, tpr, thresholds }) => Array.from(fpr, (x, i) => [x, tpr[i], thresholds[i]]);

export const diagonal = {
  id: "chance",
  points: [
    [0, 0],
    [1, 1],
  ],
  className: "sw-thin",
  dashed: true,
};

/** A square at the place and of the size given, with the two rates as its axes. */
export function rocFrame(root, options, name, box, titles = true) {
  const part = panel(root, options, name, box);
  const ticks = box.width < 280 ? 2 : 5;
  return frame(part.root, part.options, {
    x: rateAxis(titles ? t("false positive rate") : "", ticks),
    y: rateAxis(titles ? t("true positive rate") : "", ticks),
    margin: { right: 10 },
  });
}

/** What is said of the area, in the corner below the curve. */
export const areaLabel = (plot, text) =>
  labels(plot, { labels: [{ id: "auc", x: 0.97, y: 0.1, anchor: "end", className: "sw-strong", text }] });

export const handle = (key, value, name, [min, max]) => ({ key, value, name, min, max, step: 0.05 });
