// What is wrong with an argument is said by name, with code and message; afterwards everything works as before.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { animals, fails, freeing, k, newKernel } from "./load.js";

/** @type {any} wrongly typed on purpose */
const any = k;
const { X, y } = animals;
const { value: model, handles } = k.collect(() => new k.linear_model.LogisticRegression().fit(X, y));
after(() => {
  for (const handle of handles) handle.delete();
  assert.equal(k.liveHandles(), 0);
});
const expected = "{ data, rows, cols } or an array of rows";

/** A buffer whose memory went elsewhere. */
function detached() {
  const array = new Float64Array(4);
  structuredClone(array, { transfer: [array.buffer] });
  return array;
}

test("matrices", () => {
  /** @type {[unknown, string, string][]} */
  const cases = [
    [undefined, "BadValue", `X: expected ${expected}, got undefined`],
    [null, "BadValue", `X: expected ${expected}, got null`],
    ["12", "BadValue", `X: expected ${expected}, got "12"`],
    [new Float64Array(4), "BadValue", `X: expected ${expected}, got a typed array`],
    [{}, "BadValue", "X.data: expected a typed array, got undefined"],
    [{ data: [1, 2], rows: 1, cols: 2 }, "BadValue", "X.data: expected a typed array, got an array"],
    [
      { data: new DataView(new ArrayBuffer(8)), rows: 1, cols: 1 },
      "BadValue",
      "X.data: expected a typed array, got an object",
    ],
    [
      { data: new Float64Array(2), rows: 1 },
      "BadValue",
      "X.cols: expected a whole number 0..2147483647, got undefined",
    ],
    [
      { data: new Float64Array(2), rows: 0.5, cols: 4 },
      "BadValue",
      "X.rows: expected a whole number 0..2147483647, got 0.5",
    ],
    [
      { data: new Float64Array(2), rows: -1, cols: -2 },
      "BadValue",
      "X.rows: expected a whole number 0..2147483647, got -1",
    ],
    [{ data: new Float64Array(3), rows: 2, cols: 2 }, "BadShape", "X: expected 2 x 2 numbers, got 3"],
    [
      { data: new Float64Array(0), rows: 2147483647, cols: 2147483647 },
      "BadShape",
      "X: expected 2.14748e+09 x 2.14748e+09 numbers, got 0",
    ],
    [{ data: detached(), rows: 2, cols: 2 }, "BadShape", "X: expected 2 x 2 numbers, got 0"],
    [[[1, 2], [3]], "BadShape", "X[1]: expected 2 numbers as in the first row, got 1"],
    [[[1, "2"]], "BadValue", 'X[0][1]: expected a number, got "2"'],
    [[1, 2], "BadValue", "X[0]: expected a typed array or an array of numbers, got 1"],
    [[[1, 2, 3]], "BadShape", "X: expected 2 columns as in fit, got 3"],
    [[[1, NaN]], "BadValue", "X: expected finite numbers, got nan in row 0, column 1"],
  ];
  for (const [value, code, message] of cases)
    fails(() => any.metrics && model.predict(/** @type {any} */ (value)), code, message);
  fails(
    () => model.predict(/** @type {any} */ ({ data: new BigInt64Array(2), rows: 1, cols: 2 })),
    "BadValue",
    /predict: .*BigInt/,
  );
  assert.equal(model.predict(X).length, 60);
});

test("labels", () => {
  /** @type {[unknown, string, RegExp][]} */
  const cases = [
    [undefined, "BadValue", /^y: expected a typed array or an array of numbers, got undefined$/],
    [[0.5], "BadValue", /^y\[0\]: expected a whole number, got 0.5$/],
    [Float64Array.of(NaN), "BadValue", /^y\[0\]: expected a whole number, got nan$/],
    [[2 ** 40], "BadValue", /^y\[0\]: expected a whole number, got 1.09951e\+12$/],
    [["0"], "BadValue", /^y\[0\]: expected a number, got "0"$/],
    [[0, 1], "BadShape", /^y: .*60.*got 2$/],
    [new Int32Array(60).fill(-1), "BadValue", /^y: .*-1/],
    [new Int32Array(60), "BadValue", /y/],
  ];
  freeing(() => {
    const fresh = new any.linear_model.LogisticRegression();
    for (const [value, code, message] of cases) {
      fails(() => fresh.fit(X, value), code, message);
      assert.equal(fresh.fitted, false);
    }
    fails(() => fresh.fit(X), "BadValue", /^y: /);
    fails(() => fresh.fit(), "BadValue", /^X: /);
    fails(() => fresh.fit(X, y, 1), "BadValue", "Classifier.fit: expected at most 2 arguments, got 3");
    assert.equal(fresh.fit(X, y).fitted, true);
  });
});

