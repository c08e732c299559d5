// Every class that takes options: its defaults as the headers document them, and what each option refuses.
import { animals, k } from "./load.js";

/**
 * `refused` are values of the right type that are out of range, with what their message must say; they are refused by
 * `use`, the first call that needs the options. Values of a wrong type are refused by the constructor, for every option.
 * @typedef {{
 *   name: string,
 *   make: (options?: any) => any,
 *   use: (object: any) => unknown,
 *   defaults: Record<string, unknown>,
 *   other: Record<string, unknown>,
 *   refused: Record<string, [value: unknown, message: RegExp][]>,
 * }} ClassCase
 */

const fit = (/** @type {any} */ model) => model.fit(animals.X, animals.y);
const fitX = (/** @type {any} */ step) => step.fit(animals.X);
const fitNumbers = (/** @type {any} */ model) => model.fit(animals.X, Float64Array.from(animals.y));
const range = (/** @type {string} */ name) => new RegExp(`${name}: expected .*got`);

// The options of how trees grow.
const growth = {
  maxDepth: 1024,
  minSamplesSplit: 2,
  minSamplesLeaf: 1,
  maxFeatures: "all",
  maxLeafNodes: 0,
  minImpurityDecrease: 0,
  ccpAlpha: 0,
  seed: 0,
};
const otherGrowth = {
  maxDepth: 3,
  minSamplesSplit: 4,
  minSamplesLeaf: 2,
  maxFeatures: 1,
  maxLeafNodes: 5,
  minImpurityDecrease: 0.01,
  ccpAlpha: 0.001,
  seed: 2 ** 53 - 1,
};
/** @type {ClassCase["refused"]} */
const refusedGrowth = {
  maxDepth: [-1, 1025].map((v) => [v, range("maxDepth")]),
  minSamplesSplit: [[1, range("minSamplesSplit")]],
  minSamplesLeaf: [[0, range("minSamplesLeaf")]],
  maxFeatures: ["half", 0, -1, 1.5, 3].map((v) => [v, range("maxFeatures")]),
  maxLeafNodes: [-1, 1].map((v) => [v, range("maxLeafNodes")]),
  minImpurityDecrease: [[-0.1, range("minImpurityDecrease")]],
  ccpAlpha: [[-0.1, range("ccpAlpha")]],
};

const boosting = {
  learningRate: 0.1,
  nEstimators: 100,
  subsample: 1,
  criterion: "friedman_mse",
  minSamplesSplit: 2,
  minSamplesLeaf: 1,
  maxDepth: 3,
  maxFeatures: "all",
  maxLeafNodes: 0,
  minImpurityDecrease: 0,
};
const otherBoosting = {
  learningRate: 0.5,
  nEstimators: 4,
  subsample: 0.5,
  criterion: "squared_error",
  minSamplesSplit: 3,
  minSamplesLeaf: 2,
  maxDepth: 1,
  maxFeatures: 1,
  maxLeafNodes: 4,
  minImpurityDecrease: 0.01,
};
const { ccpAlpha: _, ...refusedOfTrees } = refusedGrowth;
/** @type {ClassCase["refused"]} */
const refusedBoosting = {
  ...refusedOfTrees,
  loss: [["exponential", range("loss")]],
  learningRate: [0, 2.5].map((v) => [v, range("learningRate")]),
  nEstimators: [0, 100001].map((v) => [v, range("nEstimators")]),
  subsample: [0, 1.5].map((v) => [v, range("subsample")]),
  criterion: [["mse", range("criterion")]],
};

