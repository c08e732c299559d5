// What the essay draws: pure drawing, called again on every change, in the page and in the static build.
import { boundary, formatPercent, frame, points, scatter, surface } from "scrollwork/figures";

export const moons = {
  title: "Two moons and the line between them",
  needs: ["moons", "fit"],
  draw(root, { moons, fit }, state, options) {
    const plot = frame(root, options, {
      x: { domain: [-2, 3], title: "east" },
      y: { domain: [-1.5, 2], title: "north" },
    });
    surface(plot, { surface: fit.surface });
    boundary(plot, { lines: fit.boundary });
    scatter(plot, { X: moons.X, y: moons.y, edit: "moved" });
  },
  summary: ({ fit }, { degree }) =>
    `A curve of degree ${degree} gets ${formatPercent(fit.accuracy)} of the points right.`,
  table: ({ moons }) => ({
    caption: "The points",
    columns: ["moon", "east", "north"],
    rows: points(moons.X, moons.y).map(({ x, y, label }) => [label, x.toFixed(2), y.toFixed(2)]),
  }),
};
