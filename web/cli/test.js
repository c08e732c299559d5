import { rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { lanes } from "./lanes.js";
import { root } from "./project.js";
import { Refusal } from "./refusal.js";
import { schedule } from "./schedule.js";

/** @typedef {import("./counts.js").Counts & { seconds: number }} Result */

const linesPerFailure = 25;
const lettersPerLine = 240; // a linker's command line is no help to anybody
const failuresShown = 30;

/**
 * `test`: the lanes, side by side as far as the machine goes; a table; and the line that says it all.
 * @type {import("./main.js").Command}
 */
export async function test({ all, only, "fuzz-seconds": seconds = "600", "update-pictures": updatePictures = false }) {
  const fuzzSeconds = Number(seconds);
  if (!Number.isInteger(fuzzSeconds) || fuzzSeconds < 1 || fuzzSeconds > 86_400) {
    throw new Refusal(`--fuzz-seconds: expected 1..86400 for each fuzzer, got "${seconds}"`, "The default is 600.");
  }
  if (updatePictures && !only?.includes("pages"))
    throw new Refusal("--update-pictures takes new pictures of the gallery", "It goes with --only pages.");
  const chosen = only === undefined ? lanes.filter((lane) => all || !lane.slow) : withPredecessors(only);
  console.log(`Testing ${chosen.length} lanes on ${availableParallelism()} cores. Logs: build/logs/`);
  if (only === undefined) console.log("The first time takes 15 to 20 minutes on two cores, later times much less.");

  /** @type {Map<string, Result>} */
  const results = new Map();
  const tasks = chosen.map((lane) => ({
    ...lane,
    run: async () => {
      const start = performance.now();
      rmSync(join(root, "build", "logs", `${lane.id}.log`), { force: true });
      console.log(`  … ${lane.id}: ${lane.holds}`);
      const result = {
        ...(await outcome(lane, { fuzzSeconds, updatePictures })),
        seconds: (performance.now() - start) / 1000,
      };
      results.set(lane.id, result);
      announce(lane.id, result);
      return result.failed === 0;
    },
  }));
  await schedule(tasks, availableParallelism(), (id, cause) => {
    const result = {
      passed: 0,
      failed: 1,
      skipped: 0,
      failures: [`could not run, because ${cause} failed`],
      seconds: 0,
    };
    results.set(id, result);
    announce(id, result);
  });

  const rows = chosen.map(({ id }) => ({ id, .../** @type {Result} */ (results.get(id)) }));
  console.log(`\n${table(rows)}\n`);
  const sum = (/** @type {"passed" | "failed" | "skipped"} */ key) => rows.reduce((total, row) => total + row[key], 0);
  const skipped = sum("skipped");
  console.log(`${sum("passed")} passed, ${sum("failed")} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  return sum("failed") === 0 && sum("passed") > 0 ? 0 : 1;
}

/**
 * Lanes and those they need, in the order of all.
 * @param {string[]} ids
 */
export function withPredecessors(ids) {
  const unknown = ids.find((id) => !lanes.some((lane) => lane.id === id));
  if (unknown !== undefined)
    throw new Refusal(`there is no lane "${unknown}"`, `Lanes: ${lanes.map((lane) => lane.id).join(", ")}.`);
  const wanted = new Set(ids);
  for (const lane of [...lanes].reverse()) if (wanted.has(lane.id)) lane.after?.forEach((before) => wanted.add(before));
  return lanes.filter((lane) => wanted.has(lane.id));
}

/**
 * @param {import("./lanes.js").Lane} lane
 * @param {import("./lanes.js").LaneOptions} options
 * @returns {Promise<import("./counts.js").Counts>}
 */
async function outcome(lane, options) {
  try {
    const counts = await lane.run(options);
    if (counts === undefined) return { passed: 0, failed: 0, skipped: 0, failures: [] };
    if (counts.passed + counts.failed === 0) return { ...counts, failed: 1, failures: ["ran no test"] };
    return counts;
  } catch (error) {
    const text =
      error instanceof Refusal ? `${error.message}\n${error.remedy}` : String(/** @type {Error} */ (error).stack);
    return { passed: 0, failed: 1, skipped: 0, failures: [text] };
  }
}

/**
 * @param {string} id
 * @param {Result} result
 */
function announce(id, { passed, failed, skipped, failures, seconds }) {
  const counts = `${passed} passed, ${failed} failed, ${skipped} skipped`;
  console.log(
    `  ${failed === 0 ? "✓" : "✗"} ${id}: ${passed + failed === 0 ? "done" : counts} (${seconds.toFixed(0)} s)`,
  );
  for (const failure of failures.slice(0, failuresShown)) {
    const lines = failure.trimEnd().split("\n");
    for (const line of lines.slice(0, linesPerFailure)) console.log(`      ${line.slice(0, lettersPerLine)}`);
    if (lines.length > linesPerFailure) console.log(`      … ${lines.length - linesPerFailure} more lines`);
  }
  if (failures.length > failuresShown) console.log(`      … ${failures.length - failuresShown} more failures`);
  if (failed > 0) console.log(`      Log: build/logs/${id}.log`);
}

/** @param {(Result & { id: string })[]} rows */
function table(rows) {
  const line = (/** @type {(string | number)[]} */ [id, ...numbers]) =>
    `${String(id).padEnd(12)}${numbers.map((cell) => String(cell).padStart(9)).join("")}`;
  return [
    line(["lane", "passed", "failed", "skipped", "seconds"]),
    ...rows.map(({ id, passed, failed, skipped, seconds }) => line([id, passed, failed, skipped, seconds.toFixed(0)])),
  ].join("\n");
}
