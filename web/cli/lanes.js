import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fromAnswers, fromGoogleTest, fromPlaywright, inAll } from "./counts.js";
import { buildPreset, configurePreset } from "./kernels.js";
import { ownFiles, root } from "./project.js";
import { Refusal } from "./refusal.js";
import { run, tail } from "./run.js";

/** @typedef {import("./counts.js").Counts} Counts */

/**
 * @typedef {object} Lane
 * @property {string} id the name that --only takes
 * @property {string} holds what is proved when it passes
 * @property {string[]} [after] lanes that must have passed before this one can start
 * @property {number} [cores] how many it keeps busy; the default is 1
 * @property {boolean} [slow] only with --all
 * @property {(options: LaneOptions) => Promise<Counts | undefined>} run undefined: a step without tests, that succeeded
 *
 * @typedef {{ fuzzSeconds: number, updatePictures: boolean }} LaneOptions fuzzSeconds: for each fuzzer; updatePictures:
 *   what the gallery looks like now is taken for right
 */

const cores = availableParallelism();
/**
 * Two builds at a time share the machine: one waits for its linker while the other compiles. The last two lanes that compile
 * take all of it, for whichever ends later is alone with it.
 */
const jobs = Math.ceil(cores / 2);

/** No test program of the quick lane takes a minute; one that hangs must not take the rest with it. */
const limitSeconds = 600;

const logOf = (/** @type {string} */ id) => join(root, "build", "logs", `${id}.log`);
const reportOf = (/** @type {string} */ id) => join(root, "build", "reports", `${id}.json`);
const main = join(root, "web", "cli", "main.js");

/**
 * Runs a test program that writes a JSON report, and counts.
 * @param {string} id the lane
 * @param {string} program
 * @param {string[]} args
 * @param {{ report?: string, read?: (report: any) => Counts, env?: Record<string, string>, seconds?: number }} [options]
 * @returns {Promise<Counts>}
 */
async function counted(id, program, args, { report = reportOf(id), read = (counts) => counts, env, seconds } = {}) {
  mkdirSync(join(root, "build", "reports"), { recursive: true });
  rmSync(report, { force: true });
  const limit = seconds ?? limitSeconds;
  const code = await run(program, args, { log: logOf(id), env, seconds: limit });
  const counts = existsSync(report)
    ? read(JSON.parse(readFileSync(report, "utf8")))
    : { passed: 0, failed: 0, skipped: 0, failures: [] };
  if (code !== 0 && counts.failed === 0) {
    // Died without saying so in its report: a crash, a sanitiser's finding, a leak at the end.
    const how = code === 124 ? `was ended after ${limit} s` : `ended with exit code ${code}`;
    counts.failed = 1;
    counts.failures.push(`${program} ${how}\n${tail(logOf(id), 25)}`);
  }
  return counts;
}

/**
 * A lane of `node --test` over the test files below a folder.
 * @param {string} id
 * @param {string} folder or the beginning of the files' names
 * @param {Record<string, string>} [env]
 * @param {number} [seconds]
 */
function nodeTests(id, folder, env = {}, seconds = undefined) {
  const files = ownFiles().filter((path) => path.startsWith(folder) && /\.test\.m?js$/.test(path));
  if (files.length === 0) return Promise.resolve({ passed: 0, failed: 0, skipped: 0, failures: [] });
  const reporter = new URL("./node_test_reporter.js", import.meta.url).href;
  const args = [
    "--test",
    "--test-reporter=spec",
    "--test-reporter-destination=stdout",
    `--test-reporter=${reporter}`,
    `--test-reporter-destination=${reportOf(id)}`,
    ...files,
  ];
  return counted(id, process.execPath, args, { env, seconds });
}

/**
 * The npm packages of a folder with a lock file of its own: tools that are too large to be brought to everybody.
 * @param {string} folder
 * @param {string} log
 */
async function installPackages(folder, log) {
  const installed = statSync(join(root, folder, "node_modules/.package-lock.json"), { throwIfNoEntry: false });
  if (installed && installed.mtimeMs > statSync(join(root, folder, "package-lock.json")).mtimeMs) return;
  const code = await run("npm", ["ci", "--ignore-scripts", "--prefix", folder], { log });
  if (code !== 0) throw new Refusal(`npm could not install the packages of ${folder}`, tail(log, 8));
}

