// Hostile input by the thousand: what is valid, bent; and what nobody would write. The same for the same seed.

/** @typedef {ReturnType<typeof import("../web/random.js").random>} Draws */

const bits = [
  "", "0", "-0", "1", "-1", "1e308", "-1e308", "1e309", "1e-320", "NaN", "Infinity", "0x10", "1_000", "٣", "9".repeat(400),
  "__proto__", "constructor", "toString", "prototype", "<script>pwned=1</script>", "<img src=x onerror=pwned=1>", "javascript:1",
  "'", '"', '""', "`", "\\", "%", "%00", "%E0%A4%A", "&", "=", "?", "#", "~", ":", ",", ";", "\t", "|", "\n", "\r", "\r\n",
  "\0", "\uFEFF", "\u202E", "\uD83D", "\u{1F408}", " ", "\u00A0", "null", "true", "undefined", "[object Object]", "${1}", "{{1}}",
  "../../etc/passwd", "x".repeat(1001),
]; // prettier-ignore

/**
 * A text, changed in a few places: pieces left out, doubled, swapped, replaced.
 * @param {Draws} draws
 * @param {string} text
 */
export function bend({ integer, pick }, text) {
  let bent = text;
  for (let n = integer(1, 4); n > 0; n--) {
    const at = integer(0, bent.length);
    const to = Math.min(bent.length, at + integer(0, 12));
    const piece = bent.slice(at, to);
    const other = pick([
      () => "",
      () => piece + piece,
      () => pick(bits),
      () => pick(bits) + piece,
      () => [...piece].reverse().join(""),
      () => String.fromCharCode(integer(0, 0xffff)),
      () => bent.slice(0, integer(0, Math.min(bent.length, 400))),
    ])();
    bent = bent.slice(0, at) + other + bent.slice(to);
  }
  return bent;
}

/** @param {Draws} draws @param {readonly string[]} valid tables to begin with @returns {string} */
export function table(draws, valid) {
  const { integer, number, pick } = draws;
  if (number(0, 1) < 0.5) return bend(draws, pick(valid));
  const delimiter = pick([",", ";", "\t", "|"]);
  const end = pick(["\n", "\r\n", "\r"]);
  const cell = () => {
    const text = pick([() => String(number(-9, 9)), () => pick(bits), () => pick(["a", "b", "c"])])();
    return number(0, 1) < 0.2 ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const nColumns = integer(1, 6);
  const rows = Array.from({ length: integer(0, 12) }, () =>
    Array.from({ length: number(0, 1) < 0.05 ? integer(0, 9) : nColumns }, cell).join(delimiter),
  );
  return rows.join(end) + pick(["", end]);
}

/**
 * A link's hash: of a schema's keys with values that do not fit, or a valid one, bent.
 * @param {Draws} draws
 * @param {readonly string[]} keys
 * @param {readonly string[]} valid
 */
export function link(draws, keys, valid) {
  const { integer, number, pick } = draws;
  if (number(0, 1) < 0.5) return bend(draws, pick(valid));
  const value = () =>
    Array.from({ length: integer(1, 5) }, () => pick([() => pick(bits), () => String(integer(-5, 500))])()).join(
      pick(["", ":", "~", ","]),
    );
  const pairs = Array.from({ length: integer(0, 8) }, () => `${pick([...keys, ...bits])}=${value()}`);
  return `#${pick(["", "meet", ...bits])}?v=${pick(["1", "1", "1", "2", ""])}&${pairs.join("&")}`;
}

/** `__proto__` too becomes a property like others. @param {object} object @param {string} key @param {unknown} value */
const setOwn = (object, key, value) =>
  Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });

/**
 * A JSON text with a few of its values replaced by others, or its letters bent.
 * @param {Draws} draws
 * @param {string} text valid JSON
 */
export function json(draws, text) {
  const { integer, number, pick } = draws;
  if (number(0, 1) < 0.4) return bend(draws, text);
  const tree = JSON.parse(text);
  for (let n = integer(1, 3); n > 0; n--) {
    let place = tree;
    for (;;) {
      const keys = Object.keys(place);
      if (keys.length === 0) break;
      const key = pick(keys);
      const inner = place[key];
      if (typeof inner === "object" && inner !== null && number(0, 1) < 0.85) {
        place = inner;
        continue;
      }
      const other = pick([
        () => null,
        () => pick(bits),
        () => pick([-1, 0, 1, 2 ** 31, 2 ** 53, 1e308, -1e308, 0.5, 1e-320]),
        () => [],
        () => ({}),
        () => [inner, inner],
        () => true,
      ])();
      if (number(0, 1) < 0.15) delete place[key];
      else if (number(0, 1) < 0.1) setOwn(place, pick(bits), other);
      else place[key] = other;
      break;
    }
  }
  return JSON.stringify(tree);
}
