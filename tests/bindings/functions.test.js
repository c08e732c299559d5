// Every function and method once, with an answer that is known; matrices in each form they may have.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { loadKernel } from "../../wasm_bindings/kernel.js";
import { kernelFiles, kernelSets, loadKernelSet, loadNodeKernel } from "../../web/build/kernel.js";
import { animals, fails, freeing, k } from "./load.js";

const { X, y, bounds } = animals;
const points = k.matrix([
  [0, 0],
  [0, 2],
  [2, 0],
  [2, 2],
]);
const sides = [0, 0, 1, 1];

test("matrix", () => {
  assert.deepEqual(points, { data: Float64Array.of(0, 0, 0, 2, 2, 0, 2, 2), rows: 4, cols: 2 });
  assert.deepEqual(k.matrix([]), { data: new Float64Array(), rows: 0, cols: 0 });
});

test("datasets", () => {
  const shelter = k.datasets.makeShelter();
  assert.deepEqual([shelter.X.rows, shelter.X.cols, shelter.y.length], [60, 2, 60]);
  assert.deepEqual(shelter.bounds, [0, 12, 0, 10]);
  assert.deepEqual(k.datasets.makeShelter({ seed: 0 }), shelter);
  assert.notDeepEqual(k.datasets.makeShelter({ seed: 1 }), shelter);
  const dog = k.datasets.shelterPosterior([[11, 2]], { catFraction: 0.5 });
  assert.ok(dog.length === 1 && dog[0] > 0.9, `${dog}`);
  assert.ok(k.datasets.shelterBayesAccuracy() > 0.85 && k.datasets.shelterBayesAccuracy() < 0.95);
  assert.deepEqual([...k.datasets.makeMoons({ nSamples: 4, shuffle: false }).y], [0, 0, 1, 1]);
  const blobs = k.datasets.makeBlobs({
    nSamples: 6,
    centers: [
      [0, 0],
      [9, 9],
    ],
    clusterStd: 0,
    shuffle: false,
  });
  assert.deepEqual([...blobs.X.data], [0, 0, 0, 0, 0, 0, 9, 9, 9, 9, 9, 9]);
});

test("CSV: text and bytes, typed columns, and the way back", () => {
  const text = "mass;name;kind\n1.5;Ä;x\n;b;y\n2;c;x\n";
  const table = k.datasets.readCsv(text);
  assert.deepEqual(k.datasets.readCsv(new TextEncoder().encode(text)), table);
  assert.deepEqual(
    table.columns.map((column) => column.name),
    ["mass", "name", "kind"],
  );
  assert.deepEqual(table.columns[0].numbers, Float64Array.of(1.5, NaN, 2));
  assert.deepEqual(table.columns[1].levels, ["Ä", "b", "c"]);
  assert.deepEqual(table.columns[2].codes, Int32Array.of(0, 1, 0));
  const [y, x, label] = k.datasets.readCsv("a,b,c\n1,2,x\n3,4,y\n,6,y\n").columns;
  const chosen = k.datasets.labelledColumns({ x, y, label });
  assert.deepEqual(
    chosen.X,
    k.matrix([
      [2, 1],
      [4, 3],
    ]),
  );
  assert.deepEqual([...chosen.y], [0, 1]);
  assert.deepEqual(chosen.classNames, ["x", "y"]);
  assert.deepEqual([...chosen.rows], [0, 1]);
  assert.equal(chosen.nDropped, 1);
  const little = {
    x: { name: "", numbers: [1, 2] },
    y: { name: "", numbers: [3, 4] },
    label: { name: "", codes: [0, 1], levels: ["a", "b"] },
  };
  assert.deepEqual(k.datasets.labelledColumns(little).classNames, ["a", "b"]);
  assert.equal(k.datasets.readCsv("a\n1", { delimiter: "," }).columns.length, 1);
  const found = (/** @type {string} */ csv, /** @type {any} */ options) => {
    const { header, delimiter, decimal, lines } = k.datasets.readCsv(csv, options);
    return { header, delimiter, decimal, lines: Array.from(lines) };
  };
  assert.deepEqual(found("4,5;3,2\n1,5;2,5\n"), {
    header: false,
    delimiter: ";",
    decimal: ",",
    lines: [1, 2],
  });
  assert.deepEqual(found("1|2\n3|4\n5|6\n", { header: true, decimal: "." }), {
    header: true,
    delimiter: "|",
    decimal: ".",
    lines: [2, 3],
  });
});

test("preprocessing", () =>
  freeing(() => {
    const scaler = new k.preprocessing.StandardScaler().fit(points);
    assert.deepEqual([scaler.fitted, scaler.nFeaturesIn], [true, 2]);
    assert.deepEqual(
      [[...scaler.mean], [...scaler.var], [...scaler.scale]],
      [
        [1, 1],
        [1, 1],
        [1, 1],
      ],
    );
    assert.deepEqual([...scaler.transform([[3, 1]]).data], [2, 0]);
    assert.deepEqual([...scaler.inverseTransform([[2, 0]]).data], [3, 1]);
    assert.deepEqual(scaler.fitTransform(points).rows, 4);
    const powers = new k.preprocessing.PolynomialFeatures({ degree: 2 }).fit(points);
    assert.deepEqual([...powers.transform([[2, 3]]).data], [1, 2, 3, 4, 6, 9]);
    assert.deepEqual(powers.powers, { data: Int32Array.of(0, 0, 1, 0, 0, 1, 2, 0, 1, 1, 0, 2), rows: 6, cols: 2 });
    assert.deepEqual([powers.nOutputFeatures, powers.nFeaturesIn], [6, 2]);
    const columns = new k.preprocessing.ColumnSelector({ columns: [1] }).fit(points);
    assert.deepEqual([...columns.transform([[2, 3]]).data], [3]);
    assert.equal(columns.nFeaturesIn, 2);
    const copy = columns.clone();
    assert.deepEqual([copy.fitted, [...copy.options.columns]], [false, [1]]);
  }));

test("classifiers", () =>
  freeing(() => {
    const logistic = new k.linear_model.LogisticRegression().fit(points, sides);
    assert.deepEqual([...logistic.predict(points)], sides);
    assert.deepEqual([logistic.nClasses, logistic.nFeaturesIn, logistic.converged], [2, 2, true]);
    assert.deepEqual([...logistic.classes], [0, 1]);
    assert.deepEqual([logistic.coef.rows, logistic.coef.cols, logistic.intercept.length], [1, 2, 1]);
    assert.ok(Math.abs(logistic.decisionFunction([[1, 7]]).data[0]) < 1e-9);
    assert.ok(logistic.nIter > 0 && logistic.loss > 0);
    assert.ok(logistic instanceof k.base.Classifier && logistic instanceof k.linear_model.LogisticRegression);
    assert.ok(!(logistic instanceof k.tree.DecisionTreeClassifier) && !(logistic instanceof k.base.Transformer));

    const descent = new k.linear_model.LogisticDescent({ maxIter: 3 }).begin(points, sides).step().step(5);
    assert.deepEqual([descent.done, descent.diverged, descent.nIter, descent.lossHistory.length], [true, false, 3, 4]);
    assert.deepEqual([[...descent.classes], descent.intercept.length, descent.coef.cols], [[0, 1], 1, 2]);

    const nearest = new k.neighbors.KNeighborsClassifier({ nNeighbors: 2 }).fit(points, sides);
    const found = nearest.kneighbors([[0, 0.5]]);
    assert.deepEqual(found.indices, { data: Int32Array.of(0, 1), rows: 1, cols: 2 });
    assert.deepEqual([...found.distances.data], [0.5, 1.5]);

    const tree = new k.tree.DecisionTreeClassifier().fit(points, sides);
    assert.deepEqual([tree.depth, tree.nLeaves, [...tree.featureImportances]], [1, 2, [1, 0]]);
    assert.deepEqual(
      [[...tree.nodes.feature], [...tree.nodes.threshold]],
      [
        [0, -1, -1],
        [1, 0, 0],
      ],
    );
    assert.deepEqual([...tree.nodes.counts], [2, 2, 2, 0, 0, 2]);
    assert.deepEqual([...tree.apply(points)], [1, 1, 2, 2]);

    const dummy = new k.dummy.DummyClassifier().fit(points, [0, 0, 0, 1]);
    assert.deepEqual(
      [[...dummy.classPrior], [...dummy.predict(points)]],
      [
        [0.75, 0.25],
        [0, 0, 0, 0],
      ],
    );
    assert.deepEqual(dummy.predictProba([[1, 1]]), k.matrix([[0.75, 0.25]]));

    const pipeline = new k.pipeline.Pipeline([new k.preprocessing.StandardScaler(), tree]).fit(points, sides);
    assert.deepEqual([...pipeline.transform([[3, 1]]).data], [2, 0]);
    const clone = pipeline.clone();
    assert.ok(!clone.fitted && clone instanceof k.pipeline.Pipeline);
    assert.deepEqual([...clone.fit(points, sides).predict(points)], sides);
  }));

