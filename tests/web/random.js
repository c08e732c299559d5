/** Seeded draws for property tests (mulberry32): a failing seed is printed and comes back. @param {number} seed */
export function random(seed) {
  let a = seed >>> 0;
  const next = () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    /** @param {number} low @param {number} high */
    number: (low, high) => low + (high - low) * next(),
    /** Both ends included. @param {number} low @param {number} high */
    integer: (low, high) => low + Math.floor((high - low + 1) * next()),
    /** @template T @param {readonly T[]} items @returns {T} */
    pick: (items) => items[Math.floor(items.length * next())],
  };
}
