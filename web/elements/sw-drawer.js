/** `sw-drawer`: a derivation or an aside that is opened where it is wanted. Without scripts it opens, too; on paper it is open. */
import { make } from "./dom.js";

export const spent = ["label"];

/** @param {HTMLElement} element */
export function markup(element) {
  const { ownerDocument: document } = element;
  const label = element.getAttribute("label");
  if (!label) throw new Error("<sw-drawer>: needs a label, the words that open it");
  const content = make(document, "div", { class: "sw-drawer-content" }, ...element.childNodes);
  element.replaceChildren(make(document, "details", {}, make(document, "summary", {}, label), content));
}

/** `label`, the words that open it. @type {import("./define.js").Connect} */
export function connect(element, { window }) {
  const details = /** @type {HTMLDetailsElement} */ (element.querySelector("details"));
  let forPaper = false;
  const open = () => {
    forPaper = !details.open;
    details.open = true;
  };
  const close = () => {
    if (forPaper) details.open = false;
  };
  window.addEventListener("beforeprint", open);
  window.addEventListener("afterprint", close);
  return () => {
    window.removeEventListener("beforeprint", open);
    window.removeEventListener("afterprint", close);
  };
}
