// Without a network: what was opened, what was asked for, and the way to a new edition. The other page tests block the
// service worker; here it is let in.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { budgetOf } from "../../web/build/sizes.js";
import { siteFolder, startServer } from "../server/static.js";
import { essays, expect, test } from "./fixtures.js";
import { dragByKeys, meetFigure } from "./reader.js";

test.use({ serviceWorkers: "allow" });

const essay = essays.find((path) => path === "train-test-validation/") ?? essays[0];

/** Waits until the page that is open is kept as a whole. @param {import("@playwright/test").Page} page */
const kept = (page) =>
  expect
    .poll(() => page.evaluate(() => caches.match(new URL("offline.json", location.href).href).then(Boolean)), {
      timeout: 30_000,
      message: "the page is kept",
    })
    .toBe(true);

test("an essay that was opened is read again without a network, its models alive; in place of others is said what is kept", async ({
  page,
  context,
  site,
  watch,
}) => {
  site.served.length = 0;
  await page.goto(site.url + essay);
  await meetFigure(page, "shelter");
  await kept(page);
  // The bill of a first visit with all that the service worker does: nothing is sent twice, but for the small pictures
  // whose place a live figure took while they were still on their way.
  const sent = site.served.filter(({ status, path }) => status === 200 && !path.includes("/stills/"));
  expect(sent.map(({ path }) => path).sort()).toEqual([...new Set(sent.map(({ path }) => path))].sort());
  const total = sent.reduce((sum, { bytes }) => sum + bytes, 0) / 1000;
  expect(total, sent.map(({ path, bytes }) => `${bytes} ${path}`).join("\n")).toBeLessThanOrEqual(
    budgetOf(siteFolder, essay, "total"),
  );
  test.info().annotations.push({ type: "first visit with offline", description: `${total.toFixed(1)} KB` });

  await page.reload();
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const found = await Promise.all((await caches.keys()).map(async (key) => (await caches.open(key)).keys()));
        return found.flat().some(({ url }) => /kernel-tables-[\w-]+\.wasm$/.test(url));
      }),
    )
    .toBe(true);
  await context.setOffline(true);
  await page.reload();
  const picture = await meetFigure(page, "shelter");
  const before = await picture
    .locator(".sw-boundary")
    .first()
    .evaluate((path) => path.outerHTML);
  await dragByKeys(page, picture.locator(".sw-draggable").first(), [
    "Shift+ArrowRight",
    "Shift+ArrowRight",
    "Shift+ArrowRight",
  ]);
  await expect
    .poll(() =>
      picture
        .locator(".sw-boundary")
        .first()
        .evaluate((path) => path.outerHTML),
    )
    .not.toBe(before);
  // The second visit kept what few readers want.
  await meetFigure(page, "penguins");
  await page.locator("sw-csv input[type=file]").setInputFiles({
    name: "fruit.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(`height,width,ripe\n${"1,2,yes\n2,1,no\n3,4,yes\n4,3,no\n".repeat(9)}`),
  });
  await expect(page.locator("sw-choice[key=realX] select option")).toHaveText(["height", "width"]);
  await meetFigure(page, "shelter");
  await page.locator('sw-figure[name="shelter"] > .sw-menu > summary').click();
  await expect(page.getByRole("button", { name: "Embed this figure" })).toBeVisible();
  // Under the address that was asked for, so that loading it again is to try again.
  const others = essays.filter((path) => path !== essay);
  watch.allow(/^503 for |Failed to load resource.* 503 |ERR_INTERNET_DISCONNECTED/);
  await page.goto(site.url + others[0]);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Not on this device");
  const linked = (/** @type {number} */ list) =>
    page
      .locator(`ul >> nth=${list}`)
      .locator("a")
      .evaluateAll((links) => links.map(({ href }) => href));
  expect(await linked(0), "what is kept").toEqual([site.url + essay]);
  expect(await linked(1), "what is not").toEqual(others.map((path) => site.url + path));
  expect(await page.evaluate(() => [...document.styleSheets].map(({ cssRules }) => cssRules.length > 100))).toEqual([
    true,
  ]);
  await context.setOffline(false);
  await page.getByRole("link", { name: "Try again" }).click();
  await expect(page.locator("sw-figure").first(), "once the network is back").toBeVisible();
});

test("a new edition is told of, and read when the reader says so, at the same place", async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), "scrollwork-"));
  cpSync(siteFolder, folder, { recursive: true });
  const site = await startServer({ folder, base: "/edition/" });
  try {
    await page.goto(`${site.url}${essay}#by-heart`);
    await meetFigure(page, "shelter");
    await kept(page);
    const html = join(folder, essay, "index.html");
    writeFileSync(html, readFileSync(html, "utf8").replaceAll("A perfect score", "A flawless score"));
    const worker = join(folder, "sw.js");
    const old = readFileSync(worker, "utf8");
    const edition = /["`]([0-9a-f]{12})["`]/.exec(old)?.[1] ?? "";
    writeFileSync(worker, old.replace(edition, "0123456789ab"));
    await page.reload();
    await expect(page.locator("#by-heart h2")).toHaveText("A perfect score");
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    await expect(page.locator(".sw-edition")).toContainText("There is a new edition");
    expect(await page.evaluate(() => scrollX + document.documentElement.scrollWidth)).toBeLessThanOrEqual(1280);
    await page.getByRole("button", { name: "Read the new edition" }).click();
    await expect(page.locator("#by-heart h2")).toHaveText("A flawless score");
    expect(page.url()).toContain("#by-heart");
    expect(await page.evaluate(() => caches.keys())).toEqual(["scrollwork:0123456789ab"]);
  } finally {
    await site.close();
    rmSync(folder, { recursive: true });
  }
});

test("withdrawn, it is gone with all that it kept", async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), "scrollwork-"));
  cpSync(siteFolder, folder, { recursive: true });
  const site = await startServer({ folder, base: "/edition/" });
  try {
    await page.goto(site.url + essay);
    await kept(page);
    const { minifySync } = await import("vite");
    const source = new URL("../../web/offline/withdraw.js", import.meta.url);
    writeFileSync(join(folder, "sw.js"), minifySync("withdraw.js", readFileSync(source, "utf8")).code);
    await page.reload();
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update().catch(() => {}));
    await expect.poll(() => page.evaluate(() => caches.keys())).toEqual([]);
    await expect
      .poll(() => page.evaluate(() => navigator.serviceWorker.getRegistrations().then(({ length }) => length)))
      .toBe(0);
  } finally {
    await site.close();
    rmSync(folder, { recursive: true });
  }
});
