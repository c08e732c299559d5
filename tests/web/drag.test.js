import assert from "node:assert/strict";
import { test } from "node:test";
import { parseHTML } from "linkedom";
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
