// Scales from data to viewBox units, with D3's interface: `scale(value)`, `.domain()`, `.range()`, `.invert()`,
// `.ticks()`, `.tickFormat()`.
//
// d3-scale would bring 9 KB of compressed script, most of it for colours and dates that no axis here has; these take
// less than 1. The choice of round ticks is d3-array's, their text d3-format's.
import { tickStep, ticks as linearTicks } from "d3-array";
import { format, precisionFixed } from "d3-format";

/**
 * @param {(value: number) => number} forward  from data to what is linear on the axis
 * @param {(linear: number) => number} backward
 * @param {(low: number, high: number, count: number) => number[]} ticks
 * @param {(low: number, high: number, count: number) => (value: number) => string} tickFormat
 */
function continuous(forward, backward, ticks, tickFormat) {
  let domain = [0, 1];
  let range = [0, 1];
  const scale = (/** @type {number} */ value) => {
    const [d0, d1] = domain.map(forward);
    return range[0] + ((forward(value) - d0) / (d1 - d0)) * (range[1] - range[0]);
  };
  return Object.assign(scale, {
    /** @param {number[]} [given] @returns {any} */
    domain: (given) => (given ? ((domain = [...given]), scale) : [...domain]),
    /** @param {number[]} [given] @returns {any} */
    range: (given) => (given ? ((range = [...given]), scale) : [...range]),
    /** @param {number} at */
    invert(at) {
      const [d0, d1] = domain.map(forward);
      return backward(d0 + ((at - range[0]) / (range[1] - range[0])) * (d1 - d0));
    },
    ticks: (count = 5) => ticks(domain[0], domain[1], count),
    tickFormat: (count = 5) => tickFormat(domain[0], domain[1], count),
  });
}

/** Equal steps for equal differences. */
export function scaleLinear() {
  const same = (/** @type {number} */ value) => value;
  return continuous(same, same, linearTicks, (low, high, count) =>
    format(`,.${precisionFixed(tickStep(low, high, count))}f`),
  );
}

/** Equal steps for equal ratios; the domain is positive. Ticks at 1, 2 and 5 of each power of ten. */
export function scaleLog() {
  const ticks = (/** @type {number} */ low, /** @type {number} */ high) => {
    const found = [];
    for (let power = Math.floor(Math.log10(low)); 10 ** power <= high; power++)
      for (const digit of [1, 2, 5]) found.push(digit * 10 ** power);
    return found.filter((value) => value >= low && value <= high);
  };
  return continuous(
    Math.log10,
    (linear) => 10 ** linear,
    ticks,
    () => format(",~r"),
  );
}

/** Names at equal distances, the first and the last half a distance from the ends. */
export function scalePoint() {
  /** @type {unknown[]} */
  let domain = [];
  let range = [0, 1];
  const scale = (/** @type {unknown} */ value) => {
    const index = domain.indexOf(value);
    return range[0] + ((index + 0.5) / domain.length) * (range[1] - range[0]);
  };
  return Object.assign(scale, {
    /** @param {unknown[]} [given] @returns {any} */
    domain: (given) => (given ? ((domain = [...given]), scale) : [...domain]),
    /** @param {number[]} [given] @returns {any} */
    range: (given) => (given ? ((range = [...given]), scale) : [...range]),
  });
}
