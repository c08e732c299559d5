/**
 * One figure with its controls instead of the page: what `?embed=<figure>` shows, made for a frame in somebody else's
 * page. Fetched only where the address asks for it.
 *
 * The frame and the page around it talk by `postMessage`, in plain objects:
 *
 * - to the page around: `{ type: "scrollwork:height", figure, height }` in CSS pixels, at the start and on each change;
 *   `{ type: "scrollwork:state", figure, state }`, what the reader sees, at the start and on each change;
 * - from there: `{ type: "scrollwork:edit", changes }`, state keys with new values; `{ type: "scrollwork:theme", theme }`,
 *   `"light"`, `"dark"` or `"auto"`. What does not fit the schema is left out, as from a link.
 */
import { make } from "../elements/dom.js";
import { coerce, isTold } from "./state.js";
import styles from "../theme/embed.css?url";
import { t } from "../words/words.js";

const controls = "sw-slider, sw-choice, sw-button, sw-csv";

/**
 * The controls that belong to a figure: those of its steps, or those right before and after it.
 * @param {Element} figure
 * @returns {Element[]}
 */
export function controlsOf(figure) {
  const around = [figure.previousElementSibling, figure.nextElementSibling].filter(
    (element) => element?.matches(".controls") || (element?.matches("section") && element.querySelector(".controls")),
  );
  const found = around.flatMap((element) => [...(element?.querySelectorAll(controls) ?? [])]);
  return distinct(found);
}

/** The first of each that would do the same. @param {Element[]} elements */
function distinct(elements) {
  const does = (/** @type {Element} */ element) =>
    [element.localName, ...["key", "action", "value", "keys"].map((name) => element.getAttribute(name))].join("|");
  return elements.filter((element, i) => elements.findIndex((other) => does(other) === does(element)) === i);
}

/**
 * Leaves one figure of a page: before the essay comes to life.
 * @param {Document} document
 * @param {string} name of the figure
 */
export function keepFigure(document, name) {
  const figures = [...document.querySelectorAll("sw-figure")];
  const figure = figures.find((element) => element.getAttribute("name") === name);
  const title = document.title;
  const main = make(document, "main", { class: "sw-embed" });
  document.head.append(make(document, "link", { rel: "stylesheet", href: styles }));
  if (!figure) {
    const names = figures.map((element) => element.getAttribute("name")).join(", ");
    main.append(
      make(
        document,
        "p",
        { class: "sw-error" },
        t("There is no figure “{name}” here. There are: {names}.", { name, names }),
      ),
    );
  } else {
    const steps = figure.closest("sw-steps");
    if (steps) main.append(onlySteps(document, steps, figure));
    else main.append(figure, make(document, "div", { class: "controls" }, ...controlsOf(figure)));
  }
  const home = new URL(document.location.href);
  home.search = "";
  main.append(
    make(
      document,
      "p",
      { class: "sw-embed-home" },
      `${t("From")} `,
      make(document, "a", { href: home.href, target: "_blank", rel: "noopener" }, title),
    ),
  );
  const symbols = [...document.body.children].filter((child) => child.localName === "svg");
  document.body.replaceChildren(...symbols, main);
}

/** A story without its words: its figure, one step after the other with the step's name and controls. @param {Document} document @param {Element} steps @param {Element} figure */
function onlySteps(document, steps, figure) {
  steps.className = "";
  steps.setAttribute("view", "stepper");
  for (const section of steps.querySelectorAll(":scope > section")) {
    const heading = section.querySelector("h2, h3");
    section.replaceChildren(
      ...(heading ? [heading] : []),
      make(document, "div", { class: "controls" }, ...distinct([...section.querySelectorAll(controls)])),
    );
  }
  const bar = steps.querySelector(":scope > .sw-stepper");
  bar?.querySelector("[aria-pressed]")?.setAttribute("hidden", "");
  steps.replaceChildren(figure, ...(bar ? [bar] : []), ...steps.querySelectorAll(":scope > section"));
  return steps;
}

/**
 * Tells the page around how high the figure is and what it shows, and does what that page asks.
 * @param {import("./page.js").Essay} essay
 * @param {string} figure
 */
export function converse(essay, figure) {
  const { document, window, schema, store } = essay;
  if (window.parent === window) return;
  const main = /** @type {HTMLElement} */ (document.querySelector("main"));
  // Whoever shows the frame may know its height and its settings: there is nothing of the reader's in them.
  const tell = (/** @type {{ [key: string]: unknown }} */ message) =>
    window.parent.postMessage({ figure, ...message }, "*");
  const tellHeight = () => tell({ type: "scrollwork:height", height: Math.ceil(main.getBoundingClientRect().height) });
  const tellState = () => {
    const shown = Object.entries(store.state).filter(([key]) => isTold(schema[key]));
    tell({ type: "scrollwork:state", state: Object.fromEntries(shown) });
  };
  new window.ResizeObserver(tellHeight).observe(main);
  store.subscribe(tellState);
  window.addEventListener("message", ({ source, data }) => {
    if (source !== window.parent || typeof data !== "object" || data === null) return;
    if (data.type === "scrollwork:edit") edit(essay, data.changes);
    if (data.type === "scrollwork:theme") setTheme(document, data.theme);
  });
  tellState();
}

/** @param {import("./page.js").Essay} essay @param {unknown} changes hostile */
function edit({ schema, store }, changes) {
  if (typeof changes !== "object" || changes === null) return;
  /** @type {import("./state.js").State} */
  const fitting = {};
  for (const [key, value] of Object.entries(changes)) {
    const canonical = Object.hasOwn(schema, key) && isTold(schema[key]) ? coerce(schema[key], value) : undefined;
    if (canonical !== undefined) fitting[key] = canonical;
  }
  store.edit(fitting);
  store.settle();
}

/** @param {Document} document @param {unknown} theme */
function setTheme(document, theme) {
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}
