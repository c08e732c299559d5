// What figures of the first screens and those further down share: the axes, the words, the plane of the penguins.
import { formatCount, formatPercent, frame, panel, scaleLog, t } from "scrollwork/figures";

export const kFeatures = [t("bill length"), t("bill depth"), t("flipper length"), t("body mass")];
export const kBounds = [13, 22, 2.6, 6.4];
export const mass = { domain: kBounds.slice(2), title: t("body mass"), unit: "kg", ticks: 4 };
export const share = (title, domain = [0, 1]) => ({
  domain,
  title,
  ticks: 5,
  format: (v) => formatPercent(v),
  grid: true,
});
export const error = (title, top) => ({ ...share(title, [0, top]), ticks: 4 });

/** Panel of a figure by its box, as one call. */
export const part = (root, options, name, [x, y, width, height]) => panel(root, options, name, { x, y, width, height });

export const plotIn = (root, options, name, box, axes) => {
  const made = part(root, options, name, box);
  return frame(made.root, made.options, axes);
};

export const note = (id, x, y, text, rest = {}) => ({ id, x, y, text, className: "sw-strong", ...rest });
export const tenth = (v) => formatPercent(v, 1);

export const treeAxis = (most, title = t("trees")) => ({
  domain: [1, most],
  scale: scaleLog,
  title,
  tickValues: [1, 10, 100, most],
  format: formatCount,
});
