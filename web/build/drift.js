// What of a translation has drifted away from its source: words that are missing, left over or changed, passages of the
// page that were rewritten since, elements that one page has and the other has not.
import { attribute, decodeEntities, tokenize } from "./html.js";
import { createHash } from "node:crypto";
import { messagesIn, namesIn } from "./messages.js";

/**
 * @typedef {{ file: string, line: number, message: string }} Problem
 * @typedef {{ text: string, file: string, line: number }} Found  a text in a script
 * @typedef {{ digest: string, text: string, line: number }} Passage  of a page
 */

/** The texts of scripts, each once, where it stands first. @param {Array<{ file: string, code: string }>} scripts @returns {Found[]} */
export function textsOf(scripts) {
  /** @type {Map<string, Found>} */
  const found = new Map();
  for (const { file, code } of scripts)
    for (const { text, line } of messagesIn(code, file)) if (!found.has(text)) found.set(text, { text, file, line });
  return [...found.values()];
}

/**
 * Words against the scripts that use them.
 * @param {string} file  of the words, as JSON
 * @param {string} json
 * @param {{ [english: string]: import("./messages.js").Translation }} words
 * @param {Found[]} texts
 * @returns {Problem[]}
 */
export function wordProblems(file, json, words, texts) {
  const lineOf = (/** @type {string} */ key) => {
    const at = json.indexOf(`${JSON.stringify(key)}:`);
    return json.slice(0, Math.max(0, at)).split("\n").length;
  };
  const used = new Set(texts.map(({ text }) => text));
  const missing = texts.filter(({ text }) => !words[text]);
  const superfluous = Object.keys(words).filter((text) => !used.has(text));
  /** @type {Problem[]} */
  const problems = [];
  for (const { text, file: source, line } of missing) {
    const before = nearest(text, superfluous);
    if (before === undefined) {
      problems.push({ file: source, line, message: `${file} has no translation of "${text}"` });
      continue;
    }
    superfluous.splice(superfluous.indexOf(before), 1);
    const message = `"${before}" has changed since it was translated: ${source}:${line} says "${text}"`;
    problems.push({ file, line: lineOf(before), message });
  }
  for (const text of superfluous)
    problems.push({ file, line: lineOf(text), message: `nothing says "${text}" any more` });
  for (const { text } of texts) {
    const translation = words[text];
    const forms = typeof translation === "object" ? Object.values(translation) : [translation ?? ""];
    if (typeof translation === "object" && !translation.other)
      problems.push({ file, line: lineOf(text), message: `"${text}": its forms need "other"` });
    for (const form of forms)
      for (const name of namesIn(form))
        if (!namesIn(text).includes(name))
          problems.push({ file, line: lineOf(text), message: `"${text}" has no {${name}} to fill in` });
  }
  return problems;
}

/** The text of which this one may be a new version: more than half of their words are the same. @param {string} text @param {string[]} others */
function nearest(text, others) {
  const wordsOf = (/** @type {string} */ words) => new Set(words.toLowerCase().match(/[\p{L}\d{}]+/gu) ?? []);
  const own = wordsOf(text);
  const alike = (/** @type {string} */ other) => {
    const its = wordsOf(other);
    return (2 * [...own].filter((word) => its.has(word)).length) / (own.size + its.size);
  };
  const best = others.toSorted((a, b) => alike(b) - alike(a))[0];
  return best !== undefined && alike(best) > 0.5 ? best : undefined;
}

/** Tags within a passage. */
const inline = new Set(
  "a abbr b br cite code data dfn em i kbd math mfrac mi mn mo mrow msqrt msub msubsup msup mtext mover munder q small span strong sub sup sw-number sw-term sw-value time u var".split(
    " ",
  ),
);

/**
 * The passages of a page: what stands between the tags of blocks, with the block's own tag. How lines are broken does
 * not count.
 * @param {string} html
 * @returns {Passage[]}
 */
export function passagesOf(html) {
  /** @type {Passage[]} */
  const found = [];
  let opening = "";
  let text = "";
  let start = 1;
  const end = () => {
    const words = text.replace(/\s+/g, " ").trim();
    const whole = `${opening.replace(/\s+/g, " ")}${words}`;
    const says =
      /\p{L}/u.test(decodeEntities(words.replace(/<[^>]*>/g, ""))) || /\s(label|back|data-tab|unit)=/.test(opening);
    if (says) {
      const digest = createHash("sha256").update(whole).digest("hex").slice(0, 8);
      found.push({ digest, text: words || opening, line: start });
    }
    opening = text = "";
  };
  for (const { kind, name, text: token, line } of tokenize(html)) {
    if (kind === "other") continue;
    if (kind === "text" || inline.has(name)) {
      if (text.trim() === "" && opening === "") start = line;
      text += token;
      continue;
    }
    end();
    opening = kind === "open" ? token : "";
    start = line;
  }
  end();
  return found;
}

/**
 * A translated page against its source.
 * @param {object} pages
 * @param {string} pages.file  the source
 * @param {string} pages.html
 * @param {string} pages.translatedFile
 * @param {string} pages.translatedHtml
 * @param {string[]} pages.known  the digests of the passages that were translated
 * @returns {Problem[]}
 */
export function pageProblems({ file, html, translatedFile, translatedHtml, known }) {
  const passages = passagesOf(html);
  const were = new Set(known);
  const changed = passages
    .filter(({ digest }) => !were.has(digest))
    .map(({ text, line }) => ({
      file,
      line,
      message: `has changed since ${translatedFile} was translated: "${shorten(text)}"`,
    }));
  const own = new Set(passages.filter(({ text }) => wordCount(text) >= 4).map(({ text }) => text));
  const untranslated = passagesOf(translatedHtml)
    .filter(({ text }) => own.has(text))
    .map(({ text, line }) => ({ file: translatedFile, line, message: `is not translated: "${shorten(text)}"` }));
  const [here, there] = [html, translatedHtml].map(partsOf);
  const lacking = [...here].filter(([part]) => !there.has(part));
  const strange = [...there].filter(([part]) => !here.has(part));
  return [
    ...changed,
    ...untranslated,
    ...lacking.map(([part, line]) => ({ file, line, message: `${translatedFile} has no ${part}` })),
    ...strange.map(([part, line]) => ({ file: translatedFile, line, message: `${file} has no ${part}` })),
  ];
}

/** What two languages of a page have in common, with the line of each: ids, elements with what they work on, claims, links. @param {string} html */
function partsOf(html) {
  /** @type {Map<string, number>} */
  const found = new Map();
  for (const { kind, name, text, line } of tokenize(html)) {
    if (kind !== "open") continue;
    const value = (/** @type {string} */ attributeName) => attribute(text, attributeName);
    const parts = [
      value("id") && `id="${value("id")}"`,
      value("data-claim") && `claim "${value("data-claim")}"`,
      value("data-source") && `source "${value("data-source")}"`,
      name === "a" && value("href") && `link to "${value("href")}"`,
      name.startsWith("sw-") &&
        `<${name}${["name", "key", "cell", "action", "for"].map((key) => (value(key) ? ` ${key}="${value(key)}"` : "")).join("")}>`,
    ];
    for (const part of parts) if (part && !found.has(part)) found.set(part, line);
  }
  return found;
}

/** @param {string} text */
const wordCount = (text) => text.replace(/<[^>]*>/g, " ").match(/\p{L}{2,}/gu)?.length ?? 0;

/** @param {string} text */
const shorten = (text) => {
  const words = decodeEntities(text.replace(/<[^>]*>/g, "")) || text;
  return words.length > 60 ? `${words.slice(0, 59)}…` : words;
};
