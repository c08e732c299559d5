/** `sw-share`: copies the link of what is seen now; where the browser refuses, shows it in a field. */
import { make, setText } from "./dom.js";

/** @param {HTMLElement} element */
export function markup(element) {
  const { ownerDocument: document } = element;
  const label = element.textContent?.trim() || "Copy a link to this";
  element.replaceChildren(
    make(document, "button", { type: "button" }, label),
    make(document, "span", { class: "sw-message", role: "status" }),
    make(document, "input", { type: "text", readonly: true, hidden: true, "aria-label": "Link" }),
  );
}

/** @type {import("./define.js").Connect} */
export function connect(element, essay) {
  const message = /** @type {HTMLElement} */ (element.querySelector("span"));
  const field = /** @type {HTMLInputElement} */ (element.querySelector("input"));
  element.querySelector("button")?.addEventListener("click", async () => {
    const link = essay.link(element);
    field.hidden = true;
    setText(message, "");
    try {
      await essay.window.navigator.clipboard.writeText(link);
      setText(message, "Copied.");
    } catch {
      field.value = link;
      field.hidden = false;
      field.select();
      setText(message, "This is the link:");
    }
  });
}
