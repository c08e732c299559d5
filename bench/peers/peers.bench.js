// The kernels beside what a web developer would install instead, in one page of Chromium, and beside scikit-learn where
// Python has it.
//
//   node bench/peers/peers.bench.js [--filter REGEX] [--out FILE] [--readme]
//
// --filter takes ids of workloads; --readme writes the table of a whole run into bench/README.md. Prints a table for each: the time of every contestant as the median of interleaved
// runs with the range of the middle half, how many times the kernels' time that is, and how good its answer was. A wrong
// answer of the kernels ends the run with exit code 1.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { build } from "vite";
import { chromiumOptions } from "../../tests/server/chromium.js";
import { startServer } from "../../tests/server/static.js";
import { loadNodeKernel } from "../../web/build/kernel.js";
import { markdownTable, quantile, replaceTable } from "./table.js";
import { workloads } from "./workloads.js";

const { values } = parseArgs({
  options: { filter: { type: "string", default: "" }, out: { type: "string" }, readme: { type: "boolean" } },
});
const filter = new RegExp(values.filter);
const here = fileURLToPath(new URL(".", import.meta.url));
const root = join(here, "../..");

if (!existsSync(join(here, "node_modules", ".package-lock.json"))) {
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: here, stdio: "inherit" });
  if (status !== 0) throw new Error("npm ci in bench/peers/ failed: the peers could not be installed");
}

const folder = join(root, "build", "peers");
await build({
  root: here,
  configFile: false,
  base: "./",
  logLevel: "error",
  build: { outDir: folder, emptyOutDir: true, target: "es2022", chunkSizeWarningLimit: 1e5 },
});

for (const file of ["libsvm.js", "libsvm.wasm"]) {
  copyFileSync(join(here, "node_modules/libsvm-js/dist/browser/wasm", file), join(folder, file));
}

const chosen = workloads.filter(({ id }) => filter.test(id));
if (chosen.length === 0) {
  throw new Error(`--filter: expected one of ${workloads.map(({ id }) => id).join(", ")}, got "${values.filter}"`);
}
const server = await startServer({ folder });
const browser = await chromium.launch(chromiumOptions());
const page = await browser.newPage();
page.setDefaultTimeout(0);
page.on("pageerror", (error) => console.error(`page: ${error.stack}`));
await page.goto(server.url);
await page.waitForFunction(() => globalThis.peers?.ready, undefined, { timeout: 60_000 });
await page.evaluate(() => globalThis.peers.ready);

const k = await loadNodeKernel("all");
const timings = [];
const results = [];
let wrong = 0;
for (const workload of chosen) {
  const entries = await page.evaluate((id) => globalThis.peers.time(id), workload.id);
  const native = scikitLearn(workload);
  if (native) entries.push(native);
  results.push({ id: workload.id, title: workload.title, entries });
  console.log(`\n${workload.id}  ${workload.title}\n    quality: ${workload.quality}\n${table(entries)}`);
  for (const { name, samples, quality, isRight } of entries) {
    timings.push({ name: `${workload.id} ${name}`, unit: "ms", samples, quality, isRight });
    if (name === "scrollwork" && !isRight) wrong++;
  }
}
const machine = machineLine(browser.version());
await browser.close();
await server.close();
if (values.out) writeFileSync(values.out, JSON.stringify(timings));
if (values.readme) {
  if (chosen.length < workloads.length) throw new Error("--readme: expected a run of all workloads, got a --filter");
  replaceTable(join(root, "bench", "README.md"), machine, markdownTable(results));
}
if (wrong > 0) {
  console.error(`${wrong} answers of the kernels were wrong`);
  process.exit(1);
}

/**
 * The same numbers in native scikit-learn, one thread; undefined where Python has none, or the workload has no twin.
 * @param {import("./workloads.js").Workload} workload
 */
function scikitLearn({ id, make, isRight }) {
  const d = make(k);
  const work = mkdtempSync(join(tmpdir(), "peers-"));
  try {
    const input = join(work, "data.json");
    writeFileSync(
      input,
      JSON.stringify(d, (_, value) => (ArrayBuffer.isView(value) ? Array.from(/** @type {any} */ (value)) : value)),
    );
    const { status, stdout } = spawnSync("/usr/bin/python3", [join(here, "sklearn_times.py"), id, input], {
      encoding: "utf8",
      env: { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" },
    });
    if (status !== 0) return undefined;
    const { samples, quality } = JSON.parse(stdout);
    return { name: "scikit-learn, native", samples, quality, isRight: isRight(quality) };
  } finally {
    rmSync(work, { recursive: true });
  }
}

/** The machine, the versions of everyone and the date. @param {string} chromiumVersion */
function machineLine(chromiumVersion) {
  const { dependencies } = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));
  const peers = Object.entries(dependencies).map(([name, version]) => `${name} ${version}`);
  const { stdout } = spawnSync("/usr/bin/python3", ["-c", "import sklearn; print(sklearn.__version__)"], {
    encoding: "utf8",
  });
  const emscripten = spawnSync("emcc", ["-dumpversion"], { encoding: "utf8" }).stdout;
  return [
    `${cpus()[0]?.model ?? "unknown processor"}, ${cpus().length} cores`,
    `headless Chromium ${chromiumVersion}`,
    `Emscripten ${emscripten?.trim() || "unknown"}`,
    `scikit-learn ${stdout?.trim() || "absent"}`,
    ...peers,
    new Date().toISOString().slice(0, 10),
  ].join("; ");
}

/** @param {{ name: string, samples: number[], quality: number, isRight: boolean }[]} entries */
function table(entries) {
  const ours = quantile(entries[0].samples, 0.5);
  const ms = (value) => `${Number(value.toPrecision(3))} ms`;
  return entries
    .map(({ name, samples, quality, isRight }) => {
      const median = quantile(samples, 0.5);
      const spread = `${ms(quantile(samples, 0.25))} – ${ms(quantile(samples, 0.75))}`;
      const times = `× ${Number((median / ours).toPrecision(3))}`;
      const judged = `${Number(quality.toPrecision(3))}${isRight ? "" : "  NOT RIGHT"}`;
      return `    ${name.padEnd(22)}${ms(median).padStart(10)}${spread.padStart(24)}${times.padStart(10)}   ${judged}`;
    })
    .join("\n");
}
