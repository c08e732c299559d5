// The module gives the stored values that the native build gives (tests/core/golden_test.cc), through the bindings.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { freeing, k } from "./load.js";

const golden = JSON.parse(readFileSync(new URL("../reference/golden.json", import.meta.url), "utf8"));

/** FNV-1a over the bytes of a typed array. @param {Float64Array | Uint8ClampedArray} array */
function fingerprint(array) {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new Uint8Array(array.buffer, array.byteOffset, array.byteLength)) {
    hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  }
  return hash.toString(16).padStart(16, "0");
}

test("draws", () =>
  freeing(() => {
    const rng = new k.base.Rng({ seed: 20240229 });
    const eight = (/** @type {() => number} */ draw) => Array.from({ length: 8 }, draw);
    assert.deepEqual(
      eight(() => rng.uniform()),
      golden.rng.uniform,
    );
    assert.deepEqual(
      eight(() => rng.normal()),
      golden.rng.normal,
    );
    assert.deepEqual(
      eight(() => rng.integer(-5, 1000)),
      golden.rng.integer,
    );
    assert.deepEqual([...rng.permutation(12)], golden.rng.permutation);
  }));

test("elementary functions", () => {
  const { pow, normalQuantile, logit, expit, ...plain } = k.math;
  const values = Object.fromEntries(Object.entries(plain).map(([name, f]) => [name, f(0.3)]));
  Object.assign(values, {
    pow: pow(0.3, 1.7),
    expit: expit(0.3),
    logit: logit(expit(0.3)),
    normalQuantile: normalQuantile(expit(0.3)),
  });
  for (const [name, stored] of Object.entries(golden.math)) assert.equal(values[name], stored["at0.3"], name);
  assert.deepEqual(Object.keys(values).sort(), Object.keys(golden.math).sort());
});

test("fits", () =>
  freeing(() => {
    const { X, y } = k.datasets.makeMoons({ nSamples: 200, noise: 0.25, seed: 3 });
    const logistic = new k.linear_model.LogisticRegression().fit(X, y);
    assert.deepEqual([...logistic.coef.data], golden.fits.logistic.coef);
    assert.deepEqual([...logistic.intercept], golden.fits.logistic.intercept);
    assert.equal(logistic.loss, golden.fits.logistic.loss);
    assert.equal(logistic.nIter, golden.fits.logistic.nIter);

    const descent = new k.linear_model.LogisticDescent({ learningRate: 0.5, maxIter: 300 }).begin(X, y);
    while (!descent.done) descent.step(7);
    assert.deepEqual([...descent.coef.data], golden.fits.descent.coef);
    assert.equal(fingerprint(descent.lossHistory), golden.fits.descent.losses);
  }));

test("a pipeline, its surface, and re-splits of three models", () =>
  freeing(() => {
    const { X, y, bounds } = k.datasets.makeShelter({ nSamples: 120, labelNoise: 0.05, seed: 7 });
    assert.equal(fingerprint(X.data), golden.fits.shelter);
    const pipeline = new k.pipeline.Pipeline([
      new k.preprocessing.StandardScaler(),
      new k.preprocessing.PolynomialFeatures({ degree: 3, includeBias: false }),
      new k.linear_model.LogisticRegression(),
    ]).fit(X, y);
    assert.equal(fingerprint(pipeline.predictProba(X).data), golden.fits.pipeline.probability);
    const surface = k.inspection.decisionSurface(pipeline, { bounds, width: 90, height: 70 });
    assert.equal(fingerprint(surface.rgba), golden.fits.pipeline.rgba);

    const nearest = new k.neighbors.KNeighborsClassifier({ nNeighbors: 7, weights: "distance" }).fit(X, y);
    assert.equal(fingerprint(nearest.predictProba(X).data), golden.fits.nearest);
    const tree = new k.tree.DecisionTreeClassifier({ criterion: "entropy", maxDepth: 6 }).fit(X, y);
    assert.equal(fingerprint(tree.nodes.threshold), golden.fits.tree.threshold);
    assert.equal(tree.nodes.size, golden.fits.tree.size);

    const resplits = new k.model_selection.MonteCarloCrossValidation({ nSplits: 40, stratify: true, seed: 9 });
    resplits.begin(X, y, [pipeline, nearest, tree]);
    while (!resplits.done) resplits.step(3);
    assert.equal(fingerprint(resplits.testAccuracy.data), golden.fits.resplits.testAccuracy);
    assert.deepEqual([...resplits.chosen], golden.fits.resplits.chosen);
  }));
