// What the figures of the first screen and those further down share: the axes, the words, the plane of the penguins.
import { cuts, formatCount, frame, labels, panel, points, scatter, surface, t } from "scrollwork/figures";

export const kBounds = [170, 236, 30, 62];
export const flipper = { domain: kBounds.slice(0, 2), title: t("flipper length"), unit: "mm", ticks: 5 };
export const bill = { domain: kBounds.slice(2), title: t("bill length"), unit: "mm", ticks: 5 };
export const nLeaves = (n) => (n === 1 ? t("1 leaf") : t("{count} leaves", { count: formatCount(n), n }));
export const nQuestions = (n) => (n === 1 ? t("1 question") : t("{count} questions", { count: formatCount(n), n }));
const nameOfBird =
  ({ classNames }) =>
  (d) =>
    `${classNames[d.label]} ${d.index + 1}`;
export const words = {
  featureNames: [flipper.title, bill.title],
  units: [flipper.unit, bill.unit],
  noun: t("penguins"),
};
/** Where the boxes of a tree are small. */
export const kShortNames = [t("flipper"), t("bill")];
/** Panel of a figure by its box, as one call. */
export const part = (root, options, name, x, y, width, height) => panel(root, options, name, { x, y, width, height });

/**
 * The plane: what a tree says of it, the birds, and the tree's cuts. Where birds can be moved, under `moved`, the bird of number
 * `bird` is a penguin, and another is chosen by taking hold of it, or by Enter. Where it `isLow` the name of the axis below stands
 * in the plane, in a corner without birds.
 */
export function plane(
  { root, options },
  { birds, grown, moved = "", bird = 0, walk = 300, margin = {}, isLow = false },
) {
  const plot = frame(root, options, { x: isLow ? { ...flipper, title: "" } : flipper, y: bill, margin });
  surface(plot, { surface: grown.surface });
  const marks = { nameOf: nameOfBird(birds), ...(moved && { edit: moved, walk: 300 }) };
  const flock = scatter(plot, { ...marks, X: birds.X, y: birds.y, size: options.narrow ? 3.2 : 4.6 });
  if (moved && options.live)
    flock.on("pointerup keydown", (/** @type {any} */ { type, key }, { index }) => {
      if (type === "pointerup" || key === "Enter") options.edit?.({ bird: index + 1 });
    });
  cuts(plot, { nodes: grown.nodes, walk });
  if (isLow)
    labels(plot, {
      name: "axis-name",
      labels: [
        {
          id: "x",
          x: kBounds[1],
          y: kBounds[2],
          dx: -4,
          dy: -8,
          anchor: "end",
          className: "sw-axis-title",
          text: t("{axis} (mm) →", { axis: flipper.title }),
        },
      ],
    });
  if (bird)
    scatter(plot, {
      ...marks,
      data: points(birds.X, birds.y).slice(bird - 1, bird),
      symbolOf: () => "penguin",
      size: options.narrow ? 15 : 20,
      name: "chosen",
    });
  return plot;
}
