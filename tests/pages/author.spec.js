// The author's yardstick: the template copied by `new`, edited to a live draggable classifier, a slider, a curve and
// four steps in fewer than 40 lines of JavaScript, built and read. The lines are counted as prettier sets them.
import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { complaintsOf } from "../../web/cli/checks/page.js";
import { chromiumPath } from "../server/chromium.js";
import { startServer } from "../server/static.js";
import { decode } from "fast-png";
import { expect, test } from "./fixtures.js";
import { meetFigure, middle } from "./reader.js";
import { installSpy, settled } from "./spy.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const author = fileURLToPath(new URL("./author", import.meta.url));

/** A project with the template and no essay but what is written here; sources that nobody changes are links. */
function newProject() {
  const copy = mkdtempSync(join(tmpdir(), "scrollwork-author-"));
  for (const path of [
    "package.json",
    "web",
    "essays/_template",
    "essays/index.html",
    "essays/offline.html",
    "essays/kernels",
  ])
    cpSync(join(root, path), join(copy, path), { recursive: true });
  cpSync(join(root, "essays/gallery/index.html"), join(copy, "essays/gallery/index.html"));
  mkdirSync(join(copy, "essays/gallery/sections"));
  mkdirSync(join(copy, "build"));
  for (const path of ["core", "wasm_bindings", "node_modules", "build/wasm"])
    symlinkSync(join(root, path), join(copy, path));
  return copy;
}

/** @param {string} folder @param {string[]} args */
function node(folder, args) {
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8", timeout: 120_000 });
  expect(status, stderr).toBe(0);
}

/** The author's essay in such a project, in its three languages. @param {string} project */
function newEssay(project) {
  node(project, [join(project, "web/cli/main.js"), "new", "two-moons"]);
  const essay = join(project, "essays/two-moons");
  for (const name of readdirSync(author)) if (name !== "words") cpSync(join(author, name), join(essay, name));
  cpSync(join(author, "words"), join(project, "web/words"), { recursive: true });
  return essay;
}

