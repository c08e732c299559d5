import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { pagesIn } from "../../web/elements/sw-progress.js";
import { openPage } from "./page.js";

/** @type {ReturnType<typeof openPage>[]} */
const pages = [];
afterEach(() => {
  for (const page of pages.splice(0)) {
    page.close();
    assert.deepEqual(page.errors, []);
  }
});
const open = (html, options) => {
  const page = openPage(html, options);
  pages.push(page);
  const $ = (selector) => page.document.querySelector(selector);
  const shown = () =>
    [...page.document.querySelectorAll("fieldset + div sw-reply")]
      .filter(({ hidden }) => !hidden)
      .map((reply) => reply.textContent);
  return { ...page, $, shown, check: () => page.fire($("fieldset > button"), "click") };
};
const refuses = (html, message) => assert.throws(() => openPage(html), message);
const replies = (names) => names.map((name) => `<sw-reply for="${name}">${name}.</sw-reply>`).join("");

test("a number as the answer: within its tolerance, too low, too high, or a known mistake; commas count as points", () => {
  const page = open(
    `<sw-check-number key="n" answer="0.2" tolerance="0.1"><p>How many?</p>${replies(["right", "low", "high", "20"])}</sw-check-number>`,
  );
  const after = (text) => {
    page.$("input").value = text;
    page.fire(page.$("input"), "input");
    assert.deepEqual(page.shown(), [], "a new try");
    page.check();
    return [...page.shown(), page.$("sw-check-number").getAttribute("data-verdict")];
  };
  assert.deepEqual(after("0.3"), ["right.", "right"], "0.3 - 0.2 is a little more than 0.1 in binary");
  assert.deepEqual(after("0,15"), ["right.", "right"]);
  assert.deepEqual(after("0"), ["low.", "wrong"]);
  assert.deepEqual(after("3"), ["high.", "wrong"]);
  assert.deepEqual(after(" 20 "), ["20.", "wrong"], "whoever took it for a percentage hears so");
  const stored = page.essay.progress.get("sw-check-number:n");
  assert.deepEqual(after("a lot"), [null], "no number is no answer");
  assert.equal(page.essay.progress.get("sw-check-number:n"), stored);
  refuses(
    `<sw-check-number key="n">${replies(["right", "low", "high"])}</sw-check-number>`,
    /an answer or a cell, got neither/,
  );
  refuses(`<sw-check-number key="n" answer="x"></sw-check-number>`, /expected a number as the answer, got "x"/);
  refuses(`<sw-check-number key="n" answer="1" tolerance="-1"></sw-check-number>`, /a tolerance >= 0, got "-1"/);
  refuses(
    `<sw-check-number key="n" answer="1">${replies(["right"])}</sw-check-number>`,
    /needs a <sw-reply for="low">/,
  );
});

test("a number that a cell knows is computed once the reader has answered; a percentage is judged as a share", async () => {
  let computed = 0;
  const page = open(
    `<sw-check-number key="n" cell="truth.share" unit=" %" tolerance="0.02">How many?${replies(["right", "low", "high"])}</sw-check-number>`,
    { cells: { truth: () => (computed++, { share: 0.7 }) } },
  );
  await page.settle();
  assert.equal(computed, 0);
  page.$("input").value = "71";
  page.check();
  await page.settle();
  assert.deepEqual([page.shown(), computed], [["right."], 1]);
  page.essay.progress.erase();
  assert.deepEqual(page.shown(), []);
});

test("an order: never right from the start, moved by buttons, with a reply for who swaps two", () => {
  const html = `<sw-check-order key="o"><p>From first to last</p>
    <option value="fit">fit</option><option value="choose">choose</option><option value="test">test</option>
    ${replies(["right", "wrong", "test,choose"])}</sw-check-order>`;
  const page = open(html);
  const order = () => [...page.document.querySelectorAll("li")].map((item) => item.getAttribute("data-value")).join();
  const move = (value, by) => page.fire(page.$(`li[data-value="${value}"] [data-by="${by}"]`), "click");
  assert.equal(order(), "choose,fit,test");
  page.check();
  assert.deepEqual(page.shown(), ["wrong."]);
  move("choose", 1);
  assert.equal(order(), "fit,choose,test");
  assert.deepEqual(page.shown(), [], "a new try");
  assert.equal(page.$("body > [role=status]").textContent, "choose: 2 of 3");
  page.check();
  assert.deepEqual([page.shown(), page.$("sw-check-order").getAttribute("data-verdict")], [["right."], "right"]);
  move("test", 1);
  assert.equal(order(), "fit,choose,test", "the last goes no further");
  move("test", -1);
  page.check();
  assert.deepEqual(page.shown(), ["test,choose."]);
  const again = open(html, { storage: page.storage });
  assert.deepEqual(again.shown(), ["test,choose."], "remembered");
  const old = open(html, { storage: new Map([["scrollwork:/essay/", '{"sw-check-order:o":"fit,gone"}']]) });
  assert.deepEqual(old.shown(), [], "the answer to another edition of the question");
  refuses(`<sw-check-order key="o"><option value="a">a</option></sw-check-order>`, /two or more .*; got 1$/);
});

test("what is to be made happen is judged by a cell, at the moment of asking, with its own reply where it fails", async () => {
  const page = open(
    `<sw-check-goal key="g" cell="judge">Make it even.${replies(["right", "wrong", "small"])}</sw-check-goal>`,
    {
      state: { n: { default: 1, min: 0, max: 9, step: 1 } },
      cells: {
        *judge({ n }) {
          yield { done: false };
          yield { done: n % 2 === 0 && n > 2, reply: n <= 2 ? "small" : "odd", message: `n is ${n}` };
        },
      },
    },
  );
  page.check();
  assert.deepEqual(page.shown(), [], "not before it is computed to the end");
  await page.settle();
  assert.deepEqual([page.shown(), page.$(".sw-message").textContent], [["small."], "n is 1"]);
  page.essay.store.edit({ n: 4 });
  await page.settle();
  assert.deepEqual(page.shown(), ["small."], "not before it is asked again");
  page.check();
  assert.deepEqual(page.shown(), ["right."]);
  page.essay.store.edit({ n: 5 });
  await page.settle();
  page.check();
  assert.deepEqual([page.shown(), page.$("sw-check-goal").getAttribute("data-verdict")], [["wrong."], "wrong"]);
});

test("a progress file is taken as pages of strings and numbers, and as nothing else", () => {
  const file = (pages, format = "scrollwork-progress") => JSON.stringify({ format, version: 1, pages });
  assert.deepEqual(pagesIn(file({ "/essay/": { "sw-check:a": "b", n: 2, bad: { x: 1 }, worse: null } })), [
    [
      "/essay/",
      [
        ["sw-check:a", "b"],
        ["n", 2],
      ],
    ],
  ]);
  assert.deepEqual(pagesIn(file({ evil: { a: "b" }, "/x/": "text" })), []);
  for (const text of ["", "{", "null", "[]", file({}, "other"), file(null)]) assert.equal(pagesIn(text), null, text);
});
