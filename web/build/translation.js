// Essays in other languages: index.<lang>.html and messages.<lang>.json beside an essay, web/words/<lang>.json for the
// words of the runtime. A page in a language loads copies of the modules, `….js?lang=de`, in which its words stand.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { escapeHtml } from "./html.js";
import { inEnglish, inLanguage, pluralName } from "./messages.js";
import { essaysDir, fromProject, projectDir } from "./project.js";

/** The language that the sources are written in. */
export const ownLanguage = "en";

const wordsDir = join(projectDir, "web", "words");

/**
 * `messages.<lang>.json`
 * @typedef {object} Translation
 * @property {string} title
 * @property {string} question
 * @property {string} summary
 * @property {{ [english: string]: import("./messages.js").Translation }} messages  the words in the essay's scripts
 * @property {string[]} page  which passages of index.html were translated: their digests
 */

/** The languages that an essay is translated into. @param {string} dir  of the essay @returns {string[]} */
export const languagesOf = (dir) =>
  readdirSync(dir)
    .flatMap((name) => /^index\.([a-z]{2,3}(?:-\w+)*)\.html$/.exec(name)?.[1] ?? [])
    .sort();

/** The words of an essay's scripts and its front matter in a language. @param {string} dir @param {string} language @returns {Translation} */
export function readTranslation(dir, language) {
  const file = join(dir, `messages.${language}.json`);
  const found = readJson(file);
  for (const name of ["title", "question", "summary"])
    if (typeof found[name] !== "string" || found[name] === "")
      throw new Error(`${fromProject(file)}: "${name}" must be a text`);
  return { messages: {}, page: [], ...found };
}

/** The runtime's own words in a language; none where nobody has translated them. @param {string} language @returns {{ [english: string]: import("./messages.js").Translation }} */
export function runtimeWords(language) {
  const file = join(wordsDir, `${language}.json`);
  return existsSync(file) ? readJson(file) : {};
}

/** @param {string} file @returns {any} */
function readJson(file) {
  if (!existsSync(file)) throw new Error(`${fromProject(file)} is missing: ./scrollwork translate makes it`);
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Error(`${fromProject(file)}: ${/** @type {Error} */ (error).message}`, { cause: error });
  }
}

/** What a language calls itself: "Deutsch". @param {string} language */
export const nameOfLanguage = (language) =>
  new Intl.DisplayNames([language], { type: "language" }).of(language) ?? language;

/** @param {string} language @returns {"ltr" | "rtl"} */
export const directionOf = (language) => /** @type {any} */ (new Intl.Locale(language)).textInfo?.direction ?? "ltr";

/**
 * An essay as a page in another language needs it.
 * @template {import("./project.js").Essay} Essay
 * @param {Essay} essay
 * @param {string} language
 * @returns {Essay & { translation: string }}
 */
export function translatedEssay(essay, language) {
  const { title, question, summary } = readTranslation(essay.dir, language);
  const [model, figures, below] = [essay.model, essay.figures, essay.below].map(
    (file) => file && inGraph(file, language),
  );
  return /** @type {Essay & { translation: string }} */ ({
    ...essay,
    ...{ title, question, summary, model, figures, below },
    lang: language,
    translation: language,
  });
}

/** A module's copy in a language. @param {string} file @param {string} [language] */
export const inGraph = (file, language) => (language ? `${file}?lang=${language}` : file);

const languageIn = (/** @type {string | undefined} */ id) => /\.m?js\?lang=([\w-]+)$/.exec(id ?? "")?.[1];

/**
 * The source of a page in another language as if it stood in a folder of its own: its relative addresses lead one folder
 * further up, and to essays that are there in this language, too.
 * @param {string} dir  of the essay
 * @param {string} language
 */
export function translatedHtml(dir, language) {
  const html = readFileSync(join(dir, `index.${language}.html`), "utf8");
  const address = (/** @type {string} */ path) => {
    const other = /^\.\.\/([\w-]+)\/(.*)$/.exec(path);
    if (other && existsSync(join(dir, "..", other[1], `index.${language}.html`)))
      return `../../${other[1]}/${language}/${other[2]}`;
    return path.startsWith("./") ? `../${path.slice(2)}` : `../${path}`;
  };
  return html
    .replace(/(<[^>]+\s(?:src|href)=")(\.{1,2}\/[^"]*)/g, (_, tag, path) => tag + address(path))
    .replace(/<html[^>]*>/, `<html lang="${language}"${directionOf(language) === "rtl" ? ' dir="rtl"' : ""}>`);
}

