// A small network on two moons, one epoch at a time.
const bounds = [-2, 3, -1.5, 2];

export const state = {
  playerEpoch: { of: "playerRun", max: 60 },
  playerSeed: { default: 3, min: 0, max: 99, step: 1 },
};

export const cells = {
  playerMoons: (_, k) => k.datasets.makeMoons({ nSamples: 120, noise: 0.2, seed: 7 }),
  *playerRun({ playerMoons: { X, y }, playerSeed }, k) {
    const net = new k.neural_network.MLPClassifier({
      hiddenLayerSizes: [8],
      maxIter: 60,
      learningRateInit: 0.02,
      seed: playerSeed,
    });
    net.begin(X, y);
    for (;;) {
      const surface = k.inspection.decisionSurface(net, { bounds, width: 100, height: 70 });
      const boundary = k.inspection.decisionBoundary(net, surface);
      yield { surface, boundary, accuracy: k.metrics.accuracyScore(y, net.predict(X)) };
      if (net.done) return;
      net.step(1);
    }
  },
};
