import { frame, points, scatter } from "scrollwork/figures";

const axes = { x: { domain: [-1.5, 2.5], title: "east" }, y: { domain: [-1, 1.5], title: "north" } };

export const termMoons = {
  title: "Two moons",
  needs: ["termPoints"],
  draw(root, { termPoints: { X, y } }, state, options) {
    const plot = frame(root, options, axes);
    scatter(plot, { X, y });
  },
  summary: ({ termPoints }) => `${termPoints.y.length} points in two moons.`,
  table: ({ termPoints: { X, y } }) => ({
    caption: "The points",
    columns: ["moon", "east", "north"],
    rows: points(X, y).map((d) => [d.label, d.x.toFixed(2), d.y.toFixed(2)]),
  }),
};
