import { boundary, formatPercent, frame, points, scatter, surface } from "scrollwork/figures";

export const stepsFigure = {
  title: "Nearest neighbours on two moons",
  needs: ["stepsModel"],
  layouts: { narrow: [360, 260], wide: [640, 420] },
  draw(root, { stepsModel: model }, state, options) {
    const plot = frame(root, options, {
      x: { domain: [-2, 3], title: "east" },
      y: { domain: [-1.5, 2], title: "north" },
    });
    surface(plot, { surface: model.surface });
    boundary(plot, { lines: model.boundary });
    scatter(plot, { X: model.X, y: model.y });
  },
  summary: ({ stepsModel }, { stepsNeighbors }) =>
    `With ${stepsNeighbors === 1 ? "one neighbour" : `${stepsNeighbors} neighbours`} ` +
    `${formatPercent(stepsModel.accuracy)} of the points are on their own side.`,
  table: ({ stepsModel }) => ({
    caption: "The points",
    columns: ["moon", "east", "north"],
    rows: points(stepsModel.X, stepsModel.y).map((d) => [d.label, d.x.toFixed(2), d.y.toFixed(2)]),
  }),
};
