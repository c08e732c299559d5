// What holds for every page of the site, whatever it is about: the front page, each essay, and the essay that
// `./scrollwork new` makes.
import { AxeBuilder } from "@axe-core/playwright";
import { startServer } from "../server/static.js";
import { essays, expect, pages, test } from "./fixtures.js";
import { pagesOf } from "./pdf.js";
import { bringToLife, frames, laidOut, meetFigures, scrollThrough } from "./reader.js";
import { installSpy, seen } from "./spy.js";

/** In the lane `long-pages`, which is slow. */
const slow = "@long";
/** Thousands of marks, a link for each name: minutes each. */
const long = ["gallery/", "kernels/"];

for (const path of pages) {
  test.describe(path === "" ? "front page" : path, { tag: long.includes(path) ? slow : [] }, () => {
    test("reads from top to end without a word in the console or a shift of the layout", async ({ page, site }) => {
      await installSpy(page);
      await page.goto(site.url + path);
      await bringToLife(page);
      await scrollThrough(page);
      const { shifts, compiled } = await seen(page);
      expect(shifts).toEqual([]);
      expect(compiled, "WebAssembly on the page's own thread").toEqual([]);
    });

    test("shifts nothing on a phone either", async ({ page, site }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await installSpy(page);
      await page.goto(site.url + path);
      await bringToLife(page);
      await scrollThrough(page);
      expect((await seen(page)).shifts).toEqual([]);
    });

    // Bringing every figure of an essay to life takes the processor six seconds: what then only looks shares a page.
    for (const width of [320, 390, 768, 1440]) {
      // Loaded at 768 px in the slow lane; a page that was loaded wide comes to it below.
      test.describe(`alive at ${width} px`, { tag: width === 768 ? slow : [] }, () => {
        // One after the other, in one browser; what changes most comes last.
        test.describe.configure({ mode: "default", timeout: long.includes(path) ? 360_000 : 120_000 });
        test.use({ visit: { path, width } });

        test("fits", async ({ alive }) => {
          expect.soft(await tooWide(alive)).toEqual([]);
          const letters = alive.locator("sw-reveal:not([after]):has(> button:not([hidden]))");
          const widths = await letters.evaluateAll((found) =>
            found.map((letter) => letter.getBoundingClientRect().width),
          );
          expect.soft(Math.max(0, ...widths), "the widest sealed letter").toBeLessThanOrEqual(320);
          expect.soft(await smallLetters(alive), "letters in figures").toEqual([]);
          // What is narrowest and widest of all has the layout of its neighbour, larger or smaller, and between two widths
          // figures change from one layout to the other: no need to load it.
          for (const reach of { 320: [280], 768: [768, 640, 1024], 1440: [1600, 1024, 768, 640] }[width] ?? [width]) {
            await alive.setViewportSize({ width: reach, height: 844 });
            await frames(alive);
            expect.soft(await tooWide(alive), `${reach} px`).toEqual([]);
            expect.soft(await strayText(alive), `words in figures, ${reach} px`).toEqual([]);
            if (reach > 320) expect.soft(await smallLetters(alive), `letters in figures, ${reach} px`).toEqual([]);
          }
        });

        if (width === 390)
          test("has controls that a finger can hit", async ({ alive }) => {
            expect(await tooSmall(alive)).toEqual([]);
          });

        // A phone's width and a laptop's, in both themes. The theme changes contrast only, and the width hardly that: two
        // of the four looks get all rules.
        const looks = /** @type {const} */ ({ 390: ["light", "dark"], 1440: ["dark", "light"] })[width] ?? [];
        for (const colorScheme of looks) {
          const isBrief = colorScheme !== looks[0];
          test(`axe finds nothing: ${colorScheme}`, { tag: isBrief ? slow : [] }, async ({ alive }) => {
            await alive.emulateMedia({ colorScheme });
            await laidOut(alive); // and in its new colours
            // Only what is wrong, worked out in the page: to carry all that is right to Node takes six times as long. The
            // mode called legacy leaves out frames of other hosts, which no page has.
            const axe = new AxeBuilder({ page: alive }).options({ resultTypes: ["violations"] }).setLegacyMode();
            if (isBrief) axe.withRules(["color-contrast"]);
            const { violations } = await axe.analyze();
            expect(
              violations.map(({ id, help, nodes }) => ({
                id,
                help,
                nodes: nodes.map(({ html, failureSummary }) => `${html.slice(0, 300)}\n${failureSummary}`),
              })),
            ).toEqual([]);
          });
        }

        if (width === 390)
          test("nothing that has the focus lies beneath the figure that stays", async ({ alive }) => {
            await alive.emulateMedia({ reducedMotion: "reduce" });
            const { looked, found } = await beneathFigures(alive);
            if (essays.includes(path)) expect(looked, "controls in steps").toBeGreaterThan(0);
            expect(found).toEqual([]);
          });

        if (width === 1440) {
          test("honours reduced motion", async ({ alive }) => {
            await alive.emulateMedia({ reducedMotion: "reduce" });
            expect(await moving(alive)).toEqual([]);
          });

          for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
            test(`keeps its edges and the words in its pictures under forced colours, ${colorScheme}`, async ({
              alive,
            }) => {
              await alive.emulateMedia({ forcedColors: "active", colorScheme });
              await laidOut(alive);
              const { bare, faint } = await lostToForcedColours(alive);
              expect(bare).toEqual([]);
              expect(faint).toEqual([]);
            });
          }

          test("is walked by keyboard alone, in order, with the focus in sight", async ({ alive }) => {
            await alive.emulateMedia({ reducedMotion: "reduce" });
            await walkByTab(alive);
          });
        }

        if (width < 768)
          test("cuts and covers nothing where a reader sets letters, words and lines wider apart", async ({
            alive,
          }) => {
            test.skip(path === "gallery/", "names that lean are its makers' to look at");
            // WCAG 1.4.12, put on as reading aids do it: over the page as it is.
            await alive.evaluate(() => {
              const sheet = new CSSStyleSheet();
              sheet.replaceSync(
                "* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; line-height: 1.5 !important } p { margin-block-end: 2em !important }",
              );
              document.adoptedStyleSheets.push(sheet);
            });
            await meetFigures(alive);
            expect.soft(await tooWide(alive)).toEqual([]);
            // What a finer spacing needs is fetched with the first figure that wants it.
            await expect.poll(() => strayText(alive), { message: "words in figures" }).toEqual([]);
            const cut = await alive.evaluate(() =>
              [...document.querySelectorAll("main *")]
                .filter((element) => {
                  const { overflowX, overflowY } = getComputedStyle(element);
                  const hides = (/** @type {string} */ overflow) => ["hidden", "clip"].includes(overflow);
                  return (
                    element.checkVisibility() &&
                    !element.closest("svg, .sw-visually-hidden, .sw-summary") &&
                    ((hides(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
                      (hides(overflowY) && element.scrollHeight > element.clientHeight + 1))
                  );
                })
                .map((element) => element.outerHTML.slice(0, 120)),
            );
            expect.soft(cut, "cut off").toEqual([]);
          });
      });
    }

    test("works from a plain server in the root, without headers or compression", async ({ page }) => {
      const plain = await startServer({ plain: true, base: "/" });
      await page.goto(plain.url + path);
      await bringToLife(page);
      await scrollThrough(page);
      await page.goto("about:blank"); // lets go of the connections
      await plain.close();
    });

    test("prints its words and pictures, and no controls", async ({ page, site }) => {
      await page.emulateMedia({ media: "print" });
      await page.goto(site.url + path);
      for (const figure of await page.locator("sw-figure").all()) {
        // A figure beside steps has come to whichever a reader is at: on paper each step has its own picture instead.
        const stills = await figure.locator("xpath=parent::sw-steps").locator(".sw-still").count();
        await expect(pictures(figure)).toHaveCount(stills ? 0 : 1);
      }
      for (const still of await page.locator(".sw-still").all()) await expect(still).toBeVisible();
      await expect(holes(page)).toHaveCount(0);
      await expect(
        page
          .locator("sw-slider, sw-choice, sw-button, sw-csv, sw-share, .references a[href^='#']")
          .locator("visible=true"),
      ).toHaveCount(0);
      const measures = await page
        .locator(":is(.prose, .sw-content) > p, .prose > :is(ul, ol)")
        .evaluateAll((all) => [...new Set(all.filter((p) => p.checkVisibility()).map((p) => p.clientWidth))]);
      expect(measures.length, `words are set as wide everywhere: ${measures}`).toBeLessThanOrEqual(1);
      const sheets = pagesOf(await page.pdf({ format: "A4" }));
      const bare = sheets.flatMap(({ text, images, paths }, i) => (text === "" && images + paths === 0 ? [i + 1] : []));
      expect(bare, "sheets of which nothing was printed").toEqual([]);
      const printed = sheets.map(({ text }) => onlyLetters(text));
      const lost = (await visibleText(page)).filter((text) => !isPrinted(onlyLetters(text), printed));
      expect(lost, "words that are on the page and not on paper").toEqual([]);
      // Neither squeezed onto too few sheets nor strewn over too many: words alone fill one with 2,500 letters; no
      // picture wants more than one of its own.
      const nPictures = await page.locator("main :is(sw-figure, .sw-still, table)").locator("visible=true").count();
      const nLetters = printed.join("").length;
      expect(sheets.length).toBeGreaterThanOrEqual(Math.floor(nLetters / 6000));
      expect(sheets.length).toBeLessThanOrEqual(2 + nLetters / 1000 + nPictures);
    });

    test.describe("without scripts", () => {
      test.use({ javaScriptEnabled: false });

      test("reads, and every figure and every step has its picture", async ({ page, site, watch }) => {
        watch.allow(/^csp for .*\.js$/); // so Chromium calls a script that is switched off
        await page.goto(site.url + path);
        await expect(page.locator("h1")).toBeVisible();
        await expect(holes(page)).toHaveCount(0);
        for (const figure of await page.locator("sw-figure").all()) {
          await expect(pictures(figure)).toHaveCount(1);
        }
        // 1280 px: where a wide drawing stands it is that, and not the narrow one in a wide box.
        expect(await smallLetters(page)).toEqual([]);
        expect(await page.locator(".sw-still-wide > use[href^='#still-']").locator("visible=true").count()).toBe(0);
        for (const still of await page.locator(".sw-still:not(.sw-paper)").all()) {
          await still.scrollIntoViewIfNeeded();
          await expect(still).toBeVisible();
          await expect
            .poll(() => still.evaluate((image) => /** @type {HTMLImageElement} */ (image).naturalWidth))
            .toBeGreaterThan(0);
        }
        await expect(
          page.locator("sw-slider, sw-choice, sw-button, sw-csv, sw-share").locator("visible=true"),
        ).toHaveCount(0);
        // Of one question of each page that asks some.
        for (const answers of (await page.locator("details:has(> sw-reply)").all()).slice(0, 1)) {
          await expect(answers.locator("sw-reply").first()).toBeHidden();
          await answers.locator("summary").click();
          for (const reply of await answers.locator("sw-reply").all()) await expect(reply).toBeVisible();
        }
        await page.setViewportSize({ width: 320, height: 640 });
        expect(await tooWide(page)).toEqual([]);
        const widths = await page
          .locator("main p:visible")
          .evaluateAll((all) =>
            all.filter((p) => !p.closest(".sw-summary, td")).map((p) => p.getBoundingClientRect().width),
          );
        expect(Math.min(...widths), "words have the width of the page").toBeGreaterThan(200);
      });
    });
  });
}

/** Text without what paper changes: spaces, hyphens at the end of a line, ligatures. @param {string} text */
const onlyLetters = (text) => text.normalize("NFKC").replace(/[\s\p{Dash}\u00ad]/gu, "");

/**
 * Whether a run of text stands on one of the sheets, or ends on the next one. A sheet's figures may be written after its
 * words, so that the halves are apart.
 * @param {string} text
 * @param {string[]} sheets
 */
const isPrinted = (text, sheets) =>
  sheets.some(
    (sheet, i) =>
      sheet.includes(text) ||
      (i + 1 < sheets.length &&
        Array.from(text, (_, k) => k).some(
          (k) => k > 0 && sheet.includes(text.slice(0, k)) && sheets[i + 1].includes(text.slice(k)),
        )),
  );

/** Every run of text of the page's words that is to be seen. @param {import("@playwright/test").Page} page */
const visibleText = (page) =>
  page.evaluate(() => {
    const main = document.querySelector("main") ?? document.body;
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    /** @type {string[]} */
    const texts = [];
    while (walker.nextNode()) {
      const { parentElement: parent, data } = /** @type {Text} */ (walker.currentNode);
      if (
        !parent?.checkVisibility({ visibilityProperty: true }) ||
        parent.closest("svg, math, .sw-visually-hidden, .sw-summary")
      )
        continue;
      if (data.trim().length >= 4) texts.push(data);
    }
    return texts;
  });

/** The pictures of a figure that are to be seen: one of the built ones, or the live one. @param {import("@playwright/test").Locator} figure */
const pictures = (figure) => figure.locator(":scope > :is(svg, img, .sw-layout)").locator("visible=true");

/** Numbers in sentences that nobody has computed. @param {import("@playwright/test").Page} page */
const holes = (page) => page.locator("sw-value:visible").filter({ hasText: "…" });

/**
 * What sticks out of the page on the right, or hides behind a page that was made to scroll sideways.
 * @param {import("@playwright/test").Page} page
 */
const tooWide = (page) =>
  page.evaluate(() => {
    const limit = document.documentElement.clientWidth;
    const clips = (/** @type {Element} */ element) => getComputedStyle(element).overflowX !== "visible";
    const offenders = [...document.body.querySelectorAll("*")].filter((element) => {
      if (!element.checkVisibility() || element.closest("symbol, defs")) return false;
      if (element.getBoundingClientRect().right <= limit + 0.5) return false;
      for (let parent = element.parentElement; parent && parent !== document.body; parent = parent.parentElement)
        if (clips(parent) && parent.getBoundingClientRect().right <= limit + 0.5) return false;
      return true;
    });
    const found = offenders.map(
      (element) => `${element.outerHTML.slice(0, 120)} ends at ${element.getBoundingClientRect().right}`,
    );
    const { scrollWidth } = document.documentElement;
    if (scrollWidth > limit) found.unshift(`the page is ${scrollWidth} px wide`);
    return found.slice(0, 8);
  });

/**
 * Words in a live figure that stick out of it, or lie on other words. Words that lean are left out: their boxes meet where
 * they do not.
 * @param {import("@playwright/test").Page} page
 */
const strayText = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("sw-figure > .sw-layout > svg")].flatMap((svg) => {
      const box = svg.getBoundingClientRect();
      const texts = [...svg.querySelectorAll("text")]
        .filter((text) => text.textContent?.trim() && !text.getAttribute("transform")?.includes("rotate"))
        .filter((text) => text.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
        .map((text) => ({ says: `"${text.textContent}" in ${svg.getAttribute("aria-label")}`, ...edges(text) }))
        .filter(({ left, right }) => right > left);
      const outside = texts.filter(
        (d) => d.left < box.left - 1 || d.right > box.right + 1 || d.top < box.top - 1 || d.bottom > box.bottom + 1,
      );
      const covered = texts.filter((a, i) =>
        texts.slice(0, i).some((b) => {
          const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
          const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
          return across > 3 && down > 0.3 * Math.min(a.bottom - a.top, b.bottom - b.top);
        }),
      );
      return [
        ...outside.map(({ says }) => `outside: ${says}`),
        ...covered.map(({ says }) => `on other words: ${says}`),
      ];

      function edges(/** @type {Element} */ text) {
        const { left, right, top, bottom } = text.getBoundingClientRect();
        return { left, right, top, bottom };
      }
    }),
  );

