// Points that a reader adds and removes, in the gallery: by mouse, by finger, by keys; undo; the link.
import { expect, test } from "./fixtures.js";
import { frames, meetFigure, middle } from "./reader.js";

const name = "scatterPoints";
const nBefore = 24;

/** Takes up a tool, and waits until the figure holds it. @param {import("@playwright/test").Page} page @param {string} tool */
async function choose(page, tool) {
  await page.locator(`sw-choice[key=scatterTool] input[value="${tool}"]`).check();
  await frames(page, 3);
}

/** A place of the ground where no mark is: near its lower left corner. @param {import("@playwright/test").Locator} picture */
async function freePlace(picture) {
  const box = await picture.locator(".sw-ground").boundingBox();
  if (!box) throw new Error("no ground to tap");
  return { x: box.x + 0.06 * box.width, y: box.y + 0.94 * box.height };
}

test("by mouse: a click adds where it is, the same tool leaves marks alone, a click removes; undo goes back", async ({
  page,
  site,
}) => {
  await page.goto(`${site.url}gallery/`);
  const picture = await meetFigure(page, name);
  const marks = picture.locator(".sw-mark");
  await expect(marks).toHaveCount(nBefore);
  await choose(page, "add-1");
  const place = await freePlace(picture);
  await page.mouse.click(place.x, place.y);
  await expect(marks).toHaveCount(nBefore + 1);
  const added = marks.last();
  await expect(added).toHaveClass(/sw-class-1/);
  await expect(added).toBeFocused();
  expect(Math.abs((await middle(added)).x - place.x)).toBeLessThan(2);
  expect(Math.abs((await middle(added)).y - place.y)).toBeLessThan(2);
  await page.mouse.click(place.x, place.y);
  await expect(marks, "a click on a mark adds none").toHaveCount(nBefore + 1);
  await choose(page, "remove");
  const mark = await middle(added); // the page may have scrolled to the tool
  await page.mouse.click(mark.x, mark.y);
  await expect(marks).toHaveCount(nBefore);
  const first = await middle(marks.first());
  await page.mouse.move(first.x, first.y);
  await page.mouse.down();
  await page.mouse.move(first.x + 30, first.y, { steps: 4 });
  await page.mouse.up();
  await expect(marks, "a drag removes none").toHaveCount(nBefore);
  await expect(marks.first()).toBeFocused();
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect(marks).toHaveCount(nBefore + 1);
});

test.describe("by finger", () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });
  test("a tap adds, a tap removes", async ({ page, site }) => {
    await page.goto(`${site.url}gallery/`);
    const picture = await meetFigure(page, name);
    const marks = picture.locator(".sw-mark");
    await choose(page, "add-0");
    const place = await freePlace(picture);
    await page.touchscreen.tap(place.x, place.y);
    await expect(marks).toHaveCount(nBefore + 1);
    await expect(marks.last()).toHaveClass(/sw-class-0/);
    await choose(page, "remove");
    const { x, y } = await middle(marks.last());
    await page.touchscreen.tap(x, y);
    await expect(marks).toHaveCount(nBefore);
  });
});

test("by keys: Insert adds beside, arrows move it, Delete removes and the focus goes on; a link holds it all", async ({
  page,
  site,
}) => {
  await page.goto(`${site.url}gallery/`);
  const picture = await meetFigure(page, name);
  const marks = picture.locator(".sw-mark");
  await marks.first().focus();
  await page.keyboard.press("Insert");
  await expect(marks).toHaveCount(nBefore + 1);
  await expect(marks.last()).toBeFocused();
  await page.keyboard.press("Shift+ArrowUp");
  await marks.nth(3).focus();
  await page.keyboard.press("Delete");
  await expect(marks).toHaveCount(nBefore);
  await expect(marks.nth(3)).toBeFocused();
  await expect.poll(() => page.url()).toMatch(/scatterDrawn=3~24:\d+:\d+:[01]$/);
  await expect(page.locator("[role=status].sw-visually-hidden")).toHaveText(
    /^Removed a point of the (orange|blue) moon/,
  );
  const places = () => marks.evaluateAll((all) => all.map((mark) => mark.getAttribute("transform")));
  const before = await places();
  const again = await page.context().newPage();
  await again.goto(page.url());
  const picture2 = await meetFigure(again, name);
  await expect(picture2.locator(".sw-mark")).toHaveCount(nBefore);
  expect(
    await picture2.locator(".sw-mark").evaluateAll((all) => all.map((mark) => mark.getAttribute("transform"))),
  ).toEqual(before);
});
