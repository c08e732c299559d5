// The gallery is its own visual test: each exhibit is compared with its picture in pictures/, light and dark, on a phone
// and on a laptop.
//
// New looks that are meant: `./scrollwork test --only pages --update-pictures`, then look at what git says has changed.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chromiumArguments, chromiumOptions } from "../server/chromium.js";
import { siteFolder } from "../server/static.js";
import { exhibitsOf, readSections } from "../../web/build/gallery.js";
import { shortNames } from "../../web/build/short_names.js";
import { expect, test } from "./fixtures.js";
import { appears, frames } from "./reader.js";
import { installSpy, settled } from "./spy.js";

/**
 * Half of the smallest mark. On one machine two runs differ in no pixel; a browser of another version smooths edges
 * differently, which the comparison's own threshold forgives.
 */
const tolerance = { maxDiffPixels: 40, threshold: 0.2 };

test.use({
  launchOptions: {
    ...chromiumOptions(),
    // Shapes of letters that depend on the machine's screen and its settings are left out.
    args: [...chromiumArguments, "--font-render-hinting=none", "--disable-lcd-text"],
  },
});

const ids = readSections().flatMap((section) => exhibitsOf(section).map(({ id }) => id));

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  for (const width of [390, 1280]) {
    // Each theme and each width once; the other two looks in the lane `long-pages`, which is slow.
    const tag = (colorScheme === "dark") === (width === 390) ? [] : "@long";
    test(`the gallery looks as it did: ${colorScheme}, ${width} px`, { tag }, async ({ page, site }) => {
      test.setTimeout(240_000);
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      // High enough for every exhibit: where the reading line falls decides which step is the current one.
      await page.setViewportSize({ width, height: 1300 });
      await installSpy(page);
      await page.goto(`${site.url}gallery/`);
      await wearOwnFont(page);
      for (const id of ids) {
        const live = page.locator(`#${id} > .live`);
        await live.evaluate((element) => {
          // On whole pixels, wherever the exhibits above have pushed it: what an edge looks like hangs on that.
          element.style.position = "relative";
          element.style.top = `${-((element.getBoundingClientRect().top + scrollY) % 1)}px`;
          element.scrollIntoView({ block: "center", behavior: "instant" });
          scrollTo({ top: Math.round(scrollY), behavior: "instant" });
        });
        for (const figure of await live.locator("sw-figure").all()) await appears(figure.locator("> .sw-layout > svg"));
        await frames(page, 4); // for the page to notice where it is
        await settled(page);
        await frames(page, 2);
        await live.evaluate(spellOut, foreign.source);
        await expect.soft(live, id).toHaveScreenshot(`${id}-${width}-${colorScheme}.png`, tolerance);
      }
    });
  }
}

test("no picture is left of an exhibit that is gone", () => {
  const names = readdirSync(new URL("./pictures", import.meta.url));
  expect(names.filter((name) => !ids.includes(name.replace(/-\d+-(light|dark)\.png$/, "")))).toEqual([]);
});

/** What the site's font has no letter for: it would come from whichever font a machine has. */
const foreign = /[^ -~©±\u00a0·×àäèéöü–—‘’“”…−]/u;

/**
 * In the place of each such character one that the font has.
 * @param {Element} element @param {string} foreign  a regular expression
 */
function spellOut(element, foreign) {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const pattern = new RegExp(foreign, "gu");
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const spelt = node.nodeValue.replace(pattern, "^");
    if (spelt !== node.nodeValue) node.nodeValue = spelt;
  }
}

/**
 * Whatever fonts a machine has: words are set in the one that the site brings along. Through the page's own objects,
 * because its policy lets no style sheet in.
 * @param {import("@playwright/test").Page} page
 */
async function wearOwnFont(page) {
  const file = readdirSync(join(siteFolder, "assets")).find((name) => /^serif-400-(?!italic).*\.woff2$/.test(name));
  if (!file) throw new Error(`no serif-400 font in ${siteFolder}/assets`);
  const known = shortNames();
  const names = ["--serif", "--sans", "--mono"].map((name) => known.get(name) ?? "");
  await page.evaluate(
    async ([bytes, names]) => {
      const face = new FontFace("Pictures", new Uint8Array(bytes));
      document.fonts.add(await face.load());
      for (const name of names) document.documentElement.style.setProperty(name, "Pictures");
      // Formulas are set in the machine's font for them, and single letters in its slanted ones.
      for (const part of document.querySelectorAll("math, mi")) {
        part.style.fontFamily = "Pictures";
        part.style.textTransform = "none";
      }
    },
    /** @type {[number[], string[]]} */ ([[...readFileSync(join(siteFolder, "assets", file))], names]),
  );
}
