// The accuracy of one recipe over many draws of the same kind of data.
export const state = {
  histogramSeed: { default: 1, min: 1, max: 999, step: 1 },
};

const nRuns = 300;
const blobs = {
  centers: [
    [0, 0],
    [3, 1],
    [1, 3],
  ],
  clusterStd: 1.3,
};

export const cells = {
  *histogramScores({ histogramSeed }, k) {
    const scores = [];
    for (let run = 0; run < nRuns; run++) {
      const seed = 2 * (nRuns * histogramSeed + run);
      const train = k.datasets.makeBlobs({ ...blobs, nSamples: 60, seed });
      const test = k.datasets.makeBlobs({ ...blobs, nSamples: 60, seed: seed + 1 });
      const model = new k.neighbors.KNeighborsClassifier({ nNeighbors: 5 }).fit(train.X, train.y);
      scores.push(k.metrics.accuracyScore(test.y, model.predict(test.X)));
      if (run % 10 === 9) yield { scores: Float64Array.from(scores), nRuns, mean: mean(scores) };
    }
  },
};

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