test("splines and random features", () =>
  freeing(() => {
    const x = k.matrix([[0], [1], [3]]);
    const parabola = new k.interpolate.CubicSpline().fit(x, [0, 1, 9]);
    assert.ok(parabola instanceof k.base.Regressor && parabola.nFeaturesIn === 1);
    assert.deepEqual([...parabola.predict([[2], [4]])], [4, 16]);
    assert.deepEqual([...parabola.evaluate([2], 1), ...parabola.evaluate(Float64Array.of(5), 2)], [4, 2]);
    assert.deepEqual([...parabola.evaluate([2])], [4]);
    assert.deepEqual([[...parabola.x], parabola.c.rows, parabola.c.cols], [[0, 1, 3], 4, 2]);
    const hats = k.interpolate.bSplineBasis([0.25, 1], { knots: [0, 0, 1, 1], degree: 1 });
    assert.deepEqual(hats, { data: Float64Array.of(0.75, 0.25, 0, 1), rows: 2, cols: 2 });
    const slopes = k.interpolate.bSplineBasis([0.25], { knots: [0, 0, 1, 1], degree: 1, derivative: 1 });
    assert.deepEqual([...slopes.data], [-1, 1]);
    const splines = new k.interpolate.SplineTransformer({ nKnots: 2, degree: 1 }).fit(x);
    assert.deepEqual([...splines.transform([[1.5], [7]]).data], [0.5, 0.5, 0, 1]);
    assert.deepEqual([splines.nFeaturesIn, splines.nOutputFeatures, [...splines.knots.data]], [1, 2, [-3, 0, 3, 6]]);
    const waves = new k.interpolate.RandomFourierFeatures({ nComponents: 2000, gamma: 0.5 }).fit(x);
    const { data } = waves.transform(x);
    let product = 0;
    for (let i = 0; i < 2000; i++) product += data[i] * data[2000 + i];
    assert.ok(Math.abs(product - Math.exp(-0.5)) < 0.1, `${product}`);
    assert.deepEqual([waves.nFeaturesIn, waves.nOutputFeatures], [1, 2000]);
    assert.deepEqual([waves.weights.rows, waves.weights.cols, waves.offsets.length], [2000, 1, 2000]);
    const ramps = new k.interpolate.RandomReluFeatures({ nComponents: 4 }).fit(x);
    assert.ok(ramps.transform(x).data.every((value) => value >= 0));
    assert.ok(ramps.weights.data.every((w) => Math.abs(w) === 1) && ramps.offsets.every((b) => Math.abs(b) <= 1));
    assert.deepEqual([ramps.nFeaturesIn, ramps.nOutputFeatures, ramps.clone().fitted], [1, 4, false]);
  }));

test("naive Bayes and principal components", () =>
  freeing(() => {
    const bayes = new k.naive_bayes.GaussianNB({ varSmoothing: 0.5 }).fit(points, sides);
    assert.deepEqual([...bayes.predict(points)], sides);
    assert.deepEqual(
      [[...bayes.classes], [...bayes.classCount], [...bayes.classPrior]],
      [
        [0, 1],
        [2, 2],
        [0.5, 0.5],
      ],
    );
    assert.deepEqual(
      [[...bayes.theta.data], [...bayes.var.data], bayes.epsilon],
      [[0, 1, 2, 1], [0.5, 1.5, 0.5, 1.5], 0.5],
    );
    const joint = bayes.predictJointLogProba([[1, 7]]).data;
    assert.ok(joint.length === 2 && joint[0] === joint[1]);

    const pca = new k.decomposition.PCA().fit([
      [0, 0],
      [3, 4],
      [6, 8],
    ]);
    assert.deepEqual([pca.nComponents, pca.nFeaturesIn, [...pca.mean], pca.noiseVariance], [2, 2, [3, 4], 0]);
    const near = (/** @type {Float64Array} */ got, /** @type {number[]} */ want) =>
      assert.ok(got.length === want.length && got.every((x, i) => Math.abs(x - want[i]) < 1e-9), `${got}`);
    near(pca.components.data.slice(0, 2), [0.6, 0.8]);
    near(pca.explainedVariance, [25, 0]);
    near(pca.explainedVarianceRatio, [1, 0]);
    near(pca.singularValues.slice(0, 1), [Math.sqrt(50)]);
    near(pca.scores([[6, 8]], 1).data, [5]);
    near(pca.inverseTransform([[5, 0]]).data, [6, 8]);
  }));

test("support vectors", () =>
  freeing(() => {
    const machine = new k.svm.SVC({ kernel: "linear", C: 10 }).fit(points, sides);
    assert.deepEqual([...machine.predict(points)], sides);
    assert.deepEqual([[...machine.classes], machine.gamma, machine.converged, machine.done], [[0, 1], 0, true, true]);
    assert.ok(Math.abs(machine.coef.data[0] - 1) < 1e-9 && Math.abs(machine.intercept[0] + 1) < 1e-9);
    assert.ok(Math.abs(machine.decisionFunction([[3, 1]]).data[0] - 2) < 1e-9);
    assert.deepEqual(
      [machine.supportVectors.rows, machine.dualCoef.cols],
      [machine.support.length, machine.support.length],
    );
    assert.ok(machine.nSupport.length === 2 && machine.slope.length === 1 && machine.slope[0] > 0);
    const steps = new k.svm.SVC({ gamma: 0.5 }).begin(X, y).step().step(3);
    assert.deepEqual([steps.nIter, steps.done, steps.options.gamma, steps.gamma], [4, false, 0.5, 0.5]);
    assert.equal(steps.step(100000).done, true);
  }));

