// "Decision Trees": what is dragged, cut and shaken, by mouse, finger and keys, against the same model under Node.
import { apart, readChart } from "./chart.js";
import { expect, test } from "./fixtures.js";
import { essayInNode } from "./in_node.js";
import { dragByKeys, dragByMouse, dragByTouch, meetFigure } from "./reader.js";
import { installSpy, settled } from "./spy.js";

const slug = "decision-trees";
const essay = await essayInNode(slug);

/** @typedef {import("@playwright/test").Page} Page @typedef {import("@playwright/test").Locator} Locator */

/** @param {Page} page @param {import("../server/static.js").Site} site @param {string} [hash] */
async function open(page, site, hash = "") {
  await installSpy(page);
  await page.goto(`${site.url}${slug}/${hash}`);
  await meetFigure(page, "key");
}
const figure = (/** @type {Page} */ page, /** @type {string} */ name) => page.locator(`sw-figure[name="${name}"]`);
const words = (/** @type {Page} */ page, /** @type {string} */ name) => figure(page, name).locator("> .sw-summary");

/** Row of a bird that stands alone, so that no other is taken hold of: the Chinstrap with the longest bill. */
const { X } = essay.at().birds;
const alone = Array.from({ length: X.rows }, (_, i) => i).findIndex(
  (i) => X.data[2 * i] === 181 && X.data[2 * i + 1] === 58,
);
const markAlone = (/** @type {Page} */ page) =>
  figure(page, "key").locator(".sw-layout .sw-layer-panel-plane .sw-layer-marks > *").nth(alone);

/** @type {Record<string, (page: Page, mark: Locator, by: { x: number, y: number }) => Promise<void>>} */
const hands = {
  mouse: dragByMouse,
  touch: dragByTouch,
  keys: (page, mark, { x, y }) =>
    dragByKeys(page, mark, [
      ...Array(4).fill(x < 0 ? "Shift+ArrowLeft" : "Shift+ArrowRight"),
      ...(y === 0 ? [] : Array(4).fill(y < 0 ? "Shift+ArrowUp" : "Shift+ArrowDown")),
    ]),
};

for (const [hand, drag] of Object.entries(hands)) {
  test.describe(hand, () => {
    test.use(hand === "touch" ? { hasTouch: true } : {});

    test("drags a penguin, and the whole tree is learned anew", async ({ page, site }) => {
      await open(page, site, "#two-questions");
      await drag(page, markAlone(page), { x: -20, y: 60 });
      await settled(page);
      await expect.poll(() => page.url()).toContain(`moved=${alone}:`);
      await expect
        .poll(async () => {
          const { right, n } = essay.atUrl(page.url(), "two-questions").grown;
          const said = (await words(page, "key").textContent()) ?? "";
          return said.includes(`right about ${right} of ${n}`) ? "agrees" : `${said} but ${right}`;
        })
        .toBe("agrees");
    });

    test("drags the first cut along the bill: its gain is read out and kept in the link", async ({ page, site }) => {
      await open(page, site);
      await page.locator('sw-reveal[key="gain"] button').first().click();
      await meetFigure(page, "first");
      const chart = figure(page, "first").locator(".sw-layout .sw-layer-panel-side .sw-cut-handle");
      await expect(chart).toHaveAttribute("role", "slider");
      await drag(page, hand === "keys" ? chart : chart.locator("rect"), { x: 0, y: -80 });
      await settled(page);
      await expect.poll(() => page.url()).toContain("cutThreshold=");
      // What a cut gains is what the kernel says of the split between the same two birds.
      await expect
        .poll(async () => {
          const { feature, threshold, gain } = essay.atUrl(page.url()).first;
          const cut = Number(/cutThreshold=([\d.]+)/.exec(page.url())?.[1]);
          const said = Number(/gains ([\d.]+)/.exec((await chart.getAttribute("aria-valuetext")) ?? "")?.[1]);
          const far = (/** @type {number} */ i) => Math.abs(threshold[i] - cut);
          const near = Array.from(threshold.keys())
            .filter((i) => feature[i] === 1)
            .reduce((a, b) => (far(b) < far(a) ? b : a));
          return Math.abs(gain[near] - said) < 0.001 ? "agrees" : `${said} at ${cut}: ${gain[near]}`;
        })
        .toBe("agrees");
    });
  });
}