test("what was not learned yet", () =>
  freeing(() => {
    fails(() => new k.linear_model.LogisticRegression().predict(X), "NotFitted", /LogisticRegression/);
    fails(() => new k.tree.DecisionTreeClassifier().nodes, "NotFitted", /DecisionTreeClassifier/);
    fails(() => new k.preprocessing.StandardScaler().transform(X), "NotFitted", /StandardScaler/);
    fails(() => new k.model_selection.MonteCarloCrossValidation().step(), "NotFitted", /begin/);
    fails(() => k.inspection.decisionSurface(new k.dummy.DummyClassifier()), "NotFitted", /fit/);
  }));

test("constructors", () => {
  fails(() => any.tree.DecisionTreeClassifier(), "BadValue", "DecisionTreeClassifier: call it with new");
  fails(() => new any.base.Classifier(), "BadValue", /no accessible constructor/);
  fails(
    () => new any.pipeline.Pipeline(),
    "BadValue",
    /^steps: expected an array of transformers and, last, a classifier/,
  );
  fails(() => new any.pipeline.Pipeline([]), "BadValue", /^steps: .*, got an empty array$/);
  fails(() => new any.pipeline.RegressorPipeline(3), "BadValue", /^steps: .*, got 3$/);
  fails(() => new any.pipeline.Pipeline([model, model]), "BadValue", "steps[0]: expected a transformer, got an object");
  freeing(() => {
    fails(
      () => new any.pipeline.Pipeline([new k.preprocessing.StandardScaler()]),
      "BadValue",
      "steps[0]: expected a classifier, got an object",
    );
  });
});

test("options of functions", () => {
  fails(
    () => any.datasets.makeMoons({ seeds: 1 }),
    "BadValue",
    'makeMoons: unknown option "seeds"; there are nSamples, noise, shuffle, seed',
  );
  for (const seed of [-1, 0.5, 2 ** 53, NaN, "7", null]) {
    fails(() => any.datasets.makeMoons({ seed }), "BadValue", /^seed: expected a whole number 0\.\.2\^53 - 1, got /);
  }
  fails(
    () => any.datasets.makeMoons({ nSamples: 2 ** 31 }),
    "BadValue",
    /^nSamples: expected a whole number, got 2\.14748e\+09$/,
  );
  fails(() => any.datasets.makeMoons({ nSamples: 1 }), "BadValue", /^nSamples: expected 2\.\.1000000, got 1$/);
  fails(
    () => any.inspection.decisionSurface(model, { bounds: [0, 1, 2] }),
    "BadShape",
    /^bounds: expected \[xMin, xMax, yMin, yMax\], got 3 numbers$/,
  );
  fails(() => any.inspection.decisionSurface(model, { bounds: [1, 0, 0, 1] }), "BadValue", /bounds/);
  fails(
    () => any.inspection.decisionSurface(model, { width: 5000 }),
    "BadValue",
    /^width: expected 1\.\.4096, got 5000$/,
  );
  fails(
    () => any.inspection.decisionSurface(model, { palette: [[1, 2]] }),
    "BadValue",
    "palette[0]: expected three whole numbers 0..255, got 2 numbers",
  );
  fails(
    () => any.inspection.decisionSurface(model, { palette: [[1, 2, 256]] }),
    "BadValue",
    "palette[0]: expected 0..255, got 256",
  );
  fails(() => any.inspection.contour(), "BadValue", "surface: expected what decisionSurface returns, got undefined");
  fails(
    () => any.inspection.contour({ probability: [1], width: 2, height: 2, bounds: [0, 1, 0, 1] }),
    "BadShape",
    /values|2/,
  );
  fails(() => any.inspection.regionBoundaries({}), "BadValue", /^surface\.width: /);
  fails(() => any.inspection.decisionBoundary(model), "BadValue", /^surface: expected what .* returns, got undefined$/);
  const other = { ...k.inspection.decisionSurface(model, { width: 2, height: 2 }), nClasses: 3 };
  fails(
    () => k.inspection.decisionBoundary(model, other),
    "BadValue",
    /^surface: expected one of 2 classes .*, got 3$/,
  );
  fails(() => any.math.exp("1"), "BadValue", 'x: expected a number, got "1"');
  fails(() => any.math.pow(1), "BadValue", "y: expected a number, got undefined");
  fails(() => any.metrics.wilsonInterval(3, 2), "BadValue", /successes/);
  fails(() => any.model_selection.takeRows(X, [60]), "BadValue", /indices/);
});

