import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { cpus } from "node:os";
import { join, resolve } from "node:path";
import { buildKernels, buildPreset } from "./kernels.js";
import { root } from "./project.js";
import { Refusal } from "./refusal.js";
import { run, tail } from "./run.js";
import { appendRun, changes, readTrend } from "./trend.js";

/**
 * What one workload took.
 * @typedef {{ name: string, unit: string, samples: number[] }} Timing
 */

const places = /** @type {const} */ (["native", "wasm", "browser"]);
const repetitions = 9;

/**
 * `bench`: the workloads of bench/, natively, as WebAssembly in Node, and in the browser; each as its median and the
 * range of its middle half. Times are for reading: nothing fails for being slow, only for a wrong answer. The peers (what
 * a web developer would install instead) take part when they are asked for: their packages are large. With --trend the
 * medians become a line of that file, and what has changed against its earlier lines is said.
 * @type {import("./main.js").Command}
 */
export async function bench({ only, browser: besidePeers, readme, filter = "", trend }) {
  const unknown = only?.find((/** @type {any} */ place) => !places.includes(place));
  if (unknown !== undefined) throw new Refusal(`--only: expected ${places.join(", ")}, got "${unknown}"`);
  try {
    new RegExp(filter);
  } catch (error) {
    throw new Refusal(`--filter: ${/** @type {Error} */ (error).message}`);
  }
  const trendFile = trend === undefined ? undefined : resolve(process.env.SCROLLWORK_CALLED_FROM ?? "", trend);
  const earlier = trendFile === undefined ? [] : readTrend(trendFile); // a broken file is refused before the work
  console.log(
    `${cpus()[0]?.model ?? "unknown processor"}, ${cpus().length} cores, Node ${process.versions.node}, ${today()}`,
  );
  if (besidePeers) return peers(filter, readme === true);
  /** @type {import("./trend.js").Run["medians"]} */
  const medians = {};
  for (const place of places) {
    if (only !== undefined && !only.includes(place)) continue;
    const timings = await { native, wasm, browser }[place](filter);
    if (timings === undefined) continue;
    console.log(`\n${place}\n${table(timings)}`);
    for (const { name, unit, samples } of timings)
      medians[`${place}/${name}`] = {
        unit,
        median: quantile(
          [...samples].sort((a, b) => a - b),
          0.5,
        ),
      };
  }
  if (trendFile !== undefined) {
    const machine = `${cpus()[0]?.model ?? "unknown processor"}, ${cpus().length} cores`;
    const now = { date: today(), commit: commit(), machine, medians };
    appendRun(trendFile, now);
    console.log(`\n${changes(earlier, now)}`);
  }
  return 0;
}

