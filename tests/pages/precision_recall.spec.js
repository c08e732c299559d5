// "Precision & Recall": what is dragged, by mouse, finger and keys, against the same model under Node.
import { expect, test } from "./fixtures.js";
import { essayInNode } from "./in_node.js";
import { dragByKeys, dragByMouse, dragByTouch, meetFigure } from "./reader.js";
import { installSpy, settled } from "./spy.js";

const slug = "precision-recall";
const essay = await essayInNode(slug);

/** @typedef {import("@playwright/test").Page} Page @typedef {import("@playwright/test").Locator} Locator */

/** @param {Page} page @param {import("../server/static.js").Site} site @param {string} [hash] */
async function open(page, site, hash = "") {
  await installSpy(page);
  await page.goto(`${site.url}${slug}/${hash}`);
  await meetFigure(page, "forest");
}
const words = (/** @type {Page} */ page, /** @type {string} */ figure) =>
  page.locator(`sw-figure[name="${figure}"] > .sw-summary`);
const handle = (/** @type {Page} */ page, /** @type {string} */ figure, /** @type {string} */ key) =>
  page.locator(`sw-figure[name="${figure}"] .sw-layout .sw-layer-marker-${key} .sw-marker`);
const percent = (/** @type {number} */ share, digits = 0) => `${(100 * share).toFixed(digits)}%`;

/**
 * What a figure says is what the model says at the state of the link, once the link has `key`.
 * @param {Page} page @param {string} figure @param {string | null} step @param {string} key @param {(cells: any) => string} expected
 */
async function agrees(page, figure, step, key, expected) {
  await expect
    .poll(async () => {
      const [url, said] = [page.url(), (await words(page, figure).textContent()) ?? ""];
      const should = expected(essay.atUrl(url, step));
      return url.includes(key) && said.includes(should) ? "agrees" : `${said} but ${should} at ${url}`;
    })
    .toBe("agrees");
}

/** @type {Record<string, (page: Page, mark: Locator, by: { x: number, y: number }) => Promise<void>>} */
const hands = {
  mouse: (page, mark, by) => dragByMouse(page, mark.locator("circle"), by),
  touch: (page, mark, by) => dragByTouch(page, mark.locator("circle"), by),
  keys: (page, mark, { x, y }) =>
    dragByKeys(
      page,
      mark,
      Array(4).fill(y ? (y < 0 ? "Shift+ArrowUp" : "Shift+ArrowDown") : x < 0 ? "Shift+ArrowLeft" : "Shift+ArrowRight"),
    ),
};

for (const [hand, drag] of Object.entries(hands)) {
  test.describe(hand, () => {
    test.use(hand === "touch" ? { hasTouch: true } : {});

    test("drags threshold, border and line: the figures say what the model says", async ({ page, site }) => {
      // Marks walk into the matrix's cells, and the fractions follow.
      await open(page, site, "#accuracy");
      await drag(page, handle(page, "forest", "threshold"), { x: -70, y: 0 });
      await settled(page);
      await agrees(page, "forest", "accuracy", "threshold=", ({ called }) =>
        called.hits > essay.at().called.hits
          ? `recall ${percent(called.recall)}, accuracy ${percent(called.accuracy)}`
          : "more hikers found",
      );
      const { called } = essay.atUrl(page.url(), "accuracy");
      await expect(page.locator('sw-figure[name="forest"] .sw-layout .sw-cell-count')).toHaveText(
        [called.quiet, called.alarms, called.misses, called.hits].map(String),
      );
      // So do the words beside the figure.
      await expect(page.locator("#accuracy sw-value")).toHaveText([percent(called.accuracy), `${called.quiet}`]);
      // The fractions are of these counts, top and bottom.
      const { hits, alarms, misses, quiet } = called;
      const fraction = (/** @type {string} */ end) =>
        page.locator(`sw-figure[name="forest"] .sw-layout .fraction-${end}`);
      await expect(fraction("top")).toHaveText([`${hits}`, `${hits}`, `${hits} + ${quiet}`]);
      await expect(fraction("bottom")).toHaveText([`${hits} + ${alarms}`, `${hits} + ${misses}`, "80"]);

      // Precision follows the share of hikers, both rates stay.
      await page.locator('sw-reveal[after="rare"] > button').click();
      await meetFigure(page, "mosaic");
      const { tpr } = essay.atUrl(page.url(), null).world;
      await drag(page, handle(page, "mosaic", "prevalence"), { x: -60, y: 0 });
      await agrees(page, "mosaic", null, "prevalence=", ({ world }) =>
        world.precision < essay.at().world.precision && world.tpr === tpr
          ? `precision ${percent(world.precision, 1)}`
          : "less precision at the same rates",
      );
      // What is filled is as wide as its part of the world and as high as its rate: of the filled area, the share of the
      // hikers is the precision.
      const filled = page.locator('sw-figure[name="mosaic"] .sw-layout rect.sw-bar');
      const shareOfHits = async () => {
        const [hits, alarms] = await filled.evaluateAll((bars) =>
          bars.map((bar) => Number(bar.getAttribute("width")) * Number(bar.getAttribute("height"))),
        );
        return hits / (hits + alarms) - essay.atUrl(page.url(), null).world.precision;
      };
      await expect.poll(shareOfHits).toBeCloseTo(0, 2);

      // The challenge's line is held by its ends.
      await meetFigure(page, "hunt");
      await drag(page, page.locator('sw-figure[name="hunt"] .sw-layer-ends .sw-mark').nth(1), { x: 0, y: 60 });
      await agrees(
        page,
        "hunt",
        null,
        "rightEnd=",
        ({ hunt: { tonight } }) => `${tonight.hits} of 12 hikers and ${tonight.alarms} others`,
      );
    });
  });
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("the spots of the first screen are drawn, and become plain marks in a row", async ({ page, site }) => {
    await open(page, site);
    const marks = page.locator('sw-figure[name="forest"] .sw-layout .sw-layer-marks > .sw-mark');
    const kinds = () => marks.evaluateAll((all) => [...new Set(all.map(({ localName }) => localName))].join());
    await expect.poll(kinds).toBe("use");
    await page.locator("#line").evaluate((step) => step.scrollIntoView({ block: "start" }));
    await expect.poll(kinds).toBe("path");
    await page.locator("#spots").evaluate((step) => step.scrollIntoView({ block: "start" }));
    await expect.poll(kinds).toBe("use");
    await expect(marks).toHaveCount(essay.at().night.y.length);
  });
});