test("CSV text", () => {
  fails(() => any.datasets.readCsv(), "BadValue", "text: expected a string, got undefined");
  fails(() => any.datasets.readCsv(12), "BadValue", "text: expected a string, got 12");
  fails(() => k.datasets.readCsv("a,b\n1\n"), "Parse", /line 2/);
  fails(() => k.datasets.readCsv(Uint8Array.of(0x61, 0x0a, 0xff)), "Parse", /UTF-8/);
  fails(() => k.datasets.readCsv("a\n1\n2", { maxRows: 1 }), "Parse", /maxRows|rows/);
  fails(
    () => any.datasets.readCsv("a", { delimiter: ";;" }),
    "BadValue",
    'delimiter: expected one ASCII character, or "", got ";;"',
  );
  fails(() => k.datasets.readCsv("a", { decimal: ";" }), "BadValue", 'decimal: expected point or comma, got ";"');
  fails(() => any.datasets.readCsv("a", { header: 0 }), "BadValue", "header: expected true or false, got 0");
  fails(
    () => any.datasets.readCsv("a", { naValues: "NA" }),
    "BadValue",
    'naValues: expected an array of strings, got "NA"',
  );
});

test("columns that were tampered with", () => {
  const [x, y, label] = k.datasets.readCsv("a,b,c\n1,2,x\n3,4,y").columns;
  const good = { x, y, label };
  const { labelledColumns } = any.datasets;
  const broken = (/** @type {"x" | "label"} */ name, /** @type {object} */ change) => () =>
    labelledColumns({ ...good, [name]: { ...good[name], ...change } });
  fails(() => labelledColumns("table"), "BadValue", "columns.x: expected a column, as readCsv gives it, got undefined");
  fails(
    () => labelledColumns({ ...good, y: null }),
    "BadValue",
    "columns.y: expected a column, as readCsv gives it, got null",
  );
  fails(broken("x", { name: 3 }), "BadValue", "columns.x.name: expected a string, got 3");
  fails(broken("x", { numbers: "12" }), "BadValue", /^columns\.x\.numbers: expected .*, got "12"$/);
  fails(broken("x", { numbers: [1] }), "BadShape", 'x "a": expected 2 numbers, one for each label, got 1');
  fails(broken("x", { numbers: [1, Infinity] }), "BadValue", /finite/);
  fails(
    () => labelledColumns({ ...good, y: label }),
    "BadShape",
    'y "c": expected 2 numbers, one for each label, got 0',
  );
  fails(broken("label", { codes: [0, 7] }), "BadValue", 'label "c": expected codes -1..1, got 7');
  fails(broken("label", { codes: [0, -2] }), "BadValue", 'label "c": expected codes -1..1, got -2');
  fails(broken("label", { codes: [0.5, 1] }), "BadValue", /^columns\.label\.codes/);
  fails(broken("label", { levels: ["x", 2] }), "BadValue", /^columns\.label\.levels/);
  fails(broken("label", { codes: [1, 1] }), "BadValue", 'label "c": expected 2..10 classes, got 1');
  fails(() => labelledColumns(good, { maxClasses: 1 }), "BadValue", "maxClasses: expected 2..100, got 1");
  fails(() => labelledColumns(good, { x: "a" }), "BadValue", /unknown option "x"/);
});

test("an argument that throws while it is read", () => {
  const thrown = new TypeError("mine");
  const hostile = {
    get seed() {
      throw thrown;
    },
  };
  fails(() => k.datasets.makeMoons(/** @type {any} */ (hostile)), "BadValue", "makeMoons: mine");
});

test("more memory than there is", async () => {
  // 60 rows and 1,000,000 rounds of 90 models: three matrices of 720 MB each; the module may grow to 512 MB.
  const dummies = Array.from({ length: 90 }, () => new k.dummy.DummyClassifier());
  const run = new k.model_selection.MonteCarloCrossValidation({ nSplits: 1000000 });
  fails(() => run.begin(X, y, dummies), "OutOfMemory", /memory/);
  for (const object of [run, ...dummies]) object.delete();
  // It is as large as it may get, or nearly, and goes on.
  const { k: other, module } = await newKernel();
  const large = { data: new Float64Array(4e6), rows: 1e6, cols: 4 };
  const models = Array.from({ length: 20 }, () => new other.neighbors.KNeighborsClassifier({ algorithm: "brute" }));
  const halves = Int32Array.from({ length: 1e6 }, (_, i) => i % 2);
  fails(() => models.forEach((model) => model.fit(large, halves)), "OutOfMemory", /memory/);
  assert.ok(module.HEAPU8.byteLength <= 2 ** 29, `${module.HEAPU8.byteLength} bytes`);
  for (const object of models.slice(3)) object.delete();
  assert.equal(models[0].fit(X, y).predict(X).length, 60);
  assert.equal(model.predict(X).length, 60);
});
