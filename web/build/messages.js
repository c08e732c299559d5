// The words in scripts: `t("…")` of web/words/words.js, found, put in their place in English, or translated.
import { parseAst } from "vite";

/**
 * One `t(…)` in a script.
 * @typedef {object} Message
 * @property {string} text  in English
 * @property {number} line
 * @property {number} start  of the call
 * @property {number} end
 * @property {Array<{ name: string, start: number, end: number }> | null} values  what is filled in; null without
 */

/** Where `t` comes from. */
const sources = /(^|\/)words\/words\.js$|^scrollwork\/figures$|^\.{1,2}\/(?:.*\/)?words\.js$/;
/** A text without words of its own is nothing to translate. */
const placeholder = /\{(\w+)\}/g;

/**
 * The texts of a script, in order. Throws, naming file and line, where one is not written out.
 * @param {string} code
 * @param {string} file  for messages
 * @returns {Message[]}
 */
export function messagesIn(code, file) {
  if (!/\bt\(/.test(code)) return [];
  const program = /** @type {any} */ (parseAst(code));
  const imported = program.body.some(
    (/** @type {any} */ { type, source, specifiers }) =>
      type === "ImportDeclaration" &&
      sources.test(source.value) &&
      specifiers.some((/** @type {any} */ { local }) => local.name === "t"),
  );
  if (!imported) return [];
  /** @type {Message[]} */
  const found = [];
  const lineAt = (/** @type {number} */ at) => code.slice(0, at).split("\n").length;
  const visit = (/** @type {any} */ node) => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node?.type !== "string") return;
    if (node.type === "CallExpression" && node.callee.type === "Identifier" && node.callee.name === "t")
      found.push(messageOf(node, `${file}:${lineAt(node.start)}`, lineAt(node.start)));
    Object.values(node).forEach((part) => typeof part === "object" && visit(part));
  };
  visit(program.body);
  return found.sort((a, b) => a.start - b.start);
}

/** @param {any} call @param {string} place @param {number} line @returns {Message} */
function messageOf({ arguments: [text, values], start, end }, place, line) {
  if (text?.type !== "Literal" || typeof text.value !== "string")
    throw new Error(`${place}: t(…) wants its text written out, as "…", so that it can be found and translated`);
  if (values !== undefined && values.type !== "ObjectExpression")
    throw new Error(`${place}: t("${text.value}", …) wants its values written out, as { name: value }`);
  const named = (values?.properties ?? []).map((/** @type {any} */ property) => {
    if (property.type !== "Property" || property.computed)
      throw new Error(`${place}: t("${text.value}", …) wants each value by its name, as { name: value }`);
    return { name: property.key.name ?? property.key.value, start: property.value.start, end: property.value.end };
  });
  const missing = namesIn(text.value).find((name) => !named.some((/** @type {any} */ value) => value.name === name));
  if (missing) throw new Error(`${place}: t("${text.value}", …) has no value for {${missing}}`);
  return { text: text.value, line, start, end, values: values ? named : null };
}

/** What a text has to be filled in with. @param {string} text @returns {string[]} */
export const namesIn = (text) => [...text.matchAll(placeholder)].map(([, name]) => name);

/**
 * A script with its English words in place of the calls: what is filled in once goes into a template.
 * @param {string} code
 * @param {string} file
 */
export function inEnglish(code, file) {
  return replaceMessages(code, messagesIn(code, file), ({ text, values }, inner) => {
    if (!values) return JSON.stringify(text);
    const names = namesIn(text);
    if (new Set(names).size < names.length) return null;
    const literal = text.replace(/[`\\]|\$\{/g, "\\$&");
    return `\`${literal.replace(placeholder, (_, name) => `\${${inner(values.find((value) => value.name === name))}}`)}\``;
  });
}

/** A translation: a text, or one for each form of a number's words. @typedef {string | { [category: string]: string }} Translation */

/** What a script calls for a text with several forms. */
export const pluralName = "pluralForm";

/**
 * A script with its words in another language; those without a translation stay English.
 * @param {string} code
 * @param {string} file
 * @param {{ [english: string]: Translation }} translations
 * @returns {{ text: string, plurals: boolean }}  `plurals`: it calls `pluralName`, which it does not import
 */
export function inLanguage(code, file, translations) {
  let plurals = false;
  const made = replaceMessages(code, messagesIn(code, file), ({ text, values }, inner) => {
    const other = translations[text] || text;
    if (!values) return JSON.stringify(typeof other === "string" ? other : other.other);
    const record = `{ ${values.map((value) => `${value.name}: ${inner(value)}`).join(", ")} }`;
    if (typeof other === "string") return `t(${JSON.stringify(other)}, ${record})`;
    plurals = true;
    return `${pluralName}(${JSON.stringify(other)}, ${record})`;
  });
  return { text: made, plurals };
}

/**
 * @param {string} code
 * @param {Message[]} messages
 * @param {(message: Message, inner: (value: any) => string) => string | null} write  null leaves the call; `inner` gives a
 *   value as it then reads
 */
function replaceMessages(code, messages, write) {
  const render = (/** @type {number} */ from, /** @type {number} */ to) => {
    let text = "";
    let at = from;
    for (const message of messages) {
      if (message.start < at || message.end > to) continue;
      const written = write(message, (value) => render(value.start, value.end));
      if (written === null) continue;
      text += code.slice(at, message.start) + written;
      at = message.end;
    }
    return text + code.slice(at, to);
  };
  return render(0, code.length);
}
