/**
 * A figure's picture as a file, SVG or PNG. Loaded with the figure's menu. Everything is made in the page and nothing is
 * fetched: a picture carries its styles, symbols and rasters inside.
 */
import { make } from "./dom.js";

/**
 * @typedef {object} Shown  the figure as it is seen now
 * @property {string} title
 * @property {string} summary
 * @property {SVGSVGElement} svg  the live drawing; its rasters are the canvases beside it
 */

/** What a theme may say about a piece of a drawing, as presentation attributes. */
const properties = [
  ..."fill fill-opacity stroke stroke-width stroke-opacity stroke-dasharray stroke-linecap stroke-linejoin opacity".split(
    " ",
  ),
  ..."paint-order font-family font-size font-weight font-style font-variant-numeric letter-spacing text-anchor".split(
    " ",
  ),
  ...["dominant-baseline", "visibility"],
];
/** Only what a hand, an eye with a keyboard or a screen reader wants from a live drawing. */
const liveAttributes = /^(class|role|tabindex|style|data-.*|aria-.*)$/;
const svgSpace = "http://www.w3.org/2000/svg";
/** Pixels of the PNG for each unit of the drawing. */
const density = 2;

/**
 * The drawing as a file of its own: every colour that the theme chose is written out.
 * @param {Shown} figure
 */
export function svgText({ title, summary, svg: live }) {
  const { ownerDocument: document } = live;
  const layout = /** @type {HTMLElement} */ (live.parentElement);
  const [, , width, height] = live.getAttribute("viewBox")?.split(" ").map(Number) ?? [];
  // A copy in the same place of the page, unseen, where symbols can be unfolded: the styles of what <use> shows cannot
  // be asked for.
  const copy = /** @type {SVGSVGElement} */ (live.cloneNode(true));
  const place = make(document, "div", { class: "sw-layout sw-visually-hidden", "aria-hidden": "true" }, copy);
  layout.after(place);
  try {
    for (const piece of copy.querySelectorAll(".sw-hit, .sw-crosshair, .sw-readout, title")) piece.remove();
    for (const use of copy.querySelectorAll("use")) unfold(use);
    const pieces = [copy, ...copy.querySelectorAll("*")];
    // All styles are read before any is written: a parent's attribute would reach its children.
    const looks = pieces.map((piece) => lookOf(piece));
    const unseen = pieces.filter((piece) => getComputedStyle(piece).display === "none");
    pieces.forEach((piece, i) => {
      for (const { name } of [...piece.attributes]) if (liveAttributes.test(name)) piece.removeAttribute(name);
      for (const [name, value] of Object.entries(looks[i])) piece.setAttribute(name, value);
    });
    for (const piece of unseen) piece.remove();
    // In a document that is not shown, or the page would load the rasters, which its policy forbids.
    const file = document.implementation.createDocument(svgSpace, "svg");
    const svg = /** @type {Element} */ (file.importNode(copy, true));
    file.replaceChild(svg, file.documentElement);
    svg.setAttribute("width", String(width));
    svg.setAttribute("height", String(height));
    const paper = getComputedStyle(document.body).backgroundColor;
    svg.prepend(
      makeSvg(file, "title", {}, title),
      makeSvg(file, "desc", {}, summary),
      makeSvg(file, "rect", { width, height, fill: paper, stroke: "none" }),
      ...[...layout.querySelectorAll("canvas")].map((canvas) => imageOf(file, canvas, width, height)),
    );
    return new XMLSerializer().serializeToString(file);
  } finally {
    place.remove();
  }
}

/** A piece's computed presentation, as far as it differs from what it would inherit. @param {Element} piece */
function lookOf(piece) {
  const style = getComputedStyle(piece);
  const parent = piece.parentElement && getComputedStyle(piece.parentElement);
  const inherits = (/** @type {string} */ name) => name !== "opacity" && piece.parentElement?.closest("svg");
  /** @type {Record<string, string>} */
  const look = {};
  for (const name of properties) {
    const value = style.getPropertyValue(name);
    if (value && !(inherits(name) && parent?.getPropertyValue(name) === value)) look[name] = value;
  }
  if (look.opacity === "1") delete look.opacity;
  return look;
}

/** Puts a symbol's shapes in the place of the <use> that shows them. @param {SVGUseElement} use */
function unfold(use) {
  const { ownerDocument: document } = use;
  const symbol = document.getElementById((use.getAttribute("href") ?? "").slice(1));
  if (!symbol) throw new Error(`the drawing names a symbol that is not there, ${use.getAttribute("href")}`);
  const {
    x,
    y,
    width,
    height,
    class: name,
    transform,
  } = Object.fromEntries([...use.attributes].map((attribute) => [attribute.name, attribute.value]));
  const inner = makeSvg(document, "svg", { x, y, width, height, viewBox: symbol.getAttribute("viewBox") });
  inner.append(...[...symbol.childNodes].map((child) => child.cloneNode(true)));
  const group = makeSvg(document, "g", { class: name, transform });
  group.append(inner);
  use.replaceWith(group);
}

/**
 * A raster layer, where it lies under the drawing.
 * @param {Document} file @param {HTMLCanvasElement} canvas @param {number} width @param {number} height
 */
function imageOf(file, canvas, width, height) {
  const { left, top, width: w, height: h } = canvas.style;
  const along = (/** @type {string} */ share, /** @type {number} */ whole) =>
    ((Number.parseFloat(share) / 100) * whole).toFixed(1);
  return makeSvg(file, "image", {
    x: along(left, width),
    y: along(top, height),
    width: along(w, width),
    height: along(h, height),
    preserveAspectRatio: "none",
    opacity: getComputedStyle(canvas).opacity,
    href: canvas.toDataURL("image/png"),
  });
}

/** The drawing in pixels, at twice its size. @param {Shown} figure @returns {Promise<Blob>} */
export async function pngOf(figure) {
  const { ownerDocument: document } = figure.svg;
  const href = URL.createObjectURL(new Blob([svgText(figure)], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = href;
    await image.decode();
    const canvas = make(document, "canvas", { width: image.width * density, height: image.height * density });
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, fail) =>
      canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("the browser gave no picture")))),
    );
  } finally {
    URL.revokeObjectURL(href);
  }
}

/**
 * @param {Document} document @param {string} tag @param {{ [name: string]: string | number | null | undefined }} attributes
 * @param {string} [text]
 */
function makeSvg(document, tag, attributes, text) {
  const element = document.createElementNS(svgSpace, tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== null && value !== undefined) element.setAttribute(name, String(value));
  if (text !== undefined) element.textContent = text;
  return element;
}