test("clusterings", () =>
  freeing(() => {
    const centers = [
      [0, 0],
      [2, 2],
    ];
    const means = new k.cluster.KMeans({ nClusters: 2, centers });
    assert.equal(means.phase, "");
    assert.deepEqual(
      [
        ...means.begin([
          [0, 0],
          [0, 1],
          [5, 5],
        ]).labels,
      ],
      [-1, -1, -1],
    );
    assert.deepEqual([means.phase, means.done, means.nClusters], ["assign", false, 2]);
    assert.deepEqual([[...means.step().labels], means.inertia, means.phase], [[0, 0, 1], 19, "update"]);
    assert.deepEqual([...means.step().centers.data], [0, 0.5, 5, 5]);
    assert.deepEqual([means.step(9).done, means.converged, means.nIter, means.inertia], [true, true, 2, 0.5]);
    assert.deepEqual([...means.predict([[4, 4]])], [1]);
    assert.deepEqual(means.transform([[5, 4]]).data[1], 1);
    assert.ok(means instanceof k.base.Clusterer && !means.clone().fitted);
    assert.equal(new k.cluster.KMeans({ nClusters: 4 }).fit(points).inertia, 0);

    const mixture = new k.mixture.GaussianMixture({
      nComponents: 2,
      means: [
        [0, 1],
        [2, 1],
      ],
    }).begin(points);
    assert.deepEqual([...mixture.responsibilities.data], [1, 0, 1, 0, 0, 1, 0, 1]);
    assert.deepEqual([mixture.lowerBound, mixture.nIter, mixture.done], [-Infinity, 0, false]);
    assert.equal(mixture.step().step(50).done, true);
    assert.deepEqual([mixture.converged, mixture.nIter, mixture.lowerBoundHistory.length], [true, 2, 2]);
    assert.deepEqual([[...mixture.labels], [...mixture.weights]], [sides, [0.5, 0.5]]);
    assert.deepEqual([[...mixture.predict(points)], mixture.nClusters, mixture.nParameters], [sides, 2, 11]);
    assert.deepEqual([mixture.covariances.rows, mixture.covariance(1).rows, mixture.means.rows], [4, 2, 2]);
    assert.equal(mixture.predictProba([[1, 1]]).cols, 2);
    assert.ok(Math.abs(mixture.scoreSamples(points).reduce((a, b) => a + b) / 4 - mixture.score(points)) < 1e-12);
    assert.ok(mixture.bic(points) > mixture.aic(points) - 22 && mixture.aic(points) > -1e3);
    const drawn = mixture.sample(7, 3);
    assert.deepEqual([drawn.X.rows, drawn.X.cols, drawn.y.length], [7, 2, 7]);
    const { x: cx, majorX, majorY, minorX } = mixture.ellipses();
    assert.deepEqual([cx.length, Math.round(cx[1]), majorX[0]], [2, 2, 0]);
    assert.ok(Math.abs(majorY[0] - 1) < 1e-5 && Math.abs(minorX[0] + 1e-3) < 1e-5);
    assert.deepEqual([...mixture.ellipses(1, 0).majorX], [...majorY]);
  }));

test("gradient boosting, round by round", () =>
  freeing(() => {
    const options = { nEstimators: 3, learningRate: 0.5, maxDepth: 1 };
    const boosted = new k.ensemble.GradientBoostingClassifier(options).begin(points, sides);
    assert.deepEqual([boosted.done, boosted.nRounds, [...boosted.classes]], [false, 0, [0, 1]]);
    assert.deepEqual([[...boosted.initialScore], [...boosted.residuals.data]], [[0], [-0.5, -0.5, 0.5, 0.5]]);
    boosted.step().step(9);
    assert.deepEqual([boosted.done, boosted.nRounds, boosted.trainScore.length], [true, 3, 3]);
    assert.deepEqual([[...boosted.predict(points)], boosted.oobImprovement.length], [sides, 0]);
    // One Newton step from probability 1/2: (1/2) / (1/4) = 2, of which half is taken.
    assert.deepEqual([...boosted.tree(0).value], [0, -2, 2]);
    const first = boosted.after(1);
    assert.deepEqual([...first.decisionFunction(points).data], [-1, -1, 1, 1]);
    const staged = boosted.stagedPredictProba(points);
    assert.deepEqual([staged.rows, staged.cols], [4, 6]);
    assert.equal(staged.data[1], first.predictProba(points).data[1]);
    assert.deepEqual([...boosted.stagedPredict(points).data.subarray(0, 3)], [0, 0, 0]);
    assert.deepEqual([...boosted.featureImportances], [1, 0]);
    fails(() => boosted.tree(3), "BadValue", /^i: .*below 3, got 3/);
    fails(() => first.step(), "NotFitted", /begin/);

    const numbers = new k.ensemble.GradientBoostingRegressor({ ...options, subsample: 0.5 }).begin(
      points,
      [1, 1, 3, 3],
    );
    assert.deepEqual([numbers.initialPrediction, [...numbers.residuals]], [2, [-1, -1, 1, 1]]);
    numbers.step(3);
    assert.deepEqual([numbers.stagedPredict(points).cols, numbers.oobImprovement.length], [3, 3]);
    assert.deepEqual(numbers.after(3).predict(points), numbers.predict(points));
    assert.equal(numbers.tree(2).size, numbers.tree(2).value.length);
    fails(() => numbers.fit(points, [1, 1, 3, 3]).residuals, "NotFitted", /begin/);
  }));

test("regression by neighbours", () =>
  freeing(() => {
    const heights = [1, 2, 3, 8];
    const nearest = new k.neighbors.KNeighborsRegressor({ nNeighbors: 2 }).fit(points, heights);
    assert.deepEqual([...nearest.predict([[0, 0.5]])], [1.5]);
    assert.deepEqual(nearest.kneighbors([[0, 0.5]]).indices, { data: Int32Array.of(0, 1), rows: 1, cols: 2 });
    assert.deepEqual([...nearest.kneighbors([[0, 0.5]]).distances.data], [0.5, 1.5]);
    const line = new k.neighbors.LocalRegression().fit([[0], [1], [2], [3], [4], [5]], [1, 3, 5, 7, 9, 11]);
    assert.ok(Math.abs(line.predict([[2.5]])[0] - 6) < 1e-12);
    assert.equal(line.robustness.length, 6);
  }));

test("AdaBoost, round by round", () =>
  freeing(() => {
    const line = [[0], [1], [2], [3]];
    const ada = new k.ensemble.AdaBoostClassifier({ nEstimators: 5 }).begin(line, [0, 1, 0, 0]);
    assert.deepEqual([[...ada.sampleWeight], ada.done, ada.nRounds], [[0.25, 0.25, 0.25, 0.25], false, 0]);
    ada.step();
    // No stump has row 1 alone on a side: the first gets it wrong, and it then weighs as much as all the others.
    assert.deepEqual([...ada.estimatorErrors], [0.25]);
    assert.ok(Math.abs(ada.estimatorWeights[0] - k.math.log(3)) < 1e-15);
    assert.ok(Math.abs(ada.sampleWeight[1] - 0.5) < 1e-15);
    ada.step(9);
    assert.deepEqual([ada.done, ada.nRounds, [...ada.classes], [...ada.featureImportances]], [true, 5, [0, 1], [1]]);
    assert.equal(ada.stagedPredict(line).cols, 5);
    assert.deepEqual(ada.after(5).decisionFunction(line), ada.decisionFunction(line));
    assert.equal(ada.tree(0).label.length, ada.tree(0).size);
    fails(() => ada.tree(5), "BadValue", /^i: .*below 5, got 5/);
  }));

