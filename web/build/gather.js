// Marks that look alike, drawn together: a still drawing has hundreds of them, each an element with the same shape, and what
// tells them apart is a place. One path whose corners are the places, with the shape as the marker of each corner, paints
// the same picture in a third of the bytes, and a browser lays out one element instead of hundreds before its first paint.

/** How far a line may reach beyond its shape: half of the widest stroke, rounded up. */
const stroke = 3;

/**
 * @typedef {{ x: number, y: number, reach: number, look: string, element: any }} Mark  `look`: its markup but for its place
 * @typedef {{ look: string, marks: Mark[] }} Kind
 */

/** The markers of one page: each look once, whichever drawings show it. */
export class Markers {
  /** @type {Map<string, string>} look → id */
  #ids = new Map();

  /** Gathers the marks of a drawing. @param {any} svg  an element; changed in place */
  gather(svg) {
    for (const parent of new Set([...svg.querySelectorAll(".sw-mark")].map((mark) => mark.parentNode)))
      for (const run of runsOf(parent)) this.#replace(run);
  }

  /** @param {Mark[]} run  marks that follow each other in their parent */
  #replace(run) {
    const { ownerDocument: document, parentNode: parent } = run[0].element;
    const end = run[run.length - 1].element.nextSibling;
    for (const { look, marks } of kindsOf(run)) {
      const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
      path.setAttribute("fill", "none");
      path.setAttribute("marker-mid", `url(#${this.#idOf(look)})`);
      path.setAttribute("d", throughAll(shortWay(marks)));
      for (const { element } of marks) element.remove();
      parent.insertBefore(path, end);
    }
  }

  /** @param {string} look */
  #idOf(look) {
    const id = this.#ids.get(look) ?? `still-mark-${this.#ids.size + 1}`;
    this.#ids.set(look, id);
    return id;
  }

  /** Puts the markers at the start of a page: in the place of those of an earlier drawing, where there are any. @param {any} document */
  define(document) {
    document.getElementById("still-marks")?.remove();
    if (this.#ids.size === 0) return;
    const markers = [...this.#ids].map(([look, id]) => `<marker id="${id}" overflow="visible">${look}</marker>`);
    document.body.insertAdjacentHTML(
      "afterbegin",
      `<svg class="sw-symbols" id="still-marks" aria-hidden="true">${markers.join("")}</svg>`,
    );
  }
}

/** Marks that follow each other without anything between them. @param {any} parent @returns {Mark[][]} */
function runsOf(parent) {
  /** @type {Mark[][]} */
  const runs = [];
  let isOpen = false;
  for (const element of parent.children) {
    const mark = readMark(element);
    if (mark && isOpen) runs[runs.length - 1].push(mark);
    else if (mark) runs.push([mark]);
    isOpen = mark !== null;
  }
  return runs;
}

/** @param {any} element @returns {Mark | null} null for what is not a mark, or has more to it than a shape and a place */
function readMark(element) {
  const place = /^translate\((-?\d+),(-?\d+)\)$/.exec(element.getAttribute("transform") ?? "");
  if (!place || !element.matches("path.sw-mark, use.sw-mark") || element.firstChild) return null;
  // What has no colour of its own, as every page has them for these, takes the figure's, which a marker is no part of.
  if (!/\bsw-class-[012]\b/.test(element.getAttribute("class") ?? "")) return null;
  const bare = element.cloneNode(false);
  bare.removeAttribute("transform");
  return { x: Number(place[1]), y: Number(place[2]), reach: reachOf(element), look: bare.outerHTML, element };
}

/** How far a mark reaches from its place, at most. @param {any} element */
function reachOf(element) {
  const numbers = (/** @type {string | null} */ text) => (text?.match(/\d*\.?\d+/g) ?? []).map(Number);
  // A symbol is cut off at its box; a shape lies around its place, so half of its longest stretch is its reach, or its first corner.
  if (element.localName === "use")
    return Math.max(...["width", "height"].flatMap((n) => numbers(element.getAttribute(n)))) / 2;
  const all = numbers(element.getAttribute("d"));
  return Math.max(...all.slice(0, 2), Math.max(...all) / 2) + stroke;
}

/**
 * Puts marks that look alike together, in an order of painting in which whatever lies over another still does.
 * @param {Mark[]} marks  in the order of painting
 * @returns {Kind[]}
 */
function kindsOf(marks) {
  /** @type {Kind[]} */
  const kinds = [];
  for (const mark of marks) {
    const under = kinds.findLastIndex((kind) => kind.marks.some((other) => touch(mark, other)));
    const kind = kinds.find(({ look }, i) => i >= under && look === mark.look);
    if (kind) kind.marks.push(mark);
    else kinds.push({ look: mark.look, marks: [mark] });
  }
  return kinds;
}

/** @param {Mark} a @param {Mark} b */
const touch = (a, b) => Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y)) < a.reach + b.reach;

/**
 * The order of a walk from each mark to one close by, whose steps are short to write. Of two that touch, the one painted
 * first still is.
 * @param {Mark[]} marks  of one kind
 */
function shortWay(marks) {
  const left = [...marks];
  const way = left.splice(0, 1);
  while (left.length) {
    const from = way[way.length - 1];
    const free = left.filter((mark, i) => !left.slice(0, i).some((under) => touch(under, mark)));
    const next = free.reduce((best, mark) => (stepCost(from, mark) < stepCost(from, best) ? mark : best));
    way.push(...left.splice(left.indexOf(next), 1));
  }
  return way;
}

/** Characters of a step first, then its length. @param {Mark} from @param {Mark} to */
function stepCost(from, to) {
  const steps = [to.x - from.x, to.y - from.y];
  return Math.max(...steps.map(Math.abs)) / 1000 + steps.map((step) => ` ${step}`.replace(" -", "-")).join("").length;
}

/**
 * A path with a corner at each place, and one more at either end, since `marker-mid` leaves these out.
 * @param {Mark[]} marks
 */
function throughAll(marks) {
  let [{ x, y }] = marks;
  let d = `m${x} ${y}h0`;
  for (const [i, mark] of marks.slice(1).entries()) {
    const numbers = [mark.x - x, mark.y - y].map((step) => (step < 0 ? `${step}` : ` ${step}`)).join("");
    d += i === 0 ? `l${numbers.trimStart()}` : numbers;
    ({ x, y } = mark);
  }
  return `${d}h0`;
}
