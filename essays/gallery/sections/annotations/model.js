// Forty points dealt into two pens: no model, only counting.
export const state = {
  annotationsTrain: { default: 28, min: 4, max: 36, step: 1 },
};

export const cells = {
  annotationsDeal: ({ annotationsTrain }, k) => ({
    labels: k.datasets.makeMoons({ nSamples: 40, noise: 0.2, seed: 3 }).y,
    nTrain: annotationsTrain,
  }),
};