test("the first screen: the reader's line names birds as the model does, and a bird that is tapped takes its way", async ({
  page,
  site,
}) => {
  await open(page, site);
  const picture = figure(page, "key").locator(".sw-layout");
  await expect(picture.locator('.sw-layer-panel-tree use[href="#penguin"]')).toBeVisible();
  await dragByMouse(page, picture.locator(".sw-layer-marker-cut circle"), { x: 60, y: 0 });
  await expect
    .poll(async () => {
      const { right } = essay.atUrl(page.url(), "your-question").grown;
      const said = await picture.locator(".sw-layer-panel-plane .sw-layer-labels").textContent();
      const better = right > essay.at({}, "your-question").grown.right;
      return better && said === `${right} of 342 right` ? "agrees" : `${said} but ${right}`;
    })
    .toBe("agrees");
  await markAlone(page).click();
  await expect(words(page, "key")).toContainText(`penguin ${alone + 1}: flipper length`);
  expect(page.url()).not.toContain("moved=");
  await picture.locator(".sw-layer-marks > *").nth(1).focus();
  await page.keyboard.press("Enter");
  await expect(words(page, "key")).toContainText("penguin 2: flipper length");
});

test("a tree cut by hand: the root, then a leaf of it, against the greedy learner", async ({ page, site }) => {
  await open(page, site, "#hand?v=1&hand1Feature=0&hand1Threshold=206.5&handNode=2");
  await meetFigure(page, "hand");
  await expect(words(page, "hand")).toContainText("right about 271 of 342");
  const side = figure(page, "hand").locator(".sw-layout .sw-layer-panel-side .sw-cut-handle");
  await side.focus();
  await page.keyboard.press("ArrowUp");
  await expect.poll(() => page.url()).toContain("hand2Feature=1");
  await settled(page);
  const { hand } = essay.atUrl(page.url());
  expect(hand.asked).toBe(2);
  await expect(words(page, "hand")).toContainText(`right about ${hand.right} of ${hand.n}`);
  await figure(page, "hand").locator('.sw-layout .sw-node[aria-label*="flipper length"]').first().click();
  await expect.poll(() => page.url()).not.toContain("handNode=2");
});

test("a bag of one kind is pure, and an empty one is no error", async ({ page, site }) => {
  // On the way there: the bird that is sent through the tree takes the model's way.
  await open(page, site, "#two-questions?v=1&bird=300");
  const { path } = essay.at({ bird: 300 }, "two-questions").way;
  await expect(figure(page, "key").locator(".sw-layout .sw-node.is-on-path")).toHaveCount(path.length);
  await meetFigure(page, "bag");
  await expect(words(page, "bag")).toContainText("entropy 1.00 bits, Gini impurity 0.50");
  const kinds = ["bagAdelie", "bagChinstrap"];
  for (const key of kinds) {
    await page.locator(`sw-slider[key="${key}"] input`).focus();
    await page.keyboard.press("Home");
  }
  await expect(words(page, "bag")).toContainText("An empty bag.");
  await page.locator('sw-slider[key="bagGentoo"] input').focus();
  await page.keyboard.press("End");
  await expect(words(page, "bag")).toContainText("20 Gentoo: entropy 0.00 bits, Gini impurity 0.00");
});

test("a tree without room opens where it goes on, by a tap and by keys, and closes again", async ({ page, site }) => {
  await open(page, site, "#by-heart");
  const nodes = figure(page, "key").locator(".sw-layout .sw-layer-panel-tree .sw-layer-tree > .sw-node");
  const folded = figure(page, "key").locator('.sw-layout .sw-node[aria-expanded="false"]');
  await expect(nodes.first()).toHaveAttribute("aria-label", /flipper length ≤ 206.5 mm/);
  await folded.first().click();
  await expect.poll(() => page.url()).toContain("opened=");
  const back = figure(page, "key").getByRole("button", { name: "whole tree" });
  await expect(back).toBeVisible();
  await expect(nodes.first()).not.toHaveAttribute("aria-label", /flipper length ≤ 206.5 mm/);
  await back.focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => page.url()).not.toContain("opened=");
  await expect(nodes.first(), "the keyboard stands on the root again").toBeFocused();
  await folded.last().focus();
  await page.keyboard.press("Enter");
  await expect(back).toBeVisible();
});

