import { frame, lines, scatter, surface, t } from "scrollwork/figures";
export const moons = {
  title: t("Two moons and the land of each"),
  needs: ["moons", "map"],
  draw(root, { moons, map }, state, options) {
    const plot = frame(root, options, { x: { domain: [-2, 3] }, y: { domain: [-1.5, 2] } });
    surface(plot, { surface: map });
    scatter(plot, { X: moons.X, y: moons.y, edit: "moved" });
  },
  summary: (_, { nNeighbors }) => t("Two moons, divided by the vote of {n} neighbours.", { n: nNeighbors }),
};
export const curve = {
  title: t("Accuracy on fresh points against the number of neighbours"),
  needs: ["curve"],
  draw(root, { curve }, { nNeighbors }, options) {
    const plot = frame(root, options, { x: { domain: [1, 25], title: t("neighbours") }, y: { domain: [0.7, 1] } });
    lines(plot, { series: [{ id: "fresh", points: curve }], marker: { key: "nNeighbors", value: nNeighbors } });
  },
  summary: ({ curve }) => t("Accuracy at {n} numbers of neighbours.", { n: curve.length }),
};
