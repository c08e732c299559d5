// The table of bench/README.md, from the timings of a run.
import { readFileSync, writeFileSync } from "node:fs";

/** What the kernels are meant to reach: a multiple of the best library with a right answer, or, without one, a time. */
const aims = {
  W1a: "× 15",
  W1b: "× 3",
  W1n: "0.04 ms",
  W2a: "× 23",
  W2b: "× 14",
  W3a: "× 7",
  W3b: "× 10",
  W3c: "1.5 ms",
  W4a: "× 18",
  W4b: "× 350",
  W5: "× 20",
  W7: "× 20",
  W8a: "× 6.5",
  W8b: "× 20",
};
const notLibraries = ["scrollwork", "by hand", "scikit-learn, native"];
const start = "<!-- table: written by ./scrollwork bench --browser --readme -->";
const end = "<!-- end of table -->";

/** @typedef {{ name: string, samples: number[], quality: number, isRight: boolean }} Entry */

/** @param {number[]} samples @param {number} q  in [0, 1]; between two samples by a straight line */
export function quantile(samples, q) {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = q * (sorted.length - 1);
  const low = Math.floor(at);
  return sorted[low] + (at - low) * ((sorted[low + 1] ?? sorted[low]) - sorted[low]);
}

/** @param {Entry} entry */
const median = ({ samples }) => quantile(samples, 0.5);

/**
 * A row for each workload: the kernels' median, and as multiples of it the hand-written JavaScript, the best library whose
 * answer is right, what is aimed at, and scikit-learn.
 * @param {{ id: string, title: string, entries: Entry[] }[]} results
 */
export function markdownTable(results) {
  const header = ["workload", "scrollwork", "by hand", "best library, right", "aim", "scikit-learn, native"];
  const rows = results.map(({ id, title, entries }) => {
    const named = (/** @type {string} */ name) => entries.find((entry) => entry.name === name);
    const ours = median(/** @type {Entry} */ (named("scrollwork")));
    const times = (/** @type {Entry | undefined} */ entry) =>
      entry ? `× ${Number((median(entry) / ours).toPrecision(3))}` : "–";
    const [best] = entries
      .filter(({ name, isRight }) => isRight && !notLibraries.includes(name))
      .sort((a, b) => median(a) - median(b));
    return [
      `${id} ${title}`,
      `${Number(ours.toPrecision(3))} ms`,
      times(named("by hand")),
      best ? `${times(best)} ${best.name}` : "none",
      aims[id] ?? "–",
      times(named("scikit-learn, native")),
    ];
  });
  const line = (/** @type {string[]} */ cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)].join("\n");
}

/**
 * Puts the table in place of the one that stands in the file.
 * @param {string} file
 * @param {string} machine  what ran, and when
 * @param {string} table
 */
export function replaceTable(file, machine, table) {
  const text = readFileSync(file, "utf8");
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from)
    throw new Error(`${file}: expected the lines "${start}" and "${end}", got a text without them`);
  writeFileSync(file, `${text.slice(0, from)}${start}\n\n${machine}\n\n${table}\n\n${text.slice(to)}`);
}
