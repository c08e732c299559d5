// What the essay draws: pure drawing, called again on every change, in the page and in the static build.
import { boundary, formatNumber, formatPercent, frame, points, scatter, surface, t } from "scrollwork/figures";

const axes = { x: { domain: [-2, 3], title: t("east") }, y: { domain: [-1.5, 2], title: t("north") } };

export const moons = {
  title: t("Two moons and the line between them"),
  needs: ["moons", "fit"],
  draw(root, { moons, fit }, state, options) {
    const plot = frame(root, options, axes);
    surface(plot, { surface: fit.surface });
    boundary(plot, { lines: fit.boundary });
    scatter(plot, { X: moons.X, y: moons.y, edit: "moved" });
  },
  summary: ({ fit }, { degree }) =>
    t("Degree {n}: {right} of the points are right.", { n: degree, right: formatPercent(fit.accuracy) }),
  table: ({ moons }) => ({
    caption: t("The points"),
    columns: [t("moon"), t("east"), t("north")],
    rows: points(moons.X, moons.y).map(({ x, y, label }) => [label, formatNumber(x, 2), formatNumber(y, 2)]),
  }),
};
