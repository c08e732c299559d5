// What a browser fetches on the first visit to a page, compressed: the budgets of the design, and what is spent.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, extname, join, relative, sep } from "node:path";
import { constants, gzipSync } from "node:zlib";
import { attribute, tokenize } from "./html.js";
import { readEssays } from "./project.js";

/**
 * What an essay may weigh: KB (1000 bytes) of gzip on the first visit. Scripts are the page's, the worker's and the kernels'
 * glue; `later` is what comes as the reader comes near it (figures_below.js), a part of `total`; `second` is a second essay,
 * beside its kernel and what comes later. What is fetched only when a reader asks for it (a menu, an own file, a link for a
 * lesson) is no part of a first visit.
 */
export const budgets = { wasm: 60, script: 52, later: 8, html: 20, css: 6, fonts: 30, total: 168, second: 40 };
/**
 * Essay → where it is allowed more; why, and what was tried, is in .github/decisions/budgets.md. An allowance may only fall.
 * Those of `wasm` and `total` are for Debian 13's Emscripten 3.1.69, which makes 0.6 KB more of the same kernels than
 * Debian 12's 3.1.6: with that the first essay's are 59.8 and all of it 167.4, within the plan. Its `total` is also the limit of
 * what it sends when the service worker has kept it all, 9 KB more of menus and the like: 176.5 (offline.spec.js).
 * @type {Record<string, Partial<typeof budgets>>}
 */
const allowances = {
  "train-test-validation": { wasm: 61, total: 178 },
};
/** An essay that is being written: it has all of the classifiers until it has a kernel set of its own. */
const draftAllowance = { wasm: 73, total: 181 };

/** What a page may weigh more where it knows its address: what search engines, shared links and reference managers read. */
const addressedHead = 1.5;

/** @type {Record<string, "wasm" | "script" | "html" | "css" | "fonts" | "pictures">} */
const kinds = {
  ".wasm": "wasm",
  ".js": "script",
  ".html": "html",
  ".css": "css",
  ".woff2": "fonts",
  ".png": "pictures",
  ".svg": "pictures",
};

/**
 * @typedef {object} PageSize
 * @property {string} page  path below the site's root, "" for the front page
 * @property {Record<string, number>} parts  bytes by kind, and `total`
 * @property {Array<{ file: string, kind: string, bytes: number }>} files
 * @property {number} [second]  bytes beside its kernel for a reader who comes from the first essay
 * @property {string[]} exceeded  sentences, one for each budget that is not kept
 */

/**
 * @param {string} distDir
 * @returns {{ pages: PageSize[], exceeded: string[], text: string }}
 */
export function reportSizes(distDir) {
  const pages = pagesOf(distDir).map((page) => measure(distDir, page));
  const order = readEssays().map(({ slug }) => `${slug}/`);
  // A translation comes after its essay.
  const place = (/** @type {PageSize} */ { page }) => order.findIndex((essay) => page.startsWith(essay));
  const essays = pages.filter(({ page }) => isEssay(page)).sort((a, b) => place(a) - place(b));
  const [first, ...others] = essays;
  for (const essay of others) {
    const shared = new Set(first.files.map(({ file }) => file));
    const extra = essay.files
      .filter(({ file, kind }) => !shared.has(file) && kind !== "wasm" && kind !== "later")
      .reduce((sum, { bytes }) => sum + bytes, 0);
    essay.second = extra;
    const limit = budgetOf(distDir, essay.page, "second");
    if (extra > limit * 1000)
      essay.exceeded.push(`${essay.page} after ${first.page} takes ${kilo(extra)} KB, budget ${limit}`);
  }
  const columns = ["wasm", "script", "later", "html", "css", "fonts", "pictures", "offline", "total", "second"];
  const row = (/** @type {string[]} */ cells) =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(26) : cell.padStart(9))).join("");
  const lines = [
    row(["first visit, KB gzip", ...columns]),
    ...pages.map(({ page, parts, second }) =>
      row([page || "(front page)", ...columns.map((name) => kilo((name === "second" ? second : parts[name]) ?? 0))]),
    ),
    row(["budget of an essay", ...columns.map((name) => String(/** @type {any} */ (budgets)[name] ?? ""))]),
    ...essays.flatMap(({ page }) => {
      const allowed = Object.entries(allowances[page.split("/")[0]] ?? {});
      return allowed.length
        ? [`${page} may have: ${allowed.map(([name, limit]) => `${name} ${limit}`).join(", ")}`]
        : [];
    }),
  ];
  const exceeded = pages.flatMap((page) => page.exceeded);
  return { pages, exceeded, text: [...lines, ...exceeded.map((sentence) => `over budget: ${sentence}`)].join("\n") };
}

