/** `sw-listing`: the model as a program at the reader's settings, behind a heading, with a link that takes it away as a file. */
import { make, setText } from "./dom.js";
import { t } from "../words/words.js";

export const spent = ["file"];

/**
 * The file is the build's: it holds the listing as the page begins. The page has none, for few open it, and for them it
 * is written anew.
 * @param {HTMLElement} element
 */
export function markup(element) {
  const { ownerDocument: document } = element;
  const [cell, file] = ["cell", "file"].map((name) => element.getAttribute(name) ?? "");
  if (!cell) throw new Error("<sw-listing>: needs a cell, which holds the text");
  if (!/^[\w-]+\.\w+$/.test(file))
    throw new Error(`<sw-listing file="${file}">: expected the name of a file, such as model.py`);
  const link = make(document, "a", { href: file, download: file }, t("Download {file}", { file }));
  element.replaceChildren(
    make(
      document,
      "details",
      {},
      make(document, "summary", {}, t("Show the listing")),
      make(document, "pre", { tabindex: 0, role: "group", "aria-label": t("Listing") }),
      make(document, "p", {}, link),
    ),
  );
}

/** `cell`, the text; `file`, the name under which it is offered. @type {import("./define.js").Connect} */
export function connect(element, essay) {
  const cell = element.getAttribute("cell") ?? "";
  const listing = /** @type {HTMLElement} */ (element.querySelector("pre"));
  const link = /** @type {HTMLAnchorElement} */ (element.querySelector("a"));
  let written = "";
  link.addEventListener("click", () => {
    const { URL, Blob } = essay.window;
    // Until it is written, and where it cannot be, the link leads to the file as the page begins.
    link.href = written ? URL.createObjectURL(new Blob([`${written}\n`])) : link.download;
  });
  // While it is closed the listing is near to nobody, and is not computed.
  return essay.watch(listing, [cell], ({ results, error }) => {
    written = error ? "" : results[cell];
    setText(listing, written || error?.message || "");
  });
}
