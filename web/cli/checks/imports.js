import { posix } from "node:path";
import { read } from "../project.js";

/**
 * @typedef {object} Arrow one import or include
 * @property {string} file who imports
 * @property {number} line
 * @property {string} specifier what is written there
 * @property {string} to what is meant: a path from the project's folder, or the name of a package or header as written
 * @property {"js" | "c++" | "css"} language
 */

/** The order of the layers: each may import from itself and from what stands before it. */
const layers = ["core", "wasm_bindings", "web", "essays"];
/** They use everything, and nothing may depend on them. */
const outside = ["tests", "bench"];

/** What core has no business with: clocks, printing, threads, the browser. Test and bench code may. */
const notInCore = /^(chrono|ctime|time\.h|iostream|print|syncstream|thread|future|random|emscripten.*)$/;

/** What Node runs: what a browser loads may not reach it, and only it may use Node and the tools. */
const nodeSide = /^web\/(build|cli)\/|\.node\.js$/;

/** What an essay may name beside its own files. */
const publicEntry = "scrollwork/figures";

const patterns = {
  js: [
    /\b(?:import|export)\s[^'"`;()]*?\bfrom\s*["']([^"'\n]+)["']/g,
    /\bimport\s*["']([^"'\n]+)["']/g,
    /\bimport\s*\(\s*["']([^"'\n]+)["']/g,
    /\bnew URL\(\s*["']([^"'\n]+)["']\s*,\s*import\.meta\.url/g,
  ],
  "c++": [/^[ \t]*#[ \t]*include[ \t]*[<"]([^>"\n]+)[>"]/gm],
  css: [/@import\s+(?:url\()?["']?([^"')\s;]+)/g],
};

/** @param {string} file */
function languageOf(file) {
  if (/\.(m?js|d\.ts)$/.test(file)) return "js";
  if (/\.(h|cc)$/.test(file)) return "c++";
  return file.endsWith(".css") ? "css" : undefined;
}

/**
 * Every import and include in these files, types in JSDoc among them.
 * @param {string[]} files
 * @returns {Arrow[]}
 */
export function arrows(files) {
  const known = new Set(files);
  return files.flatMap((file) => {
    const language = languageOf(file);
    return language === undefined ? [] : arrowsIn(file, read(file), language, known);
  });
}

/**
 * @param {string} file
 * @param {string} text
 * @param {"js" | "c++" | "css"} language
 * @param {Set<string>} known the project's files: a quoted include is looked for among them
 * @returns {Arrow[]}
 */
export function arrowsIn(file, text, language, known) {
  return patterns[language]
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .sort((a, b) => a.index - b.index)
    .map((match) => {
      const specifier = match[1];
      const line = text.slice(0, match.index + match[0].indexOf(specifier)).split("\n").length;
      return { file, line, specifier, to: target(file, specifier, language, known), language };
    });
}

/**
 * @param {string} file
 * @param {string} specifier
 * @param {"js" | "c++" | "css"} language
 * @param {Set<string>} known
 */
function target(file, specifier, language, known) {
  const path = specifier.replace(/[?#].*$/, "");
  const beside = posix.join(posix.dirname(file), path);
  if (language === "c++") {
    const candidates = [
      beside,
      `core/include/${path}`,
      `core/src/${path}`,
      `wasm_bindings/${path}`,
      `tests/${path}`,
      path,
    ];
    return (
      candidates.find((candidate) => known.has(candidate)) ??
      (path.startsWith("scrollwork/") ? `core/include/${path}` : path)
    );
  }
  if (/^\.{1,2}\//.test(path)) return beside;
  // The package's own name leads to its folders as package.json's "exports" says.
  if (path === publicEntry) return "web/figures/index.js";
  if (path.startsWith("scrollwork/")) return path.replace("scrollwork/", "web/");
  return path;
}

const folderOf = (/** @type {string} */ path) => path.split("/")[0];

/**
 * Why an arrow may not be, or undefined.
 * @param {Arrow} arrow
 * @param {{ dependencies: Set<string>, devDependencies: Set<string> }} packages
 */
export function objection({ file, specifier, to, language }, packages) {
  const from = folderOf(file);
  const into = folderOf(to);
  const level = layers.indexOf(from);
  if (!layers.includes(from)) return undefined; // tests, benchmarks and configurations see everything
  if (outside.includes(into) && /[./]/.test(to)) return `${from} must not depend on ${into}`;
  if (layers.includes(into) && to.includes("/") && layers.indexOf(into) > level) {
    return `${from} must not import from ${into}: code flows ${[...layers].reverse().join(" → ")}`;
  }
  if (from === "core" && notInCore.test(specifier)) {
    return `core has no clocks, printing, threads or browser, and its own Rng: no <${specifier}>`;
  }
  if (language !== "js") return undefined;
  if (from === "essays") {
    const own = file.split("/").slice(0, 2).join("/");
    if (specifier === publicEntry || to.startsWith(`${own}/`)) return undefined;
    return into === "essays"
      ? `an essay must not import from another: ${specifier}`
      : `an essay imports its own files and ${publicEntry}, nothing else: ${specifier}`;
  }
  if (from === "web" && !nodeSide.test(file) && nodeSide.test(to)) {
    return `what a browser loads must not import the tools of the build: ${specifier}`;
  }
  if (/^\.|^scrollwork\/|^virtual:/.test(specifier)) return undefined;
  if (specifier.startsWith("node:")) {
    return nodeSide.test(file) ? undefined : `what a browser loads must not import ${specifier}`;
  }
  const name = specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
  if (packages.dependencies.has(name)) return undefined;
  if (packages.devDependencies.has(name)) {
    return nodeSide.test(file) ? undefined : `${name} is a tool of the build, not a dependency of the pages`;
  }
  return `${name} is not in package.json`;
}

/**
 * essays → web → wasm_bindings → core, never upward, never sideways between essays.
 * @type {import("../check.js").Check}
 */
export function importDirection(files) {
  const { dependencies, devDependencies } = JSON.parse(read("package.json"));
  const packages = {
    dependencies: new Set(Object.keys(dependencies)),
    devDependencies: new Set(Object.keys(devDependencies)),
  };
  return arrows(files).flatMap((arrow) => {
    const message = objection(arrow, packages);
    return message === undefined ? [] : [{ file: arrow.file, line: arrow.line, message }];
  });
}
