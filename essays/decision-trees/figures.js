// What the first screen draws; the figures further down are in figures_below.js. All numbers arrive computed; here they only
// find their places.
import { frame, labels, marker, tree, treeSummary, treeTable, t } from "scrollwork/figures";
import { kBounds, kShortNames, part, plane, words } from "./plane.js";

const grownTree = ({ birds, grown, way }, { bird, opened }) => ({
  ...words,
  open: "opened",
  opened,
  nodes: grown.nodes,
  layout: grown.layout,
  classNames: birds.classNames,
  path: way.path,
  sample: { label: way.label, name: t("penguin {bird}", { bird }), symbol: "penguin" },
});

export const key = {
  title: t("Penguins by flipper and bill, and the questions that tell them apart"),
  needs: ["birds", "grown", "way"],
  layouts: { narrow: [360, 430], wide: [680, 680] },
  draw(root, results, state, options) {
    const { width, height, narrow } = options;
    const { birds, grown } = results;
    const { bird, cut } = state;
    const above = narrow ? 218 : 290;
    const top = part(root, options, "tree", 0, 0, width, above);
    const shown = grownTree(results, state);
    tree(frame(top.root, top.options), narrow ? { ...shown, featureNames: kShortNames } : shown);
    const below = part(root, options, "plane", 0, above, width, height - above);
    const low = narrow ? { margin: { bottom: 26 }, isLow: true } : {};
    const plot = plane(below, { birds, grown, moved: "moved", bird, ...low, ...(cut && { walk: 0 }) });
    const text = t("{right} of {n} right", { right: grown.right, n: grown.n });
    const [, x, , y] = kBounds;
    labels(plot, { labels: [{ id: "right", x, y, dy: -13, anchor: "end", className: "sw-strong", text }] });
    if (cut) {
      const label = t("{cut} mm", { cut });
      marker(plot, { key: "cut", value: cut, label, name: t("your line"), min: 172.5, max: 230.5, step: 0.5 });
    } else plot.layer("marker-cut").selectChildren().remove();
  },
  summary: (results, state) =>
    t("{tree} It is right about {right} of {n}.", {
      tree: treeSummary(grownTree(results, state)),
      right: results.grown.right,
      n: results.grown.n,
    }),
  table: (results, state) => treeTable(grownTree(results, state)),
};
