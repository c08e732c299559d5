// Regression curves, fans and double descent, with answers that are known.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fails, freeing, k } from "./load.js";

const x = k.matrix([[-1], [0], [1], [2]]);
const squares = [1, 0, 1, 4];

test("a curve along the grid", () =>
  freeing(() => {
    const spline = new k.interpolate.CubicSpline().fit(x, squares);
    const curve = k.inspection.regressionCurve(spline, { xMin: -1, xMax: 2, nPoints: 4 });
    assert.deepEqual([...curve.x], [-1, 0, 1, 2]);
    assert.ok(curve.y.every((y, i) => Math.abs(y - squares[i]) < 1e-12));
    fails(() => k.inspection.regressionCurve(spline, { feature: 1 }), "BadValue", /^feature: expected 0\.\.0, got 1$/);
    fails(() => k.inspection.regressionCurve(spline, { fixed: [1, 2] }), "BadShape", /^fixed: /);
  }));

test("a fan of curves", () =>
  freeing(() => {
    const one = new k.neighbors.KNeighborsRegressor({ nNeighbors: 1 });
    const fan = new k.inspection.RegressionFan({ nFits: 4, nPoints: 3, seed: 1 }).begin(x, squares, one);
    assert.deepEqual([fan.done, fan.nDone, [...fan.x], fan.trainingRows(0).length], [false, 0, [0, 0.5, 1], 4]);
    fan.step().step(2);
    assert.deepEqual([fan.curves.rows, fan.curves.cols, Number.isNaN(fan.curves.data[9])], [4, 3, true]);
    const before = fan.curves.data.slice(0, 9);
    fan.addFit([[0]], [7]);
    assert.deepEqual([...fan.curves.data], [...before, 7, 7, 7]);
    assert.equal(fan.done, true);
    const { mean, std, low, high } = fan.summary;
    const first = [0, 3, 6, 9].map((i) => fan.curves.data[i]);
    assert.ok(Math.abs(mean[0] - first.reduce((a, b) => a + b) / 4) < 1e-12 && std[0] > 0);
    assert.ok(low[0] < mean[0] && mean[0] < high[0]);
    assert.equal(one.fitted, false);
  }));

test("double descent", () =>
  freeing(() => {
    const path = k.linear_model.minimumNormPath(
      [
        [1, 0, 1],
        [0, 1, 1],
      ],
      [1, 3],
      { fitIntercept: false },
      [[1, 1, 1]],
      [4],
    );
    assert.deepEqual(
      [[...path.sizes], [...path.rank]],
      [
        [1, 2, 3],
        [1, 2, 2],
      ],
    );
    // The shortest w with w0 + w2 = 1, w1 + w2 = 3.
    const wanted = [1, 0, 0, 1, 3, 0, -1 / 3, 5 / 3, 4 / 3];
    assert.ok(path.coef.data.every((w, i) => Math.abs(w - wanted[i]) < 1e-12));
    const near = (/** @type {Float64Array} */ got, /** @type {number[]} */ want) =>
      assert.ok(
        got.every((value, i) => Math.abs(value - want[i]) < 1e-12),
        `${got}`,
      );
    near(path.trainError, [4.5, 0, 0]);
    near(path.testError, [9, 0, (8 / 3 - 4) ** 2]);
    near(path.coefNorm, [1, Math.sqrt(10), Math.sqrt(42) / 3]);
    assert.deepEqual([...path.intercept], [0, 0, 0]);
    const alone = k.linear_model.minimumNormPath([[1], [3]], [2, 4], { sizes: [1] });
    assert.equal(alone.testError.length, 0);
    near(alone.intercept, [1]);
    const spline = new k.interpolate.MinimumNormSpline({ nKnots: 30 }).fit(x, squares);
    assert.ok(spline.predict(x).every((y, i) => Math.abs(y - squares[i]) < 1e-9));
    assert.deepEqual([spline.rank, spline.coef.length, spline.knots.cols], [3, 32, 36]);
    assert.ok(Number.isFinite(spline.intercept));
    fails(() => k.linear_model.minimumNormPath(x, squares, { sizes: [2] }), "BadValue", /^sizes: /);
  }));

test("nothing of this was left behind", () => assert.equal(k.liveHandles(), 0));