test("metrics", () => {
  assert.equal(k.metrics.accuracyScore([0, 1, 1, 1], [0, 1, 1, 0]), 0.75);
  assert.equal(k.metrics.balancedAccuracyScore([0, 1, 1, 0], [0, 1, 1, 1]), 0.75);
  assert.deepEqual(k.metrics.confusionMatrix([0, 1, 1], [0, 0, 1]), {
    data: Int32Array.of(1, 0, 1, 1),
    rows: 2,
    cols: 2,
  });
  assert.equal(k.metrics.confusionMatrix([0], [0], { nClasses: 3 }).rows, 3);
  assert.equal(
    k.metrics.logLoss(
      [0, 1],
      [
        [0.5, 0.5],
        [0.5, 0.5],
      ],
    ),
    k.math.log(2),
  );
  const { low, high } = k.metrics.wilsonInterval(8, 10);
  assert.ok(Math.abs(low - 0.4901625) < 1e-6 && Math.abs(high - 0.9433178) < 1e-6, `${low} ${high}`);
  assert.ok(k.metrics.wilsonInterval(8, 10, { confidence: 0.5 }).low > low);
});

test("metrics: detectors", () => {
  const truth = [0, 0, 1, 1];
  const score = [0.1, 0.4, 0.35, 0.8];
  const roc = k.metrics.rocCurve(truth, score, { dropIntermediate: false });
  assert.deepEqual(
    [[...roc.fpr], [...roc.tpr]],
    [
      [0, 0, 0.5, 0.5, 1],
      [0, 0.5, 0.5, 1, 1],
    ],
  );
  assert.deepEqual([...roc.thresholds], [Infinity, 0.8, 0.4, 0.35, 0.1]);
  assert.deepEqual([roc.auc, roc.nPositive, roc.nNegative], [0.75, 2, 2]);
  assert.deepEqual([k.metrics.auc(roc.fpr, roc.tpr), k.metrics.rocAucScore(truth, score)], [0.75, 0.75]);
  assert.equal(k.metrics.rocAucScore(truth, score, { maxFpr: 0.5, standardize: false }), 0.25);
  assert.equal(
    k.metrics.rocAucScoreMulticlass(
      truth,
      score.map((s) => [1 - s, s]),
    ),
    0.75,
  );
  assert.deepEqual([...k.metrics.rocConvexHull(roc.fpr, roc.tpr)], [0, 1, 3, 4]);
  const dear = k.metrics.optimalThreshold(truth, score, { costFalseNegative: 9 });
  assert.deepEqual([dear.threshold, dear.fpr, dear.tpr, dear.expectedCost, dear.prevalence], [0.35, 0.5, 1, 0.25, 0.5]);
  assert.ok(Math.abs(dear.intercept + dear.slope * dear.fpr - dear.tpr) < 1e-12);
  const pr = k.metrics.precisionRecallCurve(truth, score);
  assert.deepEqual(
    [[...pr.precision], [...pr.recall]],
    [
      [0.5, 2 / 3, 0.5, 1, 1],
      [1, 1, 0.5, 0.5, 0],
    ],
  );
  assert.deepEqual([...pr.thresholds], [0.1, 0.35, 0.4, 0.8]);
  assert.equal(pr.averagePrecision, k.metrics.averagePrecisionScore(truth, score));
  assert.equal(k.metrics.averagePrecisionScore(truth, score, { posLabel: 1 }), 0.5 + 1 / 3);
  const bent = k.metrics.precisionRecallInterpolation(truth, score, { convexHull: true });
  assert.deepEqual([...bent.recall], [0, 0.5, 1, 1]);
  assert.ok(bent.area > 0 && bent.linearArea > 0 && bent.precision.length === 4);
  assert.deepEqual([...k.metrics.precisionAtPrevalence([0, 0.5], [1, 1], 0.5)], [1, 2 / 3]);
  assert.deepEqual([...k.metrics.fBetaIsoCurve([0.5, 1], 0.5, { beta: 1 })], [0.5, 1 / 3]);
  const at = k.metrics.thresholdScores(truth, score, { thresholds: [0.4], beta: 1 });
  assert.deepEqual(
    [at.truePositives[0], at.falsePositives[0], at.trueNegatives[0], at.falseNegatives[0], at.accuracy[0]],
    [1, 1, 1, 1, 0.5],
  );
  assert.equal(k.metrics.thresholdScores(truth, score).thresholds[0], Infinity);
  const apart = k.metrics.curveDistance([1, 2, 5], [1, 1, 1], [1.25, 1, -1], { tolerance: 0.25 });
  assert.deepEqual(
    { ...apart, difference: [...apart.difference] },
    { mean: 0.78125, largest: 2, largestAt: 2, apartFrom: 2, difference: [0.25, 0, -2] },
  );
  const bins = k.metrics.calibrationCurve(truth, score, { nBins: 2 });
  assert.deepEqual(
    [[...bins.probTrue], [...bins.count], [...bins.binEdges]],
    [
      [1 / 3, 1],
      [3, 1],
      [0, 0.5, 1],
    ],
  );
  assert.ok(Math.abs(k.metrics.brierScoreLoss(truth, score) - 0.158125) < 1e-15);
});

test("metrics: parts of curves, costs, bolder forecasts", () => {
  assert.equal(k.metrics.partialAuc([0, 0.5, 1], [0, 1, 1], { maxFpr: 0.5, standardize: false }), 0.25);
  fails(() => k.metrics.partialAuc([0, 0.5], [0, 1], { maxFpr: 1 }), "BadValue", /^fpr: expected a curve from 0 to 1/);
  const cost = k.metrics.expectedCost([0, 0.5], [0, 1], { costFalseNegative: 3, prevalence: 0.5 });
  assert.deepEqual([...cost], [1.5, 0.25]);
  assert.deepEqual([...k.metrics.temperatureScaled([0, 0.5, 1], 2)], [0, 0.5, 1]);
  assert.ok(Math.abs(k.metrics.temperatureScaled([0.9], 2)[0] - 0.75) < 1e-15);
});

test("datasets: two crowds", () => {
  const crowds = k.datasets.makeTwoCrowds({ nNegative: 3, nPositive: 2, medians: [0, 100], seed: 5 });
  assert.deepEqual([...crowds.y], [0, 0, 0, 1, 1]);
  assert.equal(k.metrics.rocAucScore(crowds.y, crowds.scores), 1);
  const { fpr, tpr, auc, negativeDensity } = k.datasets.twoCrowdsCurve([Infinity, 0, -Infinity], { medians: [0, 0] });
  assert.deepEqual([...fpr], [0, 0.5, 1]);
  assert.deepEqual([...tpr], [0, 0.5, 1]);
  assert.ok(Math.abs(auc - 0.5) < 1e-12 && negativeDensity[0] === 0);
  assert.ok(Math.abs(k.datasets.twoCrowdsProbability([0.75], 0.5)[0] - 0.5) < 1e-15);
  assert.ok(Math.abs(k.datasets.twoCrowdsMedianForAuc(0.5)) < 1e-9);
  fails(() => k.datasets.makeTwoCrowds({ scales: [1] }), "BadShape", /^scales: expected two numbers/);
});

test("metrics: a tally of pairs", () =>
  freeing(() => {
    const tally = new k.metrics.PairTally({ nPairs: 4, seed: 1 }).begin([0, 1, 1], [1, 2, 1]).step();
    assert.deepEqual([tally.done, tally.nDone, tally.negativeRows[0], tally.negativeRows[1]], [false, 1, 0, -1]);
    tally.step(9);
    assert.deepEqual([tally.done, tally.nDone, tally.wins + tally.ties, tally.losses], [true, 4, 4, 0]);
    assert.equal(tally.share[3], (tally.wins + tally.ties / 2) / 4);
    assert.ok(tally.positiveRows.every((row) => row === 1 || row === 2));
    fails(() => new k.metrics.PairTally().step(), "NotFitted", /^PairTally: expected begin before step$/);
  }));

