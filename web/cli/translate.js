import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { passagesOf, textsOf } from "../build/drift.js";
import { directionOf, nameOfLanguage } from "../build/translation.js";
import { essayScripts, runtimeScripts } from "./checks/translations.js";
import { essaySlugs, root } from "./project.js";
import { Refusal } from "./refusal.js";

/**
 * `translate SLUG LANG`: the files of a translation, or what has changed since, put into them: words that are new stand
 * there empty, those that nobody says any more are gone, and the page counts as translated as it is now.
 * @type {import("./main.js").Command}
 */
export async function translate(_options, [slug, language]) {
  if (!essaySlugs().includes(slug))
    throw new Refusal(`there is no essay "${slug}"`, `Essays: ${essaySlugs().join(", ") || "none"}.`);
  if (!isLanguage(language))
    throw new Refusal(`"${language}" is no language tag`, "Expected for example de, fr or pt-BR.");
  const folder = join(root, "essays", slug);
  const page = join(folder, `index.${language}.html`);
  const messages = join(folder, `messages.${language}.json`);
  const html = readFileSync(join(folder, "index.html"), "utf8");
  if (!existsSync(page)) {
    const direction = directionOf(language) === "rtl" ? ' dir="rtl"' : "";
    writeFileSync(page, html.replace(/<html[^>]*>/, `<html lang="${language}"${direction}>`));
    console.log(`essays/${slug}/index.${language}.html holds the words in English: translate them.`);
  }
  const front = JSON.parse(readFileSync(join(folder, "essay.json"), "utf8"));
  const { title, question, summary } = front;
  const before = existsSync(messages) ? JSON.parse(readFileSync(messages, "utf8")) : { title, question, summary };
  write(messages, {
    ...before,
    messages: renewed(before.messages ?? {}, essayScripts(slug)),
    page: passagesOf(html).map(({ digest }) => digest),
  });
  const words = join(root, "web", "words", `${language}.json`);
  write(words, renewed(existsSync(words) ? JSON.parse(readFileSync(words, "utf8")) : {}, runtimeScripts()));
  console.log(`essays/${slug}/messages.${language}.json and web/words/${language}.json hold every text that scripts show;
those that are empty are still in English. Then: ./scrollwork check ${slug}`);
  return 0;
}

/** @param {{ [english: string]: any }} words @param {Array<{ file: string, code: string }>} scripts */
const renewed = (words, scripts) => Object.fromEntries(textsOf(scripts).map(({ text }) => [text, words[text] ?? ""]));

/** @param {string} file @param {unknown} content */
const write = (file, content) => writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);

/** @param {string} tag */
function isLanguage(tag) {
  try {
    return /^[a-z]{2,3}(-\w+)*$/.test(tag) && nameOfLanguage(tag) !== tag;
  } catch {
    return false; // not even the shape of one
  }
}
