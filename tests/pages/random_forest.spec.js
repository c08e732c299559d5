// "Random Forest": what is dragged, tapped and grown, by mouse, finger and keys, against the same model under Node.
import { apart, readChart } from "./chart.js";
import { expect, test } from "./fixtures.js";
import { essayInNode } from "./in_node.js";
import { dragByKeys, dragByMouse, dragByTouch, meetFigure } from "./reader.js";
import { installSpy } from "./spy.js";

const slug = "random-forest";
const essay = await essayInNode(slug);

/** @typedef {import("@playwright/test").Page} Page @typedef {import("@playwright/test").Locator} Locator */

/** @param {Page} page @param {import("../server/static.js").Site} site @param {string} [hash] */
async function open(page, site, hash = "") {
  await installSpy(page);
  await page.goto(`${site.url}${slug}/${hash}`);
  await meetFigure(page, "jury");
}
const words = (/** @type {Page} */ page, /** @type {string} */ figure) =>
  page.locator(`sw-figure[name="${figure}"] > .sw-summary`);
const tenth = (/** @type {number} */ share) => `${(100 * share).toFixed(1)}%`;
const live = (/** @type {Page} */ page, /** @type {string} */ figure) =>
  page.locator(`sw-figure[name="${figure}"] .sw-layout`);

/** @type {Record<string, (page: Page, mark: Locator, x: number) => Promise<void>>} */
const hands = {
  mouse: (page, mark, x) => dragByMouse(page, mark.locator("circle"), { x, y: 0 }),
  touch: (page, mark, x) => dragByTouch(page, mark.locator("circle"), { x, y: 0 }),
  keys: (page, mark) => dragByKeys(page, mark, Array(4).fill("Shift+ArrowRight")),
};

for (const [hand, drag] of Object.entries(hands)) {
  test.describe(hand, () => {
    test.use(hand === "touch" ? { hasTouch: true } : {});

    test("seats more jurors, and the majority is the model's", async ({ page, site }) => {
      await open(page, site);
      await drag(page, live(page, "jury").locator(".sw-layer-marker-jurors .sw-marker"), 120);
      await expect.poll(() => page.url()).toContain("jurors=");
      await expect
        .poll(async () => {
          const { trial } = essay.atUrl(page.url(), "jury");
          const said = (await words(page, "jury").textContent()) ?? "";
          return trial.jurors > 11 && said.includes(`the majority is right ${tenth(trial.majority)} of the time`)
            ? "agrees"
            : `${said} but ${trial.jurors}: ${trial.majority}`;
        })
        .toBe("agrees");
      // The ballots that are held up are those of the trial.
      const ballots = (/** @type {number} */ sex) => live(page, "jury").locator(`use[href="#juror-${sex}"]`).count();
      await expect
        .poll(async () => {
          const { nRight, jurors } = essay.atUrl(page.url(), "jury").trial;
          const [female, male] = [await ballots(0), await ballots(1)];
          return male === nRight && female === jurors - nRight ? "agrees" : `${male} of ${male + female} say male`;
        })
        .toBe("agrees");
    });
  });
}

test("a bird falls through the trees: by tap and by keys, and the vote is the model's", async ({ page, site }) => {
  await open(page, site);
  await meetFigure(page, "grove");
  const vote = (/** @type {number} */ bird) => {
    const { grove } = essay.at({ bird });
    return `${grove.species} no. ${bird}, a ${["female", "male"][grove.truth]}: ${grove.males} of ${grove.nTrees} trees say male`;
  };
  await expect(words(page, "grove")).toContainText(vote(33));
  const birds = live(page, "grove").locator(".sw-layer-panel-plane .sw-layer-marks .sw-mark");
  // A bird that others cover: what counts is the switch, not which of a heap is on top.
  await birds.nth(199).dispatchEvent("click");
  await expect(words(page, "grove")).toContainText(vote(200));
  await birds.nth(199).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(words(page, "grove")).not.toContainText(vote(200));
  await expect.poll(() => page.url()).toMatch(/bird=\d+/);
  const bird = Number(/bird=(\d+)/.exec(page.url())?.[1]);
  await expect(words(page, "grove")).toContainText(vote(bird));

  await page.getByRole("button", { name: /^tree 7 says/ }).click();
  const [first] = [essay.at({ bird }).grove.trees[6].nodes.feature[0]];
  const features = ["bill length", "bill depth", "flipper length", "body mass"];
  await expect(live(page, "grove").locator(".sw-layer-panel-words")).toContainText(`${features[first]} ≤`);
});

test("a file's birds, and five hundred trees that grow step by step, are the model's", async ({ page, site }) => {
  await open(page, site);
  await page.locator('sw-reveal[key="left-out"] button').first().click();
  await meetFigure(page, "bag");
  await page.getByRole("button", { name: "The next juror’s file" }).click();
  await expect.poll(() => page.url()).toContain("bagSeed=");
  const { bag } = essay.atUrl(page.url());
  await expect(live(page, "bag").locator(".is-held-out")).toHaveCount(bag.missing);
  const offers = bag.best.map((/** @type {unknown} */ _, /** @type {number} */ i) =>
    bag.asked === i ? "asked" : bag.offered.includes(i) ? "offered" : "not offered",
  );
  await expect(live(page, "bag").locator(".sw-layer-panel-offer")).toContainText(
    new RegExp(offers.map((/** @type {string} */ offer) => `: ${offer}`).join(".*")),
  );

  await page.locator('sw-guess[key="free-test"]').getByText("much like that on a test set").click();
  await page.locator('sw-guess[key="free-test"]').getByRole("button", { name: "Commit" }).click();
  await meetFigure(page, "melt");
  await expect(words(page, "melt")).toContainText("1 tree:");
  const player = page.locator('sw-player[key="growth"]');
  await player.getByRole("button", { name: "Step" }).click();
  await expect(words(page, "melt")).toContainText("2 trees:");
  await player.getByRole("slider").focus();
  await page.keyboard.press("End");
  const { growing } = essay.at({ growth: 32 });
  expect(growing.nTrees).toBe(500);
  await expect(words(page, "melt")).toContainText(`500 trees: out-of-bag error ${tenth(growing.oobError[499][1])}`);
  await expect(words(page, "melt")).toContainText(`kept apart ${tenth(growing.testError.at(-1)[1])}`);
});

