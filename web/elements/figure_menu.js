/**
 * What a reader can take away from a figure: a link, a frame for another page. Fetched when a figure's menu is opened
 * for the first time, so that a page which nobody shares does not pay for it.
 */
import { make, setText } from "./dom.js";
import { pngOf, svgText } from "./figure_picture.js";
import { embedAddress, embedSnippet } from "../runtime/embed_address.js";
import { isTold } from "../runtime/state.js";
import styles from "../theme/figure_menu.css?url";
import { t } from "../words/words.js";

/**
 * What an entry gets to work on.
 * @typedef {object} Subject
 * @property {HTMLElement} element the `sw-figure`
 * @property {string} name of the figure
 * @property {any} spec what figures.js exports under that name
 * @property {import("../runtime/page.js").Essay} essay
 * @property {() => import("../runtime/page.js").View | null} view what is drawn now; null before the first picture
 * @property {() => SVGSVGElement | null} svg the live drawing
 *
 * @typedef {object} Entry
 * @property {string} label
 * @property {(subject: Subject, say: Say, place: HTMLElement) => void | Promise<void>} act `place`: an empty box for more
 * @property {(subject: Subject) => boolean} [offered] left out where this is false
 *
 * @callback Say shows a line under the entries, and `text` (a link, some code) in a field to copy from
 * @param {string} line
 * @param {string} [text]
 * @returns {void}
 */

/** The menu, in this order. @type {Entry[]} */
export const entries = [
  { label: t("Copy a link to this view"), act: (subject, say) => copy(subject, say, linkOf(subject)) },
  {
    label: t("Embed this figure"),
    act: (subject, say) =>
      copy(subject, say, embedSnippet(embedAddress(linkOf(subject), subject.name), subject.spec.title)),
  },
  {
    label: t("Make a link for a lesson"),
    act: async (subject, say, place) => {
      const { showTeacherForm } = await import("./teacher_form.js");
      say(t("What may those change who follow the link?"));
      showTeacherForm(
        place,
        subject.essay,
        () => linkOf(subject),
        (link) => copy(subject, say, link),
      );
    },
  },
  {
    label: t("Copy as Python, for scikit-learn"),
    act: copyPython,
    offered: (subject) => listing(subject) !== null,
  },
  { label: t("Download the settings as JSON"), act: downloadSettings },
  {
    label: t("Download the trained model as JSON"),
    act: downloadModel,
    offered: ({ spec }) => Boolean(spec.model),
  },
  { label: t("Download as SVG"), act: (subject) => downloadSvg(subject), offered: hasPicture },
  { label: t("Download as PNG"), act: (subject) => downloadPng(subject), offered: hasPicture },
  { label: t("Download the data as CSV"), act: (subject) => downloadTable(subject), offered: ({ spec }) => spec.table },
];

/** Where the page shows a listing of its model in Python. @param {Subject} subject */
const listing = ({ essay }) =>
  /** @type {HTMLElement | null} */ (essay.document.querySelector('sw-listing[cell="python"]'));

/** What the page is set to, as a program reads it; the reader's own texts are not in it. @param {Subject} subject */
function downloadSettings(subject) {
  const { essay } = subject;
  const link = linkOf(subject);
  const { state, step } = essay.store;
  const settings = Object.fromEntries(Object.entries(state).filter(([key]) => isTold(essay.schema[key])));
  const text = JSON.stringify({ scrollwork: 1, link, figure: subject.name, step, settings }, null, 2);
  download(essay, fileName(subject, "json"), "application/json", `${text}\n`);
}

/** The model that this figure shows, as the kernels write it and read it again. @param {Subject} subject @param {Say} say */
function downloadModel(subject, say) {
  const { essay, element, spec } = subject;
  essay.touch(element);
  say(t("The model is being written …"));
  const stop = essay.watch(element, [spec.model], ({ results, running, error }) => {
    if (running) return;
    stop();
    say(error ? error.message : "");
    if (!error) download(essay, fileName(subject, "model.json"), "application/json", `${results[spec.model]}\n`);
  });
}

/** The listing for what this figure shows, computed now. @param {Subject} subject @param {Say} say */
function copyPython(subject, say) {
  const { essay, element } = subject;
  essay.touch(element);
  say(t("The listing is being written …"));
  const stop = essay.watch(element, ["python"], ({ results, error }) => {
    stop();
    if (error) say(error.message);
    else copy(subject, say, String(results.python));
  });
}

/** @param {Subject} subject */
function hasPicture({ svg, view }) {
  return svg() !== null && view() !== null;
}

