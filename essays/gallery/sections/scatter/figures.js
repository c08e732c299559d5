import { boundary, formatPercent, frame, points, scatter, surface } from "scrollwork/figures";

const axes = { x: { domain: [-2, 3], title: "east" }, y: { domain: [-1.5, 2], title: "north" } };

export const scatterSurface = {
  title: "Two moons and the curve between them",
  needs: ["scatterMoons", "scatterFit"],
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
