// Static rendering of a small page, with kernels that a test can foresee.
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseHTML } from "linkedom";
import { boundary, frame, scatter, surface } from "scrollwork/figures";
import { renderPage } from "../../../web/build/render.js";

const k = { collect: (/** @type {() => any} */ run) => ({ value: run(), handles: [] }) };
const model = {
  state: { degree: { default: 1, min: 1, max: 8, step: 1 } },
  steps: [
    { id: "straight", state: { degree: 1 } },
    { id: "bent", state: { degree: 3 } },
  ],
  cells: {
    points: () => ({ X: { data: [1, 2, 3, 4], rows: 2, cols: 2 }, y: [0, 1] }),
    /** @param {any} reads */
    map: ({ degree }) => ({
      accuracy: degree / 4,
      surface: { rgba: new Uint8Array(16).fill(20 * degree), width: 2, height: 2, bounds: [0, 5, 0, 5] },
      lines: { x: [0, 5], y: [degree, degree], offsets: [0, 2], closed: [0] },
    }),
  },
};
const figures = {
  classes: {
    title: "Cats and dogs",
    needs: ["points", "map"],
    /** @param {any} root @param {any} results @param {any} state @param {any} options */
    draw(root, { points, map }, state, options) {
      const plot = frame(root, options, { x: { domain: [0, 5] }, y: { domain: [0, 5] } });
      surface(plot, { surface: map.surface });
      boundary(plot, { lines: map.lines });
      scatter(plot, { X: points.X, y: points.y, symbols: ["cat", "dog"], edit: "moved" });
    },
    /** @param {any} results */
    summary: ({ map }) => `Accuracy ${map.accuracy} < 1 & "rising".`,
    /** @param {any} results */
    table: ({ points }) => ({ caption: "Animals", columns: ["label"], rows: [...points.y].map((label) => [label]) }),
  },
};
const symbols =
  '<svg class="sw-symbols"><symbol id="cat" viewBox="0 0 9 9"><path d="M0,0"/></symbol><symbol id="dog" viewBox="0 0 9 9"><path d="M5,5"/></symbol><symbol id="fox" viewBox="0 0 9 9"><path d="M9,9"/></symbol></svg>';
const html = `<!doctype html><html lang="en"><body>${symbols}<sw-steps><sw-figure name="classes"></sw-figure>
  <section id="straight"><data data-claim="best"> 25% </data><sw-value cell="map.accuracy" format="percent"></sw-value></section>
  <section id="bent"><div><sw-value cell="map.accuracy" format=".1%"></sw-value></div>
  <sw-math label="A"><math><mi data-cell="map.accuracy" data-format=".2f" data-label="accuracy">A</mi></math></sw-math></section></sw-steps></body></html>`;

const essay = { model, figures, k, css: "@media (width < 1px){.sw-mark{fill:red;&+*{fill:red}}}", symbols };

const render = (/** @type {any} */ overrides = {}, page = html) => {
  const { document } = parseHTML(page);
  const files = renderPage(document, { ...essay, ...overrides });
  return { document, files };
};

test("the first state stands in the page in both layouts, named, with summary and table", () => {
  const { document } = render();
  const figure = document.querySelector("sw-figure");
  assert.deepEqual(
    [...figure.children].map((child) => `${child.localName}.${child.getAttribute("class")}`),
    ["svg.sw-still-wide", "svg.sw-still-narrow", "p.sw-summary", "details.sw-menu", "details.sw-twin"],
  );
  for (const svg of figure.querySelectorAll("svg")) {
    assert.equal(svg.getAttribute("role"), "img");
    assert.equal(svg.getAttribute("aria-label"), "Cats and dogs");
    assert.equal(svg.firstElementChild.localName, "image", "the surface lies under everything");
  }
  assert.equal(figure.querySelector(".sw-summary").textContent, 'Accuracy 0.25 < 1 & "rising".');
  assert.equal(figure.querySelectorAll("tbody tr").length, 2);
});

