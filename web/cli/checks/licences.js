import { read } from "../project.js";

/** Licences that ask for no more than a notice, and so suit Apache-2.0 code and CC BY pages. */
const welcome = new Set([
  ..."0BSD Apache-2.0 BlueOak-1.0.0 BSD-2-Clause BSD-3-Clause CC0-1.0 ISC MIT MIT-0 MPL-2.0 OFL-1.1 Python-2.0 Unlicense Zlib".split(
    " ",
  ),
  "CC-BY-4.0",
]);

/** Packages that state their licence where npm does not look, read by hand. */
const readByHand = new Map([
  ["node_modules/svg-tags", "MIT"],
  ["node_modules/parse-cache-control", "BSD-3-Clause"],
  ["node_modules/typed-function", "MIT"],
]);

/**
 * Every npm package has a licence that we can live with and is pinned by its contents, and a lock file names no registry:
 * it works with anybody's.
 * @type {import("../check.js").Check}
 */
export function licences(files) {
  return files.filter((file) => /(^|\/)package-lock\.json$/.test(file)).flatMap(problemsOf);
}

/** @param {string} file a lock file @returns {import("../check.js").Problem[]} */
function problemsOf(file) {
  const text = read(file);
  const lineOf = (/** @type {string} */ needle) => text.slice(0, Math.max(0, text.indexOf(needle))).split("\n").length;
  return Object.entries(JSON.parse(text).packages).flatMap(([path, entry]) => {
    const line = lineOf(`"${path}": {`);
    const problems = [];
    const licence = entry.license ?? readByHand.get(path) ?? "unknown";
    if (path !== "" && !isWelcome(licence)) {
      problems.push({
        file,
        line,
        message: `${path}: licence "${licence}" is not among those agreed on`,
      });
    }
    if (path !== "" && !entry.link && !/^sha512-/.test(entry.integrity ?? "")) {
      problems.push({ file, line, message: `${path} is not pinned by a hash of its contents` });
    }
    if (entry.resolved) {
      problems.push({
        file,
        line,
        message: `${path} names its registry; .npmrc's omit-lockfile-registry-resolved keeps that out`,
      });
    }
    return problems;
  });
}

/** @param {string} expression an SPDX expression; of "A OR B" one is enough, of "A AND B" both are needed */
function isWelcome(expression) {
  return expression
    .replace(/[()]/g, "")
    .split(" OR ")
    .some((choice) => choice.split(" AND ").every((licence) => welcome.has(licence.trim())));
}
