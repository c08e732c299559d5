// The figures that show models and their mistakes, by mouse, finger and keys, on the gallery's page.
import { expect, test } from "./fixtures.js";
import { dragByTouch, frames, meetFigure, middle } from "./reader.js";
import { installSpy, settled } from "./spy.js";

/** @param {import("@playwright/test").Page} page @param {import("../server/static.js").Site} site @param {string} figure */
async function open(page, site, figure) {
  await installSpy(page);
  await page.goto(`${site.url}gallery/`);
  const picture = await meetFigure(page, figure);
  await settled(page);
  return picture;
}
/** Moves a slider of the page by keys. @param {import("@playwright/test").Page} page @param {string} key @param {string} press */
const slide = async (page, key, press) => {
  // Two exhibits may have a slider of the same state: the first stands with the figure under test.
  await page.locator(`sw-slider[key="${key}"] input`).first().focus();
  await page.keyboard.press(press);
  await settled(page);
};

test("a tree grows by one question: its nodes walk, the new ones come out of their parent", async ({ page, site }) => {
  const picture = await open(page, site, "treePenguins");
  const nodes = picture.locator(".sw-node");
  await expect(nodes).toHaveCount(9);
  const last = nodes.nth(8);
  const before = await last.getAttribute("transform");
  await slide(page, "treeQuestions", "ArrowRight");
  await expect(nodes).toHaveCount(11);
  // A walk of half a second has begun and is not over after two frames.
  await frames(page, 2);
  const under = await last.getAttribute("transform");
  await expect.poll(() => last.getAttribute("transform")).not.toBe(under);
  expect(before).not.toBeNull();
  await slide(page, "treeQuestions", "Home");
  await expect(nodes).toHaveCount(1);
  await expect(picture.locator(".sw-node")).toHaveAttribute("aria-label", /A leaf, which says Adelie/);
});

test("a node is chosen by keys, is in the link, and stays chosen while the tree grows", async ({ page, site }) => {
  const picture = await open(page, site, "treePenguins");
  await picture.locator('.sw-node[tabindex="0"]').focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  const picked = picture.locator('.sw-node[aria-pressed="true"]');
  await expect(picked).toHaveAttribute("aria-label", /^flipper length ≤ 212.5 mm\?/);
  await expect(picture.locator(".sw-layer-tree-readout")).toContainText("flipper length ≤ 212.5 mm?");
  await expect(page).toHaveURL(/treeNode=3/);
  await slide(page, "treeQuestions", "End");
  await expect(picked).toHaveAttribute("aria-label", /^flipper length ≤ 212.5 mm\?/);
});

