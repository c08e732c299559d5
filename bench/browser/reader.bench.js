// What a reader feels, in Chromium: the time from a move of the hand to the new boundary on the screen, from opening a
// page to its words and to its first living figure, the tasks that make a page stutter, and the thousand re-splits.
//
//   node bench/browser/reader.bench.js [--filter REGEX] [--out FILE] [--repeats N]
//
// One sample a repeat; each repeat has a browser context of its own, so nothing is cached. The site must have been
// built. Answers are compared with the same kernels under Node after the clock has stopped: a wrong one ends the run.
import assert from "node:assert/strict";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { build } from "vite";
import { startServer } from "../../tests/server/static.js";
import { chromiumOptions } from "../../tests/server/chromium.js";
import { loadNodeKernel } from "../../web/build/kernel.js";
import { evaluate } from "../../web/runtime/cells.js";
import * as model from "./workbench/model.js";

const { values } = parseArgs({
  options: {
    filter: { type: "string", default: "" },
    out: { type: "string" },
    repeats: { type: "string", default: "7" },
  },
});
const filter = new RegExp(values.filter);
const repeats = Number(values.repeats);
const root = fileURLToPath(new URL("../..", import.meta.url));
const slug = "train-test-validation";
/** A telephone on the move: 1.6 Mbit/s, 150 ms to the server, a processor a quarter as fast. */
const slow = { latency: 150, bytesPerSecond: 200_000 };
const slowCpu = 4;

/** @type {Map<string, { name: string, unit: string, samples: number[] }>} */
const timings = new Map();
/** @param {string} name @param {number} value @param {string} [unit] */
function record(name, value, unit = "ms") {
  if (!filter.test(name)) return;
  const timing = timings.get(name) ?? { name, unit, samples: [] };
  timing.samples.push(value);
  timings.set(name, timing);
}

const k = await loadNodeKernel("classification");
const workbench = await startServer({ folder: await buildWorkbench() });
const site = await startServer();
const slowSite = await startServer(slow);
const browser = await chromium.launch(chromiumOptions());

const workloads = {
  drag: { names: ["drag to boundary, median", "drag to boundary, p95", "drag: tasks over 50 ms"], run: drag },
  resplits: { names: ["1,000 re-splits, logistic", "1,000 re-splits, knn", "1,000 re-splits, tree"], run: resplits },
  load: {
    names: ["words", "first live fit", "load: tasks over 50 ms", "scroll: tasks over 50 ms", "scroll: longest task"],
    run: load,
  },
  slowLoad: { names: ["slow 4G, CPU ÷ 4: words", "slow 4G, CPU ÷ 4: first live fit"], run: slowLoad },
};
// Round by round rather than workload by workload: what else the machine does meanwhile is spread over all of them.
for (let round = 0; round < repeats; round++)
  for (const { names, run } of Object.values(workloads)) if (names.some((name) => filter.test(name))) await run(round);

await browser.close();
await Promise.all([workbench, site, slowSite].map(({ close }) => close()));
const results = [...timings.values()];
if (values.out) writeFileSync(values.out, JSON.stringify(results));
for (const { name, unit, samples } of results)
  console.log(`${name}: ${samples.map((sample) => `${sample.toFixed(1)}`).join(" ")} ${unit}`);

/** The page of workbench/, bundled as the build bundles an essay. @returns {Promise<string>} its folder */
async function buildWorkbench() {
  const outDir = join(root, "build", "workbench");
  await build({
    configFile: false,
    root: join(root, "bench", "browser", "workbench"),
    base: "./",
    logLevel: "warn",
    publicDir: false,
    define: { __OFFLINE__: "false" },
    cacheDir: join(root, "build", "vite"),
    resolve: { alias: [{ find: /^scrollwork\/figures$/, replacement: join(root, "web", "figures", "index.js") }] },
    worker: { format: "es" },
    build: { outDir, emptyOutDir: true, target: "es2022", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  });
  assert(readdirSync(outDir).includes("index.html"));
  return outDir;
}

/** @param {(page: import("playwright-core").Page) => Promise<void>} use */
async function withPage(use) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const wrong = /** @type {string[]} */ ([]);
  page.on("pageerror", (error) => wrong.push(String(error.stack)));
  page.on("console", (message) => wrong.push(message.text()));
  await page.addInitScript(() => {
    const tasks = /** @type {number[]} */ ([]);
    Object.assign(globalThis, { longTasks: tasks });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    }).observe({ type: "longtask", buffered: true });
  });
  try {
    await use(page);
  } finally {
    await context.close();
  }
  assert.deepEqual(wrong, [], "the page complained");
}

/** The tasks over 50 ms since the last asking, ms. @param {import("playwright-core").Page} page @returns {Promise<number[]>} */
function longTasks(page) {
  return page.evaluate(() => /** @type {any} */ (globalThis).longTasks.splice(0));
}

