// Kernel objects are counted, owned and freed; nothing is used after that, and nothing leaks.
import assert from "node:assert/strict";
import { test } from "node:test";
import { animals, fails, k, newKernel } from "./load.js";

const { X, y, bounds } = animals;

test("liveHandles counts what was made and not deleted", () => {
  const before = k.liveHandles();
  const tree = new k.tree.DecisionTreeClassifier();
  const copy = tree.clone();
  assert.equal(k.liveHandles(), before + 2);
  tree.delete();
  copy.delete();
  assert.equal(k.liveHandles(), before);
});

test("collect lists the objects of its own function, innermost first to its own", () => {
  const { value, handles } = k.collect(() => {
    const outer = new k.tree.DecisionTreeClassifier();
    const inner = k.collect(() => new k.dummy.DummyClassifier());
    assert.equal(inner.handles.length, 1);
    assert.equal(inner.handles[0], inner.value);
    inner.value.delete();
    return outer.fit(X, y);
  });
  assert.deepEqual(handles, [value]);
  value.delete();
});

test("collect frees what was made when its function throws", () => {
  const before = k.liveHandles();
  const thrown = new Error("mine");
  assert.throws(
    () =>
      k.collect(() => {
        new k.tree.DecisionTreeClassifier();
        throw thrown;
      }),
    (error) => error === thrown,
  );
  assert.equal(k.liveHandles(), before);
  new k.dummy.DummyClassifier().delete();
  assert.equal(k.liveHandles(), before);
});

test("a constructor that throws makes nothing", () => {
  const before = k.liveHandles();
  fails(() => new k.tree.DecisionTreeClassifier({ maxDepth: "3" }), "BadValue", /maxDepth/);
  assert.equal(k.liveHandles(), before);
});

test("a deleted object is refused everywhere", () => {
  const tree = new k.tree.DecisionTreeClassifier().fit(X, y);
  tree.delete();
  assert.equal(tree.isDeleted(), true);
  fails(() => tree.predict(X), "Deleted", /predict: the object was deleted/);
  fails(() => tree.fit(X, y), "Deleted", /fit/);
  fails(() => tree.nodes, "Deleted", /nodes/);
  fails(() => tree.delete(), "Deleted", /delete/);
  fails(() => k.inspection.decisionSurface(tree, { bounds }), "BadValue", "classifier: the object was deleted");
  fails(() => new k.pipeline.Pipeline([tree]), "BadValue", "steps[0]: the object was deleted");
  const run = new k.model_selection.MonteCarloCrossValidation();
  fails(() => run.begin(X, y, [tree]), "BadValue", "models[0]: the object was deleted");
  run.delete();
});

test("what is no object of this kernel is refused", () => {
  const scaler = new k.preprocessing.StandardScaler();
  for (const wrong of [scaler, {}, null, undefined, 3, "tree", [], k.tree.DecisionTreeClassifier]) {
    fails(
      () => k.inspection.decisionSurface(/** @type {any} */ (wrong), {}),
      "BadValue",
      /^classifier: expected a classifier, got/,
    );
  }
  const tree = new k.tree.DecisionTreeClassifier();
  fails(() => tree.predict.call({}, X), "Deleted", /none of this kernel/);
  fails(() => tree.predict.call(scaler, X), "BadValue", /predict/);
  tree.delete();
  scaler.delete();
});

test("a pipeline keeps clones: its steps may be freed at once, and learn nothing", () => {
  const { value: pipeline, handles } = k.collect(() => {
    const steps = [new k.preprocessing.StandardScaler(), new k.linear_model.LogisticRegression()];
    const made = new k.pipeline.Pipeline(/** @type {any} */ (steps)).fit(X, y);
    assert.equal(steps[0].fitted, false);
    for (const step of steps) step.delete();
    return made;
  });
  assert.equal(pipeline.predict(X).length, 60);
  const nested = new k.pipeline.Pipeline([pipeline]);
  assert.equal(nested.fitted, false);
  assert.equal(nested.fit(X, y).nClasses, 2);
  nested.delete();
  for (const handle of handles) if (!handle.isDeleted()) handle.delete();
});

test("results are copies: later fits do not change them", () => {
  const model = new k.linear_model.LogisticRegression().fit(X, y);
  const coef = model.coef;
  const before = [...coef.data];
  model.fit(
    X,
    y.map((label) => 1 - label),
  );
  assert.deepEqual([...coef.data], before);
  assert.notDeepEqual([...model.coef.data], before);
  assert.equal(coef.data.byteLength, coef.data.buffer.byteLength, "a buffer of its own, fit to be transferred");
  model.delete();
});

test("learned state is read-only", () => {
  const tree = new k.tree.DecisionTreeClassifier().fit(X, y);
  assert.throws(() => {
    /** @type {any} */ (tree).depth = 3;
  }, TypeError);
  tree.delete();
});

/** Runs `body` often and says by how much memory and the list of values grew after the first hundred. */
async function growth(times, body) {
  const { k: fresh, module } = await newKernel();
  const data = fresh.datasets.makeShelter({ nSamples: 60, seed: 7 });
  for (let i = 0; i < 100; i++) body(fresh, data, i);
  const heap = module.HEAPU8.length;
  const values = module.count_emval_handles();
  for (let i = 0; i < times; i++) body(fresh, data, i);
  assert.equal(fresh.liveHandles(), 0);
  return { heap: module.HEAPU8.length - heap, values: module.count_emval_handles() - values };
}

test("10,000 fits leave the heap flat", async () => {
  const grown = await growth(10000, (fresh, data) => {
    const { handles } = fresh.collect(() =>
      new fresh.pipeline.Pipeline([
        new fresh.preprocessing.StandardScaler(),
        new fresh.linear_model.LogisticRegression(),
      ])
        .fit(data.X, data.y)
        .predict(data.X),
    );
    for (const handle of handles) handle.delete();
  });
  assert.equal(grown.heap, 0);
  assert.equal(grown.values, 0);
});

test("10,000 errors leave the heap flat", async () => {
  const grown = await growth(10000, (fresh, data, i) => {
    const tree = new fresh.tree.DecisionTreeClassifier({ maxDepth: i % 2 ? -1 : 3 });
    assert.throws(() => tree.fit(data.X, i % 2 ? data.y : data.y.subarray(1)));
    assert.throws(() => tree.predict([[1, "2"]]));
    assert.throws(() => new fresh.tree.DecisionTreeClassifier({ noSuchOption: 1 }));
    tree.delete();
  });
  assert.equal(grown.heap, 0);
  assert.equal(grown.values, 0);
});

test("100,000 exceptions of JavaScript's own, which pass through C++, leave heap and stack as they were", async () => {
  const options = {
    get maxDepth() {
      throw new Error("mine");
    },
  };
  const grown = await growth(100_000, (fresh) => {
    assert.throws(() => new fresh.tree.DecisionTreeClassifier(options), /mine/);
  });
  assert.equal(grown.heap, 0);
  assert.equal(grown.values, 0);
});
