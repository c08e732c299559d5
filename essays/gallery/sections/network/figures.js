import { formatPercent, frame, network, networkTable } from "scrollwork/figures";

/** The columns of the drawing: two inputs, then what the model has. */
const layersOf = ({ surfaces }) => [
  { title: "inputs", units: [{ label: "x" }, { label: "y" }] },
  ...surfaces.map((units, i) => ({
    title: i === surfaces.length - 1 ? "output" : `hidden ${i + 1}`,
    units: units.map((surface, unit) => ({ label: `unit ${unit + 1}`, surface })),
  })),
];

export const networkUnits = {
  title: "A network, its weights and what its units answer",
  needs: ["networkTrained"],
  layouts: { narrow: [360, 300], wide: [640, 360] },
  draw(root, { networkTrained }, { networkChosen }, options) {
    const plot = frame(root, options, { margin: { top: 4, right: 6, bottom: 4, left: 6 } });
    network(plot, {
      layers: layersOf(networkTrained),
      weights: networkTrained.weights,
      pixels: networkTrained.pixels,
      chosen: networkChosen ? networkChosen.split("-").map(Number) : null,
      choose(layer, unit) {
        const wanted = `${layer}-${unit}`;
        options.edit({ networkChosen: wanted === options.now().networkChosen ? "" : wanted });
      },
    });
  },
  summary: ({ networkTrained: { accuracy } }, { networkEpochs }) =>
    `After ${networkEpochs} epochs ${formatPercent(accuracy)} of the points are on the right side.`,
  table: ({ networkTrained }) => networkTable({ layers: layersOf(networkTrained), weights: networkTrained.weights }),
};
