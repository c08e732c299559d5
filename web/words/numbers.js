// Numbers as text, by the specifiers of d3-format: `[+][,][.digits][~][type]`, which is what prose, axes and controls write.
// Padding, currencies, other bases and prefixes such as "k" are left out, and with them three quarters of its script.

/**
 * How a language writes numbers.
 * @typedef {object} Signs
 * @property {string} decimal
 * @property {(digits: string) => string} group  a whole number with signs between its groups
 * @property {string} minus
 * @property {string} percent
 * @property {string[]} [numerals]  its ten digits
 */

/** Numbers without their sign. @type {Record<string, (value: number, digits: number) => string>} */
const types = {
  d: (value) => String(Math.round(value)).replace("Infinity", "∞"),
  e: (value, digits) => value.toExponential(digits),
  f: (value, digits) => value.toFixed(digits),
  g: (value, digits) => value.toPrecision(digits || 1),
  p: (value, digits) => rounded(value * 100, digits || 1),
  r: (value, digits) => rounded(value, digits || 1),
  "%": (value, digits) => (value * 100).toFixed(digits),
};

/** So many significant digits, however large or small the number is: no exponent. @param {number} value @param {number} digits */
function rounded(value, digits) {
  if (!value || value === Infinity) return String(value);
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e");
  const written = mantissa.replace(".", "");
  const point = Number(exponent) + 1;
  if (point <= 0) return `0.${"0".repeat(-point)}${written}`;
  return point < digits ? `${written.slice(0, point)}.${written.slice(point)}` : written.padEnd(point, "0");
}

/** Without zeros at the end of its decimals. @param {string} text */
const trimmed = (text) => text.replace(/(\.\d*?)0*(?=e|$)/, (_, decimals) => (decimals === "." ? "" : decimals));

/**
 * What makes functions of specifiers, in a language.
 * @param {Signs} signs
 * @returns {(specifier: string) => (value: number) => string}  throws where a specifier is none of these
 */
export const numberFormat = (signs) => (specifier) => {
  const parts = /^([+ -]?)(,?)(\.\d+)?(~?)([defgpr%]?)$/.exec(specifier);
  if (!parts)
    throw new Error(`format: expected "[+][,][.digits][~]" and one of d, e, f, g, p, r or %, got "${specifier}"`);
  const [, sign, comma, precision, tilde, type] = parts;
  const digits = precision ? Number(precision.slice(1)) : type ? 6 : 12;
  const suffix = /[p%]/.test(type) ? signs.percent : "";
  return (given) => {
    const value = Number(given);
    const plain = Number.isNaN(value) ? "NaN" : types[type || "g"](Math.abs(value), digits);
    const text = tilde || !type ? trimmed(plain) : plain;
    // What is rounded to nothing has no sign, unless every number is to have one.
    const isNegative = (value < 0 || Object.is(value, -0)) && (Number(text) !== 0 || sign === "+");
    const [whole] = /** @type {RegExpExecArray} */ (/^\d*/.exec(text));
    const rest = text.slice(whole.length).replace(/^\./, signs.decimal);
    const written =
      (isNegative ? signs.minus : sign.replace("-", "")) + (comma ? signs.group(whole) : whole) + rest + suffix;
    return signs.numerals ? written.replace(/\d/g, (digit) => signs.numerals?.[Number(digit)] ?? digit) : written;
  };
};

/** A function that writes numbers as the specifier says. Pure, so that what writes none does not load this. */
export const format = /* @__PURE__ */ numberFormat({
  decimal: ".",
  group: (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ","),
  minus: "−",
  percent: "%",
});

/** How many decimals show steps of this size. @param {number} step */
export const precisionFixed = (step) => Math.max(0, -Number(step.toExponential().split("e")[1]));
