// The essay's picture on the shelf and in shared links: the nearest-neighbour model with its islands.
import { boundary, frame, scatter, surface } from "scrollwork/figures";

export const card = {
  title: "Cats and dogs, and the islands of a model that has learned them by heart",
  step: "by-heart",
  needs: ["animals", "everyone"],
  draw(root, { animals, everyone }, state, options) {
    const plot = frame(root, options, {
      x: { domain: [0, 12], tickValues: [] },
      y: { domain: [0, 10], tickValues: [] },
      margin: { left: 0, right: 0, top: 0, bottom: 0 },
    });
    surface(plot, { surface: everyone.surface });
    boundary(plot, { lines: everyone.boundary });
    scatter(plot, { X: animals.X, y: animals.y, symbols: ["cat", "dog"], size: 17 });
  },
};
