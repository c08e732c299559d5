// The accuracy of one recipe over many draws of the same kind of data, one run after the other.
export const state = {
  pileSeed: { default: 1, min: 1, max: 999, step: 1 },
};

const nRuns = 200;

export const cells = {
  *pileScores({ pileSeed }, { datasets, metrics, neighbors }) {
    const scores = new Float64Array(nRuns).fill(NaN);
    for (let run = 0; run < nRuns; run++) {
      const seed = 2 * (nRuns * pileSeed + run);
      const [train, test] = [seed, seed + 1].map((draw) =>
        datasets.makeMoons({ nSamples: 80, noise: 0.3, seed: draw }),
      );
      const model = new neighbors.KNeighborsClassifier({ nNeighbors: 7 }).fit(train.X, train.y);
      scores[run] = metrics.accuracyScore(test.y, model.predict(test.X));
      if (run % 4 === 3)
        yield { scores: scores.slice(), nDone: run + 1, nRuns, mean: mean(scores.subarray(0, run + 1)) };
    }
  },
};

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
