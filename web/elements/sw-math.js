/**
 * `sw-math`: a formula whose symbols carry their present values, and light up the marks that they stand for. In turn a
 * symbol lights up while the hand or the focus is on such a mark, or on a control of its value. Without scripts, and on
 * paper, it is the formula with the numbers of the beginning.
 *
 * A symbol is any part of the MathML with `data-cell`: the build puts its value under it, and what it means into the list
 * below. To a screen reader a formula is one thing and has no buttons inside: the keyboard and the ear have the list.
 */
import { make, setText } from "./dom.js";
import { figureOf, makeLamp, requireMarks, selectorOf } from "./lit_marks.js";
import { watchValue } from "./live_value.js";

const mathNamespace = "http://www.w3.org/1998/Math/MathML";
/** Attributes of a symbol that its value needs, and those of its meaning. */
const carried = ["data-cell", "data-format", "data-unit", "data-marks", "data-label"];

export const spent = ["label"];

/** @param {HTMLElement} element */
export function markup(element) {
  const { ownerDocument: document } = element;
  const label = element.getAttribute("label");
  if (!label) throw new Error(`<sw-math>: needs a label, the formula in words`);
  const symbols = [...element.querySelectorAll("math [data-cell]")];
  if (symbols.length === 0) throw new Error(`<sw-math label="${label}">: no part of the formula has a data-cell`);
  const key = make(document, "ul", { class: "sw-math-key" });
  const explained = new Set();
  for (const symbol of symbols) {
    const cell = symbol.getAttribute("data-cell");
    const meaning = symbol.getAttribute("data-label");
    if (symbol.hasAttribute("data-marks")) requireMarks(symbol, "data-marks");
    if (!explained.has(cell)) {
      if (!meaning) throw new Error(`<sw-math label="${label}">: the symbol of ${cell} needs a data-label`);
      explained.add(cell);
      const glyph = document.createElementNS(mathNamespace, "math");
      glyph.append(bare(symbol));
      const value = make(document, "span", { class: "sw-visually-hidden" }, `: ${symbol.getAttribute("data-value")}`);
      key.append(make(document, "li", { "data-cell": cell }, glyph, make(document, "span", {}, meaning, value)));
    }
    putValueUnder(symbol);
  }
  element.setAttribute("role", "group");
  element.setAttribute("aria-label", label);
  element.append(key);
}

/** A copy of a symbol that says nothing but itself. @param {Element} symbol */
function bare(symbol) {
  const copy = /** @type {Element} */ (symbol.cloneNode(true));
  for (const name of [...carried, "data-value"]) copy.removeAttribute(name);
  return copy;
}

/** Puts a symbol over its value, both in one part that carries what the author wrote. @param {Element} symbol */
function putValueUnder(symbol) {
  const { ownerDocument: document } = symbol;
  const part = (/** @type {string} */ tag, /** @type {Element[]} */ ...children) => {
    const made = document.createElementNS(mathNamespace, tag);
    made.append(...children);
    return made;
  };
  const number = part("mn");
  number.textContent = symbol.getAttribute("data-value") ?? "";
  // It is heard with the symbol's meaning: read as a part of the formula it would be an index.
  number.setAttribute("aria-hidden", "true");
  // All symbols of one depth: the numbers of a row stand in a row.
  const padded = part("mpadded", bare(symbol));
  padded.setAttribute("depth", "0.3em");
  const whole = part("munder", padded, number);
  whole.setAttribute("class", ["sw-symbol", symbol.getAttribute("class")].filter(Boolean).join(" "));
  for (const name of carried) {
    const value = symbol.getAttribute(name);
    if (value !== null) whole.setAttribute(name, value);
  }
  symbol.replaceWith(whole);
}

/**
 * `label`: the formula in words; `figure`: the name of the figure it speaks of, else the one beside it or the next.
 * Inside: one `<math>` or several, of which any part can have `data-cell` (a dotted
 * path into a cell, or a state key), `data-label` (what it means), `data-format`, `data-unit`, and `data-marks` (classes of
 * marks, as of `sw-term`). A symbol that comes again is described where it stands first.
 * @type {import("./define.js").Connect}
 */
export function connect(element, essay) {
  const figure = figureOf(element, element.getAttribute("figure"), essay.document);
  /** @type {Map<string, Element[]>} */
  const places = new Map();
  for (const symbol of element.querySelectorAll("munder[data-cell]")) {
    const cell = /** @type {string} */ (symbol.getAttribute("data-cell"));
    places.set(cell, [...(places.get(cell) ?? []), symbol]);
  }
  const ends = [...places].flatMap(([cell, symbols]) => connectSymbol(element, essay, { cell, symbols, figure }));
  return () => ends.forEach((end) => end());
}

/**
 * @param {HTMLElement} element @param {import("../runtime/page.js").Essay} essay
 * @param {{ cell: string, symbols: Element[], figure: Element | undefined }} symbol  `symbols`: all its places
 * @returns {(() => void)[]} what ends it
 */
function connectSymbol(element, essay, { cell, symbols, figure }) {
  const [first] = symbols;
  const marks = first.getAttribute("data-marks");
  const [format, unit] = ["data-format", "data-unit"].map((name) => first.getAttribute(name));
  const word = /** @type {HTMLElement} */ (element.querySelector(`li[data-cell="${cell}"] > span`));
  const heard = /** @type {HTMLElement} */ (word.lastElementChild);
  const lit = (/** @type {boolean} */ on) => {
    for (const place of element.querySelectorAll(`[data-cell="${cell}"]`)) place.toggleAttribute("data-lit", on);
  };
  const ends = [
    watchValue(element, essay, { path: cell, format, unit }, (text) => {
      for (const symbol of symbols) setText(/** @type {Element} */ (symbol.lastElementChild), text);
      setText(heard, `: ${text}`);
    }),
  ];
  if (figure && marks) {
    const words = () => first.getAttribute("data-label") ?? undefined;
    ends.push(makeLamp(word, essay, { figure, marks, words, lit }), listen(figure, selectorOf(marks), lit));
    for (const symbol of symbols)
      for (const type of ["pointerenter", "pointerleave", "click"])
        symbol.addEventListener(type, () => word.dispatchEvent(new essay.window.Event(type)));
  }
  for (const control of essay.document.querySelectorAll(`[key="${cell}"]`)) ends.push(listen(control, "*", lit));
  return ends;
}

/**
 * Tells when the hand or the focus comes to something inside a place, and when it leaves it.
 * @param {Element} place @param {string} selector @param {(on: boolean) => void} lit
 */
function listen(place, selector, lit) {
  const isThere = (/** @type {Event} */ event) => Boolean(/** @type {Element} */ (event.target).closest?.(selector));
  const on = (/** @type {Event} */ event) => isThere(event) && lit(true);
  const off = (/** @type {Event} */ event) => isThere(event) && lit(false);
  /** @type {[string, (event: Event) => void][]} */
  const listeners = [
    ["pointerover", on],
    ["focusin", on],
    ["pointerout", off],
    ["focusout", off],
  ];
  for (const [type, act] of listeners) place.addEventListener(type, act);
  return () => {
    for (const [type, act] of listeners) place.removeEventListener(type, act);
  };
}