/** What takes its time to change, never stops, or scrolls smoothly. @param {import("@playwright/test").Page} page */
const moving = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("*")].flatMap((element) => {
      const { transitionDuration, animationName, animationIterationCount, scrollBehavior } = getComputedStyle(element);
      const slow = transitionDuration.split(",").some((time) => Number.parseFloat(time) > 0.01);
      const endless = animationName !== "none" && animationIterationCount.includes("infinite");
      return slow || endless || scrollBehavior === "smooth" ? [element.outerHTML.slice(0, 120)] : [];
    }),
  );

/**
 * Buttons without an edge, and words in figures that can hardly be told from the paper, where the browser forces its colours.
 * @param {import("@playwright/test").Page} page
 */
const lostToForcedColours = (page) =>
  page.evaluate(() => {
    const visible = (/** @type {Element} */ element) => element.checkVisibility() && element.textContent?.trim();
    // The browser takes backgrounds away: a button that had nothing else must have an edge, or look like a link.
    const bare = [...document.querySelectorAll("button")].filter((button) => {
      const { borderTopStyle, textDecorationLine } = getComputedStyle(button);
      return visible(button) && borderTopStyle === "none" && textDecorationLine === "none";
    });
    const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    const luminance = (/** @type {string} */ colour) => {
      if (!canvas) return NaN;
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((v) =>
        v <= 10 ? v / 3294 : ((v / 255 + 0.055) / 1.055) ** 2.4,
      );
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    // It forces the colours of text, but not the fill of an svg's.
    const paper = luminance(getComputedStyle(document.body).backgroundColor);
    const faint = [...document.querySelectorAll("svg text")].filter((text) => {
      const ink = luminance(getComputedStyle(text).fill);
      return visible(text) && (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05) < 4.5;
    });
    const name = (/** @type {Element} */ element) => element.outerHTML.slice(0, 120);
    return { bare: bare.map(name), faint: faint.map(name) };
  });

/**
 * The smallest letters of each figure, alive or built, that are lower than about 11 px where it stands.
 * @param {import("@playwright/test").Page} page
 */
const smallLetters = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("sw-figure > svg, sw-figure > .sw-layout > svg")]
      .filter((svg) => svg.checkVisibility())
      .flatMap((svg) => {
        const texts = [...svg.querySelectorAll("text")].filter((text) => text.textContent?.trim());
        const sizes = texts.map((text) => {
          const { c = 1, d = 1 } = text.getScreenCTM() ?? {};
          return Number.parseFloat(getComputedStyle(text).fontSize) * Math.hypot(c, d);
        });
        const least = Math.min(...sizes);
        return least < 10.6
          ? [
              `${least.toFixed(1)} px: "${texts[sizes.indexOf(least)].textContent}" in ${svg.getAttribute("aria-label")}`,
            ]
          : [];
      }),
  );