/** @type {ClassCase[]} */
export const classCases = [
  {
    name: "LogisticRegression",
    make: (...o) => new k.linear_model.LogisticRegression(...o),
    use: fit,
    defaults: { penalty: "l2", C: 1, fitIntercept: true, tol: 1e-10, maxIter: 100, solver: "auto", warmStart: false },
    other: { penalty: "none", C: 2, fitIntercept: false, tol: 1e-6, maxIter: 7, solver: "lbfgs", warmStart: true },
    refused: {
      penalty: [["l1", /penalty: expected .*l2.*none.*got.*l1/]],
      C: [0, -1].map((v) => [v, range("C")]),
      tol: [[0, range("tol")]],
      maxIter: [0, 1000001].map((v) => [v, range("maxIter")]),
      solver: [["sag", /solver: expected .*got.*sag/]],
    },
  },
  {
    name: "LogisticDescent",
    make: (...o) => new k.linear_model.LogisticDescent(...o),
    use: fit,
    defaults: { penalty: "l2", C: 1, fitIntercept: true, learningRate: 0.1, maxIter: 1000 },
    other: { penalty: "none", C: 2, fitIntercept: false, learningRate: 0.01, maxIter: 5 },
    refused: {
      penalty: [["l1", /penalty/]],
      C: [[0, range("C")]],
      learningRate: [[0, range("learningRate")]],
      maxIter: [[0, range("maxIter")]],
    },
  },
  {
    name: "LinearRegression",
    make: (...o) => new k.linear_model.LinearRegression(...o),
    use: fitNumbers,
    defaults: { fitIntercept: true, positive: false, computeSingular: false },
    other: { fitIntercept: false, positive: true, computeSingular: true },
    refused: {},
  },
  {
    name: "Ridge",
    make: (...o) => new k.linear_model.Ridge(...o),
    use: fitNumbers,
    defaults: { alpha: 1, fitIntercept: true },
    other: { alpha: 0.5, fitIntercept: false },
    refused: { alpha: [[-1, range("alpha")]] },
  },
  {
    name: "Lasso",
    make: (...o) => new k.linear_model.Lasso(...o),
    use: fitNumbers,
    defaults: { alpha: 1, fitIntercept: true, positive: false, maxIter: 1000, tol: 1e-4, warmStart: false },
    other: { alpha: 0.5, fitIntercept: false, positive: true, maxIter: 7, tol: 1e-6, warmStart: true },
    refused: {
      alpha: [[-1, range("alpha")]],
      maxIter: [0, 1000001].map((v) => [v, range("maxIter")]),
      tol: [[-1, range("tol")]],
    },
  },
  {
    name: "ElasticNet",
    make: (...o) => new k.linear_model.ElasticNet(...o),
    use: fitNumbers,
    defaults: {
      alpha: 1,
      l1Ratio: 0.5,
      fitIntercept: true,
      positive: false,
      maxIter: 1000,
      tol: 1e-4,
      warmStart: false,
    },
    other: { alpha: 0.5, l1Ratio: 0.25, fitIntercept: false, positive: true, maxIter: 7, tol: 1e-6, warmStart: true },
    refused: {
      alpha: [[-1, range("alpha")]],
      l1Ratio: [-0.1, 1.1].map((v) => [v, range("l1Ratio")]),
      maxIter: [[0, range("maxIter")]],
      tol: [[-1, range("tol")]],
    },
  },
  {
    name: "KNeighborsClassifier",
    make: (...o) => new k.neighbors.KNeighborsClassifier(...o),
    use: fit,
    defaults: { nNeighbors: 5, weights: "uniform", algorithm: "auto" },
    other: { nNeighbors: 3, weights: "distance", algorithm: "kd_tree" },
    refused: {
      nNeighbors: [0, 61].map((v) => [v, range("nNeighbors")]),
      weights: [["none", range("weights")]],
      algorithm: [["ball_tree", range("algorithm")]],
    },
  },
  {
    name: "KNeighborsRegressor",
    make: (...o) => new k.neighbors.KNeighborsRegressor(...o),
    use: fit,
    defaults: { nNeighbors: 5, weights: "uniform", algorithm: "auto" },
    other: { nNeighbors: 3, weights: "distance", algorithm: "brute" },
    refused: {
      nNeighbors: [0, 61].map((v) => [v, range("nNeighbors")]),
      weights: [["none", range("weights")]],
      algorithm: [["ball_tree", range("algorithm")]],
    },
  },
  {
    name: "LocalRegression",
    make: (...o) => new k.neighbors.LocalRegression(...o),
    use: fit,
    defaults: { frac: 2 / 3, degree: 1, iterations: 3 },
    other: { frac: 0.5, degree: 2, iterations: 0 },
    refused: {
      frac: [0, 1.5].map((v) => [v, range("frac")]),
      degree: [-1, 3].map((v) => [v, range("degree")]),
      iterations: [-1, 101].map((v) => [v, range("iterations")]),
    },
  },
  {
    name: "DecisionTreeClassifier",
    make: (...o) => new k.tree.DecisionTreeClassifier(...o),
    use: fit,
    defaults: { criterion: "gini", splitter: "best", ...growth },
    other: { criterion: "entropy", splitter: "random", ...otherGrowth },
    refused: {
      criterion: [["mse", range("criterion")]],
      splitter: [["worst", range("splitter")]],
      ...refusedGrowth,
    },
  },
  {
    name: "DecisionTreeRegressor",
    make: (...o) => new k.tree.DecisionTreeRegressor(...o),
    use: (tree) => tree.fit(animals.X, animals.X.data.subarray(0, animals.X.rows)),
    defaults: { criterion: "squared_error", splitter: "best", ...growth },
    other: { criterion: "squared_error", splitter: "random", ...otherGrowth },
    refused: {
      criterion: [["gini", range("criterion")]],
      splitter: [["worst", range("splitter")]],
      ...refusedGrowth,
    },
  },
  {
    name: "GradientBoostingClassifier",
    make: (...o) => new k.ensemble.GradientBoostingClassifier(...o),
    use: (model) => model.begin(animals.X, animals.y),
    defaults: { loss: "log_loss", ...boosting, seed: 0 },
    other: { loss: "log_loss", ...otherBoosting, seed: 3 },
    refused: refusedBoosting,
  },
  {
    name: "GradientBoostingRegressor",
    make: (...o) => new k.ensemble.GradientBoostingRegressor(...o),
    use: (model) => model.begin(animals.X, animals.X.data.subarray(0, animals.X.rows)),
    defaults: { loss: "squared_error", ...boosting, alpha: 0.9, seed: 0 },
    other: { loss: "huber", ...otherBoosting, alpha: 0.5, seed: 3 },
    refused: { ...refusedBoosting, alpha: [0, 1].map((v) => [v, range("alpha")]) },
  },
  {
    name: "DummyClassifier",
    make: (...o) => new k.dummy.DummyClassifier(...o),
    use: fit,
    defaults: { strategy: "prior" },
    other: { strategy: "most_frequent" },
    refused: { strategy: [["uniform", /strategy: expected .*got.*uniform/]] },
  },
  {
    name: "StandardScaler",
    make: (...o) => new k.preprocessing.StandardScaler(...o),
    use: fitX,
    defaults: { withMean: true, withStd: true },
    other: { withMean: false, withStd: false },
    refused: {},
  },
  {
    name: "PolynomialFeatures",
    make: (...o) => new k.preprocessing.PolynomialFeatures(...o),
    use: fitX,
    defaults: { degree: 2, interactionOnly: false, includeBias: true },
    other: { degree: 4, interactionOnly: true, includeBias: false },
    refused: { degree: [-1, 33].map((v) => [v, range("degree")]) },
  },
  {
    name: "ColumnSelector",
    make: (...o) => new k.preprocessing.ColumnSelector(...o),
    use: fitX,
    defaults: { columns: new Int32Array() },
    other: { columns: new Int32Array([1, 0, 1]) },
    refused: { columns: [[2], [-1]].map((v) => [v, /columns/]) },
  },
  {
    name: "CubicSpline",
    make: (...o) => new k.interpolate.CubicSpline(...o),
    use: (spline) => spline.fit([[0], [1], [3]], [1, 2, 0]),
    defaults: { bcType: "not-a-knot" },
    other: { bcType: "natural" },
    refused: { bcType: [["round", range("bcType")]] },
  },
  {
    name: "SplineTransformer",
    make: (...o) => new k.interpolate.SplineTransformer(...o),
    use: fitX,
    defaults: { nKnots: 5, degree: 3, knots: "uniform", extrapolation: "constant", includeBias: true },
    other: { nKnots: 4, degree: 2, knots: "quantile", extrapolation: "linear", includeBias: false },
    refused: {
      nKnots: [1, 1001].map((v) => [v, range("nKnots")]),
      degree: [-1, 17].map((v) => [v, range("degree")]),
      knots: [["even", range("knots")]],
      extrapolation: [["zero", range("extrapolation")]],
    },
  },
  {
    name: "RandomFourierFeatures",
    make: (...o) => new k.interpolate.RandomFourierFeatures(...o),
    use: fitX,
    defaults: { gamma: 1, nComponents: 100, seed: 0 },
    other: { gamma: 0.5, nComponents: 7, seed: 3 },
    refused: {
      gamma: [0, -1].map((v) => [v, range("gamma")]),
      nComponents: [0, 100001].map((v) => [v, range("nComponents")]),
    },
  },
  {
    name: "RandomReluFeatures",
    make: (...o) => new k.interpolate.RandomReluFeatures(...o),
    use: fitX,
    defaults: { nComponents: 100, biasRange: 1, seed: 0 },
    other: { nComponents: 7, biasRange: 2.5, seed: 3 },
    refused: {
      nComponents: [0, 100001].map((v) => [v, range("nComponents")]),
      biasRange: [[-1, range("biasRange")]],
    },
  },
  {
    name: "GaussianNB",
    make: (...o) => new k.naive_bayes.GaussianNB(...o),
    use: fit,
    defaults: { priors: new Float64Array(), varSmoothing: 1e-9 },
    other: { priors: new Float64Array([0.25, 0.75]), varSmoothing: 0.5 },
    refused: {
      priors: [
        [0.5, 0.6],
        [-1, 2],
      ].map((v) => [v, /priors/]),
      varSmoothing: [-1, 1000001].map((v) => [v, range("varSmoothing")]),
    },
  },
  {
    name: "KMeans",
    make: (...o) => new k.cluster.KMeans(...o),
    use: fitX,
    defaults: {
      nClusters: 8,
      init: "k-means++",
      centers: { data: new Float64Array(), rows: 0, cols: 0 },
      nInit: 0,
      maxIter: 300,
      tol: 1e-4,
      seed: 0,
    },
    other: {
      nClusters: 2,
      init: "random",
      centers: { data: new Float64Array([1, 2, 3, 4]), rows: 2, cols: 2 },
      nInit: 3,
      maxIter: 5,
      tol: 0.25,
      seed: 2 ** 53 - 1,
    },
    refused: {
      nClusters: [0, 61, 1025].map((v) => [v, range("nClusters")]),
      init: [["farthest", range("init")]],
      nInit: [-1, 1001].map((v) => [v, range("nInit")]),
      maxIter: [0, 1000001].map((v) => [v, range("maxIter")]),
      tol: [[-1, range("tol")]],
    },
  },
  {
    name: "PCA",
    make: (...o) => new k.decomposition.PCA(...o),
    use: fitX,
    defaults: { nComponents: 0, whiten: false },
    other: { nComponents: 0.5, whiten: true },
    refused: { nComponents: [-1, 1.5, 3].map((v) => [v, range("nComponents")]) },
  },
  {
    name: "MonteCarloCrossValidation",
    make: (...o) => new k.model_selection.MonteCarloCrossValidation(...o),
    use: (run) => run.begin(animals.X, animals.y, [new k.dummy.DummyClassifier()]),
    defaults: { nSplits: 1000, trainSize: 0.6, valSize: 0.2, testSize: 0.2, stratify: false, seed: 0 },
    other: { nSplits: 3, trainSize: 0.5, valSize: 0.25, testSize: 0.25, stratify: true, seed: 2 ** 53 - 1 },
    refused: {
      nSplits: [0, 1000001].map((v) => [v, range("nSplits")]),
      trainSize: [0, 1.5].map((v) => [v, /trainSize/]),
      valSize: [[-0.1, /valSize/]],
      testSize: [[1, /testSize/]],
    },
  },
  {
    name: "HoldoutReuse",
    make: (...o) => new k.model_selection.HoldoutReuse(...o),
    use: (run) =>
      run.begin(animals.X, animals.y, animals.X, animals.y, animals.X, animals.y, [new k.dummy.DummyClassifier()]),
    defaults: { nTries: 200, resample: "bootstrap", seed: 0 },
    other: { nTries: 2, resample: "none", seed: 5 },
    refused: {
      nTries: [0, 100001].map((v) => [v, range("nTries")]),
      resample: [["jackknife", range("resample")]],
    },
  },
];
