// A guess that is drawn: the board in the figure, and the element that commits to it.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { select } from "d3-selection";
import { parseHTML } from "linkedom";
import { drawnCurve, frame } from "scrollwork/figures";
import { openPage } from "./page.js";

/** @type {ReturnType<typeof openPage>[]} */
const pages = [];
afterEach(() => {
  for (const page of pages.splice(0)) {
    page.close();
    assert.deepEqual(page.errors, []);
  }
});

const axes = { x: { domain: [0, 4], title: "degree" }, y: { domain: [0, 1] } };
const xs = [1, 2, 3];

/** A board with the state behind it. @param {object} [more] of the spec @param {object} [options] */
function board(more = {}, options = {}) {
  const { document, window } = parseHTML("<!doctype html><html><body><svg></svg></body></html>");
  const state = { guess: [0.5, 0.5, 0.5] };
  const edit = (/** @type {any} */ changes) => Object.assign(state, changes);
  const root = select(document.querySelector("svg"));
  const all = { width: 360, height: 300, live: true, now: () => state, edit, ...options };
  const draw = () => drawnCurve(frame(root, all, axes), { key: "guess", xs, values: state.guess, step: 0.1, ...more });
  draw();
  const columns = () => [...root.node().querySelectorAll("[role=slider]")];
  const press = (/** @type {number} */ column, /** @type {string} */ key, /** @type {object} */ modifiers = {}) =>
    columns()[column].dispatchEvent(
      Object.assign(new window.Event("keydown", { bubbles: true }), { key, ...modifiers }),
    );
  return { root, state, draw, columns, press };
}
const rounded = (/** @type {number[]} */ values) => values.map((value) => Math.round(value * 100) / 100);

test("each column is an upright slider; keys raise and lower it at once, faster than any result", () => {
  const { state, columns, press, root } = board();
  assert.deepEqual(
    columns().map((node) => [node.getAttribute("aria-label"), node.getAttribute("tabindex")]),
    [
      ["your guess, degree 1", "0"],
      ["your guess, degree 2", "-1"],
      ["your guess, degree 3", "-1"],
    ],
  );
  const before = root.node().querySelector(".sw-line").getAttribute("d");
  for (const key of ["ArrowUp", "ArrowUp", "ArrowDown"]) press(1, key);
  press(0, "Home");
  press(2, "ArrowUp", { shiftKey: true });
  assert.deepEqual(rounded(state.guess), [0, 0.6, 1], "no further than the axis");
  assert.notEqual(root.node().querySelector(".sw-line").getAttribute("d"), before);
  assert.equal(columns()[1].getAttribute("aria-valuenow"), "0.6");
});

test("on paper, committed to, or locked by a teacher there is nothing to draw with; the gap comes with the truth", () => {
  for (const [more, options] of [
    [{}, { live: false }],
    [{ done: true }, {}],
    [{}, { locked: () => true }],
  ]) {
    const { root } = board(more, options);
    assert.equal(root.node().querySelectorAll("[role=slider], .sw-hit").length, 0);
    assert.equal(root.node().querySelectorAll(".sw-line").length, 1);
  }
  const { root, draw } = board({ done: true, truth: [0.2, 0.4, 0.9], parts: { at: 2, text: "40 points" } });
  const drawn = root.node().outerHTML;
  assert.equal(root.node().querySelectorAll(".sw-gap").length, 1);
  assert.equal(root.node().querySelector(".sw-rule text").textContent, "40 points");
  draw();
  assert.equal(root.node().outerHTML, drawn, "drawn twice into the same markup");
  assert.doesNotMatch(drawn, /NaN|undefined|style=/);
});

const state = {
  guess: { default: [0.5, 0.5], min: 0, max: 1, step: 0.01, own: true },
  seen: { default: false, own: true },
  degree: { default: 1, min: 1, max: 9, step: 1 },
};
const html =
  `<sw-guess-curve key="guess" shown="seen" cell="apart">Draw it.` +
  `<sw-reply for="low">Low.</sw-reply><sw-reply for="high">High.</sw-reply></sw-guess-curve>` +
  `<sw-reveal after="guess">More.</sw-reveal>`;
