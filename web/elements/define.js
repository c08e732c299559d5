/**
 * Brings the elements of a page to life: custom elements over markup that the build has completed. Each is a module of its
 * own, `sw-*.js`, whose `connect(element, essay)` does so and returns what ends it; a page loads those that stand in it.
 */

/** @typedef {(element: HTMLElement, essay: import("../runtime/page.js").Essay) => (() => void) | void} Connect */

/** These need no markup from the build. */
const complete = new Set(["sw-figure", "sw-value"]);

/**
 * Defines the custom elements of a page over its essay.
 * @param {import("../runtime/page.js").Essay} essay
 * @param {{ [tag: string]: Connect }} elements
 */
export function defineElements(essay, elements) {
  const { window } = essay;
  for (const [tag, connect] of Object.entries(elements)) {
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