/**
 * A lane of the GoogleTest suite: built by a preset, run, counted from its own reports.
 * @param {string} id
 * @param {Parameters<typeof buildPreset>[0]} preset
 * @param {string[]} command the program and its arguments
 * @param {{ compilers?: number, shares?: number }} [options] compilers: at once; shares: as many runs of the program at
 *   once, each of its share of the tests, with a log of its own
 */
async function googleTests(id, preset, [program, ...args], { compilers = jobs, shares = 1 } = {}) {
  await buildPreset(preset, { jobs: compilers, log: logOf(id) });
  const runs = Array.from({ length: shares }, (_, share) => {
    const name = shares > 1 ? `${id}-${share + 1}` : id;
    if (name !== id) rmSync(logOf(name), { force: true });
    return counted(name, program, [...args, `--gtest_output=json:${reportOf(name)}`], {
      read: fromGoogleTest,
      env: { GTEST_TOTAL_SHARDS: `${shares}`, GTEST_SHARD_INDEX: `${share}` },
    });
  });
  return inAll(await Promise.all(runs));
}

/**
 * The libFuzzer programs, one after the other from their corpus in tests/fuzz/corpus; what they learn on the way stays in
 * build/fuzz/corpus for the next time, and what fails in build/fuzz/found.
 * @param {number} seconds for each
 * @returns {Promise<Counts>}
 */
async function fuzz(seconds) {
  const log = logOf("fuzz");
  await buildPreset("fuzz", { jobs, log });
  /** @type {Counts} */
  const counts = { passed: 0, failed: 0, skipped: 0, failures: [] };
  for (const target of ["csv", "model_json", "calls"]) {
    const learned = join(root, "build", "fuzz", "corpus", target);
    mkdirSync(learned, { recursive: true });
    mkdirSync(join(root, "build", "fuzz", "found"), { recursive: true });
    const args = [`-max_total_time=${seconds}`, "-timeout=30", "-rss_limit_mb=3072", "-print_final_stats=1"];
    const code = await run(
      `build/fuzz/tests/fuzz/fuzz_${target}`,
      [...args, `-artifact_prefix=build/fuzz/found/${target}-`, learned, `tests/fuzz/corpus/${target}`],
      { log, seconds: seconds + 300 },
    );
    if (code === 0) counts.passed++;
    else {
      counts.failed++;
      counts.failures.push(`fuzz_${target} ended with exit code ${code}\n${tail(log, 40)}`);
    }
  }
  return counts;
}

/**
 * clang-tidy (.clang-tidy) over the sources of the library, by the commands that compile them natively.
 * @returns {Promise<Counts>}
 */
async function tidy() {
  const log = logOf("tidy");
  rmSync(log, { force: true });
  await configurePreset("tidy", log);
  /** @type {Counts} */
  const counts = { passed: 0, failed: 0, skipped: 0, failures: [] };
  const files = ownFiles().filter((path) => /^core\/src\/.*\.cc$/.test(path));
  await Promise.all(
    Array.from({ length: jobs }, async () => {
      for (let file = files.pop(); file !== undefined; file = files.pop()) {
        const own = join(root, "build", "logs", "tidy", `${file.replaceAll("/", "_")}.log`);
        rmSync(own, { force: true });
        const code = await run("clang-tidy", ["-p", "build/tidy", "--quiet", "--warnings-as-errors=*", file], {
          log: own,
        });
        if (code === 127) throw new Refusal("clang-tidy was not found", "On Debian: apt-get install clang-tidy.");
        if (code === 0) counts.passed++;
        else {
          counts.failed++;
          counts.failures.push(`${file}\n${tail(own, 25)}`);
        }
      }
    }),
  );
  return counts;
}

/**
 * The benchmarks, each as briefly as may be: what counts is that the answer they verify is right. Natively and, one
 * iteration each, as WebAssembly.
 * @returns {Promise<Counts>}
 */
