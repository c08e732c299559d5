// What the first screen draws; the figures further down are in figures_below.js. All numbers arrive computed; here they only
// find their places.
import { frame, tree, treeSummary, treeTable, t } from "scrollwork/figures";
import { kShortNames, part, plane, words } from "./plane.js";

const grownTree = ({ birds, grown, way }, { bird, opened }) => ({
  ...words,
  open: "opened",
  opened,
  nodes: grown.nodes,
  layout: grown.layout,
  classNames: birds.classNames,
  path: way.path,
  ...(bird > 0 && { sample: { label: way.label, name: t("penguin {bird}", { bird }) } }),
});

export const key = {
  title: t("Penguins by flipper and bill, and the questions that tell them apart"),
  needs: ["birds", "grown", "way"],
  layouts: { narrow: [360, 405], wide: [680, 680] },
  draw(root, results, state, options) {
    const { width, height, narrow } = options;
    const { birds, grown } = results;
    const above = narrow ? 218 : 290;
    const top = part(root, options, "tree", 0, 0, width, above);
    const shown = grownTree(results, state);
    tree(frame(top.root, top.options), narrow ? { ...shown, featureNames: kShortNames } : shown);
    const below = part(root, options, "plane", 0, above, width, height - above);
    plane(below, { birds, grown, moved: "moved" });
  },
  summary: (results, state) =>
    t("{tree} It is right about {right} of {n}.", {
      tree: treeSummary(grownTree(results, state)),
      right: results.grown.right,
      n: results.grown.n,
    }),
  table: (results, state) => treeTable(grownTree(results, state)),
};
