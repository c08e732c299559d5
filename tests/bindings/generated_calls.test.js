// A seeded share of the generated calls; SCROLLWORK_GENERATED_CALLS asks for more (`./scrollwork test --all`).
import assert from "node:assert/strict";
import { test } from "node:test";
import { generatedCalls } from "./generated_calls.js";
import { animals, k } from "./load.js";

const calls = Number(process.env.SCROLLWORK_GENERATED_CALLS ?? 1500);
const perSeed = 500;

/** An answer that must be the same before and after. */
function answer() {
  const tree = new k.tree.DecisionTreeClassifier().fit(animals.X, animals.y);
  const { data } = tree.predictProba(animals.X);
  tree.delete();
  return data;
}

test(`${calls} generated calls end in a result or in an Error with a code`, (t) => {
  const before = answer();
  /** @type {Record<string, number>} */
  const total = {};
  for (let seed = 1; seed <= Math.ceil(calls / perSeed); seed++) {
    for (const [outcome, n] of Object.entries(generatedCalls(k, { seed, calls: perSeed }))) {
      total[outcome] = (total[outcome] ?? 0) + n;
    }
  }
  t.diagnostic(JSON.stringify(total));
  assert.ok(total.ok > calls / 5, "too few calls go through: the generator no longer knows the declarations");
  assert.ok(total.BadValue > 0 && total.BadShape > 0 && total.NotFitted > 0);
  assert.deepEqual(answer(), before);
  assert.equal(k.liveHandles(), 0);
});
