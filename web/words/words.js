/**
 * The words that scripts show. In the sources they stand in English, inside `t`; the build puts them in their place, or
 * their translation, so that a page carries its own language and no lists.
 */
import { language } from "./language.js";

const shown = (/** @type {unknown} */ value) =>
  typeof value === "number" && language !== "en" ? new Intl.NumberFormat(language).format(value) : String(value);

/**
 * A text with its names filled in.
 * @param {string} text
 * @param {{ [name: string]: unknown }} [values]
 * @returns {string}
 */
export const fill = (text, values) => (values ? text.replace(/\{(\w+)\}/g, (_, name) => shown(values[name])) : text);

/**
 * A text in the language of the page: written in English, at length, where it is used, with `{name}` for what is filled
 * in. Beside the values for the names, `n` may give the number by which a language chooses the form of its words, where
 * `count` is text already.
 */
export const t = fill;
