import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { Refusal } from "./refusal.js";

/**
 * One run of the benchmarks as a line of a trend file.
 * @typedef {object} Run
 * @property {string} date  YYYY-MM-DD
 * @property {string} commit
 * @property {string} machine  only runs of one kind of machine are compared
 * @property {Record<string, { unit: string, median: number }>} medians  by place and workload
 */

/** How many earlier runs are looked back on, and which change of a median is worth a line. */
const runsBack = 10;
const worthSaying = 1.2;

/**
 * The runs that a trend file holds, the oldest first.
 * @param {string} file one JSON object a line; it need not be there
 * @returns {Run[]}
 */
export function readTrend(file) {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line, i) => {
      try {
        return JSON.parse(line);
      } catch (error) {
        throw new Refusal(`${file}:${i + 1} is no line of a trend: ${/** @type {Error} */ (error).message}`);
      }
    });
}

/**
 * Adds a run at the end of a trend file.
 * @param {string} file
 * @param {Run} run
 */
export function appendRun(file, run) {
  mkdirSync(dirname(file), { recursive: true });
  appendFileSync(file, `${JSON.stringify(run)}\n`);
}

/**
 * What has changed against the runs before on the same kind of machine: each workload whose median is 1.2 times theirs or
 * more, or 1 / 1.2 or less, in a table for people; and how many are as they were.
 * @param {Run[]} earlier
 * @param {Run} run
 */
export function changes(earlier, run) {
  const peers = earlier.filter(({ machine }) => machine === run.machine).slice(-runsBack);
  if (peers.length === 0) return `The first run on ${run.machine}: nothing to compare with.`;
  const rows = Object.entries(run.medians).flatMap(([name, { unit, median }]) => {
    const before = peers.flatMap(({ medians }) => (medians[name]?.unit === unit ? [medians[name].median] : []));
    if (before.length === 0) return [];
    const usual = middle(before);
    return [{ name, unit, median, usual, ratio: usual > 0 ? median / usual : 1 }];
  });
  const far = rows
    .filter(({ ratio }) => ratio >= worthSaying || ratio <= 1 / worthSaying)
    .sort((a, b) => b.ratio - a.ratio);
  const lines = far.map(
    ({ name, unit, median, usual, ratio }) =>
      `| ${name} | ${Number(usual.toPrecision(3))} ${unit} | ${Number(median.toPrecision(3))} ${unit} | ${ratio.toFixed(2)} |`,
  );
  const before = peers.length === 1 ? "the run before" : `the ${peers.length} runs before`;
  const rest = `${rows.length - far.length} of ${rows.length} workloads are as in ${before} on ${run.machine}.`;
  return [
    ...(lines.length > 0 ? ["| workload | usual median | now | now / usual |", "|---|---|---|---|", ...lines, ""] : []),
    rest,
  ].join("\n");
}

/** @param {number[]} numbers */
function middle(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}