/**
 * Targets below 24 px, and controls below 44 px. Links and terms inside a sentence are excepted, as WCAG 2.5.8 does.
 * @param {import("@playwright/test").Page} page
 */
const tooSmall = (page) =>
  page.evaluate(() => {
    const found = [];
    for (const element of document.querySelectorAll(
      "a[href], button, input, select, textarea, summary, [role=button], [role=slider]",
    )) {
      if (!element.checkVisibility({ visibilityProperty: true }) || /** @type {any} */ (element).disabled) continue;
      if (
        ["a", "sw-term"].includes(element.localName) &&
        element.closest("p, li, dd, sup, td") &&
        getComputedStyle(element).display === "inline"
      )
        continue;
      // checkVisibility() does not see that a part of a drawing is not drawn.
      if (element.matches(".skip, .sw-visually-hidden") || element.closest('[display="none"]')) continue;
      // A radio or check box is hit by its label as well.
      const boxes = [element, .../** @type {any} */ (element.labels ?? []), ...element.querySelectorAll(".sw-hit")].map(
        (part) => part.getBoundingClientRect(),
      );
      const width = Math.max(...boxes.map((box) => box.width));
      const height = Math.max(...boxes.map((box) => box.height));
      // Marks lie close together, and the way to a figure's table stands beside it.
      const least = element.closest("svg, .sw-twin") ? 24 : 44;
      // A slider's handle is as wide as it likes to be; its row must be high enough.
      if (height < least - 0.5 || width < 23.5)
        found.push(`${Math.round(width)} x ${Math.round(height)}: ${element.outerHTML.slice(0, 140)}`);
    }
    return found;
  });