async function benchAnswers() {
  const log = logOf("bench-answers");
  await buildPreset("bench", { log });
  const report = reportOf("bench-answers");
  const native = await counted(
    "bench-answers",
    "build/bench/bench/scrollwork_bench",
    ["--benchmark_min_time=0.001", `--benchmark_out=${report}`, "--benchmark_out_format=json"],
    {
      read: ({ benchmarks }) =>
        fromAnswers(
          benchmarks
            .filter((/** @type {any} */ { run_type }) => run_type === "iteration")
            .map((/** @type {any} */ run) => ({ name: run.name, error: run.error_occurred ? run.error_message : "" })),
        ),
    },
  );
  await buildPreset("wasm-bench", { log: logOf("bench-answers-wasm") });
  const wasm = await counted(
    "bench-answers-wasm",
    process.execPath,
    ["build/wasm/bench/scrollwork_wasm_bench.cjs", "--answers", `--out=${reportOf("bench-answers-wasm")}`],
    { read: fromAnswers },
  );
  return inAll([native, { ...wasm, failures: wasm.failures.map((failure) => `as WebAssembly, ${failure}`) }]);
}

/**
 * A lane of Playwright's.
 * @param {string} id
 * @param {string} config
 * @param {number} [seconds]
 * @param {string[]} [args]
 */
const playwright = (id, config, seconds, args = []) =>
  counted(
    id,
    process.execPath,
    [join(root, "node_modules/@playwright/test/cli.js"), "test", `--config=${config}`, "--reporter=list,json", ...args],
    {
      read: fromPlaywright,
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: reportOf(id), PLAYWRIGHT_FORCE_TTY: "0", NO_COLOR: "1" },
      seconds,
    },
  );

/**
 * A lane that is a command of ours with --report.
 * @param {string} id
 * @param {string[]} command
 */
const ours = (id, command) => counted(id, process.execPath, [main, ...command, "--report", reportOf(id)]);

/**
 * Every lane, in the order in which they start where they may: what others wait for first, and what takes long.
 * @type {Lane[]}
 */