test("rendering again gives the same page: nothing is drawn twice", () => {
  const { document } = render();
  const once = document.toString();
  renderPage(document, essay, { draft: true });
  assert.equal(
    document.toString().replace(/<img class="sw-still[^>]*>/g, ""),
    once.replace(/<img class="sw-still[^>]*>/g, ""),
  );
});

test("later figures are drawn once, for both layouts; one of many marks is a file that is fetched late", () => {
  const many = {
    ...figures.classes,
    /** @param {any} root @param {any} results @param {any} state @param {any} options */
    draw(root, results, state, options) {
      const data = Array.from({ length: 400 }, (_, index) => ({ index, x: index, y: index, label: 0 }));
      scatter(frame(root, options), { data });
    },
    table: () => ({ caption: "Many", columns: ["i"], rows: Array.from({ length: 400 }, (_, i) => [i]) }),
  };
  const page = html
    .replace("</body>", '<sw-figure name="again"></sw-figure><sw-figure name="many"></sw-figure></body>')
    .replace("<body>", "<head><noscript></noscript></head><body>");
  const { document, files } = render({ figures: { ...figures, again: figures.classes, many } }, page);
  const [, again, last] = document.querySelectorAll("sw-figure");
  assert.deepEqual(
    [...document.querySelectorAll("sw-figure > svg")].map((svg) =>
      ["viewBox", "width", "height"].map((name) => svg.getAttribute(name)).join(", "),
    ),
    ["0 0 640 480, , ", "0 0 360 330, , ", "0 0 360 330, 640, 480", "0 0 360 330, 360, 330"],
    "a later one says its shape, so that it may be laid out late",
  );
  for (const layout of ["wide", "narrow"])
    assert.equal(again.querySelector(`.sw-still-${layout} > use`).getAttribute("href"), "#still-again");
  const holder = document.querySelector("#still-drawings");
  assert.ok(holder.hasAttribute("hidden"), "the drawings themselves are not seen");
  assert.deepEqual(
    [...holder.querySelectorAll("svg > g")].map(({ id }) => id),
    ["still-again"],
    "neither the first nor one that is a file",
  );
  assert.equal(holder.querySelectorAll("[marker-mid]").length, 2);
  assert.equal(holder.previousElementSibling.getAttribute("class"), "sw-symbols", "beside the symbols");
  assert.deepEqual(
    [...last.querySelectorAll("img")].map((image) =>
      ["class", "src", "alt", "width", "loading"].map((name) => image.getAttribute(name)),
    ),
    ["wide", "narrow"].map((layout) => [
      `sw-still-${layout}`,
      `stills/many-${layout}.svg`,
      "Cats and dogs",
      layout === "wide" ? "640" : "360",
      "lazy",
    ]),
  );
  assert.match(String(files.get("stills/many-wide.svg")), /viewBox="0 0 640 480"/);
  // Without scripts a wide screen gets the wide drawings of the others, too, by a style sheet of the page's own.
  assert.match(String(files.get("stills/again-wide.svg")), /viewBox="0 0 640 480"/);
  const [picture, copy, ...more] = String(files.get("stills/wide.css")).match(/[^{}]+\{[^}]*\}/g) ?? [];
  assert.match(picture, /^sw-figure\[name="again"\] > \.sw-still-wide\{background:url\("again-wide\.svg"\)/);
  assert.match(copy, /^sw-figure\[name="again"\] > \.sw-still-wide > use\{display:none\}$/);
  assert.deepEqual(more, [], "no rule for a first figure, or for one whose drawings are files anyway");
  assert.equal(document.querySelectorAll('noscript > link[href="stills/wide.css"]').length, 1);
  assert.equal(last.querySelectorAll("tbody tr").length, 0);
  const alone = render({ figures: { classes: many } }).document.querySelector("sw-figure");
  assert.equal(alone.querySelectorAll("svg").length, 2, "the first figure stands in the page, however large");
  assert.equal(last.querySelector("caption").textContent, "Many: 400 rows, which come with the live figure");
});

test("equal surfaces are one file, and the page names it", () => {
  const { document, files } = render();
  const pngs = [...files.keys()].filter((path) => path.endsWith(".png"));
  assert.equal(pngs.length, 1);
  assert.deepEqual(
    [...document.querySelectorAll("image")].map((image) => image.getAttribute("href")),
    [pngs[0], pngs[0]],
  );
});

test("each step has a picture that needs nothing else, the first for paper only", () => {
  const { document, files } = render();
  const image = document.querySelector("#bent > img.sw-still");
  assert.deepEqual(
    [...document.querySelectorAll("img")].map((still) => [still.parentNode.id, still.className]),
    [
      ["straight", "sw-still sw-paper"],
      ["bent", "sw-still"],
    ],
  );
  assert.equal(image.getAttribute("src"), "stills/classes-bent.svg");
  assert.equal(image.getAttribute("alt"), 'Accuracy 0.75 < 1 & "rising".');
  assert.deepEqual(
    ["width", "height", "loading"].map((name) => image.getAttribute(name)),
    ["360", "330", "lazy"],
  );
  const still = String(files.get("stills/classes-bent.svg"));
  assert.match(
    still,
    /^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"[^>]*><style>@media \(width &lt; 1px\)\{\.sw-mark\{fill:red;&amp;\+\*\{fill:red\}\}\}<\/style><defs><symbol id="cat"/,
  );
  assert.doesNotMatch(still, /fox|href="(?!#|data:image\/png)/);
});

test("a live value is printed as it is at its step, in words and under a symbol", () => {
  const { document } = render();
  assert.deepEqual(
    [...document.querySelectorAll("sw-value, munder > mn")].map((value) => value.textContent),
    ["25%", "75.0%", "0.75"],
  );
});

test("a claim keeps its look and leaves its id to the author's page; a source says its value to machines too", () => {
  const page = html.replace("<sw-value", '<data data-source="book"> 1927 </data><sw-value');
  const { document } = render({}, page);
  assert.equal(document.querySelector("u").outerHTML, "<u> 25% </u>");
  assert.equal(document.querySelector("data").getAttribute("value"), "1927");
});

test("a reference links back to the first citation of it; one that is not cited stays as it is", () => {
  const sup = (/** @type {number} */ n) => `<sup><a href="#ref-${n}">${n}</a></sup>`;
  const list = [1, 2, 3].map((n) => `<li id="ref-${n}">Book ${n}</li>`).join("");
  const { document } = render(
    {},
    html.replace("</body>", `<p>${sup(1)} ${sup(2)} ${sup(1)}</p><ol class="references">${list}</ol></body>`),
  );
  assert.deepEqual(
    [...document.querySelectorAll("sup > a")].map(({ id }) => id),
    ["cite-1", "cite-2", ""],
  );
  assert.deepEqual(
    [...document.querySelectorAll(".references > li")].map((item) => item.innerHTML),
    [1, 2].map((n) => `Book ${n} <a aria-label="back to the text" href="#cite-${n}">↑</a>`).concat("Book 3"),
  );
});

test("mistakes of an author are named", () => {
  assert.throws(() => render({ figures: {} }), /sw-figure name="classes".*no such figure/);
  assert.throws(() => render({}, html.replace('id="bent"', "")), /step "bent" has no element/);
  assert.throws(() => render({}, html.replace('id="dog"', 'id="wolf"')), /<use href="#dog">: no such symbol/);
  assert.throws(() => render({}, html.replace("map.accuracy", "mop.accuracy")), /no cell and no state "mop"/);
  const failing = {
    ...model,
    cells: {
      ...model.cells,
      map: () => {
        throw new Error("degree: expected 1..8, got 9");
      },
    },
  };
  assert.throws(() => render({ model: failing }), /degree: expected 1\.\.8, got 9/);
});

test("a listing is a file beside the page, as the page begins there; the page itself is without it", () => {
  const cells = { ...model.cells, program: (/** @type {any} */ { degree }) => `fit(${degree})` };
  const page = html.replace("<div>", '<sw-listing cell="program" file="fit.py"></sw-listing><div>');
  const { document, files } = render({ model: { ...model, cells } }, page);
  assert.equal(files.get("fit.py"), "fit(3)\n");
  assert.equal(document.querySelector("sw-listing a").getAttribute("href"), "fit.py");
  assert.equal(document.querySelector("sw-listing pre").textContent, "");
});
