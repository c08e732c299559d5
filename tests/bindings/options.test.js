// The options battery: the same questions to every class, from the table in classes.js.
import assert from "node:assert/strict";
import { test } from "node:test";
import { classCases } from "./classes.js";
import { fails, freeing, k } from "./load.js";

/** Values of a type that the option does not take. @param {unknown} value @param {string} key */
function wrongTypes(value, key) {
  const all = [null, Symbol("s"), () => 1, {}, [null], "7", 7, true, NaN, Infinity, 0.5, 2n];
  if (wordOrNumber.has(key)) return all.filter((v) => typeof v !== "string" && !Number.isFinite(v));
  if (typeof value === "boolean") return all.filter((v) => typeof v !== "boolean");
  if (typeof value === "string") return all.filter((v) => typeof v !== "string");
  if (typeof value === "number")
    return all.filter((v) => !(typeof v === "number" && Number.isFinite(v)) || (v === 0.5 && Number.isInteger(value)));
  const others = all.filter((v) => !Array.isArray(v)).concat([["1"], [NaN]]);
  if (Array.isArray(value)) return others.filter((v) => !(Array.isArray(v) && v[0] === "1")); // a list of strings
  return value instanceof Int32Array ? others.concat([[1.5]]) : others;
}
/** Options that take a word as well as a number. */
const wordOrNumber = new Set(["maxFeatures"]);
/** Options whose default is a whole number, yet any number is valid. */
const anyNumber = new Set(["C", "centerBoxMin", "clusterStd", "noise", "classSep", "labelNoise", "alphaL1", "dropout"]);

for (const { name, make, use, defaults, other, refused } of classCases) {
  test(`${name}: a missing key takes its default, a given one is kept`, () =>
    freeing(() => {
      assert.deepEqual(make().options, defaults);
      assert.deepEqual(make({}).options, defaults);
      assert.deepEqual(make(undefined).options, defaults);
      assert.deepEqual(make(other).options, other);
      for (const [key, value] of Object.entries(other)) {
        assert.deepEqual(make({ [key]: value }).options, { ...defaults, [key]: value });
        assert.deepEqual(make({ [key]: undefined }).options, defaults);
      }
    }));

  test(`${name}: an unknown key is named, with the valid ones`, () => {
    const valid = Object.keys(defaults);
    const there = valid.length === 1 ? "is" : "are";
    fails(
      () => make({ [valid[0].toUpperCase() + "x"]: 1 }),
      "BadValue",
      `${name}: unknown option "${valid[0].toUpperCase()}x"; there ${there} ${valid.join(", ")}`,
    );
  });

  test(`${name}: options that are no object`, () => {
    for (const options of [null, 3, "x", [], new Float64Array(1), true, () => 0]) {
      fails(() => make(options), "BadValue", new RegExp(`^${name} options: expected an object, got `));
    }
    fails(() => make({}, {}), "BadValue", /at most/);
  });

  test(`${name}: a value of the wrong type is named`, () => {
    for (const [key, value] of Object.entries(defaults)) {
      for (const wrong of wrongTypes(value, key)) {
        // Where `other` gives a fraction, a fraction is no wrong type.
        if (wrong === 0.5 && (anyNumber.has(key) || /** @type {number} */ (other[key]) % 1)) continue;
        // Where `other` gives a number instead of a string, either is right.
        if (typeof value === "string" && typeof other[key] === typeof wrong && Number.isFinite(wrong)) continue;
        fails(() => make({ [key]: wrong }), "BadValue", new RegExp(`^${key}(\\[0\\]|\\.data)?: expected .*, got `));
      }
    }
  });

  test(`${name}: a value out of range is refused by the first call that needs it`, () =>
    freeing(() => {
      for (const [key, cases] of Object.entries(refused)) {
        for (const [value, message] of cases) {
          const object = make({ [key]: value });
          fails(() => use(object), "BadValue", message);
          if ("fitted" in object) assert.equal(object.fitted, false);
        }
      }
    }));
}

test("nothing of this was left behind", () => assert.equal(k.liveHandles(), 0));