export const lanes = [
  {
    id: "kernels",
    holds: "the kernels compile to WebAssembly without a warning",
    cores: jobs,
    run: async () => {
      await buildPreset("wasm", { jobs, log: logOf("kernels") });
      await buildPreset("wasm-all", { jobs, log: logOf("kernels-all") });
    },
  },
  {
    id: "native",
    holds: "the kernels do what their headers and scikit-learn say",
    cores: jobs,
    run: () => googleTests("native", "native", ["build/native/tests/scrollwork_tests"]),
  },
  { id: "lint", holds: "formatting, lint, types, import direction, licences", run: () => ours("lint", ["lint"]) },
  {
    id: "web",
    holds: "runtime, figures and build tools",
    after: ["kernels"],
    run: () => nodeTests("web", "tests/web/"),
  },
  { id: "cli", holds: "the command line", run: () => nodeTests("cli", "tests/cli/") },
  {
    id: "bindings",
    holds: "the kernels from JavaScript",
    after: ["kernels"],
    run: () => nodeTests("bindings", "tests/bindings/"),
  },
  {
    id: "claims",
    holds: "every number and ordering in the essays' prose",
    after: ["kernels"],
    run: () => ours("claims", ["claims"]),
  },
  {
    id: "package",
    holds: "the npm package of the kernels, in a stranger's project",
    after: ["kernels"],
    run: () => nodeTests("package", "tests/package/package."),
  },
  {
    id: "build",
    holds: "the static site builds: figures drawn, names resolved",
    after: ["kernels"],
    run: () => ours("build", ["build"]),
  },
  { id: "sizes", holds: "what a first visit costs", after: ["build"], run: () => ours("sizes", ["sizes"]) },
  {
    id: "links",
    holds: "every address and every id in the built site leads somewhere",
    after: ["build"],
    run: () => nodeTests("links", "tests/site/"),
  },
  {
    id: "hostile",
    holds: "links, tables, models and files that mean harm: none hangs, none breaks, each is answered in words",
    after: ["kernels"],
    run: () => nodeTests("hostile", "tests/hostile/"),
  },
  {
    id: "sanitize",
    holds: "the same suite under AddressSanitizer and UndefinedBehaviorSanitizer",
    cores: jobs,
    run: () =>
      googleTests("sanitize", "sanitize", ["build/sanitize/tests/scrollwork_tests"], {
        compilers: cores,
        shares: cores,
      }),
  },
  {
    id: "install",
    holds: "find_package(scrollwork) from an installed copy",
    after: ["native"],
    run: async () => {
      const code = await run(
        "ctest",
        ["--test-dir", "build/native", "-R", "^find_package$", "--no-tests=error", "--output-on-failure"],
        {
          log: logOf("install"),
          seconds: limitSeconds,
        },
      );
      if (code === 0) return { passed: 1, failed: 0, skipped: 0, failures: [] };
      return { passed: 0, failed: 1, skipped: 0, failures: [tail(logOf("install"), 25)] };
    },
  },
  {
    id: "wasm",
    holds: "the same suite as WebAssembly under Node",
    after: ["kernels"], // both work in build/wasm
    cores: jobs,
    run: () =>
      googleTests("wasm", "wasm-tests", [process.execPath, "build/wasm/tests/scrollwork_tests.cjs"], {
        compilers: cores,
      }),
  },
  {
    id: "pages",
    holds: "the pages in Chromium",
    after: ["build"],
    cores, // alone on the machine: its timing is a reader's
    run: ({ updatePictures }) =>
      playwright(
        "pages",
        "tests/pages/playwright.config.js",
        2400, // 5 minutes on a fast machine, 12 on a slow one
        updatePictures ? ["pictures.spec.js", "--update-snapshots=changed"] : ["--grep-invert=@long"],
      ),
  },
  {
    id: "generated-calls",
    holds: "the kernels from JavaScript under ten thousand calls that nobody would write",
    after: ["kernels"],
    slow: true,
    run: () => nodeTests("generated-calls", "tests/bindings/generated_calls.", { SCROLLWORK_GENERATED_CALLS: "10000" }),
  },
  {
    id: "author",
    holds: "from a clone and the package to a new essay and the site, without a C++ toolchain",
    after: ["kernels"],
    slow: true,
    run: () => nodeTests("author", "tests/package/author."),
  },
  {
    id: "workflows",
    holds: "a dry run of every workflow's steps",
    after: ["kernels", "install"],
    slow: true,
    run: () => nodeTests("workflows", "tests/workflows/"),
  },
  {
    id: "hosts",
    holds: "the site behind nginx, by the configuration that the build makes",
    after: ["build"],
    slow: true,
    run: () => nodeTests("hosts", "tests/hosts/"),
  },
  {
    id: "fuzz",
    holds: "CSV, model files and calls under libFuzzer; --fuzz-seconds for each, 600 when not given",
    cores: jobs,
    slow: true,
    run: ({ fuzzSeconds }) => fuzz(fuzzSeconds),
  },
  {
    id: "snippets",
    holds: "the essays' Python listings under scikit-learn (Debian: python3-sklearn)",
    after: ["kernels"],
    slow: true,
    run: () => nodeTests("snippets", "tests/snippets/"),
  },
  {
    id: "tidy",
    holds: "clang-tidy has nothing to say about the library",
    cores: jobs,
    slow: true,
    run: tidy,
  },
  {
    id: "bench-answers",
    holds: "every benchmark computes what it is timed for, natively and as WebAssembly",
    after: ["kernels"],
    cores, // never beside the lane wasm: both work in build/wasm
    slow: true,
    run: benchAnswers,
  },
  {
    id: "hostile-many",
    holds: "the same as lane hostile with ten thousand generated inputs of each kind",
    after: ["kernels"],
    slow: true,
    run: () => nodeTests("hostile-many", "tests/hostile/", { SCROLLWORK_HOSTILE: "10000" }, 3600),
  },
  {
    id: "browsers",
    holds: "every page in Chromium, Firefox and WebKit, with the same bits in all three",
    after: ["build"],
    cores,
    slow: true,
    run: () => nodeTests("browsers", "tests/browsers/", {}, 3600),
  },
  {
    id: "judges",
    holds: "the Nu HTML checker over the built site; Lighthouse over every page",
    after: ["build"],
    cores, // alone on the machine: performance is measured
    slow: true,
    run: async () => {
      await installPackages("tests/judges", logOf("judges"));
      return nodeTests("judges", "tests/judges/judges.", {}, 3600);
    },
  },
  {
    id: "long-pages",
    holds:
      "the gallery and the kernels' reference as every page is held; two more looks of every page for axe, and of the gallery's pictures",
    after: ["build"],
    cores,
    slow: true,
    run: () => playwright("long-pages", "tests/pages/playwright.config.js", 2400, ["--grep=@long"]),
  },
  {
    id: "slow-pages",
    holds: "the pages in Chromium under hostile input, hours of use, too little memory, bad lines and large letters",
    after: ["build"],
    cores,
    slow: true,
    run: () => playwright("slow-pages", "tests/slow/playwright.config.js", 7200),
  },
];
