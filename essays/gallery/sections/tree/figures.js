import { cuts, cutsOf, formatMeasured, frame, scatter, tree, treeSummary, treeTable } from "scrollwork/figures";

const words = { featureNames: ["flipper length", "bill length"], units: ["mm", "mm"], noun: "penguins" };

const grown = ({ treeData: { y, classNames }, treeGrown, treePath }, { treePenguin, treeNode }) => ({
  ...treeGrown,
  ...words,
  classNames,
  path: treePath,
  sample: { label: y[treePenguin - 1], name: `penguin ${treePenguin}` },
  select: "treeNode",
  selected: treeNode,
});

export const treePenguins = {
  title: "A tree of questions that names penguins",
  needs: ["treeData", "treeGrown", "treePath"],
  layouts: { narrow: [360, 460], wide: [760, 540] },
  draw: (root, results, state, options) => tree(frame(root, options), grown(results, state)),
  summary: (results, state) => treeSummary(grown(results, state)),
  table: (results, state) => treeTable(grown(results, state)),
};

const questions = ({ nodes }, bounds) =>
  cutsOf(nodes, bounds).map(({ level, line: [x0, y0, x1, y1] }) =>
    x0 === x1
      ? [level, words.featureNames[0], formatMeasured(x0), y0, y1]
      : [level, words.featureNames[1], formatMeasured(y0), x0, x1],
  );

export const treeCuts = {
  title: "The plane of the penguins, cut by the questions of a tree",
  needs: ["treeData", "treeGrown"],
  draw(root, { treeData: { X, y, bounds }, treeGrown: { nodes } }, { treeNode }, options) {
    const [left, right, bottom, top] = bounds;
    const plot = frame(root, options, {
      x: { domain: [left, right], title: words.featureNames[0], unit: "mm", ticks: 5 },
      y: { domain: [bottom, top], title: words.featureNames[1], unit: "mm", ticks: 5 },
    });
    scatter(plot, { X, y, size: options.narrow ? 3 : 4 });
    cuts(plot, { nodes, selected: treeNode });
  },
  summary: ({ treeData: { bounds }, treeGrown }) =>
    `Cuts, the first question first: ${questions(treeGrown, bounds)
      .map(([, name, at]) => `${name} at ${at} mm`)
      .join("; ")}.`,
  table: ({ treeData: { bounds }, treeGrown }) => ({
    caption: "The cuts and how far they reach",
    columns: ["questions before it", "of", "at (mm)", "from (mm)", "to (mm)"],
    rows: questions(treeGrown, bounds),
  }),
};

const whole = ({ treeUncut }, { treeOpened }) => ({
  ...treeUncut,
  featureNames: ["east", "north"],
  classNames: ["orange", "blue"],
  noun: "points",
  open: "treeOpened",
  opened: treeOpened,
});

export const treeWhole = {
  title: "A tree that asks until every leaf is of one kind",
  needs: ["treeUncut"],
  layouts: { narrow: [360, 420], wide: [760, 480] },
  draw: (root, results, state, options) => tree(frame(root, options), whole(results, state)),
  summary: (results, state) => treeSummary(whole(results, state)),
  table: (results, state) => treeTable(whole(results, state)),
};
