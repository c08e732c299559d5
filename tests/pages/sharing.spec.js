// What a reader or a teacher takes away: a figure's menu, one figure in somebody else's page.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { AxeBuilder } from "@axe-core/playwright";
import { essays, expect, test } from "./fixtures.js";
import { livePicture, meetFigure } from "./reader.js";

const essay = essays.find((path) => path === "train-test-validation/") ?? essays[0];

/** A stranger's page on a host of its own, under a policy of its own. @param {string} html */
async function strangersPage(html) {
  const server = createServer((_, response) => response.setHeader("content-type", "text/html").end(html));
  await new Promise((done) => server.listen(0, "localhost", () => done(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { url: `http://localhost:${port}/`, close: () => (server.close(), server.closeAllConnections()) };
}

test("a figure's menu: fetched when opened, copies a link and the code of a frame, closed by Escape", async ({
  page,
  site,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  site.served.length = 0;
  await page.goto(site.url + essay);
  await meetFigure(page, "shelter");
  await page.waitForTimeout(300);
  expect(site.served.filter(({ path }) => /figure_menu/.test(path))).toEqual([]);
  const menu = page.locator('sw-figure[name="shelter"] > .sw-menu');
  const before = await livePicture(page, "shelter").boundingBox();
  await menu.locator("summary").click();
  await menu.getByRole("button", { name: "Copy a link to this view" }).click();
  await expect(menu.getByRole("status")).toHaveText("Copied.");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${site.url}${essay}#meet`);
  await menu.getByRole("button", { name: "Embed this figure" }).click();
  const code = await page.evaluate(() => navigator.clipboard.readText());
  expect(code).toContain(`<iframe src="${site.url}${essay}?embed=shelter#meet"`);
  expect(code).toContain(`<script type="module" src="${site.url}embed.js">`);
  expect(await livePicture(page, "shelter").boundingBox(), "nothing moves").toEqual(before);
  expect((await new AxeBuilder({ page }).include(".sw-menu").analyze()).violations).toEqual([]);
  for (const box of await menu.getByRole("button").all())
    expect((await box.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await page.keyboard.press("Escape");
  await expect(menu.getByRole("button").first()).toBeHidden();
  await expect(menu.locator("summary")).toBeFocused();
});

test("one figure in a frame of another host's page: alive, as high as it is, works from the page around", async ({
  page,
  site,
  watch,
}) => {
  const stranger = await strangersPage(`<!doctype html><meta charset="utf-8"><title>A lesson</title>
    <iframe id="pasted" src="${site.url}${essay}?embed=verdict#envelope?v=1&degree=3" title="verdict" width="100%" height="100"></iframe>
    <div id="here"></div>
    <script type="module">
      import { mount } from "${site.url}embed.js";
      window.told = [];
      window.figure = mount(document.querySelector("#here"), { essay: "${essay.slice(0, -1)}", figure: "learn", step: "bend", onState: (state) => told.push(state) });
    </script>`);
  watch.allow(/another host: http:\/\/localhost/);
  watch.allow(/favicon/);
  await page.goto(stranger.url);
  const pasted = page.frameLocator("#pasted");
  await expect(pasted.locator('sw-figure[name="verdict"] .sw-layout svg')).toBeVisible();
  await expect(pasted.locator("h1, .hero, .masthead, sw-guess")).toHaveCount(0);
  await expect(pasted.locator('sw-slider[key="degree"] input')).toHaveValue("3");
  await expect.poll(async () => (await page.locator("#pasted").boundingBox())?.height).toBeGreaterThan(300);
  const inner = await pasted.locator("html").evaluate(() => [document.documentElement.scrollHeight, innerHeight]);
  expect(inner[0], "no scroll bar inside").toBeLessThanOrEqual(inner[1]);

  const mounted = page.frameLocator("#here iframe");
  await page.locator("#here iframe").scrollIntoViewIfNeeded();
  await expect(mounted.locator('sw-figure[name="learn"] .sw-layout svg')).toBeVisible();
  await expect(mounted.locator("h3:visible")).toHaveText("Let it bend");
  await page.evaluate(() =>
    /** @type {any} */ (window).figure.edit({ degree: 6, unknown: 1, csv: "x", features: "<b>" }),
  );
  await expect(mounted.locator('sw-slider[key="degree"] input')).toHaveValue("6");
  await expect.poll(() => page.evaluate(() => /** @type {any} */ (window).told.at(-1)?.degree)).toBe(6);
  await mounted.getByRole("button", { name: "Next" }).click();
  await expect(mounted.locator("h3:visible")).toHaveText("Learning by heart");
  await page.evaluate(() => /** @type {any} */ (window).figure.remove());
  await expect(page.locator("#here iframe")).toHaveCount(0);
  stranger.close();
});

test("a figure that is not there is said by name, with those that are", async ({ page, site }) => {
  await page.goto(`${site.url}${essay}?embed=%3Cimg%20src%3Dx%3E`);
  await expect(page.locator(".sw-error")).toContainText("There is no figure “<img src=x>” here. There are: shelter");
});

test("a teacher's link locks and hides, says so in words, and is made in the menu", async ({ page, site, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(`${site.url}${essay}#too-far?v=1&degree=5`);
  await expect(livePicture(page, "learn")).toBeVisible();
  const menu = page.locator('sw-figure[name="learn"] > .sw-menu');
  await menu.locator("summary").click();
  await menu.getByRole("button", { name: "Make a link for a lesson" }).click();
  await menu.getByLabel("Degree", { exact: true }).selectOption("locked");
  await menu.getByLabel("the points in the figures").selectOption("locked");
  await menu.getByLabel("Model", { exact: true }).selectOption("hidden");
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(`${site.url}${essay}?lock=degree,moved&hide=model#too-far?v=1&degree=5`);

  await page.goto("about:blank");
  await page.goto(link);
  await expect(page.locator(".sw-teacher")).toHaveText(
    "Locked for this lesson: the points in the figures; Degree. Left out for this lesson: Model. Open it without this",
  );
  expect((await new AxeBuilder({ page }).include(".sw-teacher").analyze()).violations).toEqual([]);
  await expect(page.locator('sw-slider[key="degree"] input').first()).toBeDisabled();
  await expect(page.locator('sw-slider[key="degree"] label').first()).toHaveText("Degree (locked)");
  await expect(page.locator('sw-choice[key="model"]:visible')).toHaveCount(0);
  const picture = livePicture(page, "learn");
  await expect(picture.locator(".sw-mark").first()).toBeVisible();
  await expect(picture.locator(".sw-draggable")).toHaveCount(0);
  await page.getByRole("link", { name: "Open it without this" }).click();
  await expect(page.locator('sw-slider[key="degree"] input').first()).toBeEnabled();
  expect(page.url()).toBe(`${site.url}${essay}#too-far?v=1&degree=5`);
});

test("settings are taken away as JSON, and as Python for what the figure shows", async ({ page, site, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(`${site.url}${essay}#too-far?v=1&degree=5&moved=0:500:500`);
  await expect(livePicture(page, "learn")).toBeVisible();
  const menu = page.locator('sw-figure[name="learn"] > .sw-menu');
  await menu.locator("summary").click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    menu.getByRole("button", { name: "Download the settings as JSON" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("train-test-validation-learn.json");
  const told = JSON.parse(readFileSync(await download.path(), "utf8"));
  expect(told).toMatchObject({
    scrollwork: 1,
    figure: "learn",
    step: "too-far",
    settings: { degree: 5, moved: [0, 6, 5] },
  });
  expect(told.link).toContain("degree=5");
  expect(told.settings.csv).toBeUndefined();
  await menu.getByRole("button", { name: "Copy as Python" }).click();
  await expect(menu.getByRole("status")).toHaveText("Copied.");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(
    "PolynomialFeatures(5, include_bias=False)",
  );
  // The page's own listing is the reader's, too: seen, and taken away as a file.
  await page.locator("sw-listing summary").click();
  await expect(page.locator("sw-listing pre")).toContainText("(6.000, 5.00, 0)");
  const [listing] = await Promise.all([page.waitForEvent("download"), page.locator("sw-listing a").click()]);
  expect(listing.suggestedFilename()).toBe("train-test-validation.py");
  expect(readFileSync(await listing.path(), "utf8")).toBe(`${await page.locator("sw-listing pre").textContent()}\n`);
});
