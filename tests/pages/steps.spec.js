// A step is a state, not a transition: however the reader comes to it, the picture is the same.
import { expect, test } from "./fixtures.js";
import { essayInNode } from "./in_node.js";
import { frames, laidOut, livePicture } from "./reader.js";
import { installSpy, rasterDifference, rasterOf, settled } from "./spy.js";

const slug = "train-test-validation";
const essay = await essayInNode(slug);

/** The cell whose surface each story's figure shows, where it shows one. */
const stories = [
  { figure: "shelter", cell: "everyone", ids: ["meet", "by-heart"] },
  { figure: "pens", cell: null, ids: ["yard", "training-pen", "validation-pen", "test-pen"] },
  { figure: "learn", cell: "learned", ids: ["none", "one-feature", "both", "bend", "too-far"] },
];

test("the stories below are all the steps that there are", () => {
  expect(stories.flatMap(({ ids }) => ids)).toEqual(essay.steps.map(({ id }) => id));
});

/**
 * What a figure shows: its marks, lines and words, the order of attributes aside, and its pixels.
 * @param {import("@playwright/test").Page} page @param {string} figure
 */
async function pictureOf(page, figure) {
  const marks = await livePicture(page, figure).evaluate((svg) => {
    /** @param {Element} element @returns {string} */
    const write = (element) => {
      // Which mark Tab stops at is the reader's place in the figure, not part of the picture.
      const attributes = [...element.attributes]
        .filter(({ name }) => name !== "tabindex")
        .map(({ name, value }) => `${name}=${value}`);
      const children = [...element.children].map(write).join("\n");
      return `<${element.localName} ${attributes.sort().join(" ")}>${element.children.length ? children : element.textContent}`;
    };
    return [...svg.children].map(write).join("\n");
  });
  return { marks, raster: await rasterOf(page.locator(`sw-figure[name="${figure}"]`)) };
}

for (const { figure, cell, ids } of stories) {
  test.describe(`the story of ${figure}`, () => {
    /** @type {Map<string, Awaited<ReturnType<typeof pictureOf>>>} */
    const byLink = new Map();
    const isCurrent = (/** @type {import("@playwright/test").Page} */ page, /** @type {string} */ id) =>
      expect(page.locator(`#${id}`), `${id} is the current step`).toHaveAttribute("aria-current", /step|true/);
    /** @param {import("@playwright/test").Page} page @param {string} id @param {string} way */
    const showsStep = async (page, id, way) => {
      await isCurrent(page, id);
      await expect(async () => expect(await pictureOf(page, figure)).toEqual(byLink.get(id)), `${id} ${way}`).toPass({
        timeout: 10_000,
      });
    };

    test("is the same by link, scroll, back-scroll, stepper, keys and history", async ({ page, site }) => {
      test.setTimeout(120_000);
      await installSpy(page);

      for (const id of ids) {
        await page.goto("about:blank");
        await page.goto(`${site.url}${slug}/#${id}`);
        await expect(livePicture(page, figure)).toBeVisible();
        await isCurrent(page, id);
        await settled(page);
        await expect(page.locator(`#${id}`)).toBeInViewport();
        // Marks may still be walking to their places.
        await expect(async () => {
          const first = await pictureOf(page, figure);
          await frames(page, 6);
          expect(await pictureOf(page, figure)).toEqual(first);
        }).toPass();
        byLink.set(id, await pictureOf(page, figure));
        if (cell)
          expect(
            await rasterDifference(page.locator(`sw-figure[name="${figure}"]`), essay.at({}, id)[cell].surface),
          ).toBe("");
      }
      const different = new Set([...byLink.values()].map((picture) => JSON.stringify(picture)));
      expect(different.size, "each step has a picture of its own").toBe(ids.length);

      // Scrolling down to each step and back up again.
      await page.goto("about:blank");
      await page.goto(`${site.url}${slug}/`);
      await laidOut(page);
      const scrollTo = (/** @type {string} */ id) =>
        page.evaluate((target) => {
          const { top } = /** @type {Element} */ (document.getElementById(target)).getBoundingClientRect();
          scrollBy({ top: top - innerHeight * 0.4, behavior: "instant" });
        }, id);
      for (const id of ids) {
        await scrollTo(id);
        await showsStep(page, id, "by scroll");
      }
      for (const id of [...ids].reverse()) {
        await scrollTo(id);
        await showsStep(page, id, "by scrolling back");
      }

      // Leaps from below one step to below the next, which has not stood at the line meanwhile.
      for (const id of ids.slice(0, -1)) {
        await page.evaluate((target) => {
          const { bottom } = /** @type {Element} */ (document.getElementById(target)).getBoundingClientRect();
          scrollBy({ top: bottom - innerHeight * 0.58, behavior: "instant" });
        }, id);
        await isCurrent(page, id);
        await frames(page, 2);
      }

      // A link inside the page, and the way back.
      for (const id of [ids.at(-1) ?? "", ids[0]]) {
        await page.evaluate((target) => Object.assign(document.createElement("a"), { href: `#${target}` }).click(), id);
        await showsStep(page, id, "by a link in the page");
      }

      // The stepper, by mouse and by keys.
      const scope = page.locator("sw-steps").filter({ has: page.locator(`#${ids[0]}`) });
      const toStepper = scope.getByRole("button", { name: /step by step|stepper/i }).first();
      await toStepper.click();
      const next = scope.getByRole("button", { name: /next/i });
      const previous = scope.getByRole("button", { name: /previous|back/i });
      await isCurrent(page, ids[0]);
      for (const id of ids.slice(1)) {
        await next.click();
        await showsStep(page, id, "by the stepper");
      }
      await previous.focus();
      for (const id of ids.slice(0, -1).reverse()) {
        await page.keyboard.press("Enter");
        await showsStep(page, id, "by keys");
      }
    });
  });
}
