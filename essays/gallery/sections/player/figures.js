import { boundary, formatPercent, frame, points, scatter, surface } from "scrollwork/figures";

const axes = { x: { domain: [-2, 3], title: "east" }, y: { domain: [-1.5, 2], title: "north" } };

export const playerNet = {
  title: "A network while it learns two moons",
  needs: ["playerMoons", "playerRun"],
  draw(root, { playerMoons: { X, y }, playerRun }, state, options) {
    const plot = frame(root, options, axes);
    surface(plot, { surface: playerRun.surface });
    boundary(plot, { lines: playerRun.boundary });
    scatter(plot, { X, y });
  },
  summary: ({ playerRun }, { playerEpoch }) =>
    `After epoch ${playerEpoch} the network has ${formatPercent(playerRun.accuracy)} of the points right.`,
  table: ({ playerMoons: { X, y } }) => ({
    caption: "The points",
    columns: ["moon", "east", "north"],
    rows: points(X, y).map((d) => [d.label, d.x.toFixed(2), d.y.toFixed(2)]),
  }),
};