test("metrics: how sure an area is", () =>
  freeing(() => {
    const truth = [0, 0, 1, 1, 0, 1];
    const score = [1, 2, 2, 4, 3, 5];
    const other = [2, 1, 2, 3, 1, 1];
    const { auc, standardError, low, high } = k.metrics.delongInterval(truth, score, { confidence: 0.5 });
    assert.ok(Math.abs(auc - k.metrics.rocAucScore(truth, score)) < 1e-14 && low < auc && auc <= high);
    const both = k.matrix(score.map((s, i) => [s, other[i]]));
    const { covariance } = k.metrics.delongCovariance(truth, both);
    assert.ok(Math.abs(Math.sqrt(covariance.data[0]) - standardError) < 1e-14);
    const test = k.metrics.delongTest(truth, score, other);
    assert.ok(test.low < test.difference && test.difference < test.high);
    assert.ok(Math.abs(test.pValue - 2 * k.math.normalCdf(-Math.abs(test.z))) < 1e-14);
    const run = new k.metrics.RocBootstrap({ nResamples: 50, gridSize: 5 }).begin(truth, both).step(20);
    assert.deepEqual([run.done, run.nDone, run.auc.rows, run.auc.cols], [false, 20, 50, 2]);
    run.step(99);
    assert.deepEqual([run.done, run.tpr(1).cols, run.band().fpr.length], [true, 5, 5]);
    assert.ok(run.interval(1).low <= run.interval(1).high && run.interval().estimate === auc);
    assert.ok(Math.abs(run.differenceInterval().estimate - test.difference) < 1e-14);
    assert.equal(k.math.normalCdf(0), 0.5);
  }));

test("metrics: labels and numbers", () => {
  const truth = [0, 1, 1, 1, 0];
  const said = [0, 1, 0, 1, 1];
  assert.equal(k.metrics.precisionScore(truth, said), 2 / 3);
  assert.equal(k.metrics.recallScore(truth, said, { average: "binary", posLabel: 0 }), 0.5);
  assert.equal(k.metrics.specificityScore(truth, said), 0.5);
  assert.equal(k.metrics.f1Score(truth, said), 2 / 3);
  assert.equal(k.metrics.fbetaScore(truth, said, { beta: 2, average: "micro" }), 0.6);
  assert.deepEqual([...k.metrics.precisionRecallFscoreSupport(truth, said).support], [2, 3]);
  assert.equal(k.metrics.precisionRecallFscoreSupport(truth, said, { average: "macro" }).recall.length, 1);
  assert.ok(Math.abs(k.metrics.matthewsCorrcoef(truth, said) - 1 / 6) < 1e-15);
  assert.ok(Math.abs(k.metrics.cohenKappaScore(truth, said, { weights: "linear" }) - 1 / 6) < 1e-15);
  const board = k.metrics.confusionScores(k.metrics.confusionMatrix(truth, said));
  assert.deepEqual([[...board.truePositives], board.accuracy, board.precision[1]], [[1, 2], 0.6, 2 / 3]);
  fails(() => k.metrics.confusionScores([[0.5]]), "BadValue", /confusion: expected whole numbers/);
  fails(
    () => k.metrics.f1Score(truth, said, /** @type {any} */ ({ average: "none" })),
    "BadValue",
    /average: expected/,
  );
  const { meanSquaredError, rootMeanSquaredError, meanAbsoluteError, medianAbsoluteError, maxError } = k.metrics;
  const { r2Score, explainedVarianceScore } = k.metrics;
  const scores = [meanSquaredError, rootMeanSquaredError, meanAbsoluteError, medianAbsoluteError, maxError];
  assert.deepEqual(
    scores.map((score) => score([0, 2, 4], [0, 2, 7])),
    [3, Math.sqrt(3), 1, 0, 3],
  );
  assert.deepEqual([r2Score([0, 2], [1, 1]), explainedVarianceScore([0, 2], [5, 7])], [0, 1]);
});

test("splits and re-splits", () =>
  freeing(() => {
    const pens = k.model_selection.trainValTestSplit(y, { seed: 3, stratify: true });
    assert.deepEqual([pens.train.length, pens.val.length, pens.test.length], [36, 12, 12]);
    assert.equal(new Set([...pens.train, ...pens.val, ...pens.test]).size, 60);
    assert.deepEqual(
      k.model_selection.takeRows(points, [3, 0]),
      k.matrix([
        [2, 2],
        [0, 0],
      ]),
    );
    assert.deepEqual(k.model_selection.takeLabels(sides, Int32Array.of(3, 0)), Int32Array.of(1, 0));

    const models = [new k.dummy.DummyClassifier(), new k.tree.DecisionTreeClassifier()];
    const run = new k.model_selection.MonteCarloCrossValidation({ nSplits: 5, seed: 3 }).begin(X, y, models);
    assert.deepEqual([run.done, run.nDone, run.nModels], [false, 0, 2]);
    assert.ok(Number.isNaN(run.step(2).testAccuracy.data[2 * 2]));
    assert.deepEqual([run.step(9).done, run.nDone], [true, 5]);
    for (const scores of [run.trainAccuracy, run.valAccuracy, run.testAccuracy]) {
      assert.deepEqual([scores.rows, scores.cols], [5, 2]);
      assert.ok(scores.data.every((score) => score >= 0 && score <= 1));
    }
    assert.ok(run.chosen.every((model) => model === 0 || model === 1));
    assert.equal(run.split(4).train.length, 36);

    const reuse = new k.model_selection.HoldoutReuse({ nTries: 4 }).begin(X, y, X, y, X, y, models).step().step(3);
    assert.deepEqual([reuse.done, reuse.nDone], [true, 4]);
    assert.deepEqual(reuse.testScore, reuse.freshScore);
    assert.deepEqual(reuse.bestTestScore, reuse.freshScoreOfBest);
    assert.equal(reuse.best.length, 4);
  }));

