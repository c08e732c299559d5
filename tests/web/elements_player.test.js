import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { openPage } from "./page.js";

/** @type {ReturnType<typeof openPage>[]} */
const pages = [];
afterEach(() => {
  for (const page of pages.splice(0)) {
    page.close();
    assert.deepEqual(page.errors, []);
  }
});

/** A run of seven yields, 0…6, behind a player; `counts` says how much of it was computed. */
function openRun({ html = "", hash = "", ends = 7 } = {}) {
  const counts = { started: 0, yields: 0 };
  const cells = {
    *training({ rate }) {
      counts.started++;
      for (let i = 0; i < ends; i++) {
        counts.yields++;
        yield { loss: 100 - rate * i };
      }
    },
  };
  const page = openPage(
    `<sw-player key="epoch" label="Epoch" rate="1000"></sw-player><sw-value cell="training.loss"></sw-value>${html}`,
    { state: { epoch: { of: "training", max: 10 }, rate: { default: 5, min: 1, max: 9, step: 1 } }, cells, hash },
  );
  pages.push(page);
  const $ = (selector) => page.document.querySelector(selector);
  const [play, step, reset] = page.document.querySelectorAll("sw-player button");
  return {
    ...page,
    counts,
    $,
    press: (button) => page.fire(button, "click"),
    buttons: { play, step, reset },
    shown: () => [$("sw-value").textContent, $("output").textContent],
    async scrubTo(position) {
      $("input").value = String(position);
      page.fire($("input"), "input");
      await page.settle();
    },
  };
}

test("a player steps, scrubs back without computing again, and starts over", async () => {
  const page = openRun();
  await page.settle();
  assert.deepEqual(page.shown(), ["100", "0 of 10"]);
  assert.equal(page.buttons.reset.getAttribute("aria-disabled"), "true");
  page.press(page.buttons.step);
  await page.settle();
  assert.deepEqual([...page.shown(), page.counts.yields], ["95", "1 of 10", 2]);
  await page.scrubTo(5);
  await page.scrubTo(2);
  assert.deepEqual([...page.shown(), page.counts], ["90", "2 of 10", { started: 1, yields: 6 }]);
  assert.equal(page.$("input").getAttribute("aria-valuetext"), "Epoch 2 of 10");
  page.press(page.buttons.reset);
  await page.settle();
  assert.deepEqual([...page.shown(), page.counts.started], ["100", "0 of 10", 1]);
});

test("playing goes on from picture to picture to the end of the run, which the counter then knows; it can be paused", async () => {
  const page = openRun();
  await page.settle();
  page.press(page.buttons.play);
  assert.equal(page.buttons.play.textContent, "Pause");
  for (let i = 0; i < 100 && page.buttons.play.textContent === "Pause"; i++) {
    await wait(2);
    await page.settle();
  }
  assert.deepEqual([...page.shown(), page.$("input").max], ["70", "6 of 6", "6"]);
  assert.deepEqual(page.counts, { started: 1, yields: 7 });
  assert.equal(page.$("[role=status]").textContent, "Epoch 6 of 6");
  page.press(page.buttons.play);
  assert.equal(page.essay.store.state.epoch, 0, "at the end it plays from the start");
  page.press(page.buttons.play);
  await wait(5);
  await page.settle();
  assert.deepEqual(page.shown(), ["100", "0 of 6"], "paused");
});

test("where the run stands is in the link, and the link shows the same", async () => {
  const page = openRun();
  await page.scrubTo(4);
  const link = page.essay.link();
  assert.match(link, /#\?v=1&epoch=4$/);
  const other = openRun({ hash: new URL(link).hash });
  await other.settle();
  assert.deepEqual(other.shown(), page.shown());
  other.essay.store.edit({ rate: 9 });
  await other.settle();
  assert.deepEqual(other.shown(), ["64", "4 of 10"], "another setting: the run is made anew, to the same step");
});

test("what is wrong with a player is said to the author", () => {
  const open = (html, state) => () => openPage(html, { state, cells: { training: () => 1 } });
  const epoch = { of: "training", max: 10 };
  assert.throws(
    open(`<sw-player key="x"></sw-player>`, { x: { default: 1, min: 0, max: 2 } }),
    /the position of a run/,
  );
  assert.throws(
    open(`<sw-player key="epoch" rate="fast"></sw-player>`, { epoch }),
    /rate="fast">: expected a rate > 0/,
  );
});
