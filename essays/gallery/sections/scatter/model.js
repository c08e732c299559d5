// Two moons and a polynomial logistic regression, with points that the reader moves.
const bounds = [-2, 3, -1.5, 2];

export const state = {
  scatterDegree: { default: 3, min: 1, max: 6, step: 1 },
  scatterMoved: { default: [], kind: "points", bounds, max: 80 },
};

export const cells = {
  scatterMoons({ scatterMoved }, k) {
    const { X, y } = k.datasets.makeMoons({ nSamples: 80, noise: 0.2, seed: 7 });
    for (let i = 0; i < scatterMoved.length; i += 3)
      if (scatterMoved[i] < X.rows) X.data.set([scatterMoved[i + 1], scatterMoved[i + 2]], 2 * scatterMoved[i]);
    return { X, y };
  },
  scatterFit(
    { scatterMoons: { X, y }, scatterDegree },
    { pipeline, preprocessing, linear_model, inspection, metrics },
  ) {
    const bend = new preprocessing.PolynomialFeatures({ degree: scatterDegree });
    const model = new pipeline.Pipeline([bend, new linear_model.LogisticRegression()]).fit(X, y);
    const surface = inspection.decisionSurface(model, { bounds, width: 100, height: 70 });
    const boundary = inspection.decisionBoundary(model, surface);
    return { surface, boundary, accuracy: metrics.accuracyScore(y, model.predict(X)) };
  },
};
