import assert from "node:assert/strict";
import { test } from "node:test";
import { coerce, effective, schema, Store } from "../../web/runtime/state.js";

const fields = schema({
  degree: { default: 1, min: 1, max: 8, step: 1 },
  rate: { default: 0.3, min: 0, max: 1, step: 0.1 },
  model: { default: "logistic", values: ["logistic", "knn", "tree"] },
  stratify: true,
  curve: [0, 0.5, 1],
  own: { kind: "text", max: 10 },
  moved: { default: [], kind: "points", bounds: [0, 20, -1, 1], max: 3 },
});
const steps = [
  { id: "meet", state: { degree: 1 } },
  { id: "bend", state: { degree: 6, model: "tree" } },
];

test("numbers are clamped and rounded to their step, exactly", () => {
  const cases = [
    [0, 1],
    [9, 8],
    [2.4, 2],
    [Infinity, 8],
    [-Infinity, 1],
  ];
  for (const [given, kept] of cases) assert.equal(coerce(fields.degree, given), kept);
  for (let n = 0; n <= 10; n++) assert.equal(coerce(fields.rate, n * 0.1), Number((n / 10).toFixed(1)));
  assert.equal(coerce(fields.degree, NaN), undefined);
  assert.equal(coerce(fields.degree, "3"), undefined);
  assert.ok(Object.is(coerce(schema({ x: 0 }).x, -0), 0));
  assert.equal(
    coerce(schema({ x: { default: 1, min: 1, max: 10, step: 4 } }).x, 10),
    9,
    "the last step inside the range",
  );
  assert.equal(coerce(schema({ x: { default: 0, step: 1e-7 } }).x, 2.6e-7), 3e-7);
});

test("coerce is idempotent on every kind", () => {
  const given = {
    degree: 3.6,
    rate: 0.77,
    model: "knn",
    stratify: false,
    curve: [0.1, 2],
    own: "x".repeat(99),
    moved: [4, 19.99312, 0.33333, 1, -5, 9],
  };
  for (const [key, value] of Object.entries(given)) {
    const once = coerce(fields[key], value);
    assert.notEqual(once, undefined, key);
    assert.deepEqual(coerce(fields[key], once), once, key);
  }
});

test("points are sorted, unique by index, on the grid, inside bounds and at most max", () => {
  assert.deepEqual(coerce(fields.moved, [5, 30, 0.0004, 2, 1.234, -7, 5, 1, 1]), [2, 1.24, -1, 5, 1, 1]);
  assert.equal(coerce(fields.moved, [9, 0, 0, 8, 0, 0, 7, 0, 0, 6, 0, 0]).length, 9);
  for (const bad of [[1, 2], [0.5, 1, 1], [-1, 1, 1], [1, NaN, 1], [1e9, 1, 1], "1,2,3", null])
    assert.equal(coerce(fields.moved, bad), undefined, String(bad));
});

test("a schema whose default does not fit is refused, and so are names that a link cannot hold", () => {
  assert.throws(() => schema({ degree: { default: 12, min: 1, max: 8, step: 1 } }), /state\.degree/);
  assert.throws(() => schema({ model: { default: "svm", values: ["tree"] } }), /state\.model/);
  assert.throws(() => schema({ odd: {} }), /state\.odd/);
  for (const name of ["v", "a b", "constructor", "1st", "a&b"])
    assert.throws(() => schema({ [name]: 1 }), /expected a name/);
});

test("effective: defaults, then the step, then the edits", () => {
  assert.equal(effective(fields, steps, null).degree, 1);
  assert.equal(effective(fields, steps, "bend").degree, 6);
  assert.equal(effective(fields, steps, "bend", { degree: 3 }).degree, 3);
  assert.throws(() => effective(fields, steps, "bent"), /unknown step "bent"; there are: meet, bend/);
  assert.throws(() => effective(fields, steps, null, { degre: 2 }), /unknown key "degre"; there are: degree,/);
  assert.throws(() => new Store(fields, [{ id: "a", state: { degree: "x" } }]), /step "a": degree cannot be "x"/);
});