/** The pages of a built site, as paths below its root: "" is the front page. @param {string} distDir */
export function pagesOf(distDir) {
  const foldersOf = (/** @type {string} */ path) =>
    readdirSync(join(distDir, path), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `${path}${name}/`)
      .sort();
  const slugs = foldersOf("");
  // A translation stands in a folder of its essay's.
  const pages = ["", ...slugs.flatMap((slug) => [slug, ...foldersOf(slug)])];
  return pages.filter((page) => existsSync(join(distDir, page, "index.html")));
}

/** What the service worker shows in place of a page that it has not kept. */
export const offlinePage = "offline.html";

/**
 * What a page may need without a network: what its first visit fetches, and what it fetches when a reader asks for it.
 * @param {string} distDir @param {string} page  a folder, or a file of its own
 * @returns {string[]} paths below the site's root
 */
export const pageFiles = (distDir, page) =>
  [...closure(distDir, page, "asked")].map((file) => relative(distDir, file).split(sep).join("/")).sort();

/** Whether a file is large and wanted by few: it is not kept with a first visit, but with the next. @param {string} file */
export const isForLater = (file) => file.search(tablesModule) >= 0;

/** What reads a reader's file: named in workers as an address, and fetched when there is one. */
const tablesModule = /\bkernel-tables[\w.-]*\.wasm\b/g;

/** Pages without a budget: the front page, the reference of the kernels, the gallery. */
const unbudgeted = new Set(["", "kernels/", "gallery/"]);
/** @param {string} page */
export const isEssay = (page) => !unbudgeted.has(page);

/**
 * How far a visit has gone: the page has come to life, the reader has read to its end, everything was asked for.
 * @typedef {"opened" | "read" | "asked"} Visit
 */

/** @param {string} distDir @param {string} page @param {Visit} visit */
function closure(distDir, page, visit) {
  /** @type {Set<string>} */
  const fetched = new Set();
  const names = new Map(allFiles(distDir).map((file) => [file.split(sep).at(-1) ?? "", file]));
  // The service worker is the browser's to keep, not a cache's.
  names.delete("sw.js");
  const fetch = (/** @type {string} */ file) => {
    if (fetched.has(file) || !existsSync(file)) return;
    fetched.add(file);
    for (const next of references(file, names, visit)) fetch(next);
  };
  fetch(join(distDir, page.endsWith(".html") ? page : `${page}index.html`));
  return fetched;
}

/** What the service worker costs a first visit: itself, its list, the script that every page starts it with, and the page for those that are not kept. @param {string} distDir @param {string} page */
function offlineFiles(distDir, page) {
  const scripts = pageFiles(distDir, page).filter((file) => /^assets\/offline-[^/]*\.js$/.test(file));
  return ["sw.js", `${page}offline.json`, ...scripts, ...pageFiles(distDir, offlinePage)]
    .map((file) => join(distDir, file))
    .filter(existsSync);
}

