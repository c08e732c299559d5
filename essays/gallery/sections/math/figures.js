import { frame, points, scatter } from "scrollwork/figures";

const axes = { x: { domain: [-1.75, 2.75], title: "east" }, y: { domain: [-1.25, 1.75], title: "north" } };
const fates = [
  ["left alone", "false alarm"],
  ["missed", "hit"],
];
const classes = [
  ["is-held-out", "is-alarm"],
  ["is-held-out is-missed", "is-hit"],
];

export const mathAlarms = {
  title: "Two moons; those called are filled",
  needs: ["mathMoons", "mathScores"],
  layouts: { narrow: [360, 260], wide: [640, 380] },
  draw(root, { mathMoons: { X, y }, mathScores: { called } }, state, options) {
    const plot = frame(root, options, axes);
    scatter(plot, {
      X,
      y,
      nameOf: (d) => fates[d.label][called[d.index]],
      classOf: (d) => classes[d.label][called[d.index]],
    });
  },
  summary: ({ mathScores: { hits, alarms, misses } }) =>
    `${hits} of the lower moon are called, ${misses} are missed, and ${alarms} of the upper moon are called too.`,
  table: ({ mathMoons: { X, y }, mathScores: { called } }) => ({
    caption: "The points",
    columns: ["moon", "east", "north", "outcome"],
    rows: points(X, y).map((d) => [d.label, d.x.toFixed(2), d.y.toFixed(2), fates[d.label][called[d.index]]]),
  }),
};
