/** What words and symbols of formulas have in common: pointed at, focused or tapped they light up the marks they speak of. */
import { t } from "../words/words.js";

/** The style sheet that lights up what is spoken of: one a page, for one thing speaks at a time. @type {WeakMap<Document, CSSStyleSheet>} */
const sheets = new WeakMap();

/** Class names as `marks` has them → the selector of the marks that have one of them. @param {string} marks */
export const selectorOf = (marks) =>
  marks
    .split(" ")
    .map((name) => `.${name}`)
    .join();

/**
 * The marks that are spoken of, checked.
 * @param {Element} element  whose author wrote them
 * @param {string} attribute
 */
export function requireMarks(element, attribute) {
  const marks = element.getAttribute(attribute) ?? "";
  if (!/^[\w-]+( [\w-]+)*$/.test(marks))
    throw new Error(
      `<${element.localName} ${attribute}="${marks}">: expected class names of marks, such as "sw-class-0"`,
    );
}

/**
 * The figure that is spoken of: the one of that name, else the one beside the words (in the same `sw-steps`), else the
 * next on the page.
 * @param {Element} element @param {string | null} name @param {Document} document
 */
export function figureOf(element, name, document) {
  const figures = [...document.querySelectorAll("sw-figure")];
  if (name) return figures.find((figure) => figure.getAttribute("name") === name);
  const beside = element.closest("sw-steps")?.querySelector("sw-figure");
  const following = 4; // Node.DOCUMENT_POSITION_FOLLOWING
  return beside ?? figures.find((figure) => element.compareDocumentPosition(figure) & following) ?? figures.at(-1);
}

/**
 * Makes a button of an element that lights marks up while it is pointed at, focused or, until the next tap, tapped.
 * @param {Element} element
 * @param {import("../runtime/page.js").Essay} essay
 * @param {{ figure: Element, marks: string, words: () => string | undefined, lit?: (on: boolean) => void }} spec
 *   `words`: what they are called when their number is announced; `lit` is told when they light up and go out
 * @returns {() => void} ends it
 */
export function makeLamp(element, essay, { figure, marks, words, lit = () => {} }) {
  const selector = selectorOf(marks);
  let pressed = false;

  const light = () => {
    sheetOf(essay)?.replaceSync(`sw-figure[data-lit] :is(${selector}, :is(${selector}) *) { opacity: 1 !important }`);
    figure.setAttribute("data-lit", "");
    lit(true);
  };
  const dim = () => {
    if (pressed) return;
    figure.removeAttribute("data-lit");
    lit(false);
  };
  const press = (/** @type {boolean} */ on) => {
    if (pressed === on) return;
    pressed = on;
    element.setAttribute("aria-pressed", String(pressed));
    if (!pressed) {
      dim();
      return;
    }
    light();
    const count = figure.querySelectorAll(`.sw-layout :is(${selector})`).length;
    essay.announce(t("{count} marks lit: {term}", { count, term: words()?.trim() }));
  };
  element.setAttribute("tabindex", "0");
  element.setAttribute("role", "button");
  element.setAttribute("aria-pressed", "false");
  /** @type {[string, (event: any) => void][]} */
  const listeners = [
    ["pointerenter", light],
    ["pointerleave", dim],
    ["focus", light],
    ["blur", () => (press(false), dim())],
    ["click", () => press(!pressed)],
    [
      "keydown",
      (event) => {
        if (event.key === "Escape") press(false);
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        press(!pressed);
      },
    ],
  ];
  for (const [type, act] of listeners) element.addEventListener(type, act);
  return () => {
    pressed = false;
    dim();
    for (const [type, act] of listeners) element.removeEventListener(type, act);
  };
}

/** @param {import("../runtime/page.js").Essay} essay */
function sheetOf({ document, window }) {
  if (!window.CSSStyleSheet?.prototype.replaceSync) return undefined;
  let sheet = sheets.get(document);
  if (!sheet) {
    sheet = new window.CSSStyleSheet();
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    sheets.set(document, sheet);
  }
  return sheet;
}
