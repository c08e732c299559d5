import assert from "node:assert/strict";
import { test } from "node:test";
import { parseHTML } from "linkedom";
import { select } from "d3-selection";
import { drawnCurve, frame, gains, marker } from "scrollwork/figures";
import { heldPlace, makeDraggable } from "../../web/figures/drag.js";

/**
 * A mark that can be moved, by the results at (10, 20).
 * @returns {{ mark: any, send: (type: string, event?: object) => void, moves: number[][] }}
 */
function movable() {
  const { document, window } = parseHTML(`<svg><g><circle class="sw-draggable"></circle></g></svg>`);
  const layer = document.querySelector("g");
  const mark = document.querySelector("circle");
  /** @type {number[][]} */
  const moves = [];
  makeDraggable(/** @type {any} */ ({ node: () => layer }), {
    at: () => [10, 20],
    xRange: [0, 100],
    yRange: [0, 100],
    move: (_, x, y) => moves.push([x, y]),
    describe: () => "",
  });
  const send = (/** @type {string} */ type, event = {}) =>
    mark.dispatchEvent(Object.assign(new window.Event(type, { bubbles: true }), event));
  return { mark, send, moves };
}

test("a move that is undone before it has settled is not shown any longer", () => {
  const { mark, send, moves } = movable();
  send("keydown", { key: "ArrowRight", shiftKey: true });
  assert.deepEqual(heldPlace(mark, [10, 20]), moves[0], "the hand is ahead of the results");
  assert.notDeepEqual(moves[0], [10, 20]);
  send("keydown", { key: "z", ctrlKey: true });
  assert.deepEqual(heldPlace(mark, [10, 20]), [10, 20]);
});

test("a mark that is held while its move is undone is let go of", () => {
  const { mark, send, moves } = movable();
  let captured = false;
  Object.assign(mark, {
    focus() {},
    setPointerCapture: () => (captured = true),
    hasPointerCapture: () => captured,
    releasePointerCapture: () => (captured = false),
  });
  const finger = { button: 0, isPrimary: true, pointerId: 7, clientX: 10, clientY: 20, pageX: 10, pageY: 20 };
  send("pointerdown", finger);
  assert.ok(captured && mark.classList.contains("sw-dragging"));
  send("keydown", { key: "z", ctrlKey: true });
  assert.ok(!captured && !mark.classList.contains("sw-dragging"), "as if the hand had been lifted");
  send("pointermove", { ...finger, pageX: 50 });
  assert.deepEqual(moves, []);
});

/** @type {Record<string, (plot: any) => void>} */
const dragged = {
  marker: (plot) => marker(plot, { key: "t", value: 1, min: 0, max: 4, step: 1 }),
  drawnCurve: (plot) => drawnCurve(plot, { key: "t", xs: [1, 2, 3], values: [0, 0, 0], step: 0.1 }),
  gains: (plot) =>
    gains(plot, {
      splits: { feature: [0, 0, 0], threshold: [1, 2, 4], gain: [0.2, 0.5, 0.3] },
      feature: 0,
      cut: { feature: 0, threshold: 2 },
      edit: { feature: "f", threshold: "t" },
    }),
};
for (const [name, draw] of Object.entries(dragged))
  test(`${name} follows a move of the hand that the browser tells of at once`, (context) => {
    Object.assign(globalThis, { onpointerrawupdate: null });
    context.after(() => Reflect.deleteProperty(globalThis, "onpointerrawupdate"));
    const { document, window } = parseHTML("<svg></svg>");
    /** @type {any[]} */
    const edits = [];
    const options = {
      width: 360,
      height: 300,
      live: true,
      edit: (/** @type {any} */ changes) => edits.push(changes),
      now: () => Object.assign({}, ...edits),
    };
    draw(frame(select(document.querySelector("svg")), options, { x: { domain: [0, 4] }, y: { domain: [0, 1] } }));
    // The first two are sliders themselves; a curve is drawn on the board behind its columns.
    const slider = document.querySelector("[role=slider]");
    Object.assign(slider, { focus() {} });
    for (let node = slider; node; node = node.parentNode)
      Object.assign(node, { setPointerCapture() {}, clientLeft: 0, clientTop: 0 });
    const hand = { button: 0, isPrimary: true, pointerId: 7, clientX: 100, clientY: 100 };
    const send = (/** @type {string} */ type, event = {}) =>
      slider.dispatchEvent(Object.assign(new window.Event(type, { bubbles: true }), { ...hand, ...event }));
    send("pointerdown");
    const before = edits.length;
    send("pointerrawupdate", { clientX: 300 });
    assert.equal(edits.length, before + 1);
  });
