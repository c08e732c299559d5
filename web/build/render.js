// Static rendering: every figure drawn by the real kernels and the essay's own drawing code, into the page's HTML.
//
// What a reader sees before scripts run, prints, or hears from a screen reader comes from here. The first figure of a
// page stands in it in both layouts: it is what a reader sees first. The others are drawn once, in the narrow layout,
// which fills the wide one's box too: few see them still, and every drawing costs each reader a kilobyte or two. They stand
// side by side before the words: numbers beside numbers are packed better than numbers among words. Who reads
// without scripts on a wide screen gets the wide drawings as files. A drawing of hundreds of marks becomes a file, fetched
// when it comes near. Each further step of a story is a file, too.
import { createHash } from "node:crypto";
import { select } from "d3-selection";
import { parseHTML } from "linkedom";
import { renderElements } from "../elements/all.js";
import { formatCount, formatValue } from "../figures/format.js";
import { usualLayouts, wideFrom } from "../figures/layouts.js";
import { dataTable } from "../figures/table.js";
import { evaluate, Graph } from "../runtime/cells.js";
import { effective, schema } from "../runtime/state.js";
import { copyOut } from "../runtime/copy.js";
import { History } from "../runtime/history.js";
import { compactDrawing } from "./compact.js";
import { Markers } from "./gather.js";
import { encodePng, withFewerOpacities } from "./png.js";
import { t } from "../words/words.js";

/** Characters of markup from which on a drawing is a file of its own. */
const inlineLimit = 20000;
const svgSpace = "http://www.w3.org/2000/svg";
/** A narrow drawing that fills a wide box. */
const fitted = ".sw-still-wide > use[href^='#still-']";
/** In the order of the page. @type {["wide", "narrow"]} */
const layoutNames = ["wide", "narrow"];
/** What shows the wide drawings without scripts. */
const wideSheet = "stills/wide.css";
/** A table of more rows comes with the live figure only. */
const inlineRows = 16;

/**
 * @typedef {object} Figure  an export of figures.js; web/README.md
 * @property {string} title
 * @property {string[]} needs
 * @property {{ narrow: [number, number], wide: [number, number] }} [layouts]
 * @property {(root: any, results: any, state: any, options: any) => void} draw
 * @property {(results: any, state: any) => string} summary
 * @property {(results: any, state: any) => import("../figures/table.js").TableTwin} [table]
 *
 * @typedef {{ state: any, results: any }} Shown  what a figure draws: a state and the cells there
 * @typedef {"narrow" | "wide"} Layout
 * @typedef {{ css: string, symbols: string }} Shared  what a picture file carries inside: style sheet, `<symbol>`s
 * @typedef {Map<string, string | Uint8Array>} Files  path from the essay's folder → content
 */

/**
 * Fills `sw-figure` and `sw-value`, completes the controls, links the references back, adds the stills of the steps, and writes
 * the listings.
 * @param {any} document  the page; changed in place
 * @param {{ model: any, figures: Record<string, Figure>, k: any } & Shared} essay
 * @param {{ draft?: boolean }} [options]  a draft, for an author at work, has no stills, and of long cells the first values
 * @returns {Files}
 */