test("a penguin falls through the tree: the path and the mark follow the slider", async ({ page, site }) => {
  const picture = await open(page, site, "treePenguins");
  const end = () =>
    picture.evaluate((svg) => {
      const path = [...svg.querySelectorAll(".sw-node.is-on-path")].sort(
        (a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top,
      );
      const centre = (/** @type {Element | null | undefined} */ node) => {
        const { left = 0, width = 0 } = node?.getBoundingClientRect() ?? {};
        return Math.round(left + width / 2);
      };
      const leaf = path.at(-1);
      return {
        says: leaf?.getAttribute("aria-label"),
        off: Math.abs(centre(leaf?.querySelector(".sw-node-box")) - centre(svg.querySelector(".sw-falling"))),
      };
    });
  const before = await end();
  expect(before).toEqual({ says: expect.stringMatching(/^A leaf, which says Adelie \(on the path\)/), off: 0 });
  await slide(page, "treePenguin", "End");
  await expect
    .poll(end, "the mark stands where the new path ends")
    .toEqual({ says: expect.stringMatching(/^A leaf, which says (Gentoo|Chinstrap) \(on the path\)/), off: 0 });
});

test("a cut is dragged, and is a line in the scatter: by mouse and by keys, and back by Escape", async ({
  page,
  site,
}) => {
  const picture = await open(page, site, "gainsFirst");
  const cut = picture.getByRole("slider", { name: "cut of flipper length" });
  const inScatter = picture.locator(".sw-layer-panel-plane .sw-layer-gains-0-cut path");
  await expect(inScatter).toHaveCount(0);
  const { x, y } = await middle(cut.locator("rect"));
  await page.mouse.move(x - 20, y);
  await expect(
    picture.locator(".sw-layer-panel-plane .sw-cut.is-hovered"),
    "hovering shows where it would be",
  ).toHaveCount(1);
  await page.mouse.down();
  await page.mouse.move(x + 30, y, { steps: 5 });
  await page.mouse.up();
  await expect(page).toHaveURL(/gainsFeature=0/);
  await expect(inScatter).toHaveCount(1);
  await expect(picture.locator(".sw-layer-gains-1-cut path"), "a cut of one feature only").toHaveCount(0);
  const said = await cut.getAttribute("aria-valuetext");
  expect(said).toMatch(/^flipper length ≤ 2\d\d(\.5)? mm gains 0\.\d{3}$/);
  await page.keyboard.press("ArrowRight");
  await expect(cut).not.toHaveAttribute("aria-valuetext", said ?? "");
  await expect(cut).toHaveAttribute("aria-valuetext", /^flipper length ≤ /);
  const kept = (await cut.getAttribute("aria-valuetext")) ?? "";
  await page.mouse.move(x - 60, y, { steps: 5 }); // a hand is never there at once
  await page.mouse.down();
  await expect(cut).not.toHaveAttribute("aria-valuetext", kept);
  await page.keyboard.press("Escape");
  await expect(cut, "Escape takes the drag back").toHaveAttribute("aria-valuetext", kept);
  await page.mouse.move(x - 80, y);
  await expect(cut, "and ends it").toHaveAttribute("aria-valuetext", kept);
  await page.mouse.up();
});

test("a threshold sends marks from cell to cell, and their numbers are how many stand there", async ({
  page,
  site,
}) => {
  const picture = await open(page, site, "confusionThreshold");
  const counts = () => picture.locator(".sw-cell-count").allTextContents();
  const before = await counts();
  await slide(page, "confusionCut", "Home");
  await expect.poll(counts, "the threshold has done its work").not.toEqual(before);
  const after = (await counts()).map(Number);
  await expect
    .poll(
      () =>
        picture.evaluate((svg) => {
          const inside = (/** @type {DOMRect} */ box, /** @type {DOMRect} */ mark) =>
            mark.left >= box.left && mark.right <= box.right && mark.top >= box.top && mark.bottom <= box.bottom;
          const boxes = [...svg.querySelectorAll(".sw-cell > rect")].map((cell) => cell.getBoundingClientRect());
          const marks = [...svg.querySelectorAll(".sw-mark")].map((mark) => mark.getBoundingClientRect());
          return boxes.map((box) => marks.filter((mark) => inside(box, mark)).length);
        }),
      "once they have walked",
    )
    .toEqual(after);
});

test("cells of matrices are read and chosen by keys", async ({ page, site }) => {
  const picture = await open(page, site, "confusionSpecies");
  await picture.locator('.sw-cell-button[tabindex="0"]').focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.locator(":focus")).toHaveAttribute(
    "aria-label",
    /^actual Adelie, predicted Chinstrap: \d+ of 342$/,
  );
  await page.keyboard.press("Space");
  await expect(page.locator(":focus")).toHaveAttribute("aria-pressed", "true");
  await expect(page).toHaveURL(/confusionCell=1/);

  const grid = await meetFigure(page, "heatmapGrid");
  await settled(page);
  await grid.locator('.sw-heat[tabindex="0"]').focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(grid.locator(".sw-layer-heatmap-readout")).toHaveText(
    /^depth 2, fewest rows in a leaf 1: accuracy \d\d%$/,
  );
  await expect(grid.locator(".sw-heat-picked")).toHaveCount(1);
});

test("a panel that is chosen is drawn large, raster and all", async ({ page, site }) => {
  const picture = await open(page, site, "multiplesForest");
  await expect(page.locator('sw-figure[name="multiplesForest"] canvas')).toHaveCount(13);
  const large = picture.locator(".sw-layer-multiples-large .sw-boundary");
  const before = await large.getAttribute("d");
  await picture.getByRole("button", { name: /^tree 6: / }).click();
  await expect(picture.locator(".sw-layer-multiples-large > text")).toHaveText(/^6: /);
  expect(await large.getAttribute("d")).not.toBe(before);
  await expect(page).toHaveURL(/multiplesTree=5/);
});

test("every run of a new draw becomes a brick, and a row of the table", async ({ page, site }) => {
  const picture = await open(page, site, "pileRuns");
  const bricks = picture.locator(".sw-brick");
  const places = () => bricks.evaluateAll((all) => all.map((brick) => brick.getAttribute("transform")).join());
  await expect(bricks).toHaveCount(200);
  const before = await places();
  await page.locator('sw-button[key="pileSeed"] button').click();
  await expect.poll(places).not.toBe(before);
  await expect(bricks).toHaveCount(200);
  const table = page.locator('sw-figure[name="pileRuns"] .sw-twin');
  await table.locator("summary").click();
  await expect(table.locator("tbody tr")).toHaveCount(200);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("a finger drags the cut and the page stays where it is", async ({ page, site }) => {
    const picture = await open(page, site, "gainsFirst");
    const cut = picture.getByRole("slider", { name: "cut of bill length" });
    const scrolled = await page.evaluate(() => scrollY);
    const before = await cut.getAttribute("aria-valuetext");
    await dragByTouch(page, cut.locator("rect"), { x: 0, y: 60 });
    await settled(page);
    expect(await cut.getAttribute("aria-valuetext")).not.toBe(before);
    expect(await page.evaluate(() => scrollY)).toBe(scrolled);
  });

  test("a finger across a cut's axis scrolls the page and cuts nothing", async ({ page, site }) => {
    const picture = await open(page, site, "gainsFirst");
    const cut = picture.getByRole("slider", { name: "cut of flipper length" });
    const before = (await cut.getAttribute("aria-valuetext")) ?? "";
    const scrolled = await page.evaluate(() => scrollY);
    await dragByTouch(page, cut.locator("rect"), { x: 4, y: -200 });
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(scrolled + 50);
    await expect(cut).toHaveAttribute("aria-valuetext", before);
    await expect(page).not.toHaveURL(/gainsFeature/);
  });
});