async function drag() {
  await withPage(async (page) => {
    await page.goto(workbench.url);
    const mark = page.locator('sw-figure[name="drag"] .sw-draggable').nth(100);
    await mark.scrollIntoViewIfNeeded();
    const box = await mark.boundingBox();
    assert(box);
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    const lap = async (/** @type {number} */ moves) => {
      for (let i = 1; i <= moves; i++) await page.mouse.move(x + 80 * Math.sin(i / 9), y + 60 * (1 - Math.cos(i / 7)));
      // The last move has been answered.
      await page.waitForFunction(() => {
        const { last, essay } = /** @type {any} */ (globalThis).bench;
        return last.drag?.state === essay.store.state;
      });
    };
    await lap(30); // compilers warm up, as they have after a reader's first second
    await longTasks(page);
    await page.evaluate(() => void (/** @type {any} */ (globalThis.bench.latencies.length = 0)));
    await lap(200);
    await page.mouse.up();
    const { latencies, state, rgba } = await page.evaluate(() => {
      const { latencies, last } = /** @type {any} */ (globalThis).bench;
      return { latencies, state: last.drag.state, rgba: Array.from(last.drag.results.surface.rgba) };
    });
    assert(latencies.length > 100, `only ${latencies.length} moves were answered`);
    const sorted = latencies.sort((/** @type {number} */ a, /** @type {number} */ b) => a - b);
    record("drag to boundary, median", sorted[Math.floor(sorted.length / 2)]);
    record("drag to boundary, p95", sorted[Math.floor(sorted.length * 0.95)]);
    record("drag: tasks over 50 ms", (await longTasks(page)).length, "tasks");
    const expected = evaluate(model, k, { moved: state.moved });
    assert.deepEqual(rgba, Array.from(expected.map.surface.rgba), "the last surface is not the kernel's");
    expected.close();
  });
}

/** @param {number} round */
async function resplits(round) {
  await withPage(async (page) => {
    await page.goto(workbench.url);
    await page.locator('sw-figure[name="resplits"] .sw-layout').scrollIntoViewIfNeeded();
    for (const run of ["logistic", "knn", "tree"]) {
      const { ms, mean } = await page.evaluate(
        ([name, nth]) => /** @type {any} */ (globalThis).bench.resplits(name, nth),
        /** @type {const} */ ([run, round + 1]),
      );
      record(`1,000 re-splits, ${run}`, ms);
      const expected = evaluate(model, k, { run, nth: round + 1 });
      assert.equal(mean, expected.resplits.mean, `the mean score of ${run}`);
      expected.close();
    }
  });
}

/**
 * Opens the essay; ms from the start of the navigation.
 * @param {import("playwright-core").Page} page @param {string} url
 */
async function open(page, url) {
  await page.addInitScript(() => {
    addEventListener("DOMContentLoaded", () => {
      const watch = new MutationObserver(() => {
        if (!document.querySelector(".sw-layout canvas")) return;
        watch.disconnect();
        requestAnimationFrame(() => setTimeout(() => Object.assign(globalThis, { firstFit: performance.now() })));
      });
      watch.observe(document.body, { childList: true, subtree: true });
    });
  });
  await page.goto(`${url}${slug}/#meet`);
  await page.waitForFunction(() => "firstFit" in globalThis);
  return page.evaluate(() => ({
    words: performance.getEntriesByName("first-contentful-paint")[0].startTime,
    firstFit: /** @type {any} */ (globalThis).firstFit,
  }));
}

async function load() {
  await withPage(async (page) => {
    const { words, firstFit } = await open(page, site.url);
    record("words", words);
    record("first live fit", firstFit);
    record("load: tasks over 50 ms", (await longTasks(page)).length, "tasks");
    for (let more = true; more;) {
      await page.mouse.wheel(0, 240);
      more = await page.evaluate(
        () =>
          new Promise((done) =>
            requestAnimationFrame(() =>
              requestAnimationFrame(() => done(scrollY + innerHeight < document.documentElement.scrollHeight - 1)),
            ),
          ),
      );
    }
    const tasks = await longTasks(page);
    record("scroll: tasks over 50 ms", tasks.length, "tasks");
    record("scroll: longest task", Math.max(0, ...tasks));
  });
}

async function slowLoad() {
  await withPage(async (page) => {
    const protocol = await page.context().newCDPSession(page);
    await protocol.send("Emulation.setCPUThrottlingRate", { rate: slowCpu });
    const { words, firstFit } = await open(page, slowSite.url);
    record("slow 4G, CPU ÷ 4: words", words);
    record("slow 4G, CPU ÷ 4: first live fit", firstFit);
  });
}
