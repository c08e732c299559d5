/** What numbers.js gives, with the signs of another language: its decimal and grouping signs, per cent and digits. */
import { language } from "./language.js";
import { numberFormat } from "./numbers.js";

export { precisionFixed } from "./numbers.js";

const parts = new Intl.NumberFormat(language).formatToParts(-1234567.5);
const percent = new Intl.NumberFormat(language, { style: "percent" }).formatToParts(1);
const signOf = (/** @type {string} */ type) => parts.find((part) => part.type === type)?.value;
/** Lengths of the groups, from the point leftwards; the last is repeated. */
const groups = parts
  .filter(({ type }) => type === "integer")
  .slice(1)
  .map(({ value }) => value.length)
  .reverse();
const digits = Array.from({ length: 10 }, (_, digit) => new Intl.NumberFormat(language).format(digit));
const minus = signOf("minusSign") ?? "-";

/** @param {string} whole */
function grouped(whole) {
  const found = [];
  for (let end = whole.length, i = 0; end > 0; i++) {
    const start = Math.max(0, end - (groups[i] ?? groups.at(-1) ?? 3));
    found.unshift(whole.slice(start, end));
    end = start;
  }
  return found.join(signOf("group") ?? "");
}

export const format = numberFormat({
  decimal: signOf("decimal") ?? ".",
  group: grouped,
  minus: minus === "-" ? "−" : minus,
  percent: percent
    .slice(percent.findLastIndex(({ type }) => type === "integer") + 1)
    .map(({ value }) => value)
    .join(""),
  numerals: digits,
});