test("folds and cross-validation", () =>
  freeing(() => {
    const { model_selection } = k;
    const folds = new model_selection.KFold({ nSplits: 2 }).split(5);
    assert.deepEqual(folds, [
      { train: Int32Array.of(3, 4), test: Int32Array.of(0, 1, 2) },
      { train: Int32Array.of(0, 1, 2), test: Int32Array.of(3, 4) },
    ]);
    assert.equal(new model_selection.RepeatedKFold({ nSplits: 2, nRepeats: 3 }).split(4).length, 6);
    assert.equal(new model_selection.RepeatedStratifiedKFold({ nSplits: 2, nRepeats: 3 }).split(sides).length, 6);
    assert.equal(new model_selection.LeaveOneOut().split(4)[3].test[0], 3);
    assert.equal(new model_selection.ShuffleSplit({ testSize: 0.5 }).split(4)[9].test.length, 2);
    const shares = new model_selection.StratifiedShuffleSplit({ testSize: 0.5 }).split(sides);
    assert.ok(shares.every(({ test }) => test[0] < 2 && test[1] > 1));
    const groups = [7, 7, 3, 3];
    assert.deepEqual([...new model_selection.GroupKFold({ nSplits: 2 }).split(groups)[0].test], [0, 1]);

    const tree = new k.tree.DecisionTreeClassifier();
    const cv = new model_selection.StratifiedKFold({ nSplits: 2 }).split(sides);
    assert.deepEqual([...model_selection.crossValScore(tree, points, sides, { cv })], [1, 1]);
    assert.deepEqual([...model_selection.crossValScore(tree, points, sides, { cv: 2, scoring: "roc_auc" })], [1, 1]);
    assert.deepEqual([...model_selection.crossValPredict(tree, points, sides, { cv })], sides);
    const proba = model_selection.crossValPredict(tree, points, sides, { cv, method: "predict_proba" });
    assert.deepEqual([...proba.data], [1, 0, 1, 0, 0, 1, 0, 1]);

    const line = new k.linear_model.LinearRegression();
    const x = k.matrix([[0], [1], [2], [3], [4], [5]]);
    const twice = [1, 3, 5, 7, 9, 11];
    assert.ok(model_selection.crossValScore(line, x, twice, { cv: 3 }).every((r2) => Math.abs(r2 - 1) < 1e-12));
    const predicted = model_selection.crossValPredict(line, x, twice, { cv: 3 });
    assert.ok(predicted.every((value, i) => Math.abs(value - twice[i]) < 1e-12));

    const run = new model_selection.CrossValidation({ scoring: ["accuracy", "f1"], returnTrainScore: true });
    run.begin(tree, X, y, 3).step();
    assert.deepEqual([run.done, run.nDone, run.nSteps, run.testScore.rows, run.testScore.cols], [false, 1, 3, 3, 2]);
    assert.ok(run.trainScore.data[0] === 1 && Number.isNaN(run.testScore.data[2]));
    const grid = model_selection.parameterGrid({ criterion: ["gini", "entropy"], maxDepth: [1, 2] });
    assert.deepEqual(grid[1], { criterion: "gini", maxDepth: 2 });
    const candidates = grid.map((options) => new k.tree.DecisionTreeClassifier(/** @type {any} */ (options)));
    const search = new model_selection.GridSearchCV().begin(candidates, X, y).step(99);
    assert.deepEqual([search.done, search.nSteps, search.testScore.rows, search.trainScore.rows], [true, 20, 4, 0]);
    assert.equal(search.bestScore, search.meanTestScore[search.bestIndex]);
    assert.ok(search.rankTestScore[search.bestIndex] === 1 && search.stdTestScore.every((s) => s >= 0));
    const nested = new model_selection.NestedCrossValidation({ innerSplits: 2 }).begin(candidates, X, y, 3).step(99);
    assert.deepEqual([nested.done, nested.nSteps, nested.nDone], [true, 27, 27]);
    assert.ok(nested.chosen.every((c) => c >= 0) && nested.testScore.length === 3 && nested.innerScore.length === 3);
    const lines = [line, new k.linear_model.LinearRegression({ fitIntercept: false })];
    assert.equal(new model_selection.GridSearchCV().begin(lines, x, twice, 3).step(9).bestIndex, 0);
    const curve = new model_selection.LearningCurve({ trainSizes: [0.5, 1] }).begin(tree, X, y, 4).step(99);
    assert.deepEqual([[...curve.trainSizes], curve.nSteps, curve.testScore.rows], [[22, 45], 8, 2]);
    assert.ok(curve.trainScore.data.every((s) => s === 1));

    const parts = new model_selection.BiasVarianceDecomposition({ nRounds: 4 }).begin(
      line,
      x,
      twice,
      [0, 0, 1, 1, 1, 1],
    );
    parts.setPool(x, twice).step(3).addRound(x, twice);
    assert.deepEqual([parts.done, parts.predictions.rows, parts.predictions.cols], [true, 4, 6]);
    assert.ok(Math.abs(parts.parts.meanLoss - 4 / 6) < 1e-12 && parts.parts.meanVariance < 1e-12);
    const votes = new model_selection.BiasVarianceDecomposition({ nRounds: 1 }).begin(tree, points, proba);
    assert.equal(votes.addRound(points, sides).parts.meanLoss, 0);
    fails(
      () => model_selection.crossValScore(tree, points, sides, { cv: [/** @type {any} */ ({})] }),
      "BadValue",
      /^cv\[0\].train/,
    );
    fails(
      () => model_selection.parameterGrid(/** @type {any} */ ({ a: 1 })),
      "BadValue",
      "grid.a: expected an array, got 1",
    );
    const many = Array.from({ length: 400 }, (_, i) => i);
    fails(
      () => model_selection.parameterGrid({ a: many, b: many }),
      "BadValue",
      "grid: expected at most 100000 combinations, got 160000 up to grid.b",
    );
  }));

test("surfaces and contours", () =>
  freeing(() => {
    const tree = new k.tree.DecisionTreeClassifier().fit(points, sides);
    const surface = k.inspection.decisionSurface(tree, {
      bounds: Float64Array.of(0, 2, 0, 2),
      width: 4,
      height: 2,
      palette: [[1, 2, 3], Uint8Array.of(4, 5, 6)],
      alphaMin: 7,
      alphaMax: 8,
    });
    assert.deepEqual([...surface.label], [0, 0, 1, 1, 0, 0, 1, 1]);
    assert.deepEqual([...surface.probability], [0, 0, 1, 1, 0, 0, 1, 1]);
    assert.deepEqual([...surface.rgba.slice(4, 12)], [1, 2, 3, 8, 4, 5, 6, 8]);
    assert.deepEqual([surface.width, surface.height, surface.nClasses, surface.classProbability.length], [4, 2, 2, 0]);
    assert.deepEqual(surface.bounds, [0, 2, 0, 2]);
    const line = k.inspection.contour(surface);
    assert.deepEqual([...line.offsets], [0, line.x.length]);
    assert.ok(line.x.every((x) => x === 1));
    assert.deepEqual([...line.closed], [0]);
    assert.ok(k.inspection.contour(surface, { level: 0.25 }).x.every((x) => x === 0.875));
    const threshold = tree.nodes.threshold[0];
    const sharp = k.inspection.decisionBoundary(tree, surface);
    assert.deepEqual([...sharp.offsets], [0, 4]); // from border to border through two rows of centres
    assert.ok(sharp.x.every((x) => Math.abs(x - threshold) <= 0.5 / 512));
    assert.deepEqual([...sharp.y], [2, 1.5, 0.5, 0]);

    const blobs = k.datasets.makeBlobs({
      nSamples: 60,
      centers: [
        [0, 0],
        [4, 0],
        [0, 4],
      ],
      seed: 1,
    });
    const three = new k.neighbors.KNeighborsClassifier().fit(blobs.X, blobs.y);
    const regions = k.inspection.decisionSurface(three, { bounds: blobs.bounds, width: 20, height: 20 });
    assert.equal(regions.classProbability.length, 20 * 20 * 3);
    assert.ok(k.inspection.regionBoundaries(regions).offsets.length > 2);
    assert.ok(k.inspection.decisionBoundary(three, regions).offsets.length > 2);
    assert.deepEqual(k.inspection.boundsOf(points, { margin: 0.5 }), [-1, 3, -1, 3]);
    assert.equal(k.inspection.boundsOf(points)[1] > 2, true);
    assert.deepEqual(bounds, [0, 12, 0, 10]);
  }));

