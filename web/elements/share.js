/** `sw-share`: copies the link of what is seen now; where the browser refuses, shows it in a field. */
import { setText } from "./dom.js";

/** @type {import("./index.js").Connect} */
export function share(element, essay) {
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