test("the forest fails on a chessboard, and the kernels judge it; a point less, and it is judged anew", async ({
  page,
  site,
}) => {
  // The twelve points of the start are moved onto a board of 4 x 4, and four are added.
  const board = Array.from({ length: 16 }, (_, i) => [i % 4, Math.floor(i / 4)]);
  const fields = [0, 1].map((label) => board.filter(([x, y]) => (x + y) % 2 === label));
  const kinds = [...Array(6).fill(0), ...Array(6).fill(1), 0, 0, 1, 1];
  const drawn = kinds.map((label, index) => {
    const [x, y] = /** @type {number[]} */ (fields[label].shift());
    return `${index}:${100 + 240 * x}:${100 + 240 * y}:${label}`;
  });
  await open(page, site, `#make-it-fail?v=1&drawn=${drawn.join("~")}`);
  await meetFigure(page, "yard");
  const challenge = page.locator('sw-challenge[cell="yard"]');
  await expect(challenge).toContainText("Right about 0 % out of bag. A coin would be a better juror.");
  await live(page, "yard").locator(".sw-layer-marks .sw-mark").first().focus();
  await page.keyboard.press("Delete");
  await expect(challenge).toContainText("It takes eight points of each kind.");
});

test("one tree beats the forest where the notes are bad enough", async ({ page, site }) => {
  const settings = { duelWrong: 40, duelDepth: 3, duelLeaf: 15 };
  await open(page, site, "#challenge?v=1&duelWrong=40&duelDepth=3&duelLeaf=15");
  await meetFigure(page, "duel");
  const { message, stars } = essay.at(settings).duel;
  expect(stars).toBe(3);
  await expect(page.locator('sw-challenge[cell="duel"]')).toContainText(message, { timeout: 40_000 });
});

test("the formula, the curves of depth and the importances stand where the model has them", async ({ page, site }) => {
  // Computed while the browser computes them, too: they take the longest of all that is here.
  await open(page, site, "#formula?v=1&rhoFeatures=1&wrong=30&extra=chance");
  const asked = essay.atUrl(page.url(), null);
  await meetFigure(page, "formula");
  const { rho, rhoHere } = asked;
  const at = (/** @type {Iterable<number>} */ values) => Array.from(values, (v, i) => [i + 1, v]);
  await expect(words(page, "formula")).toContainText(`${rho.nSets} forests`, { timeout: 30_000 });
  await expect
    .poll(async () => {
      const { lines, marks } = await readChart(page, "formula", "variance");
      const floor = [1, 50].map((b) => [b, rhoHere.floor]);
      const squares = marks.map(([b]) => [b, rhoHere.measured[Math.round(b) - 1]]);
      return Math.max(apart(lines.map(heights), [floor, at(rhoHere.predicted)].map(heights)), apart(marks, squares));
    })
    .toBeLessThan(0.001);
  for (const [panel, key] of [
    ["correlation", "correlation"],
    ["tree", "treeVariance"],
  ]) {
    const { bars } = await readChart(page, "formula", panel);
    const values = rho.runs.map((/** @type {any} */ run) => run[key]);
    expect(bars.map(({ text }) => text)).toEqual(values.map((/** @type {number} */ v) => v.toFixed(3)));
    expect(
      apart(
        bars.map(({ value }) => value),
        values,
      ),
    ).toBeLessThan(0.001);
  }

  await meetFigure(page, "importances");
  const { impurity, permutation, spread } = asked.importance;
  await expect
    .poll(async () => {
      const charts = [
        await readChart(page, "importances", "impurity"),
        await readChart(page, "importances", "permutation"),
      ];
      const [first, second] = charts.map(({ bars }) => bars.map(({ value }) => value));
      const whiskers = charts[1].bars.map(({ whisker }) => whisker);
      const ends = Array.from(permutation, (v, j) => [Math.max(0, v - spread[j]), v + spread[j]]);
      return Math.max(apart(first, [...impurity]), apart(second, [...permutation]), apart(whiskers, ends));
    })
    .toBeLessThan(0.001);

  await meetFigure(page, "deeper");
  const { depths } = asked;
  await expect(words(page, "deeper")).toContainText(`${depths.nRuns} of ${depths.nRuns} draws`, { timeout: 30_000 });
  await expect
    .poll(async () => {
      const more = await readChart(page, "deeper", "more", { log: true });
      const deeper = await readChart(page, "deeper", "deeper");
      return Math.max(
        apart(more.lines.map(heights), [depths.trees].map(heights)),
        apart(deeper.lines.map(heights), [depths.tree, depths.forest].map(heights)),
        // A tenth of a unit is a hundredth of the count of trees.
        apart(
          more.lines[0].map(([n]) => Math.log(n)),
          depths.trees.map(([n]) => Math.log(n)),
        ),
      );
    })
    .toBeLessThan(0.005);
});

const heights = (/** @type {number[][]} */ points) => points.map(([, y]) => y);
