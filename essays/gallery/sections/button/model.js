export const state = {
  buttonSeed: { default: 7, min: 0, max: 9999, step: 1 },
};

export const cells = {
  buttonMean({ buttonSeed }, k) {
    const { X } = k.datasets.makeBlobs({ nSamples: 50, centers: [[0]], seed: buttonSeed });
    return X.data.reduce((sum, value) => sum + value, 0) / X.rows;
  },
};
