/**
 * `sw-term`: words that light up the marks they speak of, while they are pointed at, focused or tapped. Without scripts
 * they are emphasised words.
 */

/** The style sheet that lights up what is spoken of: one a page, for one term speaks at a time. @type {WeakMap<Document, CSSStyleSheet>} */
const sheets = new WeakMap();

/** @param {HTMLElement} element */
export function markup(element) {
  const marks = element.getAttribute("marks") ?? "";
  if (!/^[\w-]+( [\w-]+)*$/.test(marks))
    throw new Error(`<sw-term marks="${marks}">: expected class names of marks, such as "sw-class-0"`);
}

/**
 * `marks`: classes of which a mark has one; `figure`: the name of a figure, else the one beside the words (in the same
 * `sw-steps`) or the next one on the page.
 * @type {import("./define.js").Connect}
 */
export function connect(element, essay) {
  const { document } = essay;
  const figure = figureOf(element, document);
  const selector = (element.getAttribute("marks") ?? "")
    .split(" ")
    .map((name) => `.${name}`)
    .join();
  if (!figure) return;
  let pressed = false;

  const light = () => {
    sheetOf(essay)?.replaceSync(`sw-figure[data-lit] :is(${selector}, :is(${selector}) *) { opacity: 1 !important }`);
    figure.setAttribute("data-lit", "");
  };
  const dim = () => {
    if (pressed) return;
    figure.removeAttribute("data-lit");
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
    essay.announce(`${count} marks lit: ${element.textContent?.trim()}`);
  };
  element.tabIndex = 0;
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

/** @param {HTMLElement} element @param {Document} document */
function figureOf(element, document) {
  const figures = [...document.querySelectorAll("sw-figure")];
  const name = element.getAttribute("figure");
  if (name) return figures.find((figure) => figure.getAttribute("name") === name);
  const beside = element.closest("sw-steps")?.querySelector("sw-figure");
  const following = 4; // Node.DOCUMENT_POSITION_FOLLOWING
  return beside ?? figures.find((figure) => element.compareDocumentPosition(figure) & following) ?? figures.at(-1);
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
