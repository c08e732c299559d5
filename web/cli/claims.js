import { provideKernels } from "./kernels.js";
import { essaySlugs } from "./project.js";
import { writeReport } from "./report.js";

/**
 * The claims of some essays, recomputed with the kernels, and the digits in prose that nothing vouches for.
 * @param {string[]} slugs
 * @returns {Promise<{ checked: number, problems: import("./check.js").Problem[] }>}
 */
export async function claimProblems(slugs) {
  if (slugs.length === 0) return { checked: 0, problems: [] };
  const { checkClaims } = await import("../build/site.js");
  return checkClaims({ slugs });
}

/**
 * The lane `claims` of `test`: each claim counts as one test.
 * @type {import("./main.js").Command}
 */
export async function claims({ report }) {
  await provideKernels(undefined, { all: true });
  // The template's too: what `new` copies must hold.
  const { checked, problems } = await claimProblems([...essaySlugs(), "_template"]);
  return writeReport(report, {
    passed: Math.max(0, checked - problems.length),
    failed: problems.length,
    skipped: 0,
    failures: problems.map(({ file, line, message }) => `${file}:${line}: ${message}`),
  });
}
