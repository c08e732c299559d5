// The essay's picture on the shelf and in shared links: two crowds of echoes, and the threshold between them.
import { distributions, frame } from "scrollwork/figures";

export const card = {
  title: "Echoes of clouds and aircraft on both sides of a threshold",
  step: "curve",
  needs: ["echoes", "truth"],
  draw(root, { echoes, truth }, { threshold }, options) {
    const plot = frame(root, options, {
      x: { domain: [0, 10], tickValues: [] },
      margin: { left: 24, right: 24, top: 24, bottom: 20 },
    });
    const crowd = (index, id, label) => ({
      id,
      index,
      label,
      values: echoes.scores.filter((_, i) => echoes.y[i] === index),
      below: index === 0,
      density: truth.densities[index],
    });
    distributions(plot, {
      crowds: [crowd(0, "clouds", "clouds"), crowd(1, "aircraft", "aircraft")],
      threshold: { key: "threshold", value: threshold, label: "", name: "threshold", min: 0, max: 10, step: 0.05 },
      symbols: ["cloud", "aircraft"],
      size: 11,
      classOf: (d) =>
        d.value >= threshold ? (d.label === 0 ? "is-wrong" : "") : d.label === 1 ? "is-wrong" : "is-faint",
    });
  },
};
