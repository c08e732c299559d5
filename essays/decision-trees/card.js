// The essay's picture on the shelf and in shared links: the plane of the penguins, cut by a few questions.
import { cuts, frame, scatter, surface } from "scrollwork/figures";

export const card = {
  title: "Penguins of three kinds in a plane that questions have cut into boxes",
  step: "two-questions",
  needs: ["birds", "grown"],
  draw(root, { birds, grown }, state, options) {
    const plot = frame(root, options, {
      x: { domain: [170, 236], tickValues: [] },
      y: { domain: [30, 62], tickValues: [] },
      margin: { left: 8, right: 8, top: 8, bottom: 8 },
    });
    surface(plot, { surface: grown.surface });
    scatter(plot, { X: birds.X, y: birds.y, size: 5 });
    cuts(plot, { nodes: grown.nodes });
  },
};