test("an author writes a live essay in fewer than 40 lines", async ({ page }) => {
  test.setTimeout(180_000);
  const project = newProject();
  try {
    newEssay(project);
    const scripts = ["model.js", "figures.js"];
    const lines = scripts.flatMap((name) => readFileSync(join(author, name), "utf8").split("\n"));
    const written = lines.filter((line) => line.trim() !== "");
    expect(written.length, written.join("\n")).toBeLessThan(40);
    const build = `import(${JSON.stringify(join(project, "web/build/site.js"))}).then(({ buildSite }) => buildSite({ siteUrl: "https://example.org/essays" }))`;
    node(project, ["--input-type=module", "-e", build]);

    const site = await startServer({ folder: join(project, "dist") });
    await installSpy(page);
    await page.goto(`${site.url}two-moons/`);
    const moons = await meetFigure(page, "moons");
    await settled(page);
    const pixels = () => page.locator("sw-figure[name=moons] canvas").evaluate((canvas) => canvas.toDataURL());
    const before = await pixels();
    const mark = moons.locator(".sw-mark").first();
    const { x, y } = await middle(mark);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 60, y + 40, { steps: 5 });
    await page.mouse.up();
    await expect.poll(pixels, "the model learns from the dragged point").not.toBe(before);
    await expect.poll(() => page.url()).toContain("moved=");

    for (const step of ["ask-9", "ask-3", "ask-1"]) {
      await page.locator(`#${step}`).evaluate((section) => section.scrollIntoView({ block: "center" }));
      await expect(page.locator(`#${step}`)).toHaveAttribute("aria-current", "step");
    }
    const slider = page.getByRole("slider", { name: "Neighbours" }).first();
    await expect(slider).toHaveValue("1");
    await settled(page);
    const one = await pixels();
    await slider.press("ArrowRight");
    await expect.poll(pixels).not.toBe(one);
    await meetFigure(page, "curve");
    await settled(page);
    await expect(page.locator("sw-figure[name=curve] .sw-layout .sw-line").first()).toBeVisible();

    // The same essay in other languages: words, numbers and the direction of writing, as built and as alive.
    await page.getByRole("link", { name: "Deutsch" }).click();
    await expect(page).toHaveURL(/\/two-moons\/de\/(#|$)/);
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Zwei Monde");
    const german = await meetFigure(page, "moons");
    await settled(page);
    await expect(german.locator(".sw-layer-y text").last()).toHaveText("2,0");
    const summary = page.locator("sw-figure[name=moons] .sw-summary");
    await expect(summary).toHaveText("Zwei Monde, geteilt durch die Stimmen von 25 Nachbarn.");
    await page.locator("#ask-1").evaluate((section) => section.scrollIntoView({ block: "center" }));
    await expect(summary).toHaveText("Zwei Monde, geteilt durch die Stimme eines Nachbarn.");
    await page.locator("sw-figure[name=moons] .sw-menu summary").click();
    await expect(page.getByRole("button", { name: "Link zu dieser Ansicht kopieren" })).toBeVisible();
    expect(
      await page.locator("link[hreflang]").evaluateAll((links) => links.map((link) => [link.hreflang, link.href])),
    ).toEqual(
      [
        ["en-GB", ""],
        ["ar", "ar/"],
        ["de", "de/"],
        ["x-default", ""],
      ].map(([language, path]) => [language, `https://example.org/essays/two-moons/${path}`]),
    );

    // With an address: the picture that a shared link shows, the site map and the feed.
    const image = await page.locator("meta[property='og:image']").getAttribute("content");
    expect(image).toBe("https://example.org/essays/two-moons/de/social.png");
    for (const path of ["", "two-moons/", "two-moons/de/", "two-moons/ar/"]) {
      const { width, height, data } = decode(readFileSync(join(project, "dist", path, "social.png")));
      expect([width, height]).toEqual([1200, 630]);
      expect(new Set(data).size, "it is not one colour").toBeGreaterThan(50);
    }
    const siteMap = readFileSync(join(project, "dist/sitemap.xml"), "utf8");
    const addresses = [...siteMap.matchAll(/<loc>https:\/\/example\.org\/essays\/(.*?)<\/loc>/g)].map(
      ([, path]) => path,
    );
    expect(addresses.sort()).toEqual(["", "gallery/", "kernels/", "two-moons/", "two-moons/ar/", "two-moons/de/"]);
    expect(readFileSync(join(project, "dist/feed.xml"), "utf8")).toContain(
      "<id>https://example.org/essays/two-moons/</id>",
    );

    // What keeping all essays is said to take: the shelf and its essays, whatever else the site has.
    const kept = (/** @type {string} */ path) =>
      JSON.parse(readFileSync(join(project, "dist", path, "offline.json"), "utf8"));
    expect(kept("").all).toBeGreaterThan(kept("two-moons/").bytes);
    expect(kept("").all).toBeLessThanOrEqual(kept("").bytes + kept("two-moons/").bytes);

    await page.goto(`${site.url}two-moons/ar/`);
    await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
    const arabic = await meetFigure(page, "moons");
    await settled(page);
    // The words begin on the right; a drawing keeps its axes.
    const [heading, picture] = await Promise.all([page.locator("h1").boundingBox(), arabic.boundingBox()]);
    expect((heading?.x ?? 0) + (heading?.width ?? 0)).toBeGreaterThan(640);
    expect((picture?.x ?? 0) + (picture?.width ?? 0) / 2).toBeGreaterThan(640);
    await expect(page.locator("sw-figure[name=moons] .sw-menu summary")).toHaveText("مشاركة");
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await site.close();
  } finally {
    rmSync(project, { recursive: true });
  }
});

test("what the author changes is seen at once, and what was done on the page stays", async ({ page, watch }) => {
  test.setTimeout(120_000);
  watch.allow(/\[vite\]|request to another host: http:\/\/localhost:/);
  const project = newProject();
  const port = 5900 + test.info().workerIndex;
  const serve = `import(${JSON.stringify(join(project, "web/build/site.js"))}).then(({ serveSite }) => serveSite({ port: ${port} }))`;
  const essay = newEssay(project);
  const server = spawn(process.execPath, ["--input-type=module", "-e", serve], { cwd: project, stdio: "ignore" });
  try {
    const address = `http://localhost:${port}/two-moons/`;
    await expect
      .poll(
        () =>
          fetch(address).then(
            ({ ok }) => ok,
            () => false,
          ),
        { timeout: 60_000 },
      )
      .toBe(true);
    await page.goto(`${address}#ask-3`);
    const moons = await meetFigure(page, "moons");
    // While the server meets the libraries for the first time it may load the page anew under the hand.
    await expect(async () => {
      const { x, y } = await middle(moons.locator(".sw-mark").first());
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + 60, y + 40, { steps: 5 });
      await page.mouse.up();
      await expect.poll(() => page.url(), { timeout: 5000 }).toMatch(/#ask-3\?.*moved=/);
    }).toPass({ timeout: 45_000 });
    const before = page.url();
    const file = join(essay, "index.html");
    writeFileSync(file, readFileSync(file, "utf8").replace("The shape of the moons.", "The true shape of the moons."));
    await expect(page.getByText("The true shape of the moons.")).toBeVisible();
    await meetFigure(page, "moons");
    await expect(page.locator("#ask-3")).toHaveAttribute("aria-current", "step");
    await expect.poll(() => page.url()).toBe(before);
    await page.goto(`${address}de/`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Zwei Monde");
  } finally {
    server.kill();
    rmSync(project, { recursive: true });
  }
});

test("check hears what a browser says of a page: console, errors, files that are not there", async () => {
  const folder = mkdtempSync(join(tmpdir(), "scrollwork-noise-"));
  writeFileSync(
    join(folder, "quiet.html"),
    '<!doctype html><title>Quiet</title><link rel="icon" href="icon.svg"><p>Nothing.</p>',
  );
  writeFileSync(
    join(folder, "index.html"),
    '<!doctype html><title>Loud</title><script src="loud.js"></script><img src="gone.png" alt="">',
  );
  writeFileSync(join(folder, "icon.svg"), '<svg xmlns="http://www.w3.org/2000/svg"></svg>');
  writeFileSync(join(folder, "loud.js"), 'console.log("said"); setTimeout(() => { throw new Error("thrown"); });');
  const site = await startServer({ folder });
  try {
    const said = await complaintsOf(site.url, chromiumPath());
    expect(said).toContain("console.log: said");
    expect(said).toContain("uncaught: thrown");
    expect(said).toContain(`404 for ${site.url}gone.png`);
    expect(await complaintsOf(`${site.url}quiet.html`, chromiumPath())).toEqual([]);
  } finally {
    await site.close();
    rmSync(folder, { recursive: true });
  }
});
