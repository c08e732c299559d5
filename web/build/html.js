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

/** Elements that stand in lines of their own: white space at their edges is not shown. */
const blocks = new Set(
  (
    "html head body title meta link header main footer section div p h1 h2 h3 h4 ol ul li dl dt dd table caption thead tbody tr " +
    "th td details summary fieldset legend figure figcaption blockquote noscript sw-steps sw-figure sw-challenge sw-check " +
    "sw-choice sw-csv sw-guess sw-reply sw-slider"
  ).split(" "),
);

/** End tags that HTML lets one leave out → the tags that may follow then; a closing one is that of the parent. @type {Record<string, RegExp>} */
const endsBefore = {
  p: /^<(p|div|section|h[1-6]|[ou]l|table|details|fieldset|footer|header|pre|form|hr)\b|^<\/(section|div|td|li|details)>/,
  li: /^<li\b|^<\/[ou]l>/,
  th: /^<t[hd]\b|^<\/tr>/,
  td: /^<t[hd]\b|^<\/tr>/,
  tr: /^<tr\b|^<\/t(body|head)>/,
  thead: /^<tbody\b/,
  tbody: /^<\/table>/,
};

/** @param {string} text */
const fold = (text) => text.replace(/[ \t\r\n]+/g, " ").replaceAll("&#160;", "\u00a0");

/** A start tag without empty values, and without a space before "/>". @param {string} tag */
const withoutEmpty = (tag) => tag.replace(/=""(?=[\s/>])/g, "").replace(/ \/>$/, "/>");

/** A start tag without the quotes that HTML can do without; a value before "/>" keeps its own. @param {string} tag */
const withoutQuotes = (tag) =>
  tag.replace(/(\s[\w:-]+=)(?:"([^"]*)"|'[^']*')(?=[\s>])/g, (whole, name, value) =>
    value && !/[\s"'`=<>]/.test(value) ? name + value : whole,
  );

/**
 * Markup's tokens without comments and superfluous white space; not where it is kept (pre, scripts).
 * @param {string} markup
 */
function folded(markup) {
  let kept = 0;
  return tokenize(markup)
    .filter(({ text }) => !text.startsWith("<!--"))
    .map(({ kind, text, name }) => {
      const isKept = kept > 0;
      if (verbatim.has(name)) kept += kind === "open" ? 1 : -1;
      if (kind === "open") return { kind, name, isKept, text: withoutEmpty(text) };
      return { kind, name, isKept, text: kind === "text" && !isKept ? fold(text) : text };
    });
}

/** @param {{ text: string }[]} tokens */
const joined = (tokens) =>
  tokens
    .map(({ text }) => text)
    .join("")
    .trim();

/** A drawing without comments, its white space folded; still XML. @param {string} svg */
export const minifySvg = (svg) => `${joined(folded(svg))}\n`;

/**
 * A page without what HTML does not need: comments, white space at the edges of blocks, quotes, end tags.
 * @param {string} html
 */
export function minify(html) {
  const tokens = folded(html);
  const isEdge = (/** @type {number} */ i) => blocks.has(tokens[i]?.name ?? "html") || tokens[i].kind === "other";
  for (const [i, token] of tokens.entries()) {
    if (token.kind === "open") token.text = withoutQuotes(token.text);
    if (token.kind !== "text" || token.isKept) continue;
    if (isEdge(i - 1)) token.text = token.text.replace(/^ /, "");
    if (isEdge(i + 1)) token.text = token.text.replace(/ $/, "");
  }
  const shown = tokens.filter(({ text }) => text);
  const isNeeded = (/** @type {number} */ i) =>
    shown[i].kind !== "close" || !endsBefore[shown[i].name]?.test(shown[i + 1]?.text ?? "");
  return `${joined(shown.filter((_, i) => isNeeded(i)))}\n`;
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
