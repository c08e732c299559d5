// Marks drawn together must be the same picture: the same shapes in the same places, and over each other as before.
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseHTML } from "linkedom";
import { Markers } from "../../../web/build/gather.js";

const square = "m-4-4h8v8h-8z";
const circle = "m-4 0a4 4 0 1 1 8 0 4 4 0 1 1-8 0z";
/** @param {number} x @param {number} y @param {number} [label] */
const mark = (x, y, label = 0) =>
  `<path class="sw-mark sw-class-${label}" transform="translate(${x},${y})" d="${label ? square : circle}" />`;

/** @param {string} drawing */
function gathered(drawing) {
  const { document } = parseHTML(`<!doctype html><body><svg class="picture">${drawing}</svg></body>`);
  const markers = new Markers();
  markers.gather(document.querySelector(".picture"));
  markers.define(document);
  return document;
}

/** @param {any} document @returns {string[]} what is painted, in its order: a kind and its corners, or an element */
const painted = (document) =>
  [...document.querySelector(".picture").children].map((element) => {
    const [, id] = /url\(#(.*)\)/.exec(element.getAttribute("marker-mid") ?? "") ?? [];
    return id
      ? `${document.getElementById(id).firstElementChild.getAttribute("class").slice(-1)}: ${element.getAttribute("d")}`
      : element.outerHTML.replace(" />", "/>");
  });

test("marks that look alike become the corners of one path, which their shape marks", () => {
  const document = gathered(mark(86, 111) + mark(110, 110) + mark(152, 90) + mark(143, 119) + mark(129, 119));
  assert.deepEqual(painted(document), ["0: m86 111h0l24-1 19 9 14 0 9-29h0"], "by the way that is short to write");
  const marker = document.querySelector("body > svg.sw-symbols > marker");
  assert.equal(marker.getAttribute("overflow"), "visible");
  const shape = marker.firstElementChild;
  assert.deepEqual([shape.getAttribute("d"), shape.getAttribute("transform")], [circle, null]);
});

test("what lies over another kind still does; what lies apart is painted together", () => {
  const row = (/** @type {number} */ y, /** @type {number} */ label) =>
    [0, 50, 100, 150].map((x) => mark(x, y, label)).join("");
  const apart = gathered(row(0, 0) + row(100, 1) + row(200, 0));
  assert.deepEqual(
    painted(apart).map((text) => text[0]),
    ["0", "1"],
  );
  const over = gathered(row(0, 0) + row(5, 1) + row(10, 0));
  assert.deepEqual(
    painted(over).map((text) => text[0]),
    ["0", "1", "0"],
  );
  assert.equal(over.querySelectorAll("marker").length, 2, "a look has one marker");
});

test("of two marks that look alike and touch, the upper one stays so, however far the way", () => {
  // The fourth lies on the third and next to the first.
  const document = gathered(mark(0, 0) + mark(300, 0) + mark(20, 0) + mark(12, 0) + mark(320, 0));
  assert.deepEqual(painted(document), ["0: m0 0h0l20 0-8 0 288 0 20 0h0"]);
});

test("marks with more to them, and what stands between marks, stay as they are; a mark alone is a path, too", () => {
  const line = '<path d="M0,0H9"/>';
  const named = mark(0, 0).replace("/>", "><title>one</title></path>");
  const turned = mark(0, 0).replace(")", ") rotate(9)");
  assert.deepEqual(painted(gathered(mark(3, 4))), ["0: m3 4h0h0"]);
  const plain = mark(0, 0).replace(" sw-class-0", "");
  const fourth = mark(0, 0).replace("sw-class-0", "sw-class-3");
  for (const drawing of [named.repeat(5), turned.repeat(5), plain.repeat(5), fourth.repeat(5)]) {
    const document = gathered(drawing);
    assert.equal(document.querySelectorAll(".picture .sw-mark").length, drawing.split("sw-mark").length - 1);
    assert.equal(document.querySelector("marker"), null);
  }
  const four = mark(0, 0) + mark(30, 0) + mark(60, 0) + mark(90, 0);
  assert.deepEqual(painted(gathered(four + line + four)), [
    "0: m0 0h0l30 0 30 0 30 0h0",
    line,
    "0: m0 0h0l30 0 30 0 30 0h0",
  ]);
});

test("drawing a page again leaves one set of markers", () => {
  const row = (/** @type {number} */ label) => [0, 50, 100, 150].map((x) => mark(x, 0, label)).join("");
  const document = gathered(`<g>${row(0)}</g><g class="again">${row(1)}</g>`);
  const markers = new Markers();
  markers.define(document);
  assert.equal(document.querySelector("#still-marks"), null, "a page without such marks has no place for their shapes");
  const { document: again } = parseHTML(`<!doctype html><body><svg id="still-marks"></svg><svg>${row(1)}</svg></body>`);
  markers.gather(again.querySelector("body > svg + svg"));
  markers.define(again);
  assert.deepEqual(
    [...again.querySelectorAll("#still-marks > marker > path")].map((path) => path.getAttribute("class")),
    ["sw-mark sw-class-1"],
  );
});
