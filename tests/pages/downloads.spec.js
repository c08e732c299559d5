// What a reader takes away: a figure's table as CSV, its picture as SVG and PNG, made in the page.
import { readFileSync } from "node:fs";
import { expect, test } from "./fixtures.js";
import { meetFigure } from "./reader.js";
import { loadNodeKernel } from "../../web/build/kernel.js";

/** Opens the downloads of a figure. @param {import("@playwright/test").Page} page @param {string} name */
async function open(page, name) {
  await meetFigure(page, name);
  const figure = page.locator(`sw-figure[name="${name}"]`);
  await figure.locator(".sw-menu > summary").click();
  /** @param {string} kind */
  const take = async (kind) => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      figure.getByRole("button", { name: new RegExp(`^Download (?!the settings).*${kind}$`) }).click(),
    ]);
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  };
  return { figure, take };
}

test("the CSV file is the table, cell by cell", async ({ page, site }) => {
  await page.goto(`${site.url}gallery/`);
  const { figure, take } = await open(page, "barsModels");
  const { name, bytes } = await take("CSV");
  expect(name).toBe("gallery-barsModels.csv");
  await figure.getByText("Data table").click();
  const rows = await figure
    .locator("tr")
    .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent).join(",")));
  expect(bytes.toString("utf8").split("\r\n")).toEqual(rows);
});

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  test(`the SVG file needs nothing else and looks like the figure, ${colorScheme}`, async ({ page, site, context }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.goto(`${site.url}gallery/`);
    const { take } = await open(page, "scatterSurface");
    const { name, bytes } = await take("SVG");
    expect(name).toBe("gallery-scatterSurface.svg");
    const text = bytes.toString("utf8");
    expect(text).toContain("<title>Two moons and the curve between them</title>");
    expect(text).not.toMatch(/var\(|\s(class|style|tabindex|aria-\w+)=|url\(|href="(?!data:image\/png)/);
    // Opened on its own, away from the page and its styles: a mark, the ground and the paper have the theme's colours.
    const alone = await context.newPage();
    await alone.route("**/alone.svg", (route) => route.fulfill({ contentType: "image/svg+xml", body: bytes }));
    await alone.goto(`${site.url}alone.svg`);
    const seen = await alone.evaluate(() => {
      const marks = [...document.querySelectorAll("g[transform] > path[d^='M-6,0a6']")];
      return {
        nMarks: marks.length,
        fill: getComputedStyle(marks[0]).fill,
        paper: document.querySelector("rect")?.getAttribute("fill"),
        nImages: document.querySelectorAll("image").length,
      };
    });
    await alone.close();
    const dark = colorScheme === "dark";
    expect(seen).toEqual({
      nMarks: 40,
      fill: dark ? "rgb(232, 145, 60)" : "rgb(240, 150, 58)",
      paper: dark ? "rgb(22, 24, 28)" : "rgb(251, 250, 246)",
      nImages: 1,
    });
  });
}

test("the trained model is a file that the kernels read again: it says what the figure says", async ({
  page,
  site,
}) => {
  await page.goto(`${site.url}gallery/`);
  const { figure, take } = await open(page, "scatterSurface");
  const { name, bytes } = await take("trained model as JSON");
  expect(name).toBe("gallery-scatterSurface.model.json");
  const text = bytes.toString("utf8");
  expect(JSON.parse(text)).toMatchObject({
    format: "scrollwork-model",
    version: expect.any(Number),
    type: "pipeline.Pipeline",
  });
  const k = await loadNodeKernel("all");
  const model = k.persistence.fromJson(text);
  const { X, y } = k.datasets.makeMoons({ nSamples: 80, noise: 0.2, seed: 7 });
  const share = k.metrics.accuracyScore(y, model.predict(X));
  await expect(figure.locator(".sw-summary")).toContainText(`${Math.round(100 * share)}%`);
  model.delete();
});

test("the PNG file has two pixels for each unit of the drawing", async ({ page, site }) => {
  await page.goto(`${site.url}gallery/`);
  const { take } = await open(page, "scatterSurface");
  const { name, bytes } = await take("PNG");
  expect(name).toBe("gallery-scatterSurface.png");
  expect(bytes.subarray(1, 4).toString()).toBe("PNG");
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1280, 960]);
  expect(bytes.length, "an empty picture of this size has a few thousand bytes").toBeGreaterThan(40_000);
});

test("Ctrl+Z in a figure takes the last move back", async ({ page, site }) => {
  await page.goto(`${site.url}gallery/`);
  const picture = await meetFigure(page, "scatterSurface");
  const mark = picture.locator(".sw-draggable").first();
  const place = await mark.getAttribute("transform");
  await mark.focus();
  await page.keyboard.press("Shift+ArrowRight");
  await expect(mark).not.toHaveAttribute("transform", place ?? "");
  await page.keyboard.press("Control+z");
  await expect(mark).toHaveAttribute("transform", place ?? "");
});

test("progress is saved as a file, erased on every page, and brought back from the file; another file is refused", async ({
  page,
  site,
}) => {
  await page.goto(`${site.url}gallery/`);
  const path = new URL(page.url()).pathname;
  const pages = { [path]: { "sw-check:a": "b" }, "/some/other/essay/": { "sw-challenge:c": 2 } };
  // Somebody else's entry under the same address is nobody's progress.
  await page.evaluate((all) => {
    for (const [name, entries] of Object.entries(all))
      localStorage.setItem(`scrollwork:${name}`, JSON.stringify(entries));
    localStorage.setItem("another", "theirs");
  }, pages);
  const kept = () =>
    page.evaluate(() =>
      Object.fromEntries(
        Object.keys(localStorage)
          .filter((name) => name.startsWith("scrollwork:"))
          .map((name) => [name.slice("scrollwork:".length), JSON.parse(localStorage.getItem(name) ?? "")]),
      ),
    );
  const element = page.locator("sw-progress");
  const said = element.locator(".sw-message");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    element.getByRole("button", { name: "Save my progress" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("scrollwork-progress.json");
  await expect(said).toHaveText("Saved as scrollwork-progress.json.");
  const file = readFileSync(await download.path());
  expect(JSON.parse(file.toString())).toEqual({ format: "scrollwork-progress", version: 1, pages });

  await element.getByRole("button", { name: "Erase my progress" }).click();
  await expect(said).toHaveText("Erased.");
  expect(await kept()).toEqual({});
  expect(await page.evaluate(() => localStorage.getItem("another"))).toBe("theirs");

  const bring = (/** @type {string} */ name, /** @type {Buffer} */ buffer) =>
    element.locator("input").setInputFiles({ name, mimeType: "application/json", buffer });
  await bring("notes.json", Buffer.from('{"pages": {}}'));
  await expect(said).toHaveText(
    "notes.json holds no progress of these pages. Choose a file that “Save my progress” has written.",
  );
  await bring("scrollwork-progress.json", file);
  await expect(said).toHaveText("Brought back: 2 pages.");
  expect(await kept()).toEqual(pages);
});