test("importances and partial dependence", () =>
  freeing(() => {
    const tree = new k.tree.DecisionTreeClassifier().fit(points, sides); // reads column 0 alone
    const found = k.inspection.permutationImportance(tree, points, sides, { nRepeats: 6, seed: 1 });
    assert.deepEqual([found.baselineScore, found.importances.rows, found.importances.cols], [1, 2, 6]);
    assert.ok(found.importancesMean[0] > 0 && found.importancesStd[0] > 0);
    assert.deepEqual([found.importancesMean[1], found.importancesStd[1]], [0, 0]);
    const logLoss = k.inspection.permutationImportance(tree, points, sides, { scoring: "neg_log_loss" });
    assert.ok(logLoss.importancesMean[0] > 1);
    fails(
      () => k.inspection.permutationImportance(tree, points, sides, { scoring: "r2" }),
      "BadValue",
      /^scoring: .*r2/,
    );
    fails(
      () => k.inspection.permutationImportance(/** @type {any} */ ({}), points, sides),
      "BadValue",
      /^model: .*an object/,
    );

    const step = k.inspection.partialDependence(tree, points, { kind: "both" });
    assert.deepEqual([[...step.features], [...step.values0], [...step.average]], [[0], [0, 2], [0, 1]]);
    assert.deepEqual([step.values1.length, step.individual.rows, step.individual.cols], [0, 4, 2]);
    const both = k.inspection.partialDependence(tree, points, { features: [1, 0], target: 0 });
    assert.deepEqual([[...both.values1], [...both.average], both.individual.rows], [[0, 2], [1, 0, 1, 0], 0]);
    fails(
      () => k.inspection.partialDependence(tree, points, { percentiles: [0, NaN] }),
      "BadValue",
      /^percentiles\[1\]/,
    );
  }));

test("random draws", () =>
  freeing(() => {
    const rng = new k.base.Rng({ seed: 1 });
    for (let i = 0; i < 100; i++) {
      assert.ok(rng.uniform(2, 3) >= 2 && rng.uniform(2, 3) < 3);
      assert.ok([4, 5].includes(rng.integer(4, 5)));
      assert.equal(rng.normal(7, 0), 7);
    }
    assert.deepEqual([...rng.permutation(5)].sort(), [0, 1, 2, 3, 4]);
    assert.equal(new k.base.Rng().uniform(), new k.base.Rng({ seed: 0 }).uniform());
  }));

test("a matrix may be a typed array with its shape, or rows", () =>
  freeing(() => {
    const model = new k.tree.DecisionTreeClassifier().fit(points, sides);
    const forms = [
      { data: Float32Array.of(0, 0, 2, 2), rows: 2, cols: 2 },
      { data: Int32Array.of(0, 0, 2, 2), rows: 2, cols: 2 },
      { data: Uint8Array.of(0, 0, 2, 2), rows: 2, cols: 2 },
      { data: new Float64Array([9, 0, 0, 2, 2]).subarray(1), rows: 2, cols: 2 },
      { data: new Float64Array(new SharedArrayBuffer(32)), rows: 2, cols: 2 },
      [
        [0, 0],
        [2, 2],
      ],
      [Float64Array.of(0, 0), Int32Array.of(2, 2)],
    ];
    forms.forEach((form, i) => assert.deepEqual([...model.predict(form)], i === 4 ? [0, 0] : [0, 1], `${i}`));
    for (const labels of [sides, Int32Array.from(sides), Float64Array.from(sides), Uint8Array.from(sides)]) {
      assert.deepEqual([...model.fit(points, labels).predict(points)], sides);
    }
  }));

test("elementary functions take NaN, infinity and -0 as <cmath> does", () => {
  assert.deepEqual(
    [k.math.exp(-Infinity), k.math.exp(Infinity), k.math.log(0), k.math.tanh(Infinity)],
    [0, Infinity, -Infinity, 1],
  );
  assert.ok(Number.isNaN(k.math.log(-1)) && Number.isNaN(k.math.sin(NaN)) && Object.is(k.math.sin(-0), -0));
  assert.deepEqual([k.math.pow(2, 10), k.math.pow(0, 0), k.math.cos(0), k.math.expit(0)], [1024, 1, 1, 0.5]);
  assert.deepEqual([k.math.normalQuantile(0.5), k.math.log1p(0), k.math.expm1(0), k.math.logit(0.5)], [0, 0, 0, 0]);
});

test("nothing of this was left behind", () => assert.equal(k.liveHandles(), 0));

test("linear regression, and the paths of its penalised forms", () =>
  freeing(() => {
    const X = [[0], [1], [2], [3]];
    const y = [1, 3, 5, 7];
    const line = new k.linear_model.LinearRegression({ computeSingular: true }).fit(X, y);
    assert.ok(line instanceof k.base.Regressor && line.rank === 1);
    assert.ok(Math.abs(line.coef[0] - 2) < 1e-14 && Math.abs(line.intercept - 1) < 1e-14);
    assert.ok(Math.abs(line.singular[0] - Math.sqrt(5)) < 1e-14);
    assert.ok(Math.abs(line.predict([[10]])[0] - 21) < 1e-13);
    // Sums of squares of the centred column and products with y: 5 and 10; so 10 / (5 + alpha), (10 / n - alpha) / (5 / n).
    const ridge = k.linear_model.ridgePath(X, y, { alphas: [0, 5] });
    assert.ok(Math.abs(ridge.coefs.data[0] - 2) < 1e-14 && Math.abs(ridge.coefs.data[1] - 1) < 1e-14);
    assert.ok(Math.abs(ridge.degreesOfFreedom[1] - 0.5) < 1e-14);
    const lasso = k.linear_model.lassoPath(X, y, { alphas: [0.5, 3, 2.5] });
    assert.deepEqual([...lasso.alphas], [3, 2.5, 0.5]);
    assert.deepEqual([...lasso.coefs.data].slice(0, 2), [0, 0]);
    assert.ok(Math.abs(lasso.coefs.data[2] - 1.6) < 1e-14 && lasso.dualGaps[2] < 1e-13 && lasso.nIters[2] > 0);
    assert.equal(k.linear_model.enetPath(X, y, { nAlphas: 7 }).coefs.rows, 7);
    const model = new k.linear_model.Lasso({ alpha: 0.5 }).fit(X, y);
    assert.ok(model.converged && model.dualGap < 1e-13 && Math.abs(model.coef[0] - 1.6) < 1e-14);
    assert.ok(new k.linear_model.ElasticNet({ alpha: 0.5, l1Ratio: 0 }).fit(X, y).coef[0] < 2);
    fails(() => new k.linear_model.Ridge().predict(X), "NotFitted", /fit before/);
  }));

test("gradient descent, and the surface that it walks on", () =>
  freeing(() => {
    const X = [[0], [1], [2], [3]];
    const y = [1, 3, 5, 7];
    const options = { loss: "squared_error", learningRate: "constant", eta0: 0.1, batchSize: 0, penalty: "none" };
    const walk = new k.linear_model.SGDRegressor({ ...options, trajectory: "batch", tol: -1, maxIter: 400 });
    walk.begin(X, y).step().stepEpoch(2);
    // The first gradient: -mean(y x) = -8.5, -mean(y) = -4.
    assert.deepEqual([walk.nSteps, walk.nIter, walk.done, walk.trajectory.rows], [3, 3, false, 4]);
    assert.ok(Math.abs(walk.trajectory.data[2] - 0.85) < 1e-15 && Math.abs(walk.trajectory.data[3] - 0.4) < 1e-15);
    assert.equal(walk.lossHistory[0], 10.5);
    const surface = k.linear_model.lossSurface(X, y, { bounds: [-1, 1, -1, 1], width: 1, height: 1 });
    assert.ok(Math.abs(surface.values[0] - 10.5) < 1e-13);
    walk.fit(X, y);
    assert.ok(walk.done && !walk.diverged && Math.abs(walk.coef[0] - 2) < 1e-4, `${walk.coef}`);
    assert.ok(walk.objective(X, y) < 1e-8);
    const line = new k.linear_model.SGDClassifier({ loss: "log_loss", optimizer: "adam", learningRate: "constant" });
    line.begin(points, sides).stepEpoch(200);
    assert.deepEqual([...line.predict(points)], sides);
    assert.deepEqual([line.coef.rows, line.coef.cols, ...line.classes], [1, 2, 0, 1]);
    assert.ok(line.decisionFunction([[2, 1]]).data[0] > 0 && line.objective(points, sides) < Math.log(2));
    const curve = k.linear_model.lossSurface(points, sides, { loss: "log_loss", width: 9, height: 9 });
    assert.ok(k.inspection.contour({ ...curve, probability: curve.values }, { level: 0.6 }).x.length > 0);
  }));