/** @param {string} distDir @param {string} page @returns {PageSize} */
function measure(distDir, page) {
  const opened = closure(distDir, page, "opened");
  const fetched = closure(distDir, page, "read");
  const path = (/** @type {string} */ file) => relative(distDir, file).split(sep).join("/");
  const files = [
    ...[...fetched].map((file) => ({
      file: path(file),
      kind: opened.has(file) ? /** @type {string} */ (kinds[extname(file)] ?? "other") : "later",
      bytes: transferred(file),
    })),
    ...offlineFiles(distDir, page)
      .filter((file) => !fetched.has(file))
      .map((file) => ({ file: path(file), kind: "offline", bytes: transferred(file) })),
  ];
  /** @type {Record<string, number>} */
  const parts = { total: 0 };
  for (const { kind, bytes } of files) {
    parts[kind] = (parts[kind] ?? 0) + bytes;
    parts.total += bytes;
  }
  const exceeded = !isEssay(page)
    ? []
    : Object.keys(budgets)
        .map((name) => ({ name, limit: budgetOf(distDir, page, name) }))
        .filter(({ name, limit }) => (parts[name] ?? 0) > limit * 1000)
        .map(({ name, limit }) => `${page} ${name} ${kilo(parts[name])} KB, budget ${limit}`);
  return { page, parts, files, exceeded };
}

/**
 * A page's budget, KB.
 * @param {string} distDir @param {string} page @param {string} name  one of `budgets`
 * @returns {number}
 */
export function budgetOf(distDir, page, name) {
  const isAddressed = /<link rel="?canonical\b/.test(readFileSync(join(distDir, page, "index.html"), "utf8"));
  const more = isAddressed && ["html", "total", "second"].includes(name) ? addressedHead : 0;
  // A translation is its essay's, in a folder below.
  const allowance = allowances[page.split("/")[0]] ?? draftAllowance;
  return /** @type {any} */ ({ ...budgets, ...allowance })[name] + more;
}

/** The files that a browser fetches because of this one. @param {string} file @param {Map<string, string>} names @param {Visit} visit */
function references(file, names, visit) {
  const type = extname(file);
  if (type === ".html") return htmlReferences(file, visit === "asked");
  if (type !== ".js" && type !== ".css") return [];
  // Scripts name chunks, workers and assets in several ways (imports, new URL, string constants): any name that the
  // build has given counts, but for what is imported only when a reader comes near it or asks for it.
  const source = readFileSync(file, "utf8");
  const waits = (/** @type {string} */ address) => !(visit === "read" && address.includes("/figures_below-"));
  const text =
    visit === "asked"
      ? source
      : source
          .replace(/\bimport\(\s*(["'`])([^"'`]*)\1/g, (call, _, address) => (waits(address) ? "" : call))
          .replace(tablesModule, "");
  return [...text.matchAll(/[\w.-]+\.(?:js|wasm|css|woff2|png|svg)\b/g)].flatMap(([name]) => names.get(name) ?? []);
}

/** @param {string} file @param {boolean} late */
function htmlReferences(file, late) {
  /** @type {string[]} */
  const found = [];
  let noscript = false;
  for (const { kind, name, text } of tokenize(readFileSync(file, "utf8"))) {
    if (name === "noscript") noscript = kind === "open";
    // The still pictures of steps are for paper.
    const waits =
      attribute(text, "loading") === "lazy" && (!late || /^sw-still\b(?!-)/.test(attribute(text, "class") ?? ""));
    if (kind !== "open" || noscript || waits) continue;
    const address = attribute(text, "src") ?? (["link", "image"].includes(name) ? attribute(text, "href") : undefined);
    if (!address || /^([a-z]+:|#)/.test(address) || ["canonical", "alternate"].includes(attribute(text, "rel") ?? ""))
      continue;
    // Below the folder as it was given: a file by two names would be counted twice.
    found.push(join(dirname(file), address));
  }
  return found;
}

/** Bytes on the way: compressed where that helps (fonts and PNG already are). @param {string} file */
export function transferred(file) {
  const content = readFileSync(file);
  return [".woff2", ".png"].includes(extname(file))
    ? content.length
    : gzipSync(content, { level: constants.Z_BEST_COMPRESSION }).length;
}

/** @param {string} folder @returns {string[]} */
export function allFiles(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** @param {number} bytes */
const kilo = (bytes) => (bytes / 1000).toFixed(1);
