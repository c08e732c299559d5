// Claims: every number and ordering that the prose asserts, recomputed by the kernels and compared with the printed text.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { evaluate } from "../runtime/cells.js";
import { attribute, decodeEntities, tokenize } from "./html.js";
import { fromProject } from "./project.js";
import { languagesOf, ownLanguage, readTranslation } from "./translation.js";

/**
 * @typedef {{ file: string, line: number, message: string }} Problem
 * @typedef {{ id: string, text: string, line: number }} Printed  a claim as it stands in the page
 */

/** Elements whose digits assert nothing about the models: code, controls, the head, and what carries its own source. */
const exempt = new Set([
  "head",
  "script",
  "style",
  "svg",
  "template",
  "code",
  "pre",
  "kbd",
  "data",
  "time",
  "cite",
  "sw-value",
  "sw-figure",
  "sup",
  "sub",
  "math",
]);

/**
 * The claims printed in a page, and the digits in its prose that nothing vouches for.
 * @param {string} html
 * @returns {{ printed: Printed[], unclaimed: Array<{ text: string, line: number }>, sources: Array<{ id: string, line: number }> }}
 */
export function readClaims(html) {
  /** @type {Printed[]} */
  const printed = [];
  /** @type {Array<{ text: string, line: number }>} */
  const unclaimed = [];
  /** @type {Array<{ id: string, line: number }>} */
  const sources = [];
  /** @type {Printed | null} */
  let claim = null;
  /** Open elements that exempt what is inside. @type {string[]} */
  const inside = [];
  for (const { kind, text, name, line } of tokenize(html)) {
    if (kind === "open" && !text.endsWith("/>")) {
      if (exempt.has(name) || attribute(text, "data-source") !== undefined || inside.length > 0) inside.push(name);
      const id = name === "data" ? attribute(text, "data-claim") : undefined;
      if (id !== undefined) claim = { id, text: "", line };
      const source = attribute(text, "data-source");
      if (source !== undefined) sources.push({ id: source, line });
    } else if (kind === "close") {
      const last = inside.lastIndexOf(name);
      if (last >= 0) inside.length = last;
      if (name === "data" && claim) {
        printed.push({ ...claim, text: plain(claim.text) });
        claim = null;
      }
    } else if (kind === "text") {
      if (claim) claim.text += text;
      else if (inside.length === 0)
        text.split("\n").forEach((row, offset) => {
          if (/\p{Nd}/u.test(decodeEntities(row))) unclaimed.push({ text: plain(row), line: line + offset });
        });
    }
  }
  return { printed, unclaimed, sources };
}

/** @param {string} text */
const plain = (text) =>
  decodeEntities(text)
    .replace(/[\s\u00a0\u2009\u202f]+/g, " ")
    .trim();

/**
 * Why the printed text does not say what was computed, or null where it does. A number must be the text's number when
 * rounded to as many decimals as are printed; anything else must be the very text.
 * @param {string} text
 * @param {unknown} value
 * @param {string} [language]  of the text: its signs and digits are read
 * @returns {string | null}
 */
export function disagreement(text, value, language = ownLanguage) {
  if (typeof value === "string") return value === text ? null : `the text says "${text}", the kernels say "${value}"`;
  if (typeof value !== "number" || !Number.isFinite(value))
    return `expected a number or a string from the claim, got ${String(value)}`;
  const match = /^([+−-]?)(\d[\d, ]*)(?:\.(\d+))?( ?%)?$/.exec(inOwnDigits(text, language));
  if (!match) return `the text "${text}" is not a number, but the claim is ${value}`;
  const [, sign, whole, decimals = "", percent] = match;
  const stated = Number(`${whole.replace(/[, ]/g, "")}.${decimals}`) * (sign === "−" || sign === "-" ? -1 : 1);
  const computed = percent ? 100 * value : value;
  // Half a unit of the last printed place; the small rest forgives the binary rounding of a tie, such as 0.125 or 82.5.
  const allowed = 0.5 * 10 ** -decimals.length + 1e-9 * Math.max(1, Math.abs(computed));
  if (Math.abs(computed - stated) <= allowed) return null;
  return `the text says ${text}, the kernels say ${computed.toFixed(decimals.length + 2)}${percent ? "%" : ""}`;
}

/** A number with the digits and signs that English writes. @param {string} text @param {string} language */
function inOwnDigits(text, language) {
  if (language === ownLanguage) return text;
  const parts = new Intl.NumberFormat(language).formatToParts(-1234567.5);
  const signOf = (/** @type {string} */ type) => parts.find((part) => part.type === type)?.value;
  const digits = Array.from({ length: 10 }, (_, digit) => new Intl.NumberFormat(language).format(digit));
  const percent = new Intl.NumberFormat(language, { style: "percent" }).formatToParts(1);
  const english = new Map([
    ...digits.map((digit, i) => /** @type {[string | undefined, string]} */ ([digit, String(i)])),
    [signOf("group"), ","],
    [signOf("decimal"), "."],
    [signOf("minusSign"), "−"],
    [percent.find(({ type }) => type === "percentSign")?.value, "%"],
  ]);
  return [...text.replace(/[\u200e\u200f]/g, "")].map((sign) => english.get(sign) ?? sign).join("");
}