/**
 * Walks through the page by Tab. Everything that can be worked must be met, in the order of the document, and each stop
 * must look different with the focus than without. That is seen in pictures, once for all stops whose focus is drawn by
 * the same styles: a long page has hundreds of links and marks of few kinds.
 * @param {import("@playwright/test").Page} page
 */
async function walkByTab(page) {
  // From the start of the page: a reveal that was opened has taken the focus to its content.
  await page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
  });
  const proven = new Set();
  for (let n = 0; ; n++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate((order) => {
      const element = document.activeElement;
      if (!element || element === document.body || element.hasAttribute("data-met")) return null;
      const before = document.querySelector(`[data-met="${order - 1}"]`);
      const inOrder = !before || Boolean(before.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
      element.setAttribute("data-met", String(order));
      const { x, y, width, height, right, bottom } = element.getBoundingClientRect();
      const inView = bottom > 0 && y < innerHeight && right > 0 && x < innerWidth;
      const style = getComputedStyle(element);
      const parent = element.parentElement;
      const kind = [
        ...[element.localName, element.getAttribute("class"), parent?.localName, parent?.getAttribute("class")],
        ...[style.outline, style.outlineOffset, style.boxShadow, style.border, style.backgroundColor, style.color],
        ...[style.textDecoration, style.fill, style.stroke, style.strokeWidth],
      ].join("|");
      return { html: element.outerHTML.slice(0, 120), inOrder, inView, kind, clip: { x, y, width, height } };
    }, n);
    if (!stop) break;
    expect.soft(stop.inOrder, `after the stop before it: ${stop.html}`).toBe(true);
    expect.soft(stop.inView, `in view: ${stop.html}`).toBe(true);
    if (proven.has(stop.kind)) continue;
    proven.add(stop.kind);
    expect.soft(await focusShows(page, stop.clip), `visible focus: ${stop.html}`).toBe(true);
  }
  const { stops, missed } = await page.evaluate(() => {
    const candidates = [
      ...document.querySelectorAll("[data-met], a[href], button, input, select, textarea, summary, [tabindex='0']"),
    ];
    const workable = candidates.filter((element) => {
      if (element.hasAttribute("data-met")) return true;
      if (!element.checkVisibility({ visibilityProperty: true }) || /** @type {any} */ (element).disabled) return false;
      // Of a group of radio buttons one is the stop; the arrow keys go to the others.
      const group = element.matches("input[type=radio]")
        ? document.getElementsByName(/** @type {HTMLInputElement} */ (element).name)
        : [];
      return element.getAttribute("tabindex") !== "-1" && ![...group].some((radio) => radio.hasAttribute("data-met"));
    });
    const met = workable.map((element) => element.getAttribute("data-met"));
    return {
      stops: met.filter((order) => order !== null).map(Number),
      missed: workable.filter((_, i) => met[i] === null).map((element) => element.outerHTML.slice(0, 120)),
    };
  });
  expect(missed, "out of reach").toEqual([]);
  // Whoever walks on comes to other steps: a handle that only the step before had is gone by now.
  expect(stops, "in the order of the document").toEqual([...stops].sort((a, b) => a - b));
}

