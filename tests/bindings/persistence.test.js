// Models through text: every class comes back as itself, what is broken is refused, and nothing leaks.
import assert from "node:assert/strict";
import { test } from "node:test";
import { classCases } from "./classes.js";
import { animals, fails, freeing, k } from "./load.js";

const { X, y } = animals;
/** @type {any} wrongly typed on purpose */
const any = k.persistence;

test("every estimator comes back as the class that it was, options and all", () =>
  freeing(() => {
    const seen = new Set();
    for (const { name, make, other } of classCases) {
      const model = make(other);
      const isModel = [k.base.Classifier, k.base.Regressor, k.base.Transformer, k.base.Clusterer].some(
        (base) => model instanceof base,
      );
      if (!isModel) continue;
      const text = k.persistence.toJson(model);
      const read = k.persistence.fromJson(text);
      assert.equal(Object.getPrototypeOf(read), Object.getPrototypeOf(model), name);
      assert.deepEqual(/** @type {any} */ (read).options, model.options, name);
      assert.equal(k.persistence.toJson(read), text, name);
      seen.add(JSON.parse(text).type);
    }
    const pipeline = new k.pipeline.Pipeline([new k.dummy.DummyClassifier()]);
    const regressorPipeline = new k.pipeline.RegressorPipeline([new k.linear_model.Ridge()]);
    for (const model of [pipeline, regressorPipeline]) seen.add(JSON.parse(k.persistence.toJson(model)).type);
    assert.deepEqual([...seen].sort(), k.persistence.modelTypes().sort());
    for (const type of seen) {
      const [family, name] = type.split(".");
      assert.equal(typeof (/** @type {any} */ (k)[family][name]), "function", type);
    }
  }));

test("what was learned predicts the same", () =>
  freeing(() => {
    const scaler = new k.preprocessing.StandardScaler();
    const tree = new k.tree.DecisionTreeClassifier({ maxDepth: 3 });
    const pipeline = new k.pipeline.Pipeline([scaler, tree]).fit(X, y);
    const read = k.persistence.fromJson(k.persistence.toJson(pipeline));
    assert.ok(read instanceof k.pipeline.Pipeline);
    assert.deepEqual(/** @type {any} */ (read).predictProba(X), pipeline.predictProba(X));
    // JavaScript may lay the text out anew: numbers keep their digits.
    const tidy = JSON.stringify(JSON.parse(k.persistence.toJson(pipeline)), null, 2);
    assert.deepEqual(/** @type {any} */ (k.persistence.fromJson(tidy)).predictProba(X), pipeline.predictProba(X));
  }));

test("refusals", () =>
  freeing(() => {
    const tree = new k.tree.DecisionTreeClassifier({ maxDepth: 3 }).fit(X, y);
    const text = k.persistence.toJson(tree);
    const before = k.liveHandles();
    fails(() => k.persistence.fromJson("{"), "Parse", /^line 1, column 2: expected JSON/);
    fails(() => k.persistence.fromJson(text.replace("scrollwork-model", "onnx")), "BadValue", /^format: expected/);
    fails(
      () => k.persistence.fromJson(text.replace('"nClasses":2', '"nClasses":3')),
      "BadValue",
      /^state\.nodes\.counts/,
    );
    fails(
      () => k.persistence.fromJson(text, { maxBytes: 10 }),
      "BadValue",
      `text: expected at most 10 bytes, got ${text.length}`,
    );
    fails(() => k.persistence.fromJson(text, { maxDepth: 2 }), "BadValue", /expected at most 2 levels/);
    fails(() => k.persistence.fromJson(text, { maxValues: 5 }), "BadValue", /expected at most 5 values/);
    fails(() => any.fromJson(JSON.parse(text)), "BadValue", /^text: expected/);
    fails(() => any.fromJson(text, { depth: 3 }), "BadValue", /fromJson: unknown option "depth"/);
    fails(() => any.toJson(text), "BadValue", /^model: expected a classifier/);
    fails(() => any.toJson(new k.base.Rng()), "BadValue", /^model: expected a classifier/);
    fails(() => any.toJson(undefined), "BadValue", /^model: expected a classifier/);
    const { value: gone } = k.collect(() => tree.clone());
    gone.delete();
    fails(() => k.persistence.toJson(gone), "BadValue", "model: the object was deleted");
    assert.equal(k.liveHandles(), before + 1 /* the Rng */);
  }));

test("nothing of this was left behind", () => assert.equal(k.liveHandles(), 0));
