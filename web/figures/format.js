// Numbers as text. The page's live values and the static build share these, so a value prints alike in both.
import { format } from "d3-format";

/** @type {Map<string, (value: number) => string>} */
const formats = new Map();

/** @param {string} specifier a d3-format specifier @returns {(value: number) => string} */
function cached(specifier) {
  let made = formats.get(specifier);
  if (!made) formats.set(specifier, (made = format(specifier)));
  return made;
}

/** 0.834 → "83%". @param {number} value @param {number} [digits] decimals of the percentage */
export const formatPercent = (value, digits = 0) => cached(`.${digits}%`)(value);

/** 3.14159 → "3.14"; whole numbers keep no decimals when `digits` is left out. @param {number} value @param {number} [digits] */
export const formatNumber = (value, digits) => cached(digits === undefined ? "~r" : `.${digits}f`)(value);

/**
 * A measured value, or one halfway between two: four digits, and one decimal of what has four before the point.
 * 0.487742 → "0.4877", 4175.5 → "4175.5".
 * @param {number} value
 */
export function formatMeasured(value) {
  const whole = String(Math.trunc(Math.abs(value))).length;
  return formatNumber(Number(value.toPrecision(Math.max(4, whole + 1))), undefined);
}

/** 10000 → "10,000". @param {number} value */
export const formatCount = (value) => cached(",d")(value);

/**
 * The text of a cell's value on the page: `sw-value`, `sw-slider` and the static build use it.
 * @param {unknown} value
 * @param {string | null} [specifier] "percent", a d3-format specifier, or nothing for the value as it is
 * @returns {string}
 */
export function formatValue(value, specifier) {
  if (value === undefined || value === null) return "…";
  if (typeof value !== "number") return String(value);
  if (!specifier) return formatNumber(value);
  return specifier === "percent" ? formatPercent(value) : cached(specifier)(value);
}
