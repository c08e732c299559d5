// A small network that learns to tell a ring from its middle.
const bounds = [-1.5, 1.5, -1.5, 1.5];
const pixels = { width: 24, height: 24 };
const hiddenLayerSizes = [4, 3];

export const state = {
  networkEpochs: { default: 200, min: 0, max: 400, step: 10 },
  networkSeed: { default: 5, min: 1, max: 999, step: 1 },
  /** Layer and unit with a hyphen between, or nothing. */
  networkChosen: { default: "", max: 5 },
};

export const cells = {
  networkTrained({ networkEpochs, networkSeed }, { datasets, neural_network, metrics }) {
    const { X, y } = datasets.makeCircles({ nSamples: 120, noise: 0.1, factor: 0.5, seed: 2 });
    const model = new neural_network.MLPClassifier({
      hiddenLayerSizes,
      activation: "tanh",
      learningRateInit: 0.05,
      seed: networkSeed,
      maxIter: 1000,
    });
    model.begin(X, y);
    if (networkEpochs > 0) model.step(networkEpochs);
    const surfaces = model.layers.map((_, layer) => {
      const { activation, nUnits } = model.neuronSurface({ layer, bounds, ...pixels });
      const size = activation.length / nUnits;
      return Array.from({ length: nUnits }, (_, unit) => activation.slice(unit * size, (unit + 1) * size));
    });
    // The output is a probability: one half is undecided, as zero is for the others.
    surfaces.at(-1)[0] = surfaces.at(-1)[0].map((value) => 2 * value - 1);
    return {
      surfaces,
      weights: model.layers.map(({ coef }) => coef),
      pixels,
      accuracy: metrics.accuracyScore(y, model.predict(X)),
    };
  },
};