/** @param {{ storage?: Map<string, string> }} [options] */
function open(options) {
  let computed = 0;
  const cells = {
    /** @param {any} reads */
    truth: ({ seen }) => (seen ? (computed++, [0.9, 0.9]) : null),
    /** @param {any} reads */
    apart: ({ truth, guess }) =>
      truth && {
        reply: guess[0] < truth[0] ? "low" : "high",
        message: `By ${Math.abs(guess[0] - truth[0]).toFixed(1)}.`,
      },
  };
  const page = openPage(html, { state, cells, ...options });
  pages.push(page);
  const act = async (/** @type {string} */ name) => {
    page.fire(page.document.querySelector(`[data-act=${name}]`), "click");
    await page.settle();
  };
  const said = () =>
    [
      ...[...page.document.querySelectorAll("fieldset + div sw-reply")].filter((one) => !one.hidden),
      page.document.querySelector(".sw-message"),
    ].map((one) => one.textContent);
  return { ...page, act, said, count: () => computed };
}

test("commit, then run, then a reply; undone and reset it stays, drawn again it opens, and no link tells it", async () => {
  const page = open();
  const { store } = page.essay;
  await page.settle();
  store.edit({ guess: [0.2, 0.3] });
  store.edit({ degree: 4 });
  await page.act("undo");
  assert.deepEqual([store.state.degree, page.count()], [1, 0], "nothing is computed before");
  await page.act("commit");
  assert.deepEqual([page.said(), page.count()], [["Low.", "By 0.7."], 1]);
  assert.equal(page.document.querySelector(".sw-content").hidden, false, "what waits for a guess opens");
  store.reset();
  while (store.undo());
  assert.deepEqual([store.state.guess, store.state.seen], [[0.2, 0.3], true]);
  store.edit({ degree: 3 });
  assert.match(page.essay.link(), /\?v=1&degree=3$/);

  const later = open({ storage: page.storage });
  await later.settle();
  assert.deepEqual(
    [later.essay.store.state.guess, later.said()],
    [
      [0.2, 0.3],
      ["Low.", "By 0.7."],
    ],
  );
  await later.act("again");
  assert.deepEqual([later.essay.store.state.seen, later.said()], [false, [""]]);
  later.essay.store.edit({ guess: [1, 1] });
  await later.act("commit");
  assert.deepEqual(later.said(), ["High.", "By 0.1."]);
  later.essay.progress.erase();
  assert.equal(later.essay.store.state.seen, false);
});

test("a link, and a storage that somebody has tampered with, commit to nothing", async () => {
  const linked = openPage(html, { state, cells: { apart: () => null }, hash: "#?v=1&guess=0.1,0.2&seen=1" });
  pages.push(linked);
  assert.deepEqual([linked.essay.store.state.guess, linked.essay.store.state.seen], [[0.5, 0.5], false]);
  for (const text of ["1", "a,b", "1,2,3", "Infinity,NaN"]) {
    const key = "scrollwork:/essay/";
    const page = open({ storage: new Map([[key, JSON.stringify({ "sw-guess:guess": text })]]) });
    assert.equal(page.essay.store.state.seen, false, text);
  }
});

test("mistakes of an author are named", () => {
  const refuses = (/** @type {object} */ changed, /** @type {RegExp} */ message) =>
    assert.throws(() => openPage(html, { state: { ...state, ...changed } }), message);
  refuses({ seen: 1 }, /shown="seen">: expected a state key that holds a boolean/);
  refuses({ guess: { default: [1], min: 0, max: 1 } }, /the state guess must say own: true/);
  assert.throws(
    () => openPage(`<sw-guess-curve key="guess" shown="seen"></sw-guess-curve>`, { state }),
    /needs the cell that compares the curves/,
  );
});
