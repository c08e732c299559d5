// The judges that others use: the W3C's Nu checker over everything that was built, and Lighthouse over every page.
// Accessibility, best practices and search engines must be perfect; performance is measured, and its median told.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { readEssays } from "../../web/build/project.js";
import { listPages } from "../pages/site.js";
import { chromiumArguments, chromiumPath } from "../server/chromium.js";
import { firstProgram } from "../server/program.js";
import { siteFolder, startServer } from "../server/static.js";

const here = fileURLToPath(new URL(".", import.meta.url));
const reports = fileURLToPath(new URL("../../build/judges/", import.meta.url));
/** Performance is told as the median of so many visits. */
const nVisits = 3;
/** What a page should reach; an essay that does not is told of, but no test fails: the machine may have been busy. */
const performanceGoal = 95;

/** What Nu does not know yet, though the standards do. */
const newerThanNu = [
  "CSS: .*(container-type|container-name|@container|paint-order|interpolate-size|text-wrap|field-sizing).*",
  "CSS: .aspect-ratio.: Parse Error\\.", // attr() with a type, of CSS Values 5, behind @supports
  "Attribute .aria-hidden. not allowed on element .m[a-z]+. at this point.", // MathML Core has it
];

/**
 * @param {string} program
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<{ code: number | null, output: string }>}
 */
async function run(program, args, env = {}) {
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (/** @type {Buffer} */ piece) => (output += piece));
  const code = await new Promise((done) => child.once("close", done));
  return { code, output };
}

test("Nu finds no error in pages, pictures and style sheets", async () => {
  const jar = join(here, "node_modules/vnu-jar/build/dist/vnu.jar");
  const java = firstProgram(["java"], "default-jre-headless");
  const options = ["--errors-only", "--also-check-css", "--also-check-svg", "--skip-non-html"];
  const { code, output } = await run(java, [
    "-jar",
    jar,
    ...options,
    "--filterpattern",
    newerThanNu.join("|"),
    siteFolder,
  ]);
  assert.equal(output.trim(), "");
  assert.equal(code, 0);
});

/** @type {import("../server/static.js").Site} */
let site;
before(async () => {
  mkdirSync(reports, { recursive: true });
  site = await startServer();
});
after(() => site.close());

const essays = new Set(readEssays().map(({ slug }) => `${slug}/`));

for (const path of listPages()) {
  test(`Lighthouse: ${path || "front page"}`, { timeout: 900_000 }, async (t) => {
    /** @type {number[]} */
    const performances = [];
    // What is not performance is the same each time.
    for (let visit = 0; visit < (essays.has(path) ? nVisits : 1); visit++) {
      const { categories, audits } = await judge(path, visit === 0);
      performances.push(Math.round(100 * categories.performance.score));
      if (visit > 0) continue;
      for (const id of ["accessibility", "best-practices", "seo"]) {
        const lost = categories[id].auditRefs
          .map((/** @type {any} */ ref) => audits[ref.id])
          .filter((/** @type {any} */ audit) => audit.score !== null && audit.score < 1)
          .map((/** @type {any} */ { id: name, title, details }) => `${name}: ${title} ${told(details)}`);
        assert.equal(categories[id].score, 1, `${id}: ${lost.join("\n")}`);
      }
    }
    const median = performances.sort((a, b) => a - b)[performances.length >> 1];
    const below = essays.has(path) && median < performanceGoal ? `, below the goal of ${performanceGoal}` : "";
    t.diagnostic(`${path || "front page"}: performance ${median} (${performances.join(", ")})${below}`);
  });
}

/**
 * One visit of a page on a telephone with a slow connection, as Lighthouse simulates it.
 * @param {string} path @param {boolean} all the four categories; else performance alone
 * @returns {Promise<any>} its report
 */
async function judge(path, all) {
  const file = join(reports, `${path.replace("/", "") || "front"}${all ? "" : "-performance"}.json`);
  const categories = all ? "performance,accessibility,best-practices,seo" : "performance";
  const { code, output } = await run(
    process.execPath,
    [
      join(here, "node_modules/lighthouse/cli/index.js"),
      site.url + path,
      "--output=json",
      `--output-path=${file}`,
      "--quiet",
      "--no-enable-error-reporting",
      `--only-categories=${categories}`,
      `--chrome-flags=${["--headless=new", ...chromiumArguments].join(" ")}`,
    ],
    { CHROME_PATH: chromiumPath() },
  );
  assert.equal(code, 0, output);
  const report = JSON.parse(readFileSync(file, "utf8"));
  assert.equal(report.runtimeError, undefined);
  return report;
}

/** The elements that an audit complains about. @param {any} details */
const told = (details) =>
  (details?.items ?? [])
    .slice(0, 3)
    .map((/** @type {any} */ item) => item.node?.snippet ?? item.description ?? item.url ?? "")
    .join(" | ");
