// Each module has what its set's list names, no more and no less.
import assert from "node:assert/strict";
import { test } from "node:test";
import { loadKernelSet } from "../../web/build/kernel.js";
import { declaredSets, parseKernelSet, readKernelSet } from "../../web/build/kernel_set.js";
import { k as all } from "./load.js";

/** @param {any} entry of a kernel */
const isClass = (entry) => /^[A-Z]/.test(entry.name);
/** @param {any} made a class */
const ownMembers = (made) => Object.getOwnPropertyNames(made.prototype).filter((name) => name !== "constructor");
/** @param {any} made a class */
const parentOf = (made) => Object.getPrototypeOf(made.prototype).constructor.name;
/** @param {any} kernel @returns {[string, any][]} */
const namesOf = (kernel) =>
  Object.keys(kernel)
    .filter((family) => typeof kernel[family] === "object")
    .flatMap((family) => Object.entries(kernel[family]).map(([name, entry]) => [`${family}.${name}`, entry]));

const everything = new Map(namesOf(all));

test("kernel-all has every binding", () => {
  assert.deepEqual([...readKernelSet("all").keys()], ["*"]);
  assert.ok(everything.size > 100);
});

for (const set of declaredSets().filter((name) => name !== "all"))
  test(`kernel-${set}`, async () => {
    const list = readKernelSet(set);
    const there = new Map(namesOf(await loadKernelSet(set)));
    assert.deepEqual([...there.keys()].sort(), [...list.keys()].sort());
    for (const [name, { members }] of list) {
      const [here, whole] = [there.get(name), everything.get(name)];
      if (!isClass(whole)) continue;
      const expected = members.includes("*") ? ownMembers(whole) : members.filter((member) => member !== "constructor");
      assert.deepEqual(ownMembers(here).sort(), expected.sort(), name);
      assert.equal(parentOf(here), parentOf(whole), `${name} derives from a class that the set must name, too`);
      if (members.includes("constructor")) continue;
      if (!members.includes("*")) assert.throws(() => new here(), /no accessible constructor/);
    }
  });

test("a set of an essay, whose runtime is a smaller one, tells of failures as kernel-all does", async () => {
  const k = await loadKernelSet("holdout");
  const X = Array.from({ length: 60 }, (_, i) => [i, i % 7]);
  const alike = new Int32Array(60);
  const [model, dummy] = [new k.linear_model.LogisticRegression(), new k.dummy.DummyClassifier()];
  const fails = (/** @type {() => void} */ call, /** @type {string} */ code, /** @type {RegExp} */ message) =>
    assert.throws(call, (/** @type {any} */ error) => error.code === code && message.test(error.message));
  fails(() => model.predict(X), "NotFitted", /^LogisticRegression: expected fit/);
  fails(() => model.fit(X, ["a"]), "BadValue", /^y\[0\]: expected a number, got "a"/);
  fails(() => new k.linear_model.LogisticRegression({ c: 1 }), "BadValue", /unknown option "c"; there are/);
  fails(
    () =>
      k.datasets.makeShelter({
        get seed() {
          throw new Error("mine");
        },
      }),
    "BadValue",
    /mine/,
  );
  // Caught and thrown once more, with the round's name.
  const rounds = new k.model_selection.MonteCarloCrossValidation({ nSplits: 1000000 });
  rounds.begin(X, alike, [model]);
  fails(() => rounds.step(), "BadValue", /0: .*y: expected at least 2 different labels/);
  fails(() => rounds.begin(X, alike, Array(90).fill(dummy)), "OutOfMemory", /memory/);
  assert.deepEqual([...dummy.fit(X, alike).predict(X)], [...alike]);
  for (const object of [model, dummy, rounds]) object.delete();
});

test("a list is read with its lines", () => {
  const set = parseKernelSet("# what for\ndatasets.makeMoons\n\ntree.Tree: constructor nodes\n");
  assert.deepEqual(
    [...set],
    [
      ["datasets.makeMoons", { members: [], line: 2 }],
      ["tree.Tree", { members: ["constructor", "nodes"], line: 4 }],
    ],
  );
});
