import { frame, tree, treeSummary, treeTable } from "scrollwork/figures";

const grown = ({ treeData: { y, classNames }, treeGrown, treePath }, { treePenguin, treeNode }) => ({
  ...treeGrown,
  featureNames: ["flipper length", "bill length"],
  units: ["mm", "mm"],
  classNames,
  path: treePath,
  sample: { label: y[treePenguin - 1], name: `penguin ${treePenguin}` },
  select: "treeNode",
  selected: treeNode,
  noun: "penguins",
});

export const treePenguins = {
  title: "A tree of questions that names penguins",
  needs: ["treeData", "treeGrown", "treePath"],
  layouts: { narrow: [360, 460], wide: [760, 540] },
  draw: (root, results, state, options) => tree(frame(root, options), grown(results, state)),
  summary: (results, state) => treeSummary(grown(results, state)),
  table: (results, state) => treeTable(grown(results, state)),
};
