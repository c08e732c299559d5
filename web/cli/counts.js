/**
 * What a lane of tests came to. A lane that counts nothing has failed: it proved nothing.
 * @typedef {{ passed: number, failed: number, skipped: number, failures: string[] }} Counts
 */

/**
 * @param {Counts[]} parts of one lane
 * @returns {Counts}
 */
export const inAll = (parts) => ({
  passed: parts.reduce((sum, { passed }) => sum + passed, 0),
  failed: parts.reduce((sum, { failed }) => sum + failed, 0),
  skipped: parts.reduce((sum, { skipped }) => sum + skipped, 0),
  failures: parts.flatMap(({ failures }) => failures),
});

/**
 * @param {any} report what GoogleTest writes with --gtest_output=json:…
 * @returns {Counts}
 */
export function fromGoogleTest(report) {
  /** @type {Counts} */
  const counts = { passed: 0, failed: 0, skipped: 0, failures: [] };
  for (const suite of report.testsuites) {
    for (const test of suite.testsuite) {
      if (test.failures?.length) {
        counts.failed++;
        counts.failures.push(`${test.classname}.${test.name}: ${test.failures[0].failure}`);
      } else if (test.status === "NOTRUN" || test.result === "SKIPPED") counts.skipped++;
      else counts.passed++;
    }
  }
  return counts;
}

/**
 * @param {{ name: string, error: string }[]} answers of benchmarks: what each says against its own, "" when it is right
 * @returns {Counts}
 */
export function fromAnswers(answers) {
  const wrong = answers.filter(({ error }) => error !== "");
  return {
    passed: answers.length - wrong.length,
    failed: wrong.length,
    skipped: 0,
    failures: wrong.map(({ name, error }) => `${name}: ${error}`),
  };
}

/**
 * @param {any} report what Playwright's JSON reporter writes
 * @returns {Counts} a test that passed only when tried again counts as passed
 */
export function fromPlaywright(report) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  /** @type {string[]} */
  const failures = report.errors.map((/** @type {any} */ error) => withoutColour(error.message));
  const visit = (/** @type {any} */ suite) => {
    for (const inner of suite.suites ?? []) visit(inner);
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        if (test.status !== "unexpected") continue;
        const error = test.results.at(-1)?.errors?.[0]?.message ?? "failed";
        const project = test.projectName ? ` [${test.projectName}]` : "";
        failures.push(`${spec.file}:${spec.line}${project} ${spec.title}: ${withoutColour(error)}`);
      }
    }
  };
  report.suites.forEach(visit);
  // An error outside any test (a file that does not load, a server that does not start) fails no test of its own.
  return { passed: expected + flaky, failed: unexpected + report.errors.length, skipped, failures };
}

/** @param {string} text */
// Escape sequences are what is to be removed.
// eslint-disable-next-line no-control-regex
const withoutColour = (text) => text.replace(/\u001b\[[0-9;]*m/g, "");