/** What is checked out, or "" where that cannot be told. */
function commit() {
  try {
    return execFileSync("git", ["rev-parse", "--short=12", "HEAD"], { cwd: root, encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}

const today = () => new Date().toISOString().slice(0, 10);
const resultOf = (/** @type {string} */ place) => join(root, "build", "reports", `bench-${place}.json`);
const logOf = (/** @type {string} */ place) => join(root, "build", "logs", `bench-${place}.log`);

/**
 * Google Benchmark over the native library.
 * @param {string} filter
 * @returns {Promise<Timing[]>}
 */
async function native(filter) {
  console.log("\nCompiling the native benchmarks; a minute the first time.");
  await buildPreset("bench");
  await runInto("native", join(root, "build", "bench", "bench", "scrollwork_bench"), [
    `--benchmark_out=${resultOf("native")}`,
    "--benchmark_out_format=json",
    `--benchmark_repetitions=${repetitions}`,
    "--benchmark_min_time=0.05",
    "--benchmark_enable_random_interleaving=true",
    ...(filter ? [`--benchmark_filter=${filter}`] : []),
  ]);
  /** @type {Map<string, Timing>} */
  const timings = new Map();
  for (const result of JSON.parse(readFileSync(resultOf("native"), "utf8")).benchmarks) {
    if (result.error_occurred) throw new Refusal(`${result.run_name}: ${result.error_message}`);
    if (result.run_type !== "iteration") continue;
    /** @type {Timing} */
    const timing = timings.get(result.run_name) ?? { name: result.run_name, unit: result.time_unit, samples: [] };
    timing.samples.push(result.real_time);
    timings.set(result.run_name, timing);
  }
  return [...timings.values()];
}

/**
 * The same workloads as WebAssembly, in Node.
 * @param {string} filter
 */
async function wasm(filter) {
  console.log("\nCompiling the benchmarks to WebAssembly; a minute the first time.");
  await buildPreset("wasm-bench");
  return harness("wasm", [join(root, "build", "wasm", "bench", "scrollwork_wasm_bench.cjs")], filter);
}

/**
 * What a reader feels, in Chromium, on the built pages.
 * @param {string} filter
 */
async function browser(filter) {
  await buildKernels();
  const { buildSite } = await import("../build/site.js");
  await buildSite();
  const scripts = readdirSync(join(root, "bench", "browser")).filter((name) => name.endsWith(".bench.js"));
  /** @type {Timing[]} */
  const timings = [];
  for (const script of scripts.sort())
    timings.push(...(await harness("browser", [join(root, "bench", "browser", script)], filter)));
  return timings;
}

/**
 * The kernels beside their peers in one page of Chromium; prints tables of its own, with the quality of each answer.
 * @param {string} filter
 * @param {boolean} readme  whether the table goes into bench/README.md
 */
async function peers(filter, readme) {
  await buildPreset("wasm-all");
  mkdirSync(join(root, "build", "reports"), { recursive: true });
  const script = join(root, "bench", "peers", "peers.bench.js");
  const options = [`--out=${resultOf("peers")}`, `--filter=${filter}`, ...(readme ? ["--readme"] : [])];
  const code = await run(process.execPath, [script, ...options], {});
  if (code !== 0) throw new Refusal(`the benchmark beside the peers ended with exit code ${code}`);
  return 0;
}

/**
 * A harness of our own: a Node program that takes a filter and the file to write its timings to.
 * @param {string} place
 * @param {string[]} program
 * @param {string} filter
 * @returns {Promise<Timing[]>}
 */
async function harness(place, program, filter) {
  await runInto(place, process.execPath, [...program, `--out=${resultOf(place)}`, `--filter=${filter}`]);
  return JSON.parse(readFileSync(resultOf(place), "utf8"));
}

/**
 * @param {string} place
 * @param {string} program
 * @param {string[]} args
 */
async function runInto(place, program, args) {
  mkdirSync(join(root, "build", "reports"), { recursive: true });
  rmSync(resultOf(place), { force: true });
  rmSync(logOf(place), { force: true });
  const code = await run(program, args, { log: logOf(place) });
  if (code !== 0 || !existsSync(resultOf(place))) {
    throw new Refusal(
      `the ${place} benchmarks ended with exit code ${code}`,
      `${tail(logOf(place), 15)}\nThe whole log: ${logOf(place)}`,
    );
  }
}

/**
 * The quantile of sorted numbers, between neighbours where it falls between.
 * @param {number[]} sorted
 * @param {number} q
 */
function quantile(sorted, q) {
  const at = q * (sorted.length - 1);
  const below = Math.floor(at);
  return sorted[below] + (at - below) * ((sorted[below + 1] ?? sorted[below]) - sorted[below]);
}

/** @param {Timing[]} timings */
function table(timings) {
  const rows = timings.map(({ name, unit, samples }) => {
    const sorted = [...samples].sort((a, b) => a - b);
    const [low, median, high] = [0.25, 0.5, 0.75].map((q) => readable(quantile(sorted, q), unit));
    return [name, median, `${low} – ${high}`, String(samples.length)];
  });
  const all = [["workload", "median", "middle half", "runs"], ...rows];
  const widths = all[0].map((_, column) => Math.max(...all.map((row) => row[column].length)));
  return all
    .map((row) =>
      row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join("  "),
    )
    .join("\n");
}

const nanoseconds = /** @type {Record<string, number>} */ ({ ns: 1, us: 1e3, ms: 1e6, s: 1e9 });

/**
 * Three digits, in the unit that suits; what is no time keeps its own unit.
 * @param {number} value
 * @param {string} unit
 */
function readable(value, unit) {
  if (!(unit in nanoseconds)) return `${Number(value.toPrecision(3))} ${unit}`;
  const time = value * nanoseconds[unit];
  const fitting = ["s", "ms", "us", "ns"].find((name) => time >= nanoseconds[name]) ?? "ns";
  return `${(time / nanoseconds[fitting]).toPrecision(3)} ${fitting === "us" ? "µs" : fitting}`;
}
