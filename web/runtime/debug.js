/**
 * The step debugger, for an author: `?debug` in the address. A panel that says the step, the state (what the reader has
 * changed is marked), and of each cell that the page asked for: whether the last answer brought a new value, how long the
 * page waited for it, and how large it is. Fetched on demand only.
 */
import { make, setText } from "../elements/dom.js";
import styles from "../theme/debug.css?url";

/** @param {import("./page.js").Essay} essay */
export function showDebugger(essay) {
  const { client, document, store, window } = essay;
  const step = make(document, "p");
  const state = make(document, "tbody");
  const cells = make(document, "tbody");
  const table = (/** @type {string} */ caption, /** @type {string[]} */ names, /** @type {HTMLElement} */ body) =>
    make(
      document,
      "table",
      {},
      make(document, "caption", {}, caption),
      make(
        document,
        "thead",
        {},
        make(document, "tr", {}, ...names.map((name) => make(document, "th", { scope: "col" }, name))),
      ),
      body,
    );
  const panel = make(
    document,
    "aside",
    { class: "sw-debug", "aria-label": "Debugger" },
    make(
      document,
      "details",
      { open: true },
      make(document, "summary", {}, "Debugger"),
      step,
      table("Cells", ["cell", "runs", "ms", "KB", ""], cells),
      table("State", ["key", "value"], state),
    ),
  );
  document.head.append(make(document, "link", { rel: "stylesheet", href: styles }));
  document.body.append(panel);

  /** @type {Map<string, { value: unknown, runs: number, ms: number, size: number }>} */
  const seen = new Map();
  let asked = window.performance.now();
  let waiting = false;
  const want = client.want.bind(client);
  client.want = (request) => {
    if (!waiting) asked = window.performance.now();
    waiting = true;
    want(request);
  };
  const row = (/** @type {string[]} */ texts, /** @type {boolean} */ marked) =>
    make(document, "tr", { class: marked && "is-new" }, ...texts.map((text) => make(document, "td", {}, text)));

  const look = () => {
    setText(step, `Step: ${store.step ?? "none"}. Worker: ${client.status}.`);
    // What the reader has changed comes first: an essay has many settings, the panel few lines.
    const isEdited = (/** @type {string} */ key) => Object.hasOwn(store.edits, key);
    const settings = Object.entries(store.state).sort(([a], [b]) => Number(isEdited(b)) - Number(isEdited(a)));
    state.replaceChildren(...settings.map(([key, value]) => row([key, shorten(JSON.stringify(value))], isEdited(key))));
    const waited = window.performance.now() - asked;
    const rows = [...client.results].map(([name, { value, error, running }]) => {
      const before = seen.get(name);
      const isNew = !before || before.value !== value;
      const now = isNew ? { value, runs: (before?.runs ?? 0) + 1, ms: waited, size: sizeOf(value) } : before;
      seen.set(name, now);
      if (isNew) waiting = false;
      const news = error ? shorten(error.message) : running ? "running" : "";
      return row([name, String(now.runs), now.ms.toFixed(1), (now.size / 1000).toFixed(1), news], isNew);
    });
    cells.replaceChildren(...rows);
  };
  // After the page has drawn; nothing is looked at while nothing changes.
  let due = false;
  const soon = () => {
    if (due) return;
    due = true;
    window.requestAnimationFrame(() => {
      due = false;
      look();
    });
  };
  const drawn = client.drawn.bind(client);
  client.drawn = () => {
    drawn();
    soon();
  };
  store.subscribe(soon);
  essay.onStatus(soon);
  look();
}

/** @param {string} text */
const shorten = (text) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

/** Bytes of the typed arrays and texts in a value, 8 for each other number. @param {any} value @returns {number} */
function sizeOf(value) {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value === "string") return 2 * value.length;
  if (typeof value !== "object" || value === null) return 8;
  return Object.values(value).reduce((sum, part) => sum + sizeOf(part), 0);
}
