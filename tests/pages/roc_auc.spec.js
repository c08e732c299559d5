// "ROC & AUC": what is dragged, by mouse, finger and keys, against the same model under Node.
import { expect, test } from "./fixtures.js";
import { essayInNode } from "./in_node.js";
import { dragByKeys, dragByMouse, dragByTouch, meetFigure, middle } from "./reader.js";
import { installSpy, settled } from "./spy.js";

const slug = "roc-auc";
const essay = await essayInNode(slug);

/** @typedef {import("@playwright/test").Page} Page @typedef {import("@playwright/test").Locator} Locator */

/** @param {Page} page @param {import("../server/static.js").Site} site @param {string} [hash] */
async function open(page, site, hash = "") {
  await installSpy(page);
  await page.goto(`${site.url}${slug}/${hash}`);
  await meetFigure(page, "radar");
}
/** The handle of a state key in a figure; two figures may share a key. @param {Page} page @param {string} figure @param {string} key @param {string} [part] */
const handle = (page, figure, key, part = "") =>
  page.locator(`sw-figure[name="${figure}"] .sw-layout ${part} .sw-layer-marker-${key} .sw-marker`);
const words = (/** @type {Page} */ page, /** @type {string} */ figure) =>
  page.locator(`sw-figure[name="${figure}"] > .sw-summary`);
const percent = (/** @type {number} */ share) => `${Math.round(share * 100)}%`;

/** What the figure says is what the model says at the state of the link. @param {Page} page @param {string} step */
async function agrees(page, step) {
  await settled(page);
  await expect.poll(() => page.url()).toContain("threshold=");
  const said = async () => (await words(page, "radar").textContent()) ?? "";
  await expect
    .poll(async () => {
      const { called } = essay.atUrl(page.url(), step);
      const rates = `true positive rate ${percent(called.tpr)}, false positive rate ${percent(called.fpr)}`;
      return (await said()).includes(rates) ? "agrees" : `${await said()} but ${rates}`;
    })
    .toBe("agrees");
}

/** @type {Record<string, (page: Page, mark: Locator, x: number) => Promise<void>>} */
const hands = {
  mouse: (page, mark, x) => dragByMouse(page, mark, { x, y: 0 }),
  touch: (page, mark, x) => dragByTouch(page, mark, { x, y: 0 }),
  keys: (page, mark, x) => dragByKeys(page, mark, Array(4).fill(x < 0 ? "Shift+ArrowLeft" : "Shift+ArrowRight")),
};

for (const [hand, drag] of Object.entries(hands)) {
  test.describe(hand, () => {
    test.use(hand === "touch" ? { hasTouch: true } : {});

    test("drags the threshold, and the rates follow", async ({ page, site }) => {
      await open(page, site);
      const circle = hand === "keys" ? "" : " circle";
      await drag(page, page.locator(`sw-figure[name="radar"] .sw-layer-panel-echoes .sw-marker${circle}`), -60);
      await agrees(page, "knob");
      expect(essay.atUrl(page.url(), "knob").called.tpr).toBeGreaterThan(essay.at().called.tpr);
    });

    test("drags the point along the curve: the threshold is its state, too", async ({ page, site }) => {
      await open(page, site, "#curve");
      const point = handle(page, "radar", "threshold", ".sw-layer-panel-roc");
      await expect(point).toHaveAttribute("role", "slider");
      await drag(page, hand === "keys" ? point : point.locator("circle"), 70);
      await agrees(page, "curve");
      // To the right on the curve is a lower threshold.
      expect(essay.atUrl(page.url(), "curve").called.fpr).toBeGreaterThan(essay.at().called.fpr);
    });

    for (const [key, x] of /** @type {const} */ ([
      ["airPlace", 60],
      ["cloudSpread", -40],
    ]))
      test(`drags a crowd by its handle ${key}, and the area follows`, async ({ page, site }) => {
        await open(page, site, "#crowds");
        const mark = handle(page, "radar", key);
        await expect(mark).toBeVisible();
        await drag(page, hand === "keys" ? mark : mark.locator("circle"), x);
        await settled(page);
        await expect.poll(() => page.url()).toContain(`${key}=`);
        const before = essay.at({}, "crowds").roc.auc.toFixed(2);
        // The link follows the hand a moment later.
        await expect
          .poll(async () => {
            const auc = essay.atUrl(page.url(), "crowds").roc.auc.toFixed(2);
            const said = (await words(page, "radar").textContent()) ?? "";
            return auc !== before && said.includes(`Area under the curve ${auc}`) ? "agrees" : `${said} but ${auc}`;
          })
          .toBe("agrees");
      });
  });
}

