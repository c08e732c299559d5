import { claimProblems } from "./claims.js";
import { provideKernels } from "./kernels.js";
import { contrasts } from "./checks/contrast.js";
import { essayFiles } from "./checks/essays.js";
import { formatting } from "./checks/formatting.js";
import { htmlRules } from "./checks/html.js";
import { arrows, importDirection } from "./checks/imports.js";
import { licences } from "./checks/licences.js";
import { kernelSets } from "./checks/kernel_sets.js";
import { lintRules } from "./checks/lint.js";
import { builtPage } from "./checks/page.js";
import { machinePaths } from "./checks/paths.js";
import { styleRules } from "./checks/styles.js";
import { translations } from "./checks/translations.js";
import { types } from "./checks/types.js";
import { workflowRules } from "./checks/workflows.js";
import { plainWords } from "./checks/words.js";
import { essaySlugs, ownFiles } from "./project.js";
import { Refusal } from "./refusal.js";
import { writeReport } from "./report.js";

/**
 * One thing that is not as it should be, and where.
 * @typedef {{ file: string, line?: number, message: string }} Problem
 */

/**
 * A check over some of the project's files (paths from its folder). With fix it puts right what a machine can.
 * @typedef {(files: string[], fix: boolean) => Problem[] | Promise<Problem[]>} Check
 */

/** @type {[string, Check][]} */
const checks = [
  ["formatting", formatting],
  ["lint", lintRules],
  ["styles", styleRules],
  ["html", htmlRules],
  ["types", types],
  ["import direction", importDirection],
  ["licences and lock file", licences],
  ["paths of machines", machinePaths],
  ["workflows", workflowRules],
  ["plain words", plainWords],
  ["links, ids, spelling, what is not used", essayFiles],
  ["what kernel sets have, and essays call", kernelSets],
  ["translations", translations],
  ["contrast", contrasts],
];

/**
 * `check [SLUG]`: everything that can be said about the sources without running a test, then the claims of the prose; of
 * one essay also what its built page weighs and what a browser has to say of it.
 * @type {import("./main.js").Command}
 */
export async function check({ fix, imports, kernels }, [slug]) {
  if (imports) {
    console.log(listArrows());
    return 0;
  }
  if (slug !== undefined && !essaySlugs().includes(slug)) {
    throw new Refusal(
      `there is no essay "${slug}"`,
      `Essays: ${essaySlugs().join(", ") || "none"}. ./scrollwork new ${slug} makes one.`,
    );
  }
  const inEssay = (/** @type {{ file: string }} */ { file }) =>
    slug === undefined || file.startsWith(`essays/${slug}/`);
  let failed = 0;
  const show = (/** @type {string} */ name, /** @type {Problem[]} */ problems) => {
    console.log(`${problems.length === 0 ? "✓" : "✗"} ${name}`);
    for (const problem of problems) console.log(`    ${placed(problem)}`);
    failed += problems.length;
  };
  const files = ownFiles().filter((file) => inEssay({ file }));
  // Types and imports reach across folders, so they see every file, and only the essay's problems are shown.
  for (const [name, run] of checks) {
    const wholeProject = run === types || run === importDirection || run === kernelSets;
    show(name, (await run(wholeProject ? ownFiles() : files, fix ?? false)).filter(inEssay));
  }
  await provideKernels(kernels, { all: true }); // claims may call what the essay does not
  show("claims and digits in prose", (await claimProblems(slug === undefined ? essaySlugs() : [slug])).problems);
  if (slug !== undefined) show("sizes, and the silence of the console", await builtPage(slug));
  console.log(failed === 0 ? "\nAll is well." : `\n${failed} ${failed === 1 ? "problem" : "problems"}.`);
  return failed === 0 ? 0 : 1;
}

/**
 * The lane `lint` of `test`: each check counts as one test.
 * @type {import("./main.js").Command}
 */
export async function lint({ report }) {
  const files = ownFiles();
  const counts = { passed: 0, failed: 0, skipped: 0, failures: /** @type {string[]} */ ([]) };
  for (const [name, run] of checks) {
    const problems = await run(files, false);
    if (problems.length === 0) counts.passed++;
    else {
      counts.failed++;
      counts.failures.push(`${name}: ${problems.length} found\n${problems.map(placed).join("\n")}`);
    }
  }
  return writeReport(report, counts);
}

const placed = (/** @type {Problem} */ { file, line, message }) => `${file}${line ? `:${line}` : ""}: ${message}`;

/** Who imports whom, by folder, with how many times. */
function listArrows() {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { file, to } of arrows(ownFiles())) {
    const arrow = `${file.split("/").slice(0, -1).join("/") || "."} → ${to}`;
    counts.set(arrow, (counts.get(arrow) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([arrow, count]) => `${arrow}  (${count})`)
    .join("\n");
}
