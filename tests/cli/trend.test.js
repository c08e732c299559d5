// The trend of the benchmarks: what is kept of a run, and what is said of the next.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { appendRun, changes, readTrend } from "../../web/cli/trend.js";

const folder = mkdtempSync(join(tmpdir(), "trend-"));
after(() => rmSync(folder, { recursive: true }));

/** @param {Record<string, number>} medians in ms @param {string} [machine] */
const runOf = (medians, machine = "a processor, 2 cores") => ({
  date: "2026-01-02",
  commit: "0123456789ab",
  machine,
  medians: Object.fromEntries(Object.entries(medians).map(([name, median]) => [name, { unit: "ms", median }])),
});

test("a run is a line, and comes back as it was", () => {
  const file = join(folder, "new", "trend.jsonl");
  assert.deepEqual(readTrend(file), []);
  const runs = [runOf({ "native/fit": 1.5 }), runOf({ "native/fit": 1.25, "wasm/fit": 3 })];
  for (const run of runs) appendRun(file, run);
  assert.deepEqual(readTrend(file), runs);
  assert.equal(readFileSync(file, "utf8").split("\n").length, 3);
});

test("a file that is no trend is refused with the line", () => {
  const file = join(folder, "broken.jsonl");
  writeFileSync(file, `${JSON.stringify(runOf({}))}\nnonsense\n`);
  assert.throws(() => readTrend(file), /broken\.jsonl:2 is no line of a trend/);
});

test("what has become slower or faster by a fifth is named, the worst first, against the median of the runs before", () => {
  const earlier = [1, 1.1, 9].map((fit) => runOf({ fit, predict: 10, split: 4, gone: 1 }));
  assert.deepEqual(changes(earlier, runOf({ fit: 2.2, predict: 10.5, split: 1, fresh: 7 })).split("\n"), [
    "| workload | usual median | now | now / usual |",
    "|---|---|---|---|",
    "| fit | 1.1 ms | 2.2 ms | 2.00 |",
    "| split | 4 ms | 1 ms | 0.25 |",
    "",
    "1 of 3 workloads are as in the 3 runs before on a processor, 2 cores.",
  ]);
});

test("another machine's runs are no measure, and neither are those of long ago", () => {
  assert.match(changes([runOf({ fit: 1 }, "another")], runOf({ fit: 100 })), /nothing to compare with/);
  assert.match(changes([runOf({ fit: 1 })], runOf({ fit: 1 })), /^1 of 1 workloads are as in the run before on/);
  const earlier = [...Array(5).fill(runOf({ fit: 100 })), ...Array(10).fill(runOf({ fit: 1 }))];
  assert.match(changes(earlier, runOf({ fit: 1 })), /^1 of 1 workloads are as in the 10 runs before/);
});