/**
 * @param {import("./project.js").Essay} essay
 * @param {import("./plugin.js").LoadModule} loadModule
 * @param {any} k  the kernels that the essay's readers load
 * @param {any} [all]  what claims may call beside
 * @returns {Promise<{ checked: number, problems: Problem[] }>} `checked`: printed claims
 */
export async function essayClaims(essay, loadModule, k, all = k) {
  const source = join(essay.dir, "claims.js");
  const pages = [ownLanguage, ...languagesOf(essay.dir)].map((language) => {
    const file = join(essay.dir, language === ownLanguage ? "index.html" : `index.${language}.html`);
    const words = language === ownLanguage ? {} : readTranslation(essay.dir, language).messages;
    return { language, words, file: fromProject(file), ...readClaims(readFileSync(file, "utf8")) };
  });
  /** @type {Problem[]} */
  const problems = [];
  const known = new Set(essay.references.map(({ id }) => id));
  for (const { file, unclaimed, sources } of pages) {
    for (const { text, line } of unclaimed)
      problems.push({ file, line, message: `a number without claim or source: "${text}"` });
    for (const { id, line } of sources)
      if (!known.has(id))
        problems.push({ file, line, message: `data-source="${id}": essay.json has no reference of that id` });
  }

  /** @type {Record<string, (run: any, k: any) => unknown>} */
  const claims = existsSync(source) ? (await loadModule(source)).claims : {};
  const model = await loadModule(join(essay.dir, "model.js"));
  const evaluations = new Evaluations(model, k, all);
  try {
    /** @type {Map<string, { value?: unknown, error?: string }>} */
    const computed = new Map();
    for (const { language, words, file, printed } of pages)
      for (const { id, text, line } of printed) {
        if (!Object.hasOwn(claims, id)) {
          problems.push({ file, line, message: `claim "${id}" is not in claims.js` });
          continue;
        }
        let result = computed.get(id);
        if (!result) {
          try {
            result = { value: evaluations.claim(claims[id]) };
          } catch (error) {
            result = { error: /** @type {Error} */ (error).message };
          }
          computed.set(id, result);
        }
        // A word that the numbers support stands in another language as its messages have it.
        const value = typeof result.value === "string" ? (words[result.value] ?? result.value) : result.value;
        const wrong = result.error === undefined ? disagreement(text, value, language) : `it throws: ${result.error}`;
        if (wrong) problems.push({ file, line, message: `claim "${id}": ${wrong}` });
      }
  } finally {
    evaluations.close();
  }
  const [{ printed }] = pages;
  const used = new Set(printed.map(({ id }) => id));
  for (const id of Object.keys(claims))
    if (!used.has(id))
      problems.push({
        file: fromProject(source),
        line: lineOf(readFileSync(source, "utf8"), id),
        message: `claim "${id}" is nowhere in index.html`,
      });
  return { checked: pages.reduce((sum, page) => sum + page.printed.length, 0), problems };
}

/** What claims run: final cells at given states, each state computed once however many claims ask for it. */
class Evaluations {
  /** @type {Map<string, any>} */
  #known = new Map();
  #all;

  /** @param {any} model @param {any} k  for the cells @param {any} all  for the claims */
  constructor(model, k, all) {
    this.#all = all;
    const at = (/** @type {string | null} */ step, /** @type {any} */ overrides) => {
      const key = JSON.stringify([step, Object.entries(overrides).sort(([a], [b]) => (a < b ? -1 : 1))]);
      let cells = this.#known.get(key);
      if (!cells) this.#known.set(key, (cells = evaluate(model, k, overrides, step)));
      return cells;
    };
    this.run = Object.assign((/** @type {any} */ overrides = {}) => at(null, overrides), {
      step: (/** @type {string} */ step, /** @type {any} */ edits = {}) => at(step, edits),
    });
  }

  /** A claim's value; the kernel objects that it made itself are freed. @param {(run: any, k: any) => unknown} claim */
  claim(claim) {
    const { value, handles } = this.#all.collect(() => claim(this.run, this.#all));
    for (const handle of handles) handle.delete();
    return value;
  }

  close() {
    for (const cells of this.#known.values()) cells.close();
  }
}

/** The line of a key in a source file, 1 where it is not found. @param {string} text @param {string} key */
function lineOf(text, key) {
  const at = text
    .split("\n")
    .findIndex(
      (line) =>
        line.trimStart().startsWith(`"${key}"`) ||
        line.trimStart().startsWith(`${key}:`) ||
        line.trimStart().startsWith(`${key}(`),
    );
  return at + 1 || 1;
}
