// Static rendering: every figure drawn by the real kernels and the essay's own drawing code, into the page's HTML.
//
// What a reader sees before scripts run, prints, or hears from a screen reader comes from here. The first state of each
// figure is drawn inline in both layouts; each further step of a story is a picture file of its own.
import { createHash } from "node:crypto";
import { select } from "d3-selection";
import { parseHTML } from "linkedom";
import { renderElements } from "../elements/index.js";
import { formatValue } from "../figures/format.js";
import { dataTable } from "../figures/table.js";
import { Graph } from "../runtime/cells.js";
import { effective, schema } from "../runtime/state.js";
import { copyOut } from "../runtime/worker.js";
import { encodePng } from "./png.js";

/** viewBox sizes of a figure that names none. @type {{ narrow: [number, number], wide: [number, number] }} */
const usualLayouts = { narrow: [360, 330], wide: [640, 480] };

/**
 * @typedef {object} Figure  an export of figures.js; web/README.md
 * @property {string} title
 * @property {string[]} needs
 * @property {{ narrow: [number, number], wide: [number, number] }} [layouts]
 * @property {(root: any, results: any, state: any, options: any) => void} draw
 * @property {(results: any, state: any) => string} summary
 * @property {(results: any, state: any) => import("../figures/table.js").TableTwin} [table]
 *
 * @typedef {object} Loaded  what rendering needs of an essay
 * @property {any} model    the module model.js
 * @property {Record<string, Figure>} figures  the module figures.js
 * @property {any} k        the kernels
 *
 * @typedef {Map<string, string | Uint8Array>} Files  path from the essay's folder → content
 */

/**
 * Fills `sw-figure` and `sw-value` of a page, and adds the stills of the steps.
 * @param {any} document  the page; changed in place
 * @param {Loaded} essay
 * @param {{ stills?: { css: string, symbols: string } }} [options]  without `stills` only the first states are drawn
 * @returns {Files}
 */
export function renderPage(document, { model, figures, k }, { stills } = {}) {
  /** @type {Files} */
  const files = new Map();
  const fields = schema(model.state);
  const steps = model.steps ?? [];
  const isStep = new Set(steps.map((/** @type {{ id: string }} */ step) => step.id));
  for (const id of isStep)
    if (!document.getElementById(id)) throw new Error(`step "${id}" has no element with that id in index.html`);
  const graph = new Graph(model, k, effective(fields, steps, null), { toEnd: true });

  /** The steps of an `sw-steps`, in the order of the page. @param {any} scope */
  const sectionsOf = (scope) => [...(scope?.querySelectorAll("[id]") ?? [])].filter(({ id }) => isStep.has(id));
  /** The step at a place of the page: the one it stands in, or the first of its story. @param {any} element */
  const stepAt = (element) => {
    const sections = sectionsOf(element.closest("sw-steps"));
    return (sections.find((section) => section.contains(element)) ?? sections[0])?.id ?? null;
  };

  /** The cells at a step. @param {string | null} step @param {string[]} names */
  const at = (step, names) => {
    const state = effective(fields, steps, step);
    graph.set(state);
    /** @type {Record<string, unknown>} */
    const results = {};
    for (const name of names) {
      const { value, error, failed } = graph.read(name);
      if (failed) throw error;
      // What a figure gets live has come out of a worker; here too, or a drawing could work in one place only.
      results[name] = copyOut(value, new Set());
    }
    return { state, results };
  };

  try {
    for (const element of document.querySelectorAll("sw-figure")) {
      const name = element.getAttribute("name");
      const figure = figures[name];
      if (!figure)
        throw new Error(
          `<sw-figure name="${name}">: figures.js has no such figure; there are: ${Object.keys(figures).join(", ")}`,
        );
      const sections = sectionsOf(element.closest("sw-steps"));
      const shown = at(stepAt(element), figure.needs);
      fillFigure(element, figure, shown, files);
      if (!stills) continue;
      for (const section of sections.slice(1)) {
        const later = at(section.id, figure.needs);
        const path = `stills/${name}-${section.id}.svg`;
        const [width, height] = (figure.layouts ?? usualLayouts).narrow;
        files.set(path, drawStill(figure, later, stills));
        const image = document.createElement("img");
        const attributes = {
          class: "sw-still",
          src: path,
          alt: figure.summary(later.results, later.state),
          width,
          height,
          loading: "lazy",
          decoding: "async",
        };
        for (const [key, value] of Object.entries(attributes)) image.setAttribute(key, String(value));
        section.append(image);
      }
    }
    for (const element of document.querySelectorAll("sw-value")) {
      const [name, ...path] = (element.getAttribute("cell") ?? "").split(".");
      const isCell = Object.hasOwn(model.cells, name);
      if (!isCell && !Object.hasOwn(fields, name))
        throw new Error(
          `<sw-value cell="${element.getAttribute("cell")}">: model.js has no cell and no state "${name}"`,
        );
      const { state, results } = at(stepAt(element), isCell ? [name] : []);
      const whole = isCell ? results[name] : state[name];
      const value = path.reduce((/** @type {any} */ part, /** @type {string} */ key) => part?.[key], whole);
      element.textContent = formatValue(value, element.getAttribute("format")) + (element.getAttribute("unit") ?? "");
    }
    // HTML wants every <data> to say its value to machines; the claim's text is just that.
    for (const claim of document.querySelectorAll("data[data-claim]:not([value])"))
      claim.setAttribute("value", claim.textContent.trim());
    renderElements(document, (element) => ({ schema: fields, state: effective(fields, steps, stepAt(element)) }));
  } finally {
    graph.close();
  }
  return files;
}

