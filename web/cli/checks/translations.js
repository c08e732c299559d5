import { pageProblems, textsOf, wordProblems } from "../../build/drift.js";
import { directionOf, nameOfLanguage } from "../../build/translation.js";
import { essaySlugs, ownFiles, read } from "../project.js";

/** Scripts that speak to readers; what an author or a developer reads is English. @param {string} file */
const speaks = (file) => /^web\/(elements|figures|runtime|words)\/.*\.js$|^web\/build\/render\.js$/.test(file);

/** @param {string[]} files */
const withCode = (files) => files.map((file) => ({ file, code: read(file) }));

/** The runtime's scripts. */
export const runtimeScripts = () => withCode(ownFiles().filter(speaks));

/** @param {string} slug */
export const essayScripts = (slug) =>
  withCode(ownFiles().filter((file) => file.startsWith(`essays/${slug}/`) && file.endsWith(".js")));

/**
 * Translations against what they translate.
 * @type {import("../check.js").Check}
 */
export function translations(files) {
  const languages = new Set(files.flatMap((file) => /^essays\/[\w-]+\/index\.([\w-]+)\.html$/.exec(file)?.[1] ?? []));
  const runtime = textsOf(runtimeScripts());
  const isMissing = (/** @type {string} */ message) => message.includes("has no translation of");
  const runtimeProblems = ownFiles().flatMap((file) => {
    const [, language] = /^web\/words\/([\w-]+)\.json$/.exec(file) ?? [];
    if (!language) return [];
    // Who adds a word need not speak every language: what is missing counts where an essay needs it.
    return wordProblems(file, read(file), JSON.parse(read(file)), runtime).filter(
      ({ message }) => languages.has(language) || !isMissing(message),
    );
  });
  const without = [...languages]
    .filter((language) => !ownFiles().includes(`web/words/${language}.json`))
    .map((language) => ({
      file: `web/words/${language}.json`,
      message: `is missing: the words of the runtime in ${nameOfLanguage(language)}`,
    }));
  return [...runtimeProblems, ...without, ...essaySlugs().flatMap((slug) => essayTranslations(slug, files))];
}

/** @param {string} slug @param {string[]} files @returns {import("../check.js").Problem[]} */
function essayTranslations(slug, files) {
  const all = ownFiles();
  const texts = textsOf(essayScripts(slug));
  const file = `essays/${slug}/index.html`;
  return files.flatMap((translatedFile) => {
    const [, language] = new RegExp(`^essays/${slug}/index\\.([\\w-]+)\\.html$`).exec(translatedFile) ?? [];
    if (!language) return [];
    const messages = `essays/${slug}/messages.${language}.json`;
    if (!all.includes(messages))
      return [{ file: messages, message: `is missing: ./scrollwork translate ${slug} ${language} makes it` }];
    const json = read(messages);
    const { messages: words = {}, page = [] } = JSON.parse(json);
    const translatedHtml = read(translatedFile);
    const tag = /<html[^>]*>/.exec(translatedHtml)?.[0] ?? "";
    const rightToLeft = directionOf(language) === "rtl";
    const lineOfTag = translatedHtml.slice(0, translatedHtml.indexOf("<html")).split("\n").length;
    return [
      ...(tag.includes(`lang="${language}"`)
        ? []
        : [{ file: translatedFile, line: lineOfTag, message: `expected <html lang="${language}">, got ${tag}` }]),
      ...(rightToLeft === tag.includes('dir="rtl"')
        ? []
        : [
            {
              file: translatedFile,
              line: lineOfTag,
              message: `expected dir="${rightToLeft ? "rtl" : "ltr"}", got ${tag}`,
            },
          ]),
      ...wordProblems(messages, json, words, texts),
      ...pageProblems({ file, html: read(file), translatedFile, translatedHtml, known: page }),
    ];
  });
}