test("the challenge: eight leaves and 96 % are three stars", async ({ page, site }) => {
  await open(page, site, "#challenge?v=1&smallCriterion=entropy&smallLeaves=8");
  await meetFigure(page, "contest");
  expect(essay.at({ smallCriterion: "entropy", smallLeaves: 8 }).contest.stars).toBe(3);
  expect(essay.at().contest.stars).toBe(0);
  await expect(page.locator('sw-challenge[key="smallest"]')).toContainText("Nothing to cut.");
});

test("a table of the reader's own grows its tree, and one that will not do says why", async ({ page, site }) => {
  await open(page, site, "#own");
  await meetFigure(page, "own");
  const choose = page.locator("sw-csv input[type=file]");
  const file = (/** @type {string} */ text) => ({ name: "own.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  const rows = Array.from(
    { length: 40 },
    (_, i) => `${i},${(7 * i) % 40},${["low", "mid", "high", "top"][i >> 3] ?? "top"}`,
  );
  await choose.setInputFiles(file(["a,b,kind", ...rows].join("\n")));
  await expect(words(page, "own")).toContainText("4 leaves over 40 rows. It asks first: a ≤");
  await choose.setInputFiles(file("a,kind\n1,x\n2,y\n"));
  await expect(page.locator("sw-csv")).toContainText("two columns of numbers");
});

test("the curves of pruning, and the bars and cuts of two hundred shaken trees, stand where the model has them", async ({
  page,
  site,
}) => {
  await open(page, site);
  await meetFigure(page, "prune");
  await page.getByRole("button", { name: "Other birds aside" }).click();
  await expect.poll(() => page.url()).toContain("splitSeed=");
  const { scores } = essay.atUrl(page.url());
  const along = (/** @type {Iterable<number>} */ values) =>
    Array.from(values, (v, i) => [scores.settings[i], v]).filter(([, v]) => v >= 0.75);
  const curves = [scores.train, scores.here.map((/** @type {any} */ d) => d.validation), scores.crossValidated].map(
    along,
  );
  await expect.poll(async () => apart((await readChart(page, "prune", "scores")).lines, curves)).toBeLessThan(0.005);

  await page.locator('sw-reveal[key="shake"] button').first().click();
  await meetFigure(page, "shaken");
  const { shaken } = essay.atUrl(page.url());
  const { firstSame, nDone, treeSame, kinds } = shaken;
  const counts = [firstSame, nDone - firstSame, treeSame, kinds];
  await expect
    .poll(async () => {
      const { bars } = await readChart(page, "shaken", "tally");
      if (bars.map(({ text }) => text).join() !== counts.join()) return `${bars.map(({ text }) => text)}`;
      return apart(
        bars.map(({ value }) => value),
        counts,
      );
    })
    .toBeLessThan(0.5);
  // Each first question is one thick line, the darker the more trees ask it.
  const roots = shaken.trees.map((/** @type {any} */ tree) => `${tree.feature[0]} ${tree.threshold[0]}`);
  const asked = [...new Set(roots)].map((root) => roots.filter((/** @type {string} */ other) => other === root).length);
  const thick = figure(page, "shaken").locator(".sw-layout .sw-layer-all-cuts .is-picked");
  const shades = await thick.evaluateAll((cuts) => cuts.map((cut) => Number(cut.getAttribute("stroke-opacity"))));
  const shade = (/** @type {number} */ count) => Math.round(100 * (0.06 + (0.94 * count) / nDone)) / 100;
  expect(shades.sort()).toEqual(asked.map(shade).sort());
});
