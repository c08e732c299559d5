/**
 * The elements of a page: custom elements over markup that the build has completed (markup.js). Each is one function,
 * `connect(element, essay)`, which brings an element to life and returns what ends it.
 */
import { button, choice, slider, value } from "./controls.js";
import { csv } from "./csv.js";
import { figure } from "./figure.js";
import { challenge, check, guess, reveal } from "./questions.js";
import { share } from "./share.js";
import { steps } from "./steps.js";

/** @typedef {(element: HTMLElement, essay: import("../runtime/page.js").Essay) => (() => void) | void} Connect */

/** @type {{ [tag: string]: Connect }} */
const connects = {
  "sw-figure": figure,
  "sw-value": value,
  "sw-steps": steps,
  "sw-slider": slider,
  "sw-choice": choice,
  "sw-button": button,
  "sw-guess": guess,
  "sw-check": check,
  "sw-reveal": reveal,
  "sw-challenge": challenge,
  "sw-csv": csv,
  "sw-share": share,
};

/** These need no markup from the build. */
const complete = new Set(["sw-figure", "sw-value"]);

/** Defines the custom elements of a page over its essay. @param {import("../runtime/page.js").Essay} essay */
export function defineElements(essay) {
  const { window } = essay;
  for (const [tag, connect] of Object.entries(connects)) {
    window.customElements.define(
      tag,
      class extends window.HTMLElement {
        /** @type {(() => void) | void} */
        #end = undefined;

        connectedCallback() {
          // Without its markup (the author's console has said why) an element stays as it was written.
          if (complete.has(tag) || this.hasAttribute("data-ready")) this.#end = connect(this, essay);
        }

        disconnectedCallback() {
          this.#end?.();
        }
      },
    );
  }
}