/** What is drawn now, for a picture file. @param {Subject} subject @returns {import("./figure_picture.js").Shown} */
function shownOf({ spec, view, svg }) {
  const [shown, drawing] = [view(), svg()];
  if (!shown || !drawing) throw new Error(t("This figure has no picture yet."));
  return { title: spec.title, summary: spec.summary(shown.results, shown.state), svg: drawing };
}

/** @param {Subject} subject */
function downloadSvg(subject) {
  download(subject.essay, fileName(subject, "svg"), "image/svg+xml", svgText(shownOf(subject)));
}

/** @param {Subject} subject */
async function downloadPng(subject) {
  download(subject.essay, fileName(subject, "png"), "image/png", await pngOf(shownOf(subject)));
}

/** The essay's name and the figure's: a reader may have files of several. @param {Subject} subject @param {string} ending */
function fileName({ essay, name }, ending) {
  const page = essay.window.location.pathname.split("/").findLast((part) => part && !part.includes("."));
  return `${page ? `${page}-` : ""}${name}.${ending}`;
}

/** @param {Subject} subject */
const linkOf = ({ essay, element }) => {
  // The link is to what this figure shows, wherever the reader's last step was.
  essay.touch(element);
  return essay.link(element);
};

/** To the clipboard; in any case the text stands there to be seen. @param {Subject} subject @param {Say} say @param {string} text */
async function copy({ essay }, say, text) {
  try {
    await essay.window.navigator.clipboard.writeText(text);
    say(t("Copied."), text);
  } catch {
    say(t("To copy:"), text);
  }
}

/** The table of what is drawn now, as a file. @param {Subject} subject */
export function downloadTable(subject) {
  const { essay, spec, view } = subject;
  const shown = view();
  if (!shown) return;
  const { columns, rows } = spec.table(shown.results, shown.state);
  // A minus as it is set in print is no number to a spreadsheet.
  const plain = (/** @type {unknown} */ cell) => String(cell).replace(/^−(?=\d)/, "-");
  const quoted = (/** @type {string} */ text) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const text = [columns, ...rows].map((row) => row.map((cell) => quoted(plain(cell))).join(",")).join("\r\n");
  download(essay, fileName(subject, "csv"), "text/csv", text);
}

/**
 * Hands the reader a file.
 * @param {Subject["essay"]} essay @param {string} name of the file @param {string} type @param {BlobPart} content
 */
export function download({ document, window }, name, type, content) {
  const href = window.URL.createObjectURL(new window.Blob([content], { type }));
  make(document, "a", { href, download: name }).click();
  setTimeout(() => window.URL.revokeObjectURL(href), 1000);
}

/**
 * Fills a figure's `<details class="sw-menu">`.
 * @param {HTMLDetailsElement} menu
 * @param {Subject} subject
 */
export function fillMenu(menu, subject) {
  if (menu.childElementCount > 1) return; // opened before
  const { document } = subject.essay;
  if (!document.querySelector(`link[href="${styles}"]`))
    document.head.append(make(document, "link", { rel: "stylesheet", href: styles }));
  const line = make(document, "p", { class: "sw-message", role: "status" });
  const field = make(document, "textarea", {
    readonly: true,
    rows: 4,
    hidden: true,
    "aria-label": t("To copy"),
    spellcheck: "false",
  });
  /** @type {Say} */
  const say = (words, text = "") => {
    setText(line, words);
    field.value = text;
    field.hidden = !text;
    // The form that gave the text keeps the focus.
    if (text && !place.contains(document.activeElement)) field.select();
  };
  const place = make(document, "div");
  const list = make(document, "ul");
  for (const { label, act, offered } of entries) {
    if (offered && !offered(subject)) continue;
    const button = make(document, "button", { type: "button" }, label);
    button.addEventListener("click", async () => {
      try {
        place.replaceChildren();
        await act(subject, say, place);
        if (place.firstChild) card.scrollTop = place.offsetTop - line.offsetHeight - 8;
      } catch (error) {
        say(/** @type {Error} */ (error).message);
      }
    });
    list.append(make(document, "li", {}, button));
  }
  const card = make(document, "div", { class: "sw-menu-card" }, list, line, place, field);
  menu.append(card);
  const close = () => {
    menu.open = false;
    place.replaceChildren();
    say("");
  };
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    event.stopPropagation();
    close();
    menu.querySelector("summary")?.focus();
  });
  document.addEventListener("pointerdown", (event) => {
    if (menu.open && !event.composedPath().includes(menu)) close();
  });
}
