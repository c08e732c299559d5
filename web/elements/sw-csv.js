/**
 * `sw-csv`: the reader's own table, chosen or dropped. Its text becomes the `key` (a `text` state: for this visit only,
 * never in the link) and so reaches the kernel that parses it; nothing leaves the page.
 *
 * `key`, `label`; `cell`: the cell that parses it, whose error is shown here, or the `note` that it has (`readTable`);
 * `back`: the words on the button that returns to the essay's own data.
 */
import { make, setText } from "./dom.js";
import { freeId, keyOf } from "./parts.js";
import { t } from "../words/words.js";

export const spent = ["label", "back"];

/** @param {HTMLElement} element @param {import("./all.js").Context} context */
export function markup(element, { schema }) {
  const { ownerDocument: document } = element;
  const id = freeId(document, `sw-${keyOf(element, schema, ["text"])}`);
  element.replaceChildren(
    make(
      document,
      "div",
      { class: "sw-drop" },
      make(document, "label", { for: id }, element.getAttribute("label") ?? t("Choose a CSV file, or drop one here")),
      make(document, "input", { id, type: "file", accept: ".csv,.tsv,.txt,text/csv,text/plain" }),
    ),
    make(document, "p", { class: "sw-message", role: "status" }),
    make(
      document,
      "button",
      { type: "button", class: "sw-plain", hidden: true },
      element.getAttribute("back") ?? t("Back to our own data"),
    ),
  );
}

/** @type {import("./define.js").Connect} */
export function connect(element, essay) {
  const key = /** @type {string} */ (element.getAttribute("key"));
  const { max } = /** @type {import("../runtime/state.js").TextField} */ (essay.schema[key]);
  const zone = /** @type {HTMLElement} */ (element.querySelector(".sw-drop"));
  const input = /** @type {HTMLInputElement} */ (element.querySelector("input"));
  const message = /** @type {HTMLElement} */ (element.querySelector("p"));
  const back = /** @type {HTMLButtonElement} */ (element.querySelector("button"));
  let said = "";
  let nTaken = 0;

  const say = (/** @type {string} */ text, isError = false) => {
    setText(message, text);
    message.className = isError ? "sw-error" : "sw-message";
  };
  /** @param {File | undefined} file */
  const take = async (file) => {
    if (!file) return;
    const turn = ++nTaken;
    try {
      const { readTable } = await import("./csv_file.js").catch(() => {
        throw new Error(t("Not reached. Try again"));
      });
      const text = await readTable(file, max);
      if (turn !== nTaken) return; // a file that was chosen later was read sooner
      // The same file again is a wish to try again; the state would not change.
      if (text === essay.store.state[key]) essay.store.reset([key]);
      said = t("{file} stays in this browser.", { file: file.name });
      say(said);
      essay.edit(element, { [key]: text });
      essay.store.settle();
    } catch (error) {
      if (turn === nTaken) say(/** @type {Error} */ (error).message, true);
    }
  };

  input.addEventListener("change", () => take(input.files?.[0]));
  const over = (/** @type {boolean} */ on) => (/** @type {DragEvent} */ event) => {
    event.preventDefault();
    zone.classList.toggle("is-over", on);
  };
  zone.addEventListener("dragover", over(true));
  zone.addEventListener("dragleave", over(false));
  zone.addEventListener("drop", (event) => {
    over(false)(event);
    take(event.dataTransfer?.files[0]);
  });
  // A file that misses the zone would be opened in place of the page.
  const beside = (/** @type {DragEvent} */ event) => {
    if (event.defaultPrevented || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "none";
  };
  element.ownerDocument.addEventListener("dragover", beside);
  back.addEventListener("click", () => {
    input.value = "";
    essay.touch(element);
    essay.store.reset([key]);
    input.focus();
  });

  const ends = [
    () => element.ownerDocument.removeEventListener("dragover", beside),
    essay.onState(element, (state) => {
      back.hidden = state[key] === "";
      if (back.hidden) say("");
    }),
  ];
  const cell = element.getAttribute("cell");
  if (cell)
    ends.push(
      essay.watch(element, [cell], ({ state, error, results }) => {
        if (state[key] === "") return;
        say(error?.message ?? `${said} ${results[cell]?.note ?? ""}`.trimEnd(), Boolean(error));
        if (error) input.value = ""; // so that the same file can be chosen again
      }),
    );
  return () => ends.forEach((end) => end());
}
