/** What d3-format gives, with the signs of another language: its decimal and grouping signs, per cent and digits. */
import { formatLocale, precisionFixed } from "d3-format";
import { language } from "./language.js";

export { precisionFixed };

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

export const { format } = formatLocale({
  decimal: signOf("decimal") ?? ".",
  thousands: signOf("group") ?? "",
  grouping: groups.length > 0 ? groups : [3],
  currency: ["", ""],
  numerals: digits,
  minus: minus === "-" ? "−" : minus,
  percent: percent
    .slice(percent.findLastIndex(({ type }) => type === "integer") + 1)
    .map(({ value }) => value)
    .join(""),
});
