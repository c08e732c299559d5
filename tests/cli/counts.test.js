// Counting: what each runner reports becomes passed, failed and skipped; and nothing that failed looks well.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fromAnswers, fromGoogleTest, fromPlaywright, inAll } from "../../web/cli/counts.js";
import { lanes } from "../../web/cli/lanes.js";
import { ownFiles, root } from "../../web/cli/project.js";
import { schedule } from "../../web/cli/schedule.js";

test("benchmarks: a wrong answer is a failure and names its workload", () => {
  const answers = [
    { name: "BM_Sort/64", error: "" },
    { name: "BM_Sort/512", error: "timed a wrong answer" },
  ];
  assert.deepEqual(fromAnswers(answers), {
    passed: 1,
    failed: 1,
    skipped: 0,
    failures: ["BM_Sort/512: timed a wrong answer"],
  });
});

test("GoogleTest: failures carry their message; disabled and skipped tests are not passed", () => {
  const report = {
    testsuites: [
      {
        testsuite: [
          { classname: "Tree", name: "Splits", status: "RUN", result: "COMPLETED" },
          {
            classname: "Tree",
            name: "Ties",
            status: "RUN",
            result: "COMPLETED",
            failures: [{ failure: "a.cc:3\n1 is not 2" }],
          },
          { classname: "Tree", name: "Deep", status: "RUN", result: "SKIPPED" },
          { classname: "Tree", name: "DISABLED_Slow", status: "NOTRUN", result: "SUPPRESSED" },
        ],
      },
    ],
  };
  assert.deepEqual(fromGoogleTest(report), {
    passed: 1,
    failed: 1,
    skipped: 2,
    failures: ["Tree.Ties: a.cc:3\n1 is not 2"],
  });
});

test("the shares of one lane are counted together, and none of their failures is lost", () => {
  const shares = [
    { passed: 4, failed: 1, skipped: 0, failures: ["Tree.Ties: 1 is not 2"] },
    { passed: 3, failed: 2, skipped: 1, failures: ["Csv.Empty: no", "Svc.Wide: no"] },
  ];
  assert.deepEqual(inAll(shares), {
    passed: 7,
    failed: 3,
    skipped: 1,
    failures: ["Tree.Ties: 1 is not 2", "Csv.Empty: no", "Svc.Wide: no"],
  });
});

test("Playwright: an error outside any test is a failure", () => {
  const report = {
    stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 2 },
    errors: [{ message: "\u001b[31mno server\u001b[0m" }],
    suites: [
      {
        suites: [
          {
            specs: [
              {
                title: "drags",
                file: "a.js",
                line: 4,
                tests: [{ projectName: "desktop", status: "unexpected", results: [{ errors: [{ message: "late" }] }] }],
              },
              {
                title: "loads",
                file: "a.js",
                line: 9,
                tests: [{ projectName: "desktop", status: "expected", results: [{}] }],
              },
            ],
          },
        ],
      },
    ],
  };
  assert.deepEqual(fromPlaywright(report), {
    passed: 4,
    failed: 2,
    skipped: 2,
    failures: ["no server", "a.js:4 [desktop] drags: late"],
  });
});

test("node --test: suites are not counted, and a file that does not load is a failure", () => {
  const folder = mkdtempSync(join(tmpdir(), "counts-"));
  try {
    const write = (/** @type {string} */ name, /** @type {string} */ text) => writeFileSync(join(folder, name), text);
    write(
      "some.test.mjs",
      `import { describe, test } from "node:test";
       describe("suite", () => { test("well", () => {}); test("ill", () => { throw new Error("no"); }); test.skip("later", () => {}); });`,
    );
    write("broken.test.mjs", `throw new Error("does not load");`);
    const reporter = new URL("../../web/cli/node_test_reporter.js", import.meta.url).href;
    const { stdout } = spawnSync(
      process.execPath,
      ["--test", `--test-reporter=${reporter}`, join(folder, "some.test.mjs"), join(folder, "broken.test.mjs")],
      // A test runner inside a test runner would report to the outer one.
      { encoding: "utf8", env: { ...process.env, NODE_TEST_CONTEXT: undefined } },
    );
    const { passed, failed, skipped, failures } = JSON.parse(stdout);
    assert.deepEqual({ passed, failed, skipped }, { passed: 1, failed: 2, skipped: 1 });
    assert.match(failures.join("\n"), /ill: no/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("the schedule keeps to the order and to the cores, and what waits for a failed task does not run", async () => {
  /** @type {string[]} */
  const events = [];
  let busy = 0;
  let most = 0;
  const task = (/** @type {string} */ id, /** @type {object} */ more = {}, succeeds = true) => ({
    id,
    ...more,
    run: async () => {
      busy++;
      most = Math.max(most, busy);
      events.push(id);
      await new Promise((resolve) => setTimeout(resolve, 5));
      busy--;
      return succeeds;
    },
  });
  /** @type {string[]} */
  const blocked = [];
  await schedule(
    [
      task("a", {}, false),
      task("b"),
      task("c", { after: ["a"] }),
      task("d", { after: ["c"] }),
      task("e", { after: ["b"], cores: 8 }),
      task("f"),
    ],
    2,
    (id, cause) => blocked.push(`${id} by ${cause}`),
  );
  assert.deepEqual(events.slice(0, 2), ["a", "b"]);
  assert.deepEqual([...events].sort(), ["a", "b", "e", "f"]);
  assert.deepEqual(blocked, ["c by a", "d by c"]);
  assert.equal(most, 2);
});

test("a lane whose tests load a kernel waits for the kernels", () => {
  const loaders = [];
  for (const id of ["web", "cli", "bindings", "hostile"]) {
    const loads = ownFiles()
      .filter((path) => path.startsWith(`tests/${id}/`) && path.endsWith(".js"))
      .filter((path) =>
        /\bimport\b[^;]*\b(loadKernelSet|loadNodeKernel)\b/.test(readFileSync(join(root, path), "utf8")),
      );
    if (loads.length > 0)
      assert.ok(lanes.find((lane) => lane.id === id)?.after?.includes("kernels"), `${id} runs ${loads.join(", ")}`);
    loaders.push(...loads);
  }
  assert.ok(loaders.length > 1, "the names of what loads a kernel have changed");
});
