// What the essay draws: pure drawing, called again on every change, in the page and in the static build.
import { boundary, formatPercent, frame, points, scatter, surface } from "scrollwork/figures";

const axes = { x: { domain: [-2, 3], title: "east" }, y: { domain: [-1.5, 2], title: "north" } };

export const moons = {
  title: "Two moons and the line between them",
  needs: ["moons", "fit"],
  draw(root, { moons, fit }, state, options) {
    const plot = frame(root, options, axes);
    surface(plot, { surface: fit.surface });
    boundary(plot, { lines: fit.boundary });
    scatter(plot, { X: moons.X, y: moons.y, edit: "moved" });
  },
  summary: ({ fit }, { degree }) => `Degree ${degree}: ${formatPercent(fit.accuracy)} of the points are right.`,
  table: ({ moons }) => ({
    caption: "The points",
    columns: ["moon", "east", "north"],
    rows: points(moons.X, moons.y).map(({ x, y, label }) => [label, x.toFixed(2), y.toFixed(2)]),
  }),
};
