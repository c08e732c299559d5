// Networks from JavaScript: stepped, read after every step, and changed by hand.
import assert from "node:assert/strict";
import { test } from "node:test";
import { freeing, k } from "./load.js";

const points = k.matrix([
  [0, 0],
  [0, 2],
  [2, 0],
  [2, 2],
]);
const sides = [0, 0, 1, 1];

test("networks: stepped, read and set", () =>
  freeing(() => {
    const model = new k.neural_network.MLPClassifier({
      hiddenLayerSizes: [3, 2],
      activation: "tanh",
      solver: "sgd",
      batchSize: 3,
      learningRateInit: 0.1,
      maxIter: 100,
    });
    model.begin(points, sides);
    assert.deepEqual([model.fitted, model.done, model.nLayers, model.nIter], [true, false, 3, 0]);
    assert.deepEqual([model.batchRows.length, model.batchLoss, model.batchActivations(0).rows], [0, 0, 0]);
    const first = model.coefs(0);
    assert.ok(first.data instanceof Float32Array && model.intercepts(2) instanceof Float32Array);
    assert.deepEqual([first.rows, first.cols, model.intercepts(2).length], [2, 3, 1]);
    model.stepBatch();
    assert.deepEqual([model.batchRows.length, model.nIter], [3, 0]);
    for (const read of [model.batchPreActivations, model.batchActivations, model.batchDeltas]) {
      const seen = read.call(model, 1);
      assert.deepEqual([seen.rows, seen.cols, seen.data.length], [3, 2, 6]);
    }
    assert.deepEqual([model.coefGradients(1).rows, model.interceptGradients(1).length], [3, 2]);
    assert.ok(model.batchLoss > 0);
    assert.notDeepEqual(model.coefs(0), first);
    assert.deepEqual([model.step().nIter, model.step(2).nIter, model.lossCurve.length], [1, 3, 3]);
    assert.deepEqual(model.layers[1], { coef: model.coefs(1), intercept: model.intercepts(1) });
    while (!model.done) model.stepBatch(10);
    assert.deepEqual([...model.predict(points)], sides);
    assert.deepEqual([[...model.classes], model.nClasses, model.diverged], [[0, 1], 2, false]);
    assert.equal(typeof model.converged, "boolean");
    assert.equal(model.validationScores.length, 0);

    const seen = model.activations(points, 2);
    const picture = model.neuronSurface({ layer: 2, bounds: [-1, 3, -1, 3], width: 2, height: 2 });
    assert.deepEqual([picture.nUnits, picture.activation.length], [1, 4]);
    // Rows from the top: the points with y = 2 first.
    assert.deepEqual(
      [...picture.activation],
      [1, 3, 0, 2].map((i) => seen.data[i]),
    );
    assert.equal(model.neuronSurface({ layer: 0, width: 4, height: 2 }).activation.length, 3 * 4 * 2);
    assert.equal(k.inspection.decisionSurface(model, { bounds: [-1, 3, -1, 3] }).nClasses, 2);

    const line = new k.neural_network.MLPRegressor({ hiddenLayerSizes: [], solver: "sgd", learningRateInit: 0.1 });
    line.begin(points, sides).setLayer(0, [[0.5], [0]], [0]);
    assert.deepEqual([...line.predict(points)], sides);
    line.fit(points, sides);
    assert.ok(line.predict(points).every((value, i) => Math.abs(value - sides[i]) < 0.1));
    assert.ok(line instanceof k.base.Regressor && line.done);
    assert.equal(line.clone().fitted, false);
  }));
