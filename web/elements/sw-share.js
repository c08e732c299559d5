/** `sw-share`: copies the link of what is seen now; where the browser refuses, shows it in a field. */
import { make, setText } from "./dom.js";
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
  element.querySelector("button")?.addEventListener("click", () =>
    import("./copy_link.js").then(
      ({ copyLink }) => copyLink(element, essay),
      () => setText(/** @type {Element} */ (element.querySelector("span")), t("Not reached. Try again")),
    ),
  );
}