/**
 * What is in the cards of the steps, and is not to be seen when it has the focus: whether the page comes to it from above
 * or from below (WCAG 2.4.11).
 * @param {import("@playwright/test").Page} page
 */
const beneathFigures = (page) =>
  page.evaluate(async () => {
    const found = [];
    let looked = 0;
    for (const element of /** @type {NodeListOf<HTMLElement>} */ (
      document.querySelectorAll("sw-steps > section :is(a[href], button, input, select, summary, [tabindex='0'])")
    )) {
      if (!element.checkVisibility({ visibilityProperty: true })) continue;
      looked++;
      for (const [from, away] of /** @type {const} */ ([
        ["above", -innerHeight],
        ["below", innerHeight],
        ["under the figure", -100],
      ])) {
        element.blur();
        scrollTo({ top: element.getBoundingClientRect().top + scrollY + away, behavior: "instant" });
        await new Promise(requestAnimationFrame);
        element.focus();
        await new Promise(requestAnimationFrame);
        const [box] = element.getClientRects();
        const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        if (!hit || !(element.contains(hit) || hit.contains(element) || element.closest("label")?.contains(hit)))
          found.push(`from ${from}: ${element.outerHTML.slice(0, 120)} lies under ${hit?.outerHTML.slice(0, 80)}`);
      }
    }
    return { looked, found };
  });

/** Whether the focused element looks different without the focus. @param {import("@playwright/test").Page} page @param {{ x: number, y: number, width: number, height: number }} box */
async function focusShows(page, box) {
  const { width, height } = /** @type {{ width: number, height: number }} */ (page.viewportSize());
  const left = Math.max(0, Math.floor(box.x - 8));
  const top = Math.max(0, Math.floor(box.y - 8));
  const clip = {
    x: left,
    y: top,
    width: Math.min(width, Math.ceil(box.x + box.width + 8)) - left,
    height: Math.min(height, Math.ceil(box.y + box.height + 8)) - top,
  };
  if (clip.width <= 0 || clip.height <= 0) return false;
  const shot = () => page.screenshot({ clip, animations: "disabled", caret: "initial" });
  const withFocus = await shot();
  await page.evaluate(() => {
    /** @type {any} */ (globalThis).focusedHere = document.activeElement;
    /** @type {HTMLElement} */ (document.activeElement).blur();
  });
  const without = await shot();
  // The next Tab must go on from here, and the focus must come back as the keyboard's.
  await page.evaluate(() =>
    /** @type {any} */ (globalThis).focusedHere.focus({ preventScroll: true, focusVisible: true }),
  );
  return !withFocus.equals(without);
}