test("F-beta's dial, the rough display and the three worlds say what the model says at their settings", async ({
  page,
  site,
}) => {
  await open(page, site, "#beta");
  await meetFigure(page, "dialled");
  await page.locator('sw-slider[key="beta"] input').focus();
  await page.keyboard.press("End");
  const { best } = essay.at({ beta: 4 }).dialled;
  await expect(words(page, "dialled")).toContainText(
    `Beta 4. The best threshold is ${best.threshold.toFixed(1)}: recall ${percent(best.recall)}, precision ${percent(best.precision)}`,
  );

  await meetFigure(page, "between");
  await dragByKeys(page, handle(page, "between", "found"), ["PageDown"]);
  const { here } = essay.at({ found: 5 }).between;
  await expect(words(page, "between")).toContainText(`With 5 of 20 hikers found on average`);
  await expect(words(page, "between")).toContainText(`precision is ${percent(here.precision)}; the straight line`);
  expect(here.precision).toBeLessThan(here.straight);

  await meetFigure(page, "worlds");
  await dragByKeys(page, handle(page, "worlds", "threshold"), ["Shift+ArrowLeft"]);
  await agrees(page, "worlds", null, "threshold=", ({ worlds }) =>
    worlds.all.map((/** @type {any} */ d) => `One hiker in ${d.oneIn}: precision ${percent(d.here, 1)}.`).join(" "),
  );
});

test("the sleeper wins where hikers are rare, and only three stars ask that most are found", async ({ page, site }) => {
  await open(page, site, "#paradox?v=1&lost=5&threshold=4");
  await meetFigure(page, "lazy");
  const challenge = page.locator('sw-challenge[key="bed"]');
  await expect(challenge).toContainText("The sleeper wins.");
  // A broken ring is a mistake, a pale mark is left alone.
  const { walker } = essay.at({ lost: 5, threshold: 4 }).lazy;
  const marks = page.locator('sw-figure[name="lazy"] .sw-layout .sw-layer-marks');
  await expect(marks.locator(".is-wrong")).toHaveCount(walker.misses + walker.alarms);
  await expect(marks.locator(".is-faint")).toHaveCount(walker.misses + walker.quiet);
  await page.locator('sw-slider[key="lost"] input').focus();
  await page.keyboard.press("End");
  await expect(challenge).toContainText("You are right more often.");
});

test("the penguins' classifier learns again from what it is shown, and a reader's own table is scored", async ({
  page,
  site,
}) => {
  await open(page, site, "#kinds");
  await page.locator('sw-reveal[after="fair"] > button').click();
  await meetFigure(page, "species");
  await expect(words(page, "species")).toContainText("34 called Adelie, 0 called Chinstrap, 0 called Gentoo");
  await page.locator('sw-choice[key="measures"]').getByLabel("bill length, depth").check();
  const { scores } = essay.at({ measures: "bill" }).species;
  await expect(words(page, "species")).toContainText(`F₁: macro ${percent(scores.macro[2])}`);

  await meetFigure(page, "own");
  const csv = ["warmth,size,what", ...Array.from({ length: 12 }, (_, i) => `${i},${i % 5},${i > 7 ? "goat" : "rock"}`)];
  await page.locator('sw-csv[key="csv"] input[type="file"]').setInputFiles({
    name: "goats.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(csv.join("\n")),
  });
  await page.locator('sw-choice[key="positive"] select').selectOption("goat");
  await meetFigure(page, "own");
  await expect(words(page, "own")).toContainText(
    "goat against the rest, 33% of the cases. warmth: average precision 1.00.",
  );
  expect(page.url(), "the table stays out of the link").not.toContain("csv");
});

test("on a phone, too, the spots walk from the forest to the row and into the boxes", async ({ page, site }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, site);
  await settled(page);
  for (const step of ["line", "boxes"]) {
    // The shape of the first spot, from frame to frame: where drawings were, plain shapes take over.
    const places = await page.evaluate(async (id) => {
      /** @type {Set<string>} */
      const seen = new Set();
      location.hash = id;
      const until = performance.now() + 3000;
      while (performance.now() < until) {
        const shape = document.querySelector('sw-figure[name="forest"] .sw-layer-marks > path');
        seen.add(shape?.getAttribute("transform") ?? "");
        await new Promise(requestAnimationFrame);
      }
      return [...seen].filter(Boolean).length;
    }, step);
    expect(places, step).toBeGreaterThan(4);
  }
});
