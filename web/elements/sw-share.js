/** `sw-share`: copies the link of what is seen now; where the browser refuses, shows it in a field. */
import { make } from "./dom.js";
import { t } from "../words/words.js";

/** @param {HTMLElement} element */
export function markup(element) {
  const { ownerDocument: document } = element;
  const label = element.textContent?.trim() || t("Copy a link to this");
  element.replaceChildren(
    make(document, "button", { type: "button" }, label),
    make(document, "span", { class: "sw-message", role: "status" }),
    make(document, "input", { type: "text", readonly: true, hidden: true, "aria-label": t("Link") }),
  );
}

/** @type {import("./define.js").Connect} */
export function connect(element, essay) {
  element
    .querySelector("button")
    ?.addEventListener("click", async () => (await import("./copy_link.js")).copyLink(element, essay));
}
