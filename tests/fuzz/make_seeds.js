// node tests/fuzz/make_seeds.js: what the fuzzers start from, made of the built module (kernel-all). One small fitted
// model of each class, once with the options of the tests of the bindings; a few bytes for each of the calls.
import { writeFileSync } from "node:fs";
import { classCases } from "../bindings/classes.js";
import { k } from "../bindings/load.js";

const corpus = new URL("corpus/", import.meta.url);
const X = k.matrix(Array.from({ length: 8 }, (_, i) => [(i * 5) % 8, i < 4 ? i / 2 : 5 - i / 4]));
const y = Int32Array.of(0, 0, 1, 0, 1, 1, 0, 1);
const one = k.matrix(Array.from({ length: 8 }, (_, i) => [i]));

let models = 0;
/** @param {string} name @param {any} model */
function save(name, model) {
  for (const args of [[X, y], [X], [one, y]]) {
    try {
      model.fit(...args);
      break;
    } catch {
      // other data, or none: an unfitted model is a seed too
    }
  }
  const text = k.persistence.toJson(model);
  if (text.length < 16_000) writeFileSync(new URL(`model_json/${name}.json`, corpus), text);
  models++;
}
for (const { name, make, other } of classCases) {
  const isModel = (/** @type {any} */ object) =>
    [k.base.Classifier, k.base.Regressor, k.base.Transformer, k.base.Clusterer].some((base) => object instanceof base);
  if (!isModel(make())) continue;
  save(name, make());
  save(`${name}_options`, make(other));
}
const steps = () => [new k.preprocessing.StandardScaler(), new k.tree.DecisionTreeClassifier({ maxDepth: 1 })];
save("Pipeline", new k.pipeline.Pipeline(/** @type {any} */ (steps())));

const calls = 19;
for (let call = 0; call < calls; call++) {
  const bytes = Uint8Array.from({ length: 48 }, (_, i) => (i === 0 ? call : (i * 37 + call * 11) % 251));
  writeFileSync(new URL(`calls/call_${String(call).padStart(2, "0")}`, corpus), bytes);
}
console.log(`${models} models, ${calls} calls`);
process.exit(0); // the models of this process need no freeing
