// kernel.d.ts says what the module has: no more, no less.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { classCases } from "./classes.js";
import { animals, freeing, k } from "./load.js";

const text = readFileSync(new URL("../../wasm_bindings/kernel.d.ts", import.meta.url), "utf8")
  .replace(/\/\*[^]*?\*\//g, "")
  .replace(/\/\/.*$/gm, "");

/** The text between the brace at `open` and the one that closes it. @param {string} source @param {number} open */
function block(source, open) {
  let depth = 0;
  for (let i = open; i < source.length; i++) {
    if ("{([".includes(source[i])) depth++;
    if ("})]".includes(source[i]) && --depth === 0) return source.slice(open + 1, i);
  }
  throw new Error("a brace is not closed");
}

/** Names of the members at the top of a block, not of what is nested in them. @param {string} body */
function members(body) {
  let flat = "";
  let depth = 0;
  for (const c of body) {
    if ("})]".includes(c)) depth--;
    if (depth === 0) flat += c;
    if ("{([".includes(c)) depth++;
  }
  const found = [...flat.matchAll(/(?:^|[;}]|\n)\s*(?:readonly )?(\w+)\??\s*(?=[:(<])/g)];
  return [...new Set(found.map((m) => m[1]))]; // overloads are one member
}

/** @type {Map<string, { parents: string[], own: string[] }>} */
const interfaces = new Map();
for (const m of text.matchAll(/interface (\w+)(?: extends ([\w., ]+))? (?=\{)/g)) {
  const parents = (m[2] ?? "").split(",").map((name) => name.trim().split(".").at(-1) ?? "");
  interfaces.set(m[1], { parents: parents.filter(Boolean), own: members(block(text, m.index + m[0].length)) });
}
/** @param {string} name @returns {string[]} */
const allMembers = (name) => {
  const found = interfaces.get(name);
  return found ? [...found.own, ...found.parents.flatMap(allMembers)].sort() : [];
};

/** @param {string} name */
const body = (name) => block(text, text.indexOf("{", text.indexOf(`interface ${name} `)));

test("families and their names", () => {
  const kernel = body("Kernel");
  assert.deepEqual(members(kernel).sort(), Object.keys(k).sort());
  for (const [family, value] of Object.entries(k)) {
    if (typeof value !== "object") continue;
    const declared = members(block(kernel, kernel.indexOf("{", kernel.search(new RegExp(`\\b${family}: \\{`)))));
    assert.deepEqual(declared.sort(), Object.keys(value).sort(), family);
  }
});

test("methods, properties and options of every class", () =>
  freeing(() => {
    const objects = [
      ...classCases.map(({ name, make }) => ({ name, object: make() })),
      { name: "Pipeline", object: new k.pipeline.Pipeline([new k.dummy.DummyClassifier()]) },
      { name: "RegressorPipeline", object: new k.pipeline.RegressorPipeline([new k.linear_model.Ridge()]) },
      { name: "Rng", object: new k.base.Rng() },
      { name: "LeaveOneOut", object: new k.model_selection.LeaveOneOut() },
    ];
    for (const { name, object } of objects) {
      const found = new Set();
      for (let p = Object.getPrototypeOf(object); p !== Object.prototype; p = Object.getPrototypeOf(p)) {
        for (const key of Object.getOwnPropertyNames(p)) if (key !== "constructor") found.add(key);
      }
      assert.deepEqual(allMembers(name), [...found].sort(), name);
    }
    for (const { name, defaults } of classCases) {
      assert.deepEqual(allMembers(`${name}Options`), Object.keys(defaults).sort(), `${name}Options`);
    }
  }));

test("fields of every plain result", () =>
  freeing(() => {
    const { X, y, bounds } = animals;
    const tree = new k.tree.DecisionTreeClassifier().fit(X, y);
    const surface = k.inspection.decisionSurface(tree, { bounds, width: 5, height: 4 });
    const table = k.datasets.readCsv("a,b,c\n1,2,x\n3,4,y");
    const columns = { x: table.columns[0], y: table.columns[1], label: table.columns[2] };
    const mixture = new k.mixture.GaussianMixture().fit(X);
    const network = new k.neural_network.MLPClassifier({ maxIter: 1 }).fit(X, y);
    const results = {
      FloatMatrix: network.coefs(0),
      RegressionSample: k.datasets.makeFriedman1(),
      MLPLayer: network.layers[0],
      NeuronSurface: network.neuronSurface({ unit: 0, width: 2, height: 2 }),
      GaussianEllipses: mixture.ellipses(),
      MixtureSample: mixture.sample(1),
      Matrix: X,
      IntMatrix: k.metrics.confusionMatrix(y, y),
      Sample: animals,
      Table: table,
      Column: table.columns[0],
      LabelledColumns: k.datasets.labelledColumns(columns),
      Nodes: tree.nodes,
      RegressionNodes: new k.tree.DecisionTreeRegressor().fit(X, new Float64Array(y)).nodes,
      CandidateSplits: new k.tree.TreeGrower().begin(X, y).candidateSplits(0),
      TreeLayout: k.tree.treeLayout(tree.nodes),
      CostComplexityPruningPath: k.tree.costComplexityPruningPath(tree.nodes),
      DecisionPaths: k.tree.decisionPath(tree.nodes, X),
      Split: k.model_selection.trainValTestSplit(y),
      Fold: new k.model_selection.KFold().split(9)[0],
      BiasVarianceParts: new k.model_selection.BiasVarianceDecomposition().begin(tree, X, y).addRound(X, y).parts,
      CastVotes: k.ensemble.castVotes(3),
      TwoCrowds: k.datasets.makeTwoCrowds(),
      TwoCrowdsCurve: k.datasets.twoCrowdsCurve([0]),
      DelongInterval: k.metrics.delongInterval(y, X.data.subarray(0, 60)),
      DelongCovariance: k.metrics.delongCovariance(y, X),
      DelongTest: k.metrics.delongTest(y, X.data.subarray(0, 60), X.data.subarray(60, 120)),
      BootstrapInterval: new k.metrics.RocBootstrap().begin(y, X).step().interval(),
      RocBand: new k.metrics.RocBootstrap().begin(y, X).step().band(),
      RocCurve: k.metrics.rocCurve(y, X.data.subarray(0, 60)),
      OperatingPoint: k.metrics.optimalThreshold(y, X.data.subarray(0, 60)),
      PrecisionRecallCurve: k.metrics.precisionRecallCurve(y, X.data.subarray(0, 60)),
      PrecisionRecallInterpolation: k.metrics.precisionRecallInterpolation(y, X.data.subarray(0, 60)),
      ThresholdScores: k.metrics.thresholdScores(y, X.data.subarray(0, 60)),
      CurveDistance: k.metrics.curveDistance([0, 1], [0, 0], [1, 1]),
      CalibrationCurve: k.metrics.calibrationCurve(y, new Float64Array(60)),
      PrecisionRecallFscoreSupport: k.metrics.precisionRecallFscoreSupport(y, y),
      ConfusionScores: k.metrics.confusionScores([[1]]),
      DecisionSurface: surface,
      Polylines: k.inspection.contour(surface),
      PermutationImportance: k.inspection.permutationImportance(tree, X, y),
      PartialDependence: k.inspection.partialDependence(tree, X),
      RidgePath: k.linear_model.ridgePath(X, y, { alphas: [1] }),
      RegularizationPath: k.linear_model.lassoPath(X, y),
      LossSurface: k.linear_model.lossSurface(X, y),
    };
    for (const [name, value] of Object.entries(results)) {
      assert.deepEqual(allMembers(name), Object.keys(value).sort(), name);
    }
  }));

test("options of every function: exactly the declared keys are known", () => {
  const functions = {
    ShelterOptions: k.datasets.makeShelter,
    MoonsOptions: k.datasets.makeMoons,
    BlobsOptions: k.datasets.makeBlobs,
    TwoCrowdsOptions: k.datasets.makeTwoCrowds,
    CirclesOptions: k.datasets.makeCircles,
    SpiralsOptions: k.datasets.makeSpirals,
    XorOptions: k.datasets.makeXor,
    ClassificationOptions: k.datasets.makeClassification,
    RegressionOptions: k.datasets.makeRegression,
    Friedman1Options: k.datasets.makeFriedman1,
    CsvOptions: (/** @type {any} */ o) => k.datasets.readCsv("a\n1", o),
    LabelledColumnsOptions: (/** @type {any} */ o) => {
      const { columns } = k.datasets.readCsv("a,b,c\n1,2,x\n3,4,y");
      k.datasets.labelledColumns({ x: columns[0], y: columns[1], label: columns[2] }, o);
    },
    TrainValTestSplitOptions: (/** @type {any} */ o) => k.model_selection.trainValTestSplit(animals.y, o),
    RngOptions: (/** @type {any} */ o) => new k.base.Rng(o),
    RidgePathOptions: (/** @type {any} */ o) => k.linear_model.ridgePath(animals.X, animals.y, o),
    LossSurfaceOptions: (/** @type {any} */ o) => k.linear_model.lossSurface(animals.X, animals.y, o),
    LassoPathOptions: (/** @type {any} */ o) => k.linear_model.lassoPath(animals.X, animals.y, o),
    EnetPathOptions: (/** @type {any} */ o) => k.linear_model.enetPath(animals.X, animals.y, o),
    // Options are read before the model is looked at.
    PermutationImportanceOptions: (/** @type {any} */ o) =>
      k.inspection.permutationImportance(/** @type {any} */ (0), animals.X, animals.y, o),
    PartialDependenceOptions: (/** @type {any} */ o) =>
      k.inspection.partialDependence(/** @type {any} */ (0), animals.X, o),
    RocCurveOptions: (/** @type {any} */ o) => k.metrics.rocCurve([0, 1], [0, 1], o),
    DelongOptions: (/** @type {any} */ o) => k.metrics.delongInterval([0, 1], [0, 1], o),
    RocAucOptions: (/** @type {any} */ o) => k.metrics.rocAucScore([0, 1], [0, 1], o),
    MulticlassAucOptions: (/** @type {any} */ o) => k.metrics.rocAucScoreMulticlass([0, 1], [[0, 1]], o),
    OptimalThresholdOptions: (/** @type {any} */ o) => k.metrics.optimalThreshold([0, 1], [0, 1], o),
    PartialAucOptions: (/** @type {any} */ o) => k.metrics.partialAuc([0, 1], [0, 1], o),
    ExpectedCostOptions: (/** @type {any} */ o) => k.metrics.expectedCost([0, 1], [0, 1], o),
    PrecisionRecallCurveOptions: (/** @type {any} */ o) => k.metrics.precisionRecallCurve([0, 1], [0, 1], o),
    PrecisionRecallInterpolationOptions: (/** @type {any} */ o) =>
      k.metrics.precisionRecallInterpolation([0, 1], [0, 1], o),
    ThresholdScoresOptions: (/** @type {any} */ o) => k.metrics.thresholdScores([0, 1], [0, 1], o),
    CurveDistanceOptions: (/** @type {any} */ o) => k.metrics.curveDistance([0, 1], [0, 0], [1, 1], o),
    CalibrationCurveOptions: (/** @type {any} */ o) => k.metrics.calibrationCurve([0, 1], [0, 1], o),
    ClassScoreOptions: (/** @type {any} */ o) => k.metrics.precisionScore([0, 1], [0, 1], o),
    ConfusionScoresOptions: (/** @type {any} */ o) => k.metrics.confusionScores([[1]], o),
  };
  for (const [name, call] of Object.entries(functions)) {
    try {
      call(/** @type {any} */ ({ noSuchOption: 1 }));
      assert.fail(name);
    } catch (error) {
      const listed = /** @type {Error} */ (error).message.match(/; there (?:are|is) (.*)$/)?.[1].split(", ") ?? [];
      assert.deepEqual(listed.sort(), allMembers(name), name);
    }
  }
});
