/**
 * The elements of a page. Each is two functions over plain markup:
 *
 * - `render(element, { schema, state })` completes what the author wrote (a label, a range, a button). The build calls
 *   it, so that nothing on the page moves when scripts arrive; the page calls it for elements that came without.
 * - `connect(element, essay)` brings it to life and returns what ends it.
 */
import { button, choice, slider, value } from "./controls.js";
import { csv } from "./csv.js";
import { figure } from "./figure.js";
import { challenge, check, guess, reveal } from "./questions.js";
import { share } from "./share.js";
import { stepsElement } from "./steps.js";

/**
 * @typedef {{ schema: import("../runtime/state.js").Schema, state: import("../runtime/state.js").State }} Context
 * @typedef {object} ElementKind
 * @property {(element: HTMLElement, context: Context) => void} [render]
 * @property {(element: HTMLElement, essay: import("../runtime/page.js").Essay) => (() => void) | void} [connect]
 */

/** @type {{ [tag: string]: ElementKind }} */
const kinds = {
  "sw-figure": figure,
  "sw-value": value,
  "sw-steps": stepsElement,
  "sw-slider": slider,
  "sw-choice": choice,
  "sw-button": button,
  "sw-guess": guess,
  "sw-check": check,
  "sw-reply": {},
  "sw-reveal": reveal,
  "sw-challenge": challenge,
  "sw-csv": csv,
  "sw-share": share,
};

/** Completes an element's markup, once. @param {Element} element @param {Context} context */
export function renderElement(element, context) {
  const render = kinds[element.localName]?.render;
  if (!render || element.hasAttribute("data-ready")) return;
  render(/** @type {HTMLElement} */ (element), context);
  element.setAttribute("data-ready", "");
}

/**
 * Completes the markup of all elements of a page. Values are to be filled in before.
 * @param {Document} document
 * @param {(element: Element) => Context} contextOf
 */
export function renderElements(document, contextOf) {
  for (const element of document.querySelectorAll(Object.keys(kinds).join()))
    renderElement(element, contextOf(element));
}

/** Defines the custom elements of a page over its essay. @param {import("../runtime/page.js").Essay} essay */
export function defineElements(essay) {
  const { window } = essay;
  for (const [tag, { connect }] of Object.entries(kinds)) {
    window.customElements.define(
      tag,
      class extends window.HTMLElement {
        /** @type {(() => void) | void} */
        #end = undefined;

        connectedCallback() {
          renderElement(this, { schema: essay.schema, state: essay.stateAt(this) });
          this.#end = connect?.(this, essay);
        }

        disconnectedCallback() {
          this.#end?.();
        }
      },
    );
  }
}
