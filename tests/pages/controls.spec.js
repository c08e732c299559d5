// The controls of the gallery as a reader works them: by mouse, by finger, by key, from right to left, printed.
import { expect, test } from "./fixtures.js";
import { dragByTouch, frames, middle } from "./reader.js";
import { installSpy, settled } from "./spy.js";

/** @param {import("@playwright/test").Page} page @param {{ url: string }} site @param {string} id */
async function openAt(page, site, id) {
  await installSpy(page);
  await page.goto(`${site.url}gallery/`);
  await page.locator(`#${id}`).evaluate((element) => element.scrollIntoView({ block: "center", behavior: "instant" }));
  await settled(page);
}

test("a run is played, scrubbed back and shared: the link shows the very same surface", async ({
  page,
  site,
  context,
}) => {
  await openAt(page, site, "player-epochs");
  const player = page.locator("#player-epochs");
  const pixels = (/** @type {import("@playwright/test").Page} */ where) =>
    where.locator("#player-epochs canvas").evaluate((/** @type {HTMLCanvasElement} */ canvas) => canvas.toDataURL());
  await expect(player.locator("output")).toHaveText("0 of 60");
  await player.getByRole("button", { name: "Play" }).click();
  await expect(player.locator("output")).toHaveText("60 of 60", { timeout: 30_000 });
  await expect(player.getByRole("button", { name: "Play" })).toBeVisible();
  const end = await pixels(page);
  await player.getByRole("slider", { name: "Epoch" }).fill("15");
  await expect.poll(() => pixels(page)).not.toBe(end);
  await settled(page);
  const fifteen = await pixels(page);
  await player.getByRole("slider", { name: "Epoch" }).press("ArrowRight");
  await settled(page);
  await player.getByRole("slider", { name: "Epoch" }).press("ArrowLeft");
  await settled(page);
  await expect.poll(() => pixels(page), "there and back").toBe(fifteen);
  await expect.poll(() => page.url()).toContain("playerEpoch=15");

  const other = await context.newPage();
  await installSpy(other);
  await other.goto(page.url());
  await other.locator("#player-epochs").scrollIntoViewIfNeeded();
  await expect(other.locator("#player-epochs output")).toHaveText("15 of 60");
  await settled(other);
  await expect.poll(() => pixels(other)).toBe(fifteen);
});