/** @param {any} element @param {Figure} figure @param {{ state: any, results: any }} shown @param {Files} files */
function fillFigure(element, figure, { state, results }, files) {
  const document = element.ownerDocument;
  element.replaceChildren();
  for (const layout of /** @type {const} */ (["wide", "narrow"])) {
    const svg = drawInto(document, figure, layout, { state, results }, (raster) => {
      const png = encodePng(raster);
      const path = `stills/${createHash("sha256").update(png).digest("hex").slice(0, 12)}.png`;
      files.set(path, png);
      return path;
    });
    svg.setAttribute("class", `sw-still-${layout}`);
    element.append(svg);
  }
  const summary = document.createElement("p");
  summary.setAttribute("class", "sw-summary");
  summary.textContent = figure.summary(results, state);
  element.append(summary);
  if (!figure.table) return;
  const twin = document.createElement("details");
  twin.setAttribute("class", "sw-twin");
  const heading = document.createElement("summary");
  heading.textContent = "Data table";
  twin.append(heading);
  dataTable(select(twin), figure.table(results, state));
  element.append(twin);
}

/**
 * One drawing of a figure as an <svg> element of `document`.
 * @param {any} document
 * @param {Figure} figure
 * @param {"narrow" | "wide"} layout
 * @param {{ state: any, results: any }} shown
 * @param {(raster: import("../figures/frame.js").RasterLayer) => string} addressOf  keeps a raster, says where it is
 */
function drawInto(document, figure, layout, { state, results }, addressOf) {
  const [width, height] = (figure.layouts ?? usualLayouts)[layout];
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", figure.title);
  /** @type {any[]} */
  const layers = [];
  const raster = (/** @type {import("../figures/frame.js").RasterLayer} */ layer) => {
    const image = document.createElementNS("http://www.w3.org/2000/svg", "image");
    const { x, y, width: w, height: h } = layer;
    const attributes = {
      class: "sw-surface",
      href: addressOf(layer),
      x,
      y,
      width: w,
      height: h,
      preserveAspectRatio: "none",
    };
    for (const [key, value] of Object.entries(attributes))
      image.setAttribute(key, typeof value === "number" ? String(Math.round(value * 10) / 10) : value);
    layers.push(image);
  };
  figure.draw(select(svg), results, state, {
    width,
    height,
    narrow: layout === "narrow",
    live: false,
    reducedMotion: true,
    raster,
  });
  svg.prepend(...layers);
  return svg;
}

/**
 * A step's picture as an SVG file that needs nothing else: symbols, style sheet and rasters are inside.
 * @param {Figure} figure
 * @param {{ state: any, results: any }} shown
 * @param {{ css: string, symbols: string }} shared
 */
function drawStill(figure, shown, { css, symbols }) {
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const svg = drawInto(
    document,
    figure,
    "narrow",
    shown,
    (raster) => `data:image/png;base64,${Buffer.from(encodePng(raster)).toString("base64")}`,
  );
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const used = new Set([...svg.querySelectorAll("use")].map((use) => use.getAttribute("href").slice(1)));
  const holder = document.createElement("div");
  holder.innerHTML = symbols;
  const wanted = [...holder.querySelectorAll("[id]")]
    .filter((symbol) => used.has(symbol.id))
    .map((symbol) => symbol.outerHTML);
  const open = svg.outerHTML.indexOf(">") + 1;
  const text = svg.outerHTML;
  return `${text.slice(0, open)}<style>${css}</style><defs>${wanted.join("")}</defs>${text.slice(open)}`;
}
