/**
 * Reporter for `node --test` that writes one JSON object: how many tests passed, failed and were skipped, and which
 * failed. Suites (`describe`) and files are no tests of their own, so they are not counted.
 * @param {AsyncIterable<{ type: string, data: any }>} events
 */
export default async function* counts(events) {
  const report = { passed: 0, failed: 0, skipped: 0, failures: /** @type {string[]} */ ([]) };
  for await (const { type, data } of events) {
    if (type !== "test:pass" && type !== "test:fail") continue;
    if (data.details?.type === "suite") continue;
    if (data.skip !== undefined || data.todo !== undefined) report.skipped++;
    else if (type === "test:pass") report.passed++;
    else {
      report.failed++;
      const place = data.file ? `${data.file}:${data.line ?? 1}: ` : "";
      report.failures.push(
        `${place}${data.name}: ${data.details?.error?.cause?.message ?? data.details?.error?.message ?? "failed"}`,
      );
    }
  }
  yield JSON.stringify(report);
}
