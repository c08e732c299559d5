// Generated data sets beyond those of functions.test.js: shapes, labels and refusals.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fails, k } from "./load.js";

test("classes in the plane", () => {
  const circles = k.datasets.makeCircles({ nSamples: 4, factor: 0.5, shuffle: false });
  assert.deepEqual([...circles.y], [0, 0, 1, 1]);
  assert.deepEqual(
    [...circles.X.data].map((x) => Math.round(10 * x) / 10 + 0),
    [1, 0, -1, 0, 0.5, 0, -0.5, 0],
  );
  const spirals = k.datasets.makeSpirals({ nSamples: 7, nClasses: 3, turns: 1, noise: 0.01, shuffle: false });
  assert.deepEqual([...spirals.y], [0, 0, 0, 1, 1, 2, 2]);
  const xor = k.datasets.makeXor({ nSamples: 50, seed: 3 });
  xor.y.forEach((label, i) => assert.equal(label, xor.X.data[2 * i] * xor.X.data[2 * i + 1] < 0 ? 1 : 0));
  assert.equal(xor.bounds.length, 4);
  fails(() => k.datasets.makeCircles({ factor: 1 }), "BadValue", /factor/);
  fails(() => k.datasets.makeSpirals({ turns: 0 }), "BadValue", /turns/);
  fails(() => k.datasets.makeXor({ noise: -1 }), "BadValue", /noise/);
});

test("many columns with a known truth", () => {
  const sample = k.datasets.makeClassification({ nSamples: 30, nInformative: 3, nClasses: 3, flipY: 0 });
  assert.deepEqual([sample.X.rows, sample.X.cols, sample.y.length], [30, 20, 30]);
  for (const label of [0, 1, 2]) assert.equal(sample.y.filter((y) => y === label).length, 10);
  const line = k.datasets.makeRegression({ nSamples: 5, nFeatures: 3, nInformative: 2, bias: 1 });
  assert.equal(line.coef.filter((c) => c !== 0).length, 2);
  line.y.forEach((y, i) => {
    const expected = line.coef.reduce((sum, c, j) => sum + c * line.X.data[3 * i + j], 1);
    assert.ok(Math.abs(y - expected) < 1e-11);
  });
  const curve = k.datasets.makeFriedman1({ nSamples: 9, nFeatures: 6, noise: 1, seed: 2 });
  assert.deepEqual([curve.X.rows, curve.X.cols, curve.y.length, curve.coef.length], [9, 6, 9, 0]);
  fails(() => k.datasets.makeClassification({ nClasses: 9 }), "BadValue", /nClustersPerClass/);
  fails(() => k.datasets.makeRegression({ nFeatures: 0 }), "BadValue", /nFeatures/);
  fails(() => k.datasets.makeFriedman1({ nFeatures: 4 }), "BadValue", /nFeatures/);
});
