// A still drawing in fewer bytes must be the same drawing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseHTML } from "linkedom";
import { compactDrawing, compactPath } from "../../../web/build/compact.js";

test("a path becomes relative, exactly", () => {
  const cases = [
    ["M34,302H350M34,302v5M97.2,302v5", "m34 302h316m-316 0v5m63.2-5v5"],
    ["M51.2,280.6L80.8,255.3L113.9,232.6V232H114.3", "m51.2 280.6 29.6-25.3 33.1-22.7v-.6h.4"],
    ["M-4.6,0a4.6,4.6,0,1,1,9.2,0a4.6,4.6,0,1,1,-9.2,0Z", "m-4.6 0a4.6 4.6 0 1 1 9.2 0 4.6 4.6 0 1 1-9.2 0z"],
    ["M10,10L20,10ZL15,15", "m10 10h10zl5 5"],
    [
      "M0,0C100,110,120,120,130,100S150,100,160,110Q161,101,162,102T164,105A3,3,0,0,1,169,109",
      "m0 0c100 110 120 120 130 100s20 0 30 10q1-9 2-8t2 3a3 3 0 0 1 5 4",
    ],
    ["M10,10 12,13 14,14", "m10 10 2 3 2 1"],
    ["m10,10 2,3L0,10L0,15", "m10 10 2 3-12-3v5"],
    // A line that goes on is one; one that turns back, or stands at a corner, is its own.
    ["M10,10V12V12V15.5H16H14L15,15L17,14Z", "m10 10v5.5h6-2l3-1.5z"],
    ["M0,0L1.5,3L2,4H3L4,4.1", "m0 0 2 4h1l1 .1"],
  ];
  for (const [long, short] of cases) assert.equal(compactPath(long), short);
});

test("a path keeps to a step: no place is off by more than half of it, however long the way", () => {
  const points = Array.from({ length: 200 }, (_, i) =>
    [i * 1.3, (i * i * 7) % 90.1].map((v) => Math.round(v * 10) / 10),
  );
  const d = compactPath(`M${points.map((point) => point.join(",")).join("L")}`, 0.5);
  let [x, y] = [0, 0];
  /** @type {number[][]} */
  const places = [];
  for (const [, name, text] of d.matchAll(/([mlhv]?)((?:[ -]?[\d.]+){1,2})/g)) {
    const numbers = text.match(/-?(?:\d+\.?\d*|\.\d+)/g)?.map(Number) ?? [];
    if (name === "h" || name === "v") [x, y] = name === "h" ? [x + numbers[0], y] : [x, y + numbers[0]];
    else [x, y] = [x + numbers[0], y + numbers[1]];
    places.push([x, y]);
  }
  assert.equal(places.length, points.length);
  for (const [i, [u, v]] of places.entries()) {
    assert.ok(Number.isInteger(2 * u) && Number.isInteger(2 * v), `${u} ${v}`);
    assert.ok(Math.max(Math.abs(u - points[i][0]), Math.abs(v - points[i][1])) <= 0.25 + 1e-9);
  }
  assert.equal(compactPath("M0.1,0.2L0.2,0.1L9.8,3.1", 0.5), "m0 0 10 3", "a line that has come to nothing is none");
  assert.equal(compactPath("M0,0L10,20L11,22.5"), "m0 0 10 20 1 2.5", "exact without a step");
});

test("a path that is no shorter, or is written otherwise, stays as it is", () => {
  for (const d of ["", "m1 2z", "M1e3,2L5,6", "M0 0a5 5 0 11.2 0", "M0,0L1", "M0,0b2"]) assert.equal(compactPath(d), d);
});

test("layers lose their names and empty ones go; what has a look or a place stays, in the order of painting", () => {
  const { document } = parseHTML(
    `<svg><g class="sw-layer-a" transform="translate(0,0)"><g class="sw-layer-empty"><g class="sw-layer-inner"></g></g>` +
      `<g aria-hidden="true"><g class="sw-layer-x sw-tick" transform="translate(0,3)"><text>1</text><text x="3"></text></g></g>` +
      `<g class="sw-layer-marks"><path d="M10,10H12" /><circle r="2" /></g></g></svg>`,
  );
  const svg = document.querySelector("svg");
  compactDrawing(svg);
  assert.equal(
    svg.innerHTML.replaceAll(" />", "/>"),
    `<g class="sw-tick" transform="translate(0,3)"><text>1</text></g><path d="m10 10h2"/><circle r="2"/>`,
  );
});

test("texts stand where they stood, without groups, lines and anchors that say nothing", () => {
  const { document } = parseHTML(
    '<svg><g class="sw-axis-title" transform="translate(0,115.33333)" text-anchor="end"><text x="9">b</text></g>' +
      '<g class="sw-axis-title" transform="translate(0,2)"><text x="1">a</text><text x="2">b</text></g>' +
      '<text class="sw-label" transform="translate(18,22.25)" text-anchor="start"><tspan x="0" y="0">one</tspan></text>' +
      '<g text-anchor="end"><text text-anchor="start" x="1">left</text></g>' +
      '<text transform="translate(1,2)"><tspan x="0" y="0">one</tspan><tspan x="0" y="9">two</tspan></text>' +
      '<path class="sw-whisker" /><path d="" /></svg>',
  );
  const svg = document.querySelector("svg");
  compactDrawing(svg);
  const sorted = [...svg.children].map((part) => {
    const attributes = [...part.attributes].map(({ name, value }) => `${name}=${value}`).sort();
    return `${part.localName} ${attributes.join(" ")}: ${part.innerHTML}`;
  });
  assert.deepEqual(sorted, [
    "text class=sw-axis-title text-anchor=end x=9 y=115.3: b",
    'g class=sw-axis-title transform=translate(0,2): <text x="1">a</text><text x="2">b</text>',
    "text class=sw-label x=18 y=22.3: one",
    'g text-anchor=end: <text text-anchor="start" x="1">left</text>',
    'text transform=translate(1,2): <tspan x="0" y="0">one</tspan><tspan x="0" y="9">two</tspan>',
  ]);
});