test("work stops off screen and in a hidden tab, and goes on where it stopped", async ({ page, site }) => {
  await openAt(page, site, "player-epochs");
  const player = page.locator("#player-epochs");
  const count = async () => Number.parseInt((await player.locator("output").textContent()) ?? "", 10);
  /** Leaves as soon as so many steps have been made: inside the page, where no test is too late. @param {number} steps @param {"scroll" | "hide"} way */
  const leaveAfter = (steps, way) =>
    page.evaluate(
      ([least, how]) =>
        new Promise((done) => {
          const output = /** @type {Element} */ (document.querySelector("#player-epochs output"));
          const look = () => {
            if (Number.parseInt(output.textContent ?? "", 10) < least) return;
            observer.disconnect();
            if (how === "scroll") scrollTo({ top: 0, behavior: "instant" });
            else {
              Object.defineProperty(document, "visibilityState", { configurable: true, value: "hidden" });
              document.dispatchEvent(new Event("visibilitychange"));
            }
            done(undefined);
          };
          const observer = new MutationObserver(look);
          observer.observe(output, { childList: true, characterData: true, subtree: true });
          look();
        }),
      /** @type {const} */ ([steps, way]),
    );
  /** What arrives from the worker in thirty frames. */
  const work = async () => {
    const received = () => page.evaluate(() => /** @type {any} */ (globalThis).spy.received);
    const before = await received();
    await frames(page, 30);
    return (await received()) - before;
  };
  await player.getByRole("button", { name: "Play" }).click();
  await leaveAfter(3, "scroll");
  await expect.poll(work, "off screen").toBe(0);
  const seen = await count();
  expect(seen, "the run is not over").toBeLessThan(60);
  expect(await work()).toBe(0);
  expect(await count()).toBe(seen);
  await player.evaluate((element) => element.scrollIntoView({ block: "center", behavior: "instant" }));
  await leaveAfter(seen + 3, "hide");
  await expect.poll(work, "in a hidden tab").toBe(0);
  expect(await count(), "the run is not over").toBeLessThan(60);
  await page.evaluate(() => {
    delete (/** @type {any} */ (document).visibilityState);
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await expect(player.locator("output")).toHaveText("60 of 60", { timeout: 30_000 });
});

test("a number in the prose is dragged by mouse and by finger, and has two buttons while it has the focus", async ({
  page,
  site,
}) => {
  await openAt(page, site, "number-sentence");
  const number = page.getByRole("spinbutton", { name: "share that the test gets right" });
  const box = /** @type {{ x: number, y: number, width: number, height: number }} */ (await number.boundingBox());
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 48, y, { steps: 6 });
  await page.mouse.up();
  await expect(number).toHaveText("85 %");
  await expect(page.locator("#number-sentence sw-value").nth(1)).toHaveText("149");
  const devtools = await page.context().newCDPSession(page);
  const touch = (/** @type {string} */ type, /** @type {number} */ at) =>
    devtools.send("Input.dispatchTouchEvent", {
      type: /** @type {any} */ (type),
      touchPoints: type === "touchEnd" ? [] : [{ x: at, y }],
    });
  await touch("touchStart", x);
  for (let i = 1; i <= 6; i++) await touch("touchMove", x + i * 8);
  await touch("touchEnd", 0);
  await expect(number).toHaveText("95 %");
  await number.focus();
  const more = page.getByRole("button", { name: "share that the test gets right +" });
  await more.click();
  await expect(number).toHaveText("96 %");
  await expect(number, "the focus stays").toBeFocused();
  const target = await more.boundingBox();
  expect(Math.min(target?.width ?? 0, target?.height ?? 0)).toBeGreaterThanOrEqual(44);
});

test("a term lights its marks and lets the others step back", async ({ page, site }) => {
  await openAt(page, site, "term-classes");
  const opacity = (/** @type {string} */ mark) =>
    page
      .locator(`#term-classes .sw-layout .sw-mark.${mark}`)
      .first()
      .evaluate((element) => Number(getComputedStyle(element).opacity));
  await page.getByRole("button", { name: "upper moon" }).hover();
  await expect.poll(() => opacity("sw-class-1")).toBeCloseTo(0.2);
  expect(await opacity("sw-class-0")).toBe(1);
  await page.mouse.move(0, 0);
  await expect.poll(() => opacity("sw-class-1")).toBe(1);
});

test("a drawer opens by key, and on paper it and every view of the tabs are open", async ({ page, site }) => {
  await openAt(page, site, "drawer-derivation");
  const inside = page.locator("#drawer-derivation .sw-drawer-content");
  await expect(inside).toBeHidden();
  await page.locator("#drawer-derivation summary").focus();
  await page.keyboard.press("Enter");
  await expect(inside).toBeVisible();
  await page.keyboard.press("Enter");
  await page.emulateMedia({ media: "print" });
  await expect.poll(async () => (await inside.boundingBox())?.height).toBeGreaterThan(60);
  for (const panel of await page.locator("#tabs-views [role=tabpanel]").all()) await expect(panel).toBeVisible();
});

test("from right to left: arrows, tabs and drags go the other way, and nothing sticks out", async ({ page, site }) => {
  await openAt(page, site, "tabs-views");
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  await page.locator("#tabs-views [role=tab]").first().focus();
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByRole("tab", { name: "As a formula" })).toBeFocused();
  await page.getByRole("spinbutton", { name: "share that the test gets right" }).press("ArrowLeft");
  await expect(page.getByRole("spinbutton", { name: "share that the test gets right" })).toHaveText("96 %");
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `at ${width} px`).toBe(0);
  }
});