/**
 * Links to the same essay in its other languages, for machines in the head and for readers in the page.
 * @param {import("./project.js").Essay & { translation?: string }} essay
 * @param {string} [siteUrl]
 * @returns {{ head: string, body: string }}
 */
export function languageLinks(essay, siteUrl) {
  const languages = languagesOf(essay.dir);
  if (languages.length === 0) return { head: "", body: "" };
  const own = JSON.parse(readFileSync(join(essay.dir, "essay.json"), "utf8")).lang;
  const from = essay.translation ? "../" : "./";
  const all = [{ language: own, path: "" }, ...languages.map((language) => ({ language, path: `${language}/` }))];
  const absolute = (/** @type {string} */ path) =>
    siteUrl ? new URL(`${essay.slug}/${path}`, siteUrl).href : from + path;
  const head = [...all, { language: "x-default", path: "" }].map(
    ({ language, path }) => `<link rel="alternate" hreflang="${language}" href="${escapeHtml(absolute(path))}">`,
  );
  const links = all.map(({ language, path }) => {
    const name = escapeHtml(nameOfLanguage(language.split("-")[0]));
    const isHere = path === (essay.translation ? `${essay.translation}/` : "");
    return isHere
      ? `<span lang="${language}" aria-current="true">${name}</span>`
      : `<a rel="alternate" lang="${language}" hreflang="${language}" href="${from}${path}">${name}</a>`;
  });
  return { head: head.join("\n"), body: `<nav class="languages">${links.join(" ")}</nav>` };
}

/**
 * Puts the words of scripts in their place, in English or in the language of the module's copy.
 * @param {{ worker?: boolean }} [options]  in a worker only an essay's model and what it imports speak; the rest is the
 *   same file for all languages
 * @returns {import("vite").Plugin}
 */
export function translatePlugin({ worker = false } = {}) {
  let isBuild = false;
  const speaks = (/** @type {string} */ id) => {
    if (!/\.m?js$/.test(id)) return false;
    if (id.includes("/node_modules/")) return isBuild && !worker;
    if (id.startsWith(join(projectDir, "build"))) return false;
    return id.startsWith(projectDir) && !(worker && /\/web\/runtime\//.test(id.split(sep).join("/")));
  };
  return {
    name: "scrollwork:translate",
    enforce: "pre",
    configResolved({ command }) {
      isBuild = command === "build";
    },
    resolveId: {
      order: "pre",
      async handler(source, importer, options) {
        const language = languageIn(importer);
        if (!language) return null;
        const found = await this.resolve(source, importer, { ...options, skipSelf: true });
        if (!found || found.external || !speaks(found.id)) return found;
        return { ...found, id: inGraph(found.id, language) };
      },
    },
    transform: {
      order: "pre",
      handler(code, id) {
        const language = languageIn(id);
        const file = language ? id.slice(0, id.lastIndexOf("?")) : id;
        if (!file.endsWith(".js") || !file.startsWith(projectDir) || file.includes("/node_modules/")) return null;
        if (language && file === join(wordsDir, "language.js"))
          return { code: `export const language = ${JSON.stringify(language)};`, map: null };
        const place = fromProject(file);
        const words = (/** @type {string} */ name) =>
          JSON.stringify(`./${relative(dirname(file), join(wordsDir, name)).split(sep).join("/")}`);
        if (!language) return isBuild ? replaced(code, inEnglish(code, place)) : null;
        const { text, plurals } = inLanguage(code, place, wordsFor(file, language));
        const spoken = (plurals ? `import { plural as ${pluralName} } from ${words("plural.js")};\n` : "") + text;
        // Where numbers become text, they have the signs of the language.
        const isNumberFormat = file === join(wordsDir, "number_format.js");
        return replaced(
          code,
          isNumberFormat ? spoken : spoken.replace(/\bfrom "d3-format"/, `from ${words("number_format.js")}`),
        );
      },
    },
  };
}

/** @param {string} code @param {string} made */
const replaced = (code, made) => (made === code ? null : { code: made, map: null });

/** The words that a module may use: the essay's own, then the runtime's. @param {string} file @param {string} language */
function wordsFor(file, language) {
  const [slug, name] = relative(essaysDir, file).split(sep);
  const words = runtimeWords(language);
  if (name === undefined || slug === ".." || !existsSync(join(essaysDir, slug, `messages.${language}.json`)))
    return words;
  return { ...words, ...readTranslation(join(essaysDir, slug), language).messages };
}
