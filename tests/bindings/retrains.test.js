// The worker's side over the real kernels: what a long visit does to their memory.
import assert from "node:assert/strict";
import { test } from "node:test";
import { serveModel } from "../../web/runtime/worker.js";
import { newKernel } from "./load.js";

test("10,000 retrains by drags leave the kernels' memory flat and no handle behind", async () => {
  const { k, module } = await newKernel();
  const before = k.liveHandles();
  const cells = {
    fit: ({ x }, k) => {
      const { X, y } = k.datasets.makeMoons({ nSamples: 40, noise: 0.2, seed: 7 });
      X.data[0] = x;
      return { model: new k.tree.DecisionTreeClassifier({ maxDepth: 4 }).fit(X, y), X, y };
    },
    score: ({ fit }, k) => k.metrics.accuracyScore(fit.y, fit.model.predict(fit.X)),
  };
  /** @type {(event: { data: any }) => void} */
  let receive = () => {};
  /** @type {(() => void)[]} */
  const tasks = [];
  let answers = 0;
  const port = {
    addEventListener: (/** @type {string} */ _, /** @type {any} */ listener) => (receive = listener),
    postMessage: (/** @type {any} */ message) => {
      assert.deepEqual(message.errors, {});
      answers++;
    },
  };
  serveModel({ model: { state: {}, cells }, loadKernel: async () => k, port, defer: (task) => tasks.push(task) });
  receive({ data: { type: "start" } });
  await new Promise(setImmediate);
  let size = 0;
  for (let id = 1; id <= 10_000; id++) {
    receive({ data: { type: "want", id, changes: { x: id / 10_000 }, cells: ["score"], paused: false } });
    while (tasks.length) tasks.shift()?.();
    if (id === 1000) size = module.HEAPU8.length;
    assert.ok(k.liveHandles() - before <= 1, `${k.liveHandles() - before} handles after ${id}`);
  }
  assert.equal(answers, 10_000);
  assert.equal(module.HEAPU8.length, size);
});
