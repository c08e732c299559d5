import { boundary, formatPercent, frame, points, pointTools, scatter, surface } from "scrollwork/figures";

const axes = { x: { domain: [-2, 3], title: "east" }, y: { domain: [-1.5, 2], title: "north" } };

export const scatterSurface = {
  title: "Two moons and the curve between them",
  needs: ["scatterMoons", "scatterFit"],
  model: "scatterFile",
  draw(root, { scatterMoons: { X, y }, scatterFit }, state, options) {
    const plot = frame(root, options, axes);
    surface(plot, { surface: scatterFit.surface });
    boundary(plot, { lines: scatterFit.boundary });
    scatter(plot, { X, y, edit: "scatterMoved" });
  },
  summary: ({ scatterFit }, { scatterDegree }) =>
    `A curve of degree ${scatterDegree} has ${formatPercent(scatterFit.accuracy)} of the points on their side.`,
  table: ({ scatterMoons: { X, y } }) => ({
    caption: "The points",
    columns: ["moon", "east", "north"],
    rows: points(X, y).map((d) => [d.label, d.x.toFixed(2), d.y.toFixed(2)]),
  }),
};

export const scatterPoints = {
  title: "Points to add, move and remove, and a tree that learns them",
  needs: ["scatterCloud", "scatterTree"],
  draw(root, { scatterCloud: { X, y, index }, scatterTree }, { scatterTool }, options) {
    const plot = frame(root, options, axes);
    surface(plot, { surface: scatterTree.surface, key: "tree" });
    boundary(plot, { lines: scatterTree.boundary });
    scatter(plot, { X, y, index, edit: "scatterDrawn" });
    pointTools(plot, {
      data: points(X, y, index),
      edit: "scatterDrawn",
      tool: scatterTool,
      toolKey: "scatterTool",
      classNameOf: (label) => ["the orange moon", "the blue moon"][label],
    });
  },
  summary: ({ scatterCloud: { y } }) =>
    `${y.length} points, ${y.filter((label) => label === 0).length} of them orange.`,
  table: ({ scatterCloud: { X, y, index } }) => ({
    caption: "The points",
    columns: ["point", "moon", "east", "north"],
    rows: points(X, y, index).map((d) => [d.index + 1, d.label, d.x.toFixed(2), d.y.toFixed(2)]),
  }),
};
