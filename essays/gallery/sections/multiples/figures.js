import {
  boundary,
  formatCount,
  formatPercent,
  frame,
  multiples,
  scatter,
  surface,
  treeSketch,
} from "scrollwork/figures";

const nameOf = ({ accuracy }, i) => `${i + 1}: ${formatPercent(accuracy)}`;

export const multiplesForest = {
  title: "Twelve trees of a forest on the same plane",
  needs: ["multiplesData", "multiplesTrees"],
  layouts: { narrow: [360, 720], wide: [760, 420] },
  draw(root, { multiplesData: { X, y, bounds }, multiplesTrees }, { multiplesTree }, options) {
    const [left, right, bottom, top] = bounds;
    const x = { domain: [left, right], title: "flipper length", unit: "mm", ticks: 4 };
    multiples(root, options, {
      items: multiplesTrees,
      titleOf: nameOf,
      describe: (d, i) => `tree ${nameOf(d, i)} right`,
      select: "multiplesTree",
      selected: multiplesTree,
      enlarged: options.narrow ? 0.44 : 0.5,
      draw({ root: part, options: size, large }, tree) {
        const bare = { tickValues: [] };
        const plot = large
          ? frame(part, size, { x, y: { domain: [bottom, top], title: "bill length", unit: "mm" } })
          : frame(part, size, {
              x: { domain: [left, right], ...bare },
              y: { domain: [bottom, top], ...bare },
              margin: { left: 1, right: 1, top: 1, bottom: 1 },
            });
        surface(plot, { surface: tree.surface });
        boundary(plot, { lines: tree.boundary });
        if (large) scatter(plot, { X, y, size: 3.5 });
      },
    });
  },
  summary: ({ multiplesTrees }) => `Twelve trees: ${multiplesTrees.map((d, i) => `${nameOf(d, i)} right`).join(", ")}.`,
  table: ({ multiplesTrees }) => ({
    caption: "Each tree on all penguins",
    columns: ["tree", "accuracy"],
    rows: multiplesTrees.map(({ accuracy }, i) => [i + 1, formatPercent(accuracy, 1)]),
  }),
};

const leavesOf = ({ nodes }) => nodes.left.reduce((count, child) => count + (child < 0 ? 1 : 0), 0);

export const multiplesSketches = {
  title: "Twelve trees as sketches, and the way of one penguin through them",
  needs: ["multiplesWays"],
  layouts: { narrow: [360, 440], wide: [760, 360] },
  draw(root, { multiplesWays }, state, options) {
    multiples(root, options, {
      items: multiplesWays,
      titleOf: ({ says }) => says,
      columns: options.narrow ? 3 : 4,
      name: "sketches",
      draw({ root: part, options: size }, way) {
        treeSketch(frame(part, size, { margin: { left: 3, right: 3, top: 2, bottom: 5 } }), way);
      },
    });
  },
  summary: ({ multiplesWays }, { multiplesPenguin }) =>
    `Penguin ${multiplesPenguin}, as the twelve trees name it: ${multiplesWays.map(({ says }) => says).join(", ")}.`,
  table: ({ multiplesWays }) => ({
    caption: "The twelve trees",
    columns: ["tree", "leaves", "questions asked", "says"],
    rows: multiplesWays.map((way, i) => [
      i + 1,
      formatCount(leavesOf(way)),
      formatCount(way.path.length - 1),
      way.says,
    ]),
  }),
};