test("free edits stay over steps, edits of step-set keys are left behind, in whatever way a step is reached", () => {
  const walk = (...path) => {
    const store = new Store(fields, steps);
    store.goTo("meet");
    store.edit({ rate: 0.7 });
    for (const step of path) store.goTo(step);
    return store.state;
  };
  assert.deepEqual(walk("bend"), walk(null, "meet", "bend"));
  assert.equal(walk("bend").rate, 0.7);
  const store = new Store(fields, steps);
  store.goTo("bend");
  store.edit({ degree: 2, rate: 0.9 });
  assert.equal(store.state.degree, 2);
  store.goTo("meet");
  assert.equal(store.state.degree, 1);
  store.goTo("bend");
  assert.deepEqual([store.state.degree, store.state.rate], [6, 0.9]);
});

test("undo goes back by gestures, reset can be undone, and edits of a step that was left do not return", () => {
  const store = new Store(fields, steps);
  for (const x of [1, 2, 3]) store.editPoint("moved", 0, x, 0);
  store.settle();
  store.editPoint("moved", 0, 9, 0);
  store.editPoint("moved", 1, 5, 0);
  assert.deepEqual(store.state.moved, [0, 9, 0, 1, 5, 0]);
  store.undo();
  store.undo();
  assert.deepEqual(store.state.moved, [0, 3, 0]);
  store.reset();
  assert.deepEqual(store.edits, {});
  store.undo();
  assert.deepEqual(store.state.moved, [0, 3, 0]);
  assert.ok(store.undo() && !store.undo() && !store.canUndo);

  store.goTo("bend");
  store.edit({ degree: 2 });
  store.settle();
  store.edit({ degree: 3 });
  store.goTo("meet");
  assert.equal(store.canUndo, false);
  assert.equal(store.undo(), false);
  assert.equal(store.state.degree, 1);
});

test("a gesture that may go on ends by itself", (t) => {
  t.mock.timers.enable({ apis: ["Date"] });
  const store = new Store(fields, steps);
  const press = (/** @type {number} */ x, /** @type {number} */ wait) => {
    t.mock.timers.tick(wait);
    store.editPoint("moved", 0, x, 0);
    store.settle(1000);
  };
  for (const x of [1, 2, 3]) press(x, 900);
  press(4, 1100);
  store.undo();
  assert.deepEqual(store.state.moved, [0, 3, 0], "the fourth came after a pause");
  store.undo();
  assert.deepEqual(store.state.moved, []);
  // While an edit goes on no pause is too long: a key that is held, or a drag that rests.
  press(1, 0);
  store.editPoint("moved", 0, 2, 0);
  t.mock.timers.tick(5000);
  store.editPoint("moved", 0, 3, 0);
  store.undo();
  assert.deepEqual(store.state.moved, []);
});

test("an edit back to what the step shows is no edit; listeners hear of changes only", () => {
  const store = new Store(fields, steps);
  let heard = 0;
  const stop = store.subscribe(() => heard++);
  store.edit({ degree: 4 });
  store.edit({ degree: 4 });
  store.edit({ degree: 1 });
  assert.deepEqual(store.edits, {});
  assert.equal(heard, 2);
  stop();
  store.edit({ degree: 5 });
  assert.equal(heard, 2);
});

test("a locked key stays as it is: no edit, no reset, no moved point; the others go on", () => {
  const fields = schema({
    degree: { default: 1, min: 1, max: 8, step: 1 },
    seed: 1,
    moved: { default: [], kind: "points", bounds: [0, 1, 0, 1] },
  });
  const store = new Store(fields);
  store.restore(null, { degree: 3 });
  store.locked.add("degree").add("moved");
  store.edit({ degree: 5, seed: 2 });
  store.editPoint("moved", 0, 0.5, 0.5);
  assert.deepEqual(store.state, { degree: 3, seed: 2, moved: [] });
  store.reset();
  assert.deepEqual(store.state, { degree: 3, seed: 1, moved: [] });
  store.reset(["degree"]);
  assert.equal(store.state.degree, 3);
});