test("every control of the gallery is 44 px to a finger", async ({ page, site }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await openAt(page, site, "player-epochs");
  const small = await page.evaluate(() =>
    [...document.querySelectorAll(".live :is(button, select, input:not([type=radio]), summary, .sw-options label)")]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      // A story's figure has its two lines of words as flat as a phone's screen asks; they stand apart (WCAG 2.5.8).
      .filter((element) => !element.matches("sw-steps > sw-figure > details > summary"))
      .filter((element) => {
        element.scrollIntoView({ block: "center", behavior: "instant" });
        const { left, top, width, height } = element.getBoundingClientRect();
        const hits = [-21.5, 21.5].map((by) => document.elementFromPoint(left + width / 2, top + height / 2 + by));
        return height > 0 && height < 44 && !hits.every((hit) => hit && element.contains(hit));
      })
      .map((element) => element.outerHTML.slice(0, 80)),
  );
  expect(small).toEqual([]);
});

test("an author's debugger says the state, which cells ran, how long the page waited, and how large they are", async ({
  page,
  site,
}) => {
  await installSpy(page);
  await page.goto(`${site.url}gallery/?debug#seed`);
  const panel = page.getByRole("complementary", { name: "Debugger" });
  await page.locator("#seed-draw").scrollIntoViewIfNeeded();
  const cell = panel.getByRole("row", { name: /^seedMean / });
  await expect(cell).toBeVisible();
  const runs = () => cell.locator("td").nth(1).innerText();
  const before = Number(await runs());
  await page.locator("#seed-draw button").click();
  await expect.poll(async () => Number(await runs())).toBe(before + 1);
  await expect(panel.getByRole("row", { name: /^seedOfDraws / })).toHaveClass("is-new");
  expect(Number(await cell.locator("td").nth(2).innerText())).toBeGreaterThan(0);
});

test.describe("on a phone", () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 800 } });

  test("a guess is drawn by mouse, by finger and by key, committed to, answered, kept, and drawn again", async ({
    page,
    site,
  }) => {
    await openAt(page, site, "drawn-curve");
    const columns = page.locator("#drawn-curve").getByRole("slider");
    const heights = () => columns.evaluateAll((all) => all.map((one) => Number(one.getAttribute("aria-valuenow"))));
    await expect(columns).toHaveCount(10);
    const [first, last] = [await middle(columns.first()), await middle(columns.last())];

    const place = await page.evaluate(() => scrollY);
    await dragByTouch(page, columns.first(), { x: last.x - first.x, y: -80 });
    await expect.poll(async () => (await heights()).at(-1), "the finger drew upwards").toBeGreaterThan(0.28);
    const drawn = await heights();
    expect(drawn.every((height, i) => i === 0 || height >= drawn[i - 1])).toBe(true);
    expect(await page.evaluate(() => scrollY), "and the page stayed").toBe(place);
    await page.getByRole("button", { name: "Undo" }).last().click();
    await expect.poll(heights, "one stroke, one undo").toEqual(Array(10).fill(0.2));

    await page.mouse.move(first.x, first.y);
    await page.mouse.down();
    await page.mouse.move(last.x, last.y + 40, { steps: 3 });
    await page.mouse.up();
    await expect.poll(async () => (await heights()).at(-1)).toBeLessThan(0.15);
    await columns.first().press("End");
    await columns.first().press("ArrowRight");
    await page.keyboard.press("ArrowUp");
    await expect.poll(async () => (await heights())[0]).toBe(0.4);

    const guess = page.locator("sw-guess-curve");
    await expect(guess.locator("sw-reply:visible")).toHaveCount(0);
    await guess.getByRole("button", { name: "This is my curve" }).click();
    await expect(guess.locator(".sw-message")).toHaveText(
      /^They part from the start, most at \d+: there yours is \d+ points/,
    );
    await expect(guess.locator("sw-reply:visible")).toHaveCount(1);
    await expect(page.locator("#drawn-curve .sw-gap")).toBeVisible();
    const told = String(await guess.locator(".sw-message").textContent());
    expect(page.url()).not.toContain("drawnGuess");

    await page.reload();
    await guess.evaluate((element) => element.scrollIntoView({ block: "center", behavior: "instant" }));
    await expect(guess.locator(".sw-message"), "kept").toHaveText(told);
    await guess.getByRole("button", { name: "Draw it anew" }).click();
    await expect(columns).toHaveCount(10);
    await expect(guess.locator("sw-reply:visible")).toHaveCount(0);
  });
});