test("pairs: after a guess they are drawn one by one, and the tally ends where the model's does", async ({
  page,
  site,
}) => {
  await open(page, site);
  await page.locator('sw-guess[key="pairs"]').getByRole("button", { name: "Commit" }).click();
  await meetFigure(page, "pairs");
  await expect(words(page, "pairs")).toContainText("1 pair drawn");
  const player = page.locator('sw-player[key="pairsAt"]');
  await player.getByRole("button", { name: "Step" }).click();
  await expect(words(page, "pairs")).toContainText("2 pairs drawn");
  await player.getByRole("slider").focus();
  await page.keyboard.press("End");
  const { pairs } = essay.at({ pairsAt: 169 });
  expect(pairs.nDone).toBe(pairs.nPairs);
  await expect(words(page, "pairs")).toContainText(`${pairs.nDone.toLocaleString("en")} pairs drawn`);
  await expect(words(page, "pairs")).toContainText(`won ${pairs.wins.toLocaleString("en")}`);
});

test("costs: the cheapest threshold is the model's for the prices and the prevalence that are set", async ({
  page,
  site,
}) => {
  await open(page, site, "#choose?v=1&rarity=10&missCost=9");
  await page.locator('sw-reveal[after="rarer"] > button').click();
  await meetFigure(page, "costs");
  const { best } = essay.at({ rarity: 10, missCost: 9 }).costs;
  await expect(words(page, "costs")).toContainText(`costs ${best.expectedCost.toFixed(2)} an echo`);
  // The reader's own line does not strike the words at the cheapest through.
  const bill = page.locator('sw-figure[name="costs"] .sw-layout .sw-layer-panel-bill');
  const isClear = async () => {
    const name = await bill.getByText("cheapest").boundingBox();
    const line = await middle(bill.locator(".sw-marker circle").last());
    return name !== null && (line.x < name.x || line.x > name.x + name.width);
  };
  await expect.poll(isClear).toBe(true);
  await page.locator('sw-slider[key="missCost"] input').focus();
  await page.keyboard.press("Home");
  const cheap = essay.at({ rarity: 10, missCost: 1 }).costs.best;
  await expect(words(page, "costs")).toContainText(`costs ${cheap.expectedCost.toFixed(2)} an echo`);
});

test("all thirty measurements come when asked for, and any two can be compared", async ({ page, site }) => {
  await open(page, site);
  await meetFigure(page, "clinic");
  const solid = page.locator('sw-choice[key="featureA"] select');
  await expect(solid.locator("option")).toHaveCount(2);
  await page.locator('sw-button[action="load"] button').click();
  await expect(solid.locator("option")).toHaveCount(30);
  await solid.selectOption("worst_perimeter");
  await meetFigure(page, "clinic"); // what is off the screen keeps its picture
  await expect(words(page, "clinic")).toContainText("worst perimeter: area 0.975");
  expect(page.url(), "the table stays out of the link").not.toContain("csv");

  // The positive label is the greatest, and of so few rows there is no interval: that is said in its place.
  const rows = Array.from(
    { length: 9 },
    (_, i) => `${i},${i % 4},${["rare", "goat", "rock"][i === 0 ? 0 : 1 + (i % 2)]}`,
  );
  await page.locator('sw-csv[key="csv"] input[type="file"]').setInputFiles({
    name: "goats.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(["warmth,size,what", ...rows].join("\n")),
  });
  const positive = page.locator('sw-choice[key="positive"] select');
  await expect(positive.locator("option")).toHaveText(["rare", "rock", "goat"]);
  await expect(positive).toHaveValue("rock");
  await positive.selectOption("rare");
  await expect(words(page, "clinic")).toContainText(
    /rare against the rest\. warmth: area 0\.000; .* too few of a kind for an interval: under 10\./,
  );
});

test("the challenge is won by crowds that have the curve, and judged by the kernel", async ({ page, site }) => {
  await open(page, site, "#challenge?v=1&goal=1&aimPlace=5.6&aimSpread=2.2");
  await meetFigure(page, "aim");
  const challenge = page.locator('sw-challenge[cell="aim"]');
  await expect(challenge).toContainText("Nobody can tell them");
  await dragByKeys(page, handle(page, "aim", "aimPlace"), ["Shift+ArrowLeft", "Shift+ArrowLeft"]);
  await expect(challenge).not.toContainText("Nobody can tell them");
});
