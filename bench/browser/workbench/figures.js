import { boundary, frame, scatter, surface } from "scrollwork/figures";

/** What the page is told of each drawing: the figure, what it drew and the state that this answers. */
export const onDraw = { tell: (_figure, _results, _state) => {} };

export const drag = {
  title: "Two hundred animals",
  needs: ["animals", "map"],
  layouts: { narrow: [360, 340], wide: [680, 560] },
  draw(root, { animals, map }, state, options) {
    const plot = frame(root, options, {
      x: { domain: [0, 12], title: "weight" },
      y: { domain: [0, 10], title: "fluffiness" },
    });
    surface(plot, { surface: map.surface });
    boundary(plot, { lines: map.boundary });
    scatter(plot, { X: animals.X, y: animals.y, edit: "moved" });
    onDraw.tell("drag", map, state);
  },
  summary: () => "Two hundred animals.",
};

export const resplits = {
  title: "A thousand draws of lots",
  needs: ["resplits"],
  layouts: { narrow: [360, 40], wide: [680, 40] },
  draw(root, { resplits: { nDone, mean } }, state) {
    root
      .selectChildren("text")
      .data([`${nDone}: ${mean}`])
      .join("text")
      .attr("y", 20)
      .text((d) => d);
    onDraw.tell("resplits", { nDone, mean }, state);
  },
  summary: ({ resplits: { nDone } }) => `${nDone} draws.`,
};
