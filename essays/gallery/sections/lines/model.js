// Errors of a polynomial fit on training and fresh points, over degrees and repeated draws.
export const state = {
  linesDegree: { default: 4, min: 1, max: 10, step: 1 },
};

const degrees = Array.from({ length: 10 }, (_, i) => i + 1);
const nRepeats = 12;

/** Share of moons on the wrong side, of the points learned from and of others. */
function errorsOf(degree, seed, { datasets, pipeline, preprocessing, linear_model, metrics }) {
  const draw = (part) => datasets.makeMoons({ nSamples: 60, noise: 0.35, seed: 2 * seed + part });
  const [train, fresh] = [draw(0), draw(1)];
  const bend = new preprocessing.PolynomialFeatures({ degree });
  const scale = new preprocessing.StandardScaler();
  const model = new pipeline.Pipeline([bend, scale, new linear_model.LogisticRegression({ C: 100 })]);
  model.fit(train.X, train.y);
  return [train, fresh].map(({ X, y }) => 1 - metrics.accuracyScore(y, model.predict(X)));
}

export const cells = {
  /** For each degree the mean error and its range over the draws: of training points, of fresh ones. */
  *linesErrors(_, k) {
    const rows = degrees.map((degree) => ({ degree, parts: [[], []] }));
    for (let seed = 0; seed < nRepeats; seed++) {
      for (const { degree, parts } of rows) errorsOf(degree, seed, k).forEach((error, i) => parts[i].push(error));
      yield rows.map(({ degree, parts }) => ({ degree, parts: parts.map(spread) }));
    }
  },
};

/** Mean, and the values between which all but a sixth at either end lie. */
function spread(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.round(share * (sorted.length - 1))];
  return { mean: values.reduce((sum, value) => sum + value, 0) / values.length, low: at(1 / 6), high: at(5 / 6) };
}
