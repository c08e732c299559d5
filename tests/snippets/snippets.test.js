// The listings that essays offer ("the same model in Python") run, and scikit-learn prints what our kernels found.
//
// An essay with a cell `python` exports from claims.js `printed(run)`: an array of { at?, step?, numbers, same? }, settings and
// the numbers that the listing prints there, in their order; `same`: places of two that the essay says are one number.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { loadNodeKernel } from "../../web/build/kernel.js";
import { readEssays } from "../../web/build/project.js";
import { withModuleLoader } from "../../web/build/site.js";
import { evaluate } from "../../web/runtime/cells.js";

/** Debian's own interpreter, which finds Debian's python3-sklearn; PYTHON names another. */
const python = process.env.PYTHON ?? (existsSync("/usr/bin/python3") ? "/usr/bin/python3" : "python3");
/** scikit-learn's solvers stop by rules of their own: the numbers are shares, and one sample of them may differ. */
const tolerance = 0.03;

/** @type {(value?: unknown) => void} */
let finish = () => {};
/** @type {(file: string) => Promise<any>} */
let loadModule;
before(async () => {
  await new Promise((ready) => {
    void withModuleLoader(async (load) => {
      loadModule = load;
      ready(undefined);
      await new Promise((done) => (finish = done));
    });
  });
});
after(() => finish());

test("python3 has scikit-learn", () => {
  const { status, stderr } = spawnSync(python, ["-c", "import sklearn"], { encoding: "utf8" });
  assert.equal(status, 0, `${python}: ${stderr}\nOn Debian: apt-get install python3-sklearn; or set PYTHON`);
});

for (const essay of readEssays()) {
  test(`the listing of ${essay.slug}`, async (t) => {
    const model = await loadModule(essay.model);
    if (!model.cells.python) return t.skip("has no listing");
    const { printed } = await loadModule(join(essay.dir, "claims.js"));
    assert.ok(printed, "claims.js exports `printed`, what the listing prints");
    const k = await loadNodeKernel(essay.kernels);
    for (const { at = {}, step = null, numbers, same } of printed) {
      const cells = evaluate(model, k, at, step);
      const name = JSON.stringify({ at, step });
      try {
        const { status, stdout, stderr } = spawnSync(python, ["-W", "error", "-"], {
          input: cells.python,
          encoding: "utf8",
          timeout: 60_000,
        });
        assert.equal(status, 0, `${name}: ${stderr}`);
        const found = [...stdout.matchAll(/-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/g)].map(Number);
        const expected = numbers(cells);
        assert.equal(found.length, expected.length, `${name} prints ${stdout}`);
        expected.forEach((/** @type {number} */ value, /** @type {number} */ i) =>
          assert.ok(
            Math.abs(found[i] - value) <= tolerance,
            `${name}, number ${i + 1}: scikit-learn ${found[i]}, ours ${value}`,
          ),
        );
        if (same) {
          const [one, other] = same.map((/** @type {number} */ i) => found[i]);
          assert.ok(Math.abs(one - other) < 1e-9, `${name}: the listing prints ${one} and ${other} for one number`);
        }
      } finally {
        cells.close();
      }
    }
  });
}