export function renderPage(document, { model, figures, k, css, symbols }, { draft = false } = {}) {
  const page = new Page(document, model, k, draft);
  /** @type {Files} */
  const files = new Map();
  const markers = new Markers();
  /** @type {any[]} */
  const drawings = [];
  try {
    const elements = [...document.querySelectorAll("sw-figure")];
    for (const element of elements) {
      const name = element.getAttribute("name");
      if (!Object.hasOwn(figures, name)) {
        const known = Object.keys(figures).join(", ");
        throw new Error(`<sw-figure name="${name}">: figures.js has no such figure; there are: ${known}`);
      }
      const figure = figures[name];
      const shown = page.at(page.stepAt(element), figure.needs);
      const shared = { css, symbols };
      fillFigure(element, figure, shown, shared, files, markers, element === elements[0] ? null : drawings);
      if (draft) continue;
      if (element.querySelector(fitted)) files.set(`stills/${name}-wide.svg`, drawFile(figure, "wide", shown, shared));
      // The first step too: on paper the figure itself may have come to any of them.
      for (const [i, section] of page.sectionsOf(element.closest("sw-steps")).entries()) {
        const still = page.at(section.id, figure.needs);
        const path = `stills/${name}-${section.id}.svg`;
        files.set(path, drawFile(figure, "narrow", still, shared));
        section.append(imageOf(document, figure, "narrow", still, i === 0 ? "sw-still sw-paper" : "sw-still", path));
      }
    }
    if (!draft) showWideWithoutScripts(document, files);
    keepDrawings(document, drawings);
    markers.define(document);
    requireSymbols(document, document);
    for (const element of document.querySelectorAll("sw-value")) element.textContent = page.textOf(element);
    for (const listing of document.querySelectorAll("sw-listing[file]"))
      files.set(listing.getAttribute("file"), `${page.textOf(listing)}\n`);
    for (const symbol of document.querySelectorAll("sw-math:not([data-ready]) [data-cell]"))
      symbol.setAttribute("data-value", page.textOf(symbol, "data-"));
    for (const claim of document.querySelectorAll("data[data-claim]")) forgetClaim(claim);
    // HTML wants every <data> to say its value to machines; the text of a source is just that.
    for (const source of document.querySelectorAll("data:not([value])"))
      source.setAttribute("value", source.textContent.trim());
    for (const source of document.querySelectorAll("data[data-source]")) source.removeAttribute("data-source");
    renderElements(document, (element) => ({ schema: page.schema, state: page.stateAt(page.stepAt(element)) }));
    linkReferences(document);
  } finally {
    page.close();
  }
  return files;
}

/**
 * Links the style sheet that puts each wide drawing in the place of the narrow one which fills its box.
 * @param {any} document @param {Files} files
 */
function showWideWithoutScripts(document, files) {
  const names = [...document.querySelectorAll("sw-figure:has(> .sw-still-wide > use[href^='#still-'])")].map(
    (element) => element.getAttribute("name"),
  );
  const rules = names.map((name) => {
    const still = `sw-figure[name="${name}"] > .sw-still-wide`;
    return `${still}{background:url("${name}-wide.svg") center/contain no-repeat}${still} > use{display:none}\n`;
  });
  files.set(wideSheet, rules.join(""));
  const place = document.head.querySelector("noscript");
  if (!place || names.length === 0 || document.querySelector(`link[href="${wideSheet}"]`)) return;
  place.insertAdjacentHTML("beforeend", `<link rel="stylesheet" href="${wideSheet}">`);
}

/**
 * Which function vouches for a number is the author's to know and the tests' (they read the essay's own file), and what it
 * says to machines is what it says to readers: a hundred ids and values are half a kilobyte of each visit. What is left is
 * the shortest element that marks a word without a word about it.
 * @param {any} claim
 */
function forgetClaim(claim) {
  const mark = claim.ownerDocument.createElement("u");
  for (const { name, value } of claim.attributes)
    if (name !== "value" && name !== "data-claim") mark.setAttribute(name, value);
  mark.append(...claim.childNodes);
  claim.replaceWith(mark);
}

/**
 * A citation links to its reference; here each reference gets a link back to the first citation of it.
 * @param {any} document
 */
function linkReferences(document) {
  const cited = [...document.querySelectorAll(".references > li[id]")].map((item) => ({
    item,
    citation: document.querySelector(`a[href="#${item.id}"]`),
  }));
  for (const [i, { item, citation }] of cited.entries()) {
    if (!citation) continue;
    citation.id = `cite-${i + 1}`;
    const back = document.createElement("a");
    back.setAttribute("href", `#${citation.id}`);
    back.setAttribute("aria-label", t("back to the text"));
    back.textContent = "↑";
    item.append(" ", back);
  }
}

/** viewBox and pixels of an essay's card. */
export const cardSize = { width: 640, height: 300 };

/**
 * An essay's card as an SVG file: a figure that names the `step` it shows, where it is not the beginning.
 * @param {Figure & { step?: string }} card
 * @param {{ model: any, k: any } & Shared} essay
 * @returns {string}
 */
