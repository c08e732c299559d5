import { writeFileSync } from "node:fs";

/**
 * Ends a command that is a lane of `test`: the counts go to the file that the lane reads, the failures to the log.
 * @param {string | undefined} file
 * @param {import("./counts.js").Counts} counts
 * @returns {number} the exit code
 */
export function writeReport(file, counts) {
  if (file !== undefined) writeFileSync(file, JSON.stringify(counts));
  for (const failure of counts.failures) console.error(failure);
  return counts.failed === 0 ? 0 : 1;
}
