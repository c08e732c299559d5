// The essay's picture on the shelf and in shared links: a jury of trees.
import { flock, frame, scatter } from "scrollwork/figures";

export const card = {
  title: "Rows of small trees, each with a vote",
  step: "parrots",
  needs: ["trial"],
  draw(root, { trial }, state, options) {
    const plot = frame(root, options, {});
    const count = 60;
    const places = flock({ x: 14, y: 14, width: options.width - 28, height: options.height - 20 }, count, { size: 19 });
    scatter(plot, {
      data: places.map(([x, y], i) => ({ x, y: y + 4, label: trial.right[i], index: i })),
      symbolOf: (d) => `tree-${d.label}`,
      size: 21,
    });
  },
};
