/**
 * `sw-figure`: keeps the built picture until the first live one is complete, then draws on every change.
 *
 * The drawing happens in a fresh `<svg>` that takes the place of the built ones at the same size, so nothing jumps.
 * Raster layers are canvases under it. The layout, narrow or wide, follows the width of the element.
 */
import { select } from "d3-selection";
import { usualLayouts, wideFrom } from "../figures/layouts.js";
import { dataTable } from "../figures/table.js";
import { make, setText } from "./dom.js";
import { t } from "../words/words.js";

/** The summary is said at most this often, ms, and only once the figure has come to rest. */
const summaryPause = 900;

/** @typedef {{ box: HTMLElement, svg: SVGSVGElement, narrow: boolean }} Layout */

/** @type {import("./define.js").Connect} */
export function connect(element, essay) {
  const name = element.getAttribute("name") ?? "";
  const { figures, below } = essay;
  if (Object.hasOwn(figures, name)) return enliven(element, figures[name], essay);
  if (below) return below(element, essay, (more) => enliven(element, more[name], essay));
  throw new Error(`<sw-figure name="${name}">: there are: ${Object.keys(figures).join(", ")}`);
}

/** @param {HTMLElement} element @param {any} spec @param {import("../runtime/page.js").Essay} essay */
function enliven(element, spec, essay) {
  const live = new LiveFigure(element, spec, essay);
  const ends = [essay.watch(element, spec.needs, (view) => live.show(view)), essay.onStatus(() => live.showStatus())];
  return () => {
    live.end();
    ends.forEach((end) => end());
  };
}

class LiveFigure {
  #element;
  #spec;
  #essay;
  /** @type {import("../runtime/page.js").View | null} */
  #view = null;
  /** @type {Layout | null} */
  #layout = null;
  /** @type {Map<string, { canvas: HTMLCanvasElement, rgba: unknown, box: string }>} */
  #rasters = new Map();
  #status;
  #summary;
  /** @type {HTMLDetailsElement | null} */
  #twin;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #saying;
  /** @type {ResizeObserver | undefined} */
  #resized;
  /** @type {boolean | undefined} as it was when the element last changed its size */
  #narrow;
  /** Whether its reader has set letters wider apart. */
  #spaced = false;
  #motion;
  /** @type {MediaQueryList | undefined} whether figures stand on top of their steps */
  #stacked;

