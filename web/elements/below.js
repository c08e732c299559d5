// Figures further down the page: the built picture stays until the reader is a screen away, then their script is fetched.
import { make } from "./dom.js";
import { t } from "../words/words.js";

/**
 * @typedef {{ [name: string]: any }} Figures  what a module of figures exports
 * @typedef {(element: HTMLElement, essay: import("../runtime/page.js").Essay, enliven: (figures: Figures) => () => void) => () => void} Below
 *   calls `enliven` once the element is near; what comes back ends it
 */

/**
 * Where the script cannot be had, the picture stays and says so; it is asked for again when the reader wishes, and when
 * there is a line again. (Firefox remembers a module that did not come until the page is loaded anew.)
 * @param {() => Promise<Figures>} load
 * @returns {Below}
 */
export const fetchedWhenNear = (load) => (element, essay, enliven) => {
  const { document, window } = essay;
  const watching = new window.IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      watching.disconnect();
      return come();
    },
    { rootMargin: "100%" },
  );
  let waiting = true;
  /** @type {HTMLElement | undefined} */
  let trouble;
  const leave = () => {
    waiting = false;
    watching.disconnect();
    trouble?.remove();
    window.removeEventListener("online", come);
  };
  let end = leave;
  const come = () =>
    load().then(
      (figures) => {
        if (!waiting) return;
        leave();
        end = enliven(figures);
      },
      () => {
        if (!waiting || trouble) return;
        const again = make(document, "button", { type: "button", class: "sw-plain" }, t("Not reached. Try again"));
        again.addEventListener("click", come);
        window.addEventListener("online", come);
        element.append((trouble = make(document, "p", { class: "sw-message" }, again)));
      },
    );
  watching.observe(element);
  return () => end();
};
