export const cells = {
  termPoints: (_, k) => k.datasets.makeMoons({ nSamples: 60, noise: 0.1, seed: 5 }),
};