export function renderCard(card, { model, k, ...shared }) {
  const { step = null } = card;
  const cells = evaluate(model, k, {}, step);
  try {
    const results = Object.fromEntries(card.needs.map((name) => [name, copyOut(cells[name], new Set())]));
    const state = effective(schema(model.state), model.steps ?? [], step);
    /** @type {[number, number]} */
    const size = [cardSize.width, cardSize.height];
    return drawFile({ ...card, layouts: { wide: size, narrow: size } }, "wide", { state, results }, shared);
  } finally {
    cells.close();
  }
}

/** The steps of a page and the cells at each. */
class Page {
  /** @type {Map<string, unknown>} */
  #known = new Map();
  #graph;
  #ids;

  /** @param {any} document @param {any} model @param {any} k @param {boolean} draft */
  constructor(document, model, k, draft) {
    this.model = model;
    this.schema = schema(model.state);
    this.steps = /** @type {import("../runtime/state.js").Step[]} */ (model.steps ?? []);
    this.#ids = new Set(this.steps.map(({ id }) => id));
    for (const id of this.#ids)
      if (!document.getElementById(id)) throw new Error(`step "${id}" has no element with that id in index.html`);
    this.#graph = new Graph(model, k, this.stateAt(null), { toEnd: !draft, History });
  }

  /** The steps of an `sw-steps`, in the order of the page. @param {any} scope */
  sectionsOf(scope) {
    return [...(scope?.querySelectorAll("[id]") ?? [])].filter(({ id }) => this.#ids.has(id));
  }

  /** The step at a place of the page: the one it stands in, or the first of its story. @param {any} element */
  stepAt(element) {
    const sections = this.sectionsOf(element.closest("sw-steps"));
    return (sections.find((section) => section.contains(element)) ?? sections[0])?.id ?? null;
  }

  /** @param {string | null} step */
  stateAt(step) {
    return effective(this.schema, this.steps, step);
  }

  /** Cells at a step, each computed once. @param {string | null} step @param {string[]} names @returns {Shown} */
  at(step, names) {
    const state = this.stateAt(step);
    /** @type {Record<string, unknown>} */
    const results = {};
    for (const name of names) {
      const key = JSON.stringify([step, name]);
      if (!this.#known.has(key)) {
        this.#graph.set(state);
        const { value, error, failed } = this.#graph.read(name);
        if (failed) throw error;
        // What a figure gets live has come out of a worker; here too, or a drawing could work in one place only.
        this.#known.set(key, copyOut(value, new Set()));
      }
      results[name] = this.#known.get(key);
    }
    return { state, results };
  }

  /**
   * What an `sw-value` prints, or stands under a symbol of a formula: a state value, or a part of a cell.
   * @param {any} element @param {string} [prefix] of the attributes that say which and how
   */
  textOf(element, prefix = "") {
    const [cell, format, unit] = ["cell", "format", "unit"].map((name) => element.getAttribute(prefix + name));
    const [name, ...path] = (cell ?? "").split(".");
    const isCell = Object.hasOwn(this.model.cells, name);
    if (!isCell && !Object.hasOwn(this.schema, name))
      throw new Error(`<${element.localName} ${prefix}cell="${cell}">: model.js has no cell and no state "${name}"`);
    const { state, results } = this.at(this.stepAt(element), isCell ? [name] : []);
    const whole = isCell ? results[name] : state[name];
    const value = path.reduce((/** @type {any} */ part, /** @type {string} */ key) => part?.[key], whole);
    return formatValue(value, format) + (unit ?? "");
  }

  close() {
    this.#graph.close();
  }
}

/**
 * @param {any} element
 * @param {Figure} figure
 * @param {Shown} shown
 * @param {Shared} shared
 * @param {Files} files
 * @param {Markers} markers
 * @param {any[] | null} drawings  takes the drawing where it is not the first of the page, which stands in its place
 */
function fillFigure(element, figure, shown, shared, files, markers, drawings) {
  const document = element.ownerDocument;
  const name = element.getAttribute("name");
  element.replaceChildren();
  const addressOf = (/** @type {import("../figures/frame.js").RasterLayer} */ raster) => {
    const png = encodePng(withFewerOpacities(raster));
    const path = `stills/${createHash("sha256").update(png).digest("hex").slice(0, 12)}.png`;
    files.set(path, png);
    return path;
  };
  const narrow = drawInto(document, figure, "narrow", shown, addressOf);
  const classes = { wide: classOfWide(figure), narrow: "sw-still-narrow" };
  if (drawings && narrow.outerHTML.length > inlineLimit) {
    for (const layout of layoutNames) {
      const path = `stills/${name}-${layout}.svg`;
      files.set(path, drawFile(figure, layout, shown, shared));
      const image = imageOf(document, figure, layout, shown, classes[layout], path);
      image.setAttribute("alt", figure.title);
      element.append(image);
    }
  } else {
    markers.gather(narrow);
    if (drawings) {
      const drawing = document.createElementNS(svgSpace, "g");
      drawing.setAttribute("id", `still-${name}`);
      drawing.append(...narrow.childNodes);
      drawings.push(drawing);
      element.append(...layoutNames.map((layout) => showing(drawing, figure, layout)));
    } else {
      const wide = drawInto(document, figure, "wide", shown, addressOf);
      markers.gather(wide);
      element.append(wide, narrow);
    }
    for (const layout of layoutNames)
      element.children[layoutNames.indexOf(layout)].setAttribute("class", classes[layout]);
  }
  const summary = document.createElement("p");
  summary.setAttribute("class", "sw-summary");
  summary.textContent = figure.summary(shown.results, shown.state);
  element.append(summary, menuOf(document));
  if (figure.table) element.append(twinOf(document, figure.table(shown.results, shown.state)));
}

/** By which the style sheet knows where a wide drawing stands; most need no name of their own. @param {Figure} figure */
function classOfWide(figure) {
  const from = wideFrom((figure.layouts ?? usualLayouts).wide[0]);
  return from === wideFrom(0) ? "sw-still-wide" : `sw-still-wide sw-from-${from}`;
}

/** @param {Figure} figure @param {Layout} layout @returns {[number, number]} units of its drawing */
const sizeOf = (figure, layout) => (figure.layouts ?? usualLayouts)[layout];

/** What the reader can take away; its entries come when it is opened. @param {any} document */
function menuOf(document) {
  const menu = document.createElement("details");
  menu.setAttribute("class", "sw-menu");
  const heading = document.createElement("summary");
  heading.textContent = t("Share");
  menu.append(heading);
  return menu;
}

/** @param {any} document @param {import("../figures/table.js").TableTwin} table */
function twinOf(document, { caption, columns, rows }) {
  const twin = document.createElement("details");
  twin.setAttribute("class", "sw-twin");
  const heading = document.createElement("summary");
  heading.textContent = t("Data table");
  twin.append(heading);
  const isLong = rows.length > inlineRows;
  const note = isLong
    ? t(": {count} rows, which come with the live figure", { count: formatCount(rows.length), n: rows.length })
    : "";
  dataTable(select(twin), { caption: caption + note, columns, rows: isLong ? [] : rows });
  if (isLong) for (const part of twin.querySelectorAll("thead, tbody")) part.remove();
  return twin;
}

/**
 * An empty drawing of a figure as an <svg> element of `document`.
 * @param {any} document
 * @param {Figure} figure
 * @param {Layout} layout
 */
function emptySvg(document, figure, layout) {
  const [width, height] = sizeOf(figure, layout);
  const svg = document.createElementNS(svgSpace, "svg");
  setAttributes(svg, { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": figure.title });
  return svg;
}

/**
 * One drawing of a figure as an <svg> element of `document`.
 * @param {any} document
 * @param {Figure} figure
 * @param {Layout} layout
 * @param {Shown} shown
 * @param {(raster: import("../figures/frame.js").RasterLayer) => string} addressOf  keeps a raster, says where it is
 */
function drawInto(document, figure, layout, { state, results }, addressOf) {
  const [width, height] = sizeOf(figure, layout);
  const svg = emptySvg(document, figure, layout);
  /** @type {any[]} */
  const layers = [];
  const raster = (/** @type {import("../figures/frame.js").RasterLayer} */ layer) => {
    const image = document.createElementNS(svgSpace, "image");
    const { x, y, width: w, height: h } = layer;
    const [left, top, right, bottom] = [x, y, x + w, y + h].map((value) => Math.round(value * 10) / 10);
    setAttributes(image, {
      class: "sw-surface",
      href: addressOf(layer),
      x: left,
      y: top,
      width: right - left,
      height: bottom - top,
    });
    image.setAttribute("preserveAspectRatio", "none");
    layers.push(image);
  };
  const options = { width, height, narrow: layout === "narrow", live: false, reducedMotion: true, raster };
  figure.draw(select(svg), results, state, options);
  svg.prepend(...layers);
  // A still mark needs no tenths of a pixel; a hundred of them are 300 compressed bytes.
  for (const mark of svg.querySelectorAll(".sw-mark"))
    mark.setAttribute(
      "transform",
      mark
        .getAttribute("transform")
        .replace(/-?\d+\.\d+/g, (/** @type {string} */ number) => String(Math.round(Number(number)))),
    );
  compactDrawing(svg);
  return svg;
}

/**
 * A drawing, made for the narrow layout, as large as it goes in the middle of a layout's box, so that the box has the height
 * that the live figure will have. By `width` and `height` the style sheet keeps that place before it has been laid out.
 * @param {any} drawing  a <g> with an id
 * @param {Figure} figure
 * @param {Layout} layout
 */
function showing({ ownerDocument: document, id }, figure, layout) {
  const svg = emptySvg(document, figure, "narrow");
  const [width, height] = sizeOf(figure, layout);
  setAttributes(svg, { width, height });
  const use = document.createElementNS(svgSpace, "use");
  setAttributes(use, { href: `#${id}` });
  svg.append(use);
  return svg;
}

/**
 * Puts the drawings at the start of a page, after the symbols, in the place of those of an earlier rendering: figures show them.
 * @param {any} document @param {any[]} drawings
 */
function keepDrawings(document, drawings) {
  document.getElementById("still-drawings")?.remove();
  if (drawings.length === 0) return;
  const holder = document.createElement("div");
  setAttributes(holder, { id: "still-drawings", hidden: "" });
  holder.append(document.createElementNS(svgSpace, "svg"));
  holder.firstChild.append(...drawings);
  document.querySelector("body > :not(.sw-symbols)").before(holder);
}

/**
 * A picture as an SVG file that needs nothing else: symbols, style sheet and rasters are inside.
 * @param {Figure} figure
 * @param {Layout} layout
 * @param {Shown} shown
 * @param {Shared} shared
 */
function drawFile(figure, layout, shown, { css, symbols }) {
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const dataUrl = (/** @type {import("../figures/frame.js").RasterLayer} */ raster) =>
    `data:image/png;base64,${Buffer.from(encodePng(withFewerOpacities(raster))).toString("base64")}`;
  const svg = drawInto(document, figure, layout, shown, dataUrl);
  svg.setAttribute("xmlns", svgSpace);
  const holder = document.createElement("div");
  holder.innerHTML = symbols;
  requireSymbols(svg, holder);
  const used = new Set([...svg.querySelectorAll("use")].map((use) => use.getAttribute("href").slice(1)));
  const wanted = [...holder.querySelectorAll("[id]")]
    .filter(({ id }) => used.has(id))
    .map((symbol) => symbol.outerHTML);
  const text = svg.outerHTML;
  const start = text.indexOf(">") + 1;
  const style = css.replaceAll("&", "&amp;").replaceAll("<", "&lt;"); // the file is XML
  return `${text.slice(0, start)}<style>${style}</style><defs>${wanted.join("")}</defs>${text.slice(start)}`;
}

/** A glyph that is not there would be drawn as nothing, unnoticed. @param {any} drawing @param {any} symbols where they are defined */
function requireSymbols(drawing, symbols) {
  for (const use of drawing.querySelectorAll("use")) {
    const href = use.getAttribute("href");
    if (!symbols.querySelector(`[id="${href.slice(1)}"]`))
      throw new Error(`<use href="${href}">: no such symbol in art/*.svg`);
  }
}

/** The element that shows a picture file. @param {any} document @param {Figure} figure @param {Layout} layout @param {Shown} shown @param {string} className @param {string} src */
function imageOf(document, figure, layout, { results, state }, className, src) {
  const [width, height] = sizeOf(figure, layout);
  const image = document.createElement("img");
  const alt = figure.summary(results, state);
  setAttributes(image, { class: className, src, alt, width, height, loading: "lazy" });
  return image;
}

/** @param {any} element @param {Record<string, string | number>} attributes */
function setAttributes(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}