  /** @param {HTMLElement} element @param {any} spec @param {import("../runtime/page.js").Essay} essay */
  constructor(element, spec, essay) {
    this.#element = element;
    this.#spec = spec;
    this.#essay = essay;
    const { document, window } = essay;
    this.#motion = window.matchMedia?.("(prefers-reduced-motion: reduce)");
    this.#stacked = window.matchMedia?.("(width < 56.25rem)");
    this.#summary = element.querySelector(":scope > .sw-summary") ?? make(document, "p", { class: "sw-summary" });
    this.#summary.setAttribute("aria-live", "polite");
    // Not a live region: what is wrong with the engine would be said once for each figure.
    this.#status = make(document, "p", { class: "sw-message", hidden: true });
    this.#twin = element.querySelector(":scope > .sw-twin");
    if (!this.#twin && spec.table)
      this.#twin = make(document, "details", { class: "sw-twin" }, make(document, "summary", {}, t("Data table")));
    const menu = /** @type {HTMLDetailsElement | null} */ (element.querySelector(":scope > .sw-menu"));
    element.append(this.#status, this.#summary, ...[menu, this.#twin].filter((part) => part !== null));
    this.#twin?.addEventListener("toggle", () => this.#drawTable());
    menu?.addEventListener("toggle", () => {
      if (menu.open) this.#withMenu(({ fillMenu }) => fillMenu(menu, this.#subject()));
    });
    element.addEventListener("keydown", (event) => {
      if (event.key.toLowerCase() !== "z" || event.shiftKey || event.altKey || event.ctrlKey === event.metaKey) return;
      event.preventDefault();
      if (essay.store.undo()) essay.announce(t("Undone."));
    });
    if (window.ResizeObserver) {
      this.#resized = new window.ResizeObserver(() => {
        const before = `${this.#narrow}${this.#spaced}`;
        this.#narrow = this.#measure();
        this.#spaced = Number.parseFloat(window.getComputedStyle(element).letterSpacing) > 0;
        if (this.#view && this.#layout && before !== `${this.#narrow}${this.#spaced}`) this.#draw(this.#view);
      });
      // The menu is as wide as its words: it tells when a reader sets letters wider apart.
      for (const part of [element, menu]) if (part) this.#resized.observe(part);
    }
  }

  end() {
    this.#resized?.disconnect();
    clearTimeout(this.#saying);
  }

  /** @param {import("../runtime/page.js").View} view */
  show(view) {
    if (this.#element.getAttribute("aria-busy") !== String(view.running))
      this.#element.setAttribute("aria-busy", String(view.running));
    if (view.error) {
      if (this.#status.textContent !== view.error.message) this.#essay.announce(view.error.message);
      this.#say(view.error.message, "sw-error");
      return;
    }
    // What its menu has said stays until the reader asks the menu again.
    if (this.#status.className === "sw-error") this.#say("");
    this.#view = view;
    this.#draw(view);
    if (this.#twin?.open) this.#drawTable();
    // Not at each step of a drag or a long run: once it has come to rest.
    clearTimeout(this.#saying);
    if (!view.running)
      this.#saying = setTimeout(
        () => setText(this.#summary, this.#spec.summary(view.results, view.state)),
        summaryPause,
      );
  }

  /** Fetches what a menu does, or says that it cannot be had now. @param {(menu: typeof import("./figure_menu.js")) => void} act */
  #withMenu(act) {
    const trouble = t("Not reached. Try again");
    const menu = import("./figure_menu.js");
    menu.then(
      (come) => {
        if (this.#status.textContent === trouble) this.#say("");
        act(come);
      },
      () => this.#say(trouble),
    );
  }

  /** @returns {import("./figure_menu.js").Subject} */
  #subject() {
    return {
      element: this.#element,
      name: this.#element.getAttribute("name") ?? "",
      spec: this.#spec,
      essay: this.#essay,
      view: () => this.#view,
      svg: () => this.#layout?.svg ?? null,
    };
  }

  /** Whether the engine runs; if not, that the picture stays and how to try again. */
  showStatus() {
    const { client, document } = this.#essay;
    const trouble = this.#essay.trouble();
    this.#say(trouble);
    if (!trouble || client.error?.code === "unsupported") return;
    const retry = make(document, "button", { type: "button", class: "sw-plain" }, t("Try again"));
    retry.addEventListener("click", () => client.retry());
    this.#status.append(" ", retry);
  }

  /** @param {string} text @param {string} [className] */
  #say(text, className = "sw-message") {
    setText(this.#status, text);
    this.#status.className = className;
    this.#status.hidden = !text;
  }

  /** Measuring in the middle of a frame would lay out the page for each figure that a drag redraws: the observer does it. */
  #isNarrow() {
    return this.#narrow ?? this.#measure();
  }

  /** @returns {boolean} */
  #measure() {
    const em =
      Number.parseFloat(this.#essay.window.getComputedStyle?.(this.#essay.document.documentElement).fontSize) || 16;
    const [units] = (this.#spec.layouts ?? usualLayouts).wide;
    // On top of the steps there is not the height for a wide one, either.
    const isOnTop = this.#element.parentElement?.localName === "sw-steps" && (this.#stacked?.matches ?? false);
    return isOnTop || this.#element.getBoundingClientRect().width < wideFrom(units) * em;
  }

  /** @param {import("../runtime/page.js").View} view */
  #draw({ results, state }) {
    const narrow = this.#isNarrow();
    const layout = this.#layout?.narrow === narrow ? this.#layout : this.#makeLayout(narrow);
    const [width, height] = (this.#spec.layouts ?? usualLayouts)[narrow ? "narrow" : "wide"];
    const essay = this.#essay;
    /** @type {Set<string>} */
    const painted = new Set();
    this.#spec.draw(select(layout.svg), results, state, {
      width,
      height,
      narrow,
      live: true,
      reducedMotion: this.#motion?.matches ?? false,
      raster: (/** @type {import("../figures/frame.js").RasterLayer} */ layer) => {
        painted.add(layer.key);
        this.#paint(layout.box, layer, width, height);
      },
      edit: (/** @type {{ [key: string]: unknown }} */ changes) => essay.edit(this.#element, changes),
      now: () => {
        essay.touch(this.#element);
        return essay.store.state;
      },
      editPoint: (/** @type {[string, number, number, number, number?]} */ ...point) => {
        essay.touch(this.#element);
        return essay.store.editPoint(...point);
      },
      locked: (/** @type {string} */ key) => essay.store.locked.has(key),
      announce: (/** @type {string} */ text) => essay.announce(text),
    });
    for (const [key, { canvas }] of this.#rasters)
      if (!painted.has(key)) {
        canvas.remove();
        this.#rasters.delete(key);
      }
    if (layout !== this.#layout) this.#put(layout);
    if (this.#spaced) import("./spaced_words.js").then(({ fitWords }) => fitWords(layout.svg)).catch(() => {});
  }

  /** @param {boolean} narrow */
  #makeLayout(narrow) {
    const { document } = this.#essay;
    const [width, height] = (this.#spec.layouts ?? usualLayouts)[narrow ? "narrow" : "wide"];
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    svg.setAttribute("role", "group");
    svg.setAttribute("aria-label", this.#spec.title);
    const box = make(document, "div", { class: narrow ? "sw-layout sw-narrow" : "sw-layout" }, svg);
    box.style.setProperty("--ratio", String(width / height));
    this.#rasters.clear();
    return { box, svg, narrow };
  }

  /** Puts a finished drawing in the place of the one before. @param {Layout} layout */
  #put(layout) {
    const before = this.#layout ? [this.#layout.box] : [...this.#element.querySelectorAll(":scope > :is(svg, img)")];
    if (before[0]) before[0].before(layout.box);
    else this.#element.prepend(layout.box);
    for (const old of before) old.remove();
    this.#layout = layout;
  }

  /** @param {HTMLElement} box @param {import("../figures/frame.js").RasterLayer} layer @param {number} width @param {number} height */
  #paint(box, { key, x, y, width: w, height: h, columns, rows, rgba }, width, height) {
    let raster = this.#rasters.get(key);
    if (!raster) {
      const canvas = make(this.#essay.document, "canvas", { "aria-hidden": "true" });
      raster = { canvas, rgba: null, box: "" };
      this.#rasters.set(key, raster);
      box.insertBefore(canvas, box.querySelector("svg"));
    }
    const { canvas } = raster;
    const place = [x / width, y / height, w / width, h / height].map((share) => `${share * 100}%`);
    if (raster.box !== place.join()) {
      raster.box = place.join();
      [canvas.style.left, canvas.style.top, canvas.style.width, canvas.style.height] = place;
    }
    // Results arrive as fresh arrays, so the same array is the same picture.
    if (raster.rgba === rgba) return;
    raster.rgba = rgba;
    if (canvas.width !== columns) canvas.width = columns;
    if (canvas.height !== rows) canvas.height = rows;
    const pixels = new Uint8ClampedArray(/** @type {ArrayBuffer} */ (rgba.buffer), rgba.byteOffset, rgba.byteLength);
    canvas.getContext("2d")?.putImageData(new this.#essay.window.ImageData(pixels, columns, rows), 0, 0);
  }

  #drawTable() {
    const twin = this.#twin;
    if (!twin?.open || !this.#view || !this.#spec.table) return;
    const { results, state } = this.#view;
    const table = this.#spec.table(results, state);
    dataTable(select(/** @type {Element} */ (twin)), table);
    if (twin.querySelector(":scope > button")) return;
    const button = make(this.#essay.document, "button", { type: "button", class: "sw-plain" }, t("Download as CSV"));
    button.addEventListener("click", () => this.#withMenu(({ downloadTable }) => downloadTable(this.#subject())));
    twin.append(button);
  }
}
