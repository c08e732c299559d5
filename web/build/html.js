// HTML as text: a light minifier, and a tokenizer that knows line numbers.

/** One token: a comment, a tag (quoted attributes may hold ">") or a run of text. */
const tokens = /<!--[\s\S]*?-->|<![^>]*>|<\/?[a-zA-Z](?:"[^"]*"|'[^']*'|[^'">])*>|[^<]+|</g;

const verbatim = new Set(["pre", "textarea", "script", "style"]);

/**
 * @typedef {object} Token
 * @property {"text" | "open" | "close" | "other"} kind
 * @property {string} text  as written
 * @property {string} name  of a tag, in lower case
 * @property {number} line  of its first character, from 1
 */

/** @param {string} html @returns {Token[]} */
export function tokenize(html) {
  /** @type {Token[]} */
  const found = [];
  let line = 1;
  for (const [text] of html.matchAll(tokens)) {
    const tag = /^<(\/?)([a-zA-Z][\w-]*)/.exec(text);
    const kind = tag ? (tag[1] ? "close" : "open") : text.startsWith("<!") ? "other" : "text";
    found.push({ kind, text, name: tag ? tag[2].toLowerCase() : "", line });
    line += text.split("\n").length - 1;
  }
  return found;
}

/** An attribute's value as written in a tag, or undefined. @param {string} tag @param {string} name */
export function attribute(tag, name) {
  const match = new RegExp(`\\s${name}(?:\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+)))?(?=[\\s/>])`).exec(tag);
  return match ? (match[1] ?? match[2] ?? match[3] ?? "") : undefined;
}

/** @param {string} text */
const fold = (text) => text.replace(/[ \t\r\n]+/g, " ");

/** Leaves out comments and folds white space, but not where it is kept (pre, scripts). @param {string} html */
export function minify(html) {
  let kept = 0;
  let output = "";
  for (const { kind, text, name } of tokenize(html)) {
    if (kind === "other" && text.startsWith("<!--")) continue;
    if (kind === "open") output += text.replace(/=""(?=[\s>])/g, "").replace(/ \/>$/, "/>");
    else if (kind === "text" && kept === 0) output += fold(text);
    else output += text;
    if (verbatim.has(name)) kept += kind === "open" ? 1 : -1;
  }
  return `${output.trim()}\n`;
}

/** Style sheets without comments and superfluous white space, for a picture file that carries its own. @param {string} css */
export function minifyCss(css) {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .replace(/\s*([{};,])\s*/g, "$1")
    .trim();
}

/** @param {string} text */
export const escapeHtml = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** The characters that the entities of prose stand for. @param {string} text */
export function decodeEntities(text) {
  /** @type {Record<string, string>} */
  const named = {
    amp: "&",
    lt: "<",
    gt: ">",
    quot: '"',
    apos: "'",
    nbsp: "\u00a0",
    thinsp: "\u2009",
    ndash: "–",
    mdash: "—",
    minus: "−",
    times: "×",
    hellip: "…",
    rsquo: "’",
    lsquo: "‘",
    ldquo: "“",
    rdquo: "”",
  };
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, name) =>
    name ? (named[name] ?? whole) : String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hex, 16)),
  );
}
