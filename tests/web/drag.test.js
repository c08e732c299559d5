import assert from "node:assert/strict";
import { test } from "node:test";
import { parseHTML } from "linkedom";
import { heldPlace, makeDraggable } from "../../web/figures/drag.js";

test("a move that is undone before it has settled is not shown any longer", () => {
  const { document, window } = parseHTML(`<svg><g><circle class="sw-draggable"></circle></g></svg>`);
  const layer = document.querySelector("g");
  const mark = document.querySelector("circle");
  const press = (/** @type {string} */ key, modifiers = {}) =>
    mark.dispatchEvent(Object.assign(new window.Event("keydown", { bubbles: true }), { key, ...modifiers }));
  /** @type {number[][]} */
  const moves = [];
  makeDraggable(/** @type {any} */ ({ node: () => layer }), {
    at: () => [10, 20],
    xRange: [0, 100],
    yRange: [0, 100],
    move: (_, x, y) => moves.push([x, y]),
    describe: () => "",
  });
  press("ArrowRight", { shiftKey: true });
  assert.deepEqual(heldPlace(mark, [10, 20]), moves[0], "the hand is ahead of the results");
  assert.notDeepEqual(moves[0], [10, 20]);
  press("z", { ctrlKey: true });
  assert.deepEqual(heldPlace(mark, [10, 20]), [10, 20]);
});
