/** Texts that have several forms: one for each way in which a language counts. */
import { language } from "./language.js";
import { fill } from "./words.js";

/**
 * The form for a number, filled in.
 * @param {{ [category: string]: string }} forms by the names of `Intl.PluralRules`; `other` is always there
 * @param {{ [name: string]: unknown }} values `n`, or else `count`, is the number
 */
export function plural(forms, values) {
  const form = new Intl.PluralRules(language).select(Number(values.n ?? values.count));
  return fill(forms[form] ?? forms.other, values);
}