test("a pipeline that ends in a regressor", () =>
  freeing(() => {
    const X = [[0], [1], [2], [3], [4]];
    const y = [1, 2, 5, 10, 17];
    const pipeline = new k.pipeline.RegressorPipeline([
      new k.preprocessing.StandardScaler(),
      new k.preprocessing.PolynomialFeatures({ degree: 2, includeBias: false }),
      new k.linear_model.LinearRegression(),
    ]).fit(X, y);
    assert.ok(pipeline instanceof k.base.Regressor && pipeline.nFeaturesIn === 1);
    assert.ok(Math.abs(pipeline.predict([[10]])[0] - 101) < 1e-10);
    assert.equal(pipeline.transform(X).cols, 2);
    fails(() => new k.pipeline.RegressorPipeline([]), "BadValue", /last, a regressor/);
    fails(() => new k.pipeline.RegressorPipeline([new k.dummy.DummyClassifier()]), "BadValue", /steps\[0\]/);
  }));

test("juries, and how much forests differ", () =>
  freeing(() => {
    const three = k.ensemble.majorityVote([1, 3], { competence: 0.6 });
    assert.ok(Math.abs(three[0] - 0.6) < 1e-15 && Math.abs(three[1] - 0.648) < 1e-15, `${three}`);
    assert.deepEqual([...k.ensemble.majorityVote(Int32Array.of(9), { competence: 0.75, influence: 1 })], [0.75]);
    const votes = k.ensemble.castVotes(5, { competence: 1 });
    assert.deepEqual([...votes.right], [1, 1, 1, 1, 1]);
    assert.deepEqual([votes.leaderRight, votes.nRight], [true, 5]);
    fails(() => k.ensemble.majorityVote([0]), "BadValue", /^nVoters: expected 1..100000, got 0$/);
    fails(() => k.ensemble.castVotes(3, { influence: 2 }), "BadValue", /influence/);
    const numbers = Float64Array.from(y);
    const run = new k.ensemble.ForestVariance({ nSets: 3, nPilot: 2 }).begin(X, numbers, X, { nEstimators: 6 });
    assert.ok(Number.isNaN(run.correlation) && !run.done);
    run.step(2).step();
    assert.deepEqual([run.done, run.nDone, run.predicted.length, run.measured.length], [true, 3, 4, 4]);
    assert.ok(run.treeVariance > run.measured[3] && run.correlation < 1, `${run.treeVariance}`);
    assert.ok(Math.abs(run.predicted[0] - run.treeVariance) < 1e-15);
    fails(() => new k.ensemble.ForestVariance().step(), "NotFitted", /^ForestVariance: begin/);
    fails(() => run.begin(X, numbers, X, { nEstimators: 2 }), "BadValue", /nEstimators/);
  }));

test("tree: grown by hand, laid out, pruned; forests tree by tree", () =>
  freeing(() => {
    const points = [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ];
    const sides = [0, 1, 1, 0];
    const grower = new k.tree.TreeGrower().begin(points, sides);
    const table = grower.candidateSplits(0);
    assert.deepEqual([[...table.feature], [...table.gain], table.best], [[0, 1], [0, 0], 0]);
    grower.split(0, 1, 0.5);
    assert.equal(grower.splitBest(1), true);
    assert.equal(grower.step().done, true);
    assert.deepEqual([...grower.nodes.feature], [1, 0, -1, -1, 0, -1, -1]);
    const layout = k.tree.treeLayout(grower.nodes);
    assert.deepEqual([...layout.x], [1.5, 0.5, 0, 1, 2.5, 2, 3]);
    assert.deepEqual([...layout.y], [0, 1, 2, 2, 1, 2, 2]);
    const paths = k.tree.decisionPath(grower.nodes, [[1, 0]]);
    assert.deepEqual(
      [[...paths.nodes], [...paths.offsets]],
      [
        [0, 1, 3],
        [0, 3],
      ],
    );
    const path = k.tree.costComplexityPruningPath(grower.nodes);
    assert.deepEqual([path.impurities[0], path.impurities.at(-1), path.nLeaves.at(-1)], [0, 0.5, 1]);
    assert.deepEqual([...grower.tree().predict(points)], sides);
    grower.prune(4);
    assert.equal(grower.nodes.size, 5);
    assert.equal(grower.undo(), true);
    assert.equal(grower.nodes.size, 7);
    fails(() => grower.split(0, 0, 0.5), "BadValue", /node: expected a leaf/);
    fails(() => k.tree.treeLayout(/** @type {any} */ ({})), "BadValue", /feature/);
    const bags = [
      [1, 1, 2],
      [0, 3, 0],
    ];
    assert.deepEqual([...k.tree.impurity(bags)], [0.625, 0]);
    assert.deepEqual([...k.tree.impurity(bags, { criterion: "entropy" })], [1.5, 0]);
    fails(() => k.tree.impurity([[0, 0]]), "BadValue", /counts: expected a finite sum/);

    const forest = new k.ensemble.RandomForestClassifier({ nEstimators: 5, oobScore: true }).begin(points, sides);
    assert.equal(forest.fitted, false);
    forest.step(2);
    assert.deepEqual([forest.nTrees, forest.done, forest.oobScores.length], [2, false, 2]);
    forest.step(9);
    assert.deepEqual([forest.nTrees, forest.done], [5, true]);
    const votes = forest.predictTrees(points);
    assert.deepEqual([votes.rows, votes.cols], [4, 5]);
    assert.equal(
      forest.bootstrapCounts(0).reduce((a, b) => a + b),
      4,
    );
    assert.equal(forest.tree(4).nClasses, 2);
    assert.equal(forest.oobDecisionFunction.rows, 4);
    const numbers = new k.ensemble.ExtraTreesRegressor({ nEstimators: 3 }).fit(points, [0, 1, 2, 3]);
    assert.deepEqual([...numbers.predict(points)], [0, 1, 2, 3]);
    assert.deepEqual([numbers.predictTrees(points).cols, numbers.apply(points).rows], [3, 4]);
  }));

test("the module that reads tables runs on the glue of every set, and reads what kernel-all reads", async () => {
  const text = "mass;name;kind\n1.5;Ä;x\n;b;y\n2;c;x\n";
  const { wasm } = kernelFiles("tables");
  for (const set of kernelSets()) {
    const { default: createModule } = await import(pathToFileURL(kernelFiles(set).glue).href);
    const { datasets, ...rest } = await loadKernel({ createModule, wasmBinary: readFileSync(wasm) });
    assert.deepEqual(datasets.readCsv(text), k.datasets.readCsv(text), set);
    assert.deepEqual([Object.keys(datasets), Object.keys(rest)], [["readCsv"], ["matrix", "collect", "liveHandles"]]);
  }
});

test("only kernel-all and kernel-tables read tables; under Node every set borrows it, as a page does", async () => {
  for (const set of kernelSets()) {
    const own = await loadKernelSet(set);
    assert.equal(Boolean(own.datasets?.readCsv), ["all", "tables"].includes(set), set);
    const { datasets } = await loadNodeKernel(set);
    assert.equal(datasets.readCsv("a\n1").columns[0].numbers[0], 1, set);
  }
});
