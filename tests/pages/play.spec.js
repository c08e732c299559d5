// What the reader is asked and asks in turn: guesses, checks, the envelope, the challenge, an own table, a link to share.
import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "./fixtures.js";
import { essayInNode } from "./in_node.js";
import { dragByKeys, dragByMouse, dragByTouch, meetFigure } from "./reader.js";
import { installSpy, rasterDifference, rasterOf, settled } from "./spy.js";

const slug = "train-test-validation";
const essay = await essayInNode(slug);
/** The final cells at the defaults. */
const now = essay.at();

/** @param {import("@playwright/test").Page} page @param {import("../server/static.js").Site} site @param {string} [hash] */
async function open(page, site, hash = "") {
  await installSpy(page);
  await page.goto(`${site.url}${slug}/${hash}`);
  await meetFigure(page, "shelter");
}
const percent = (/** @type {number} */ share) => `${Math.round(share * 100)}%`;
const stored = (/** @type {import("@playwright/test").Page} */ page) =>
  page.evaluate(() => JSON.stringify({ ...localStorage }));

test.describe("a guess", () => {
  test("of a number: committed, judged by the kernel, remembered, and in no link", async ({ page, site }) => {
    await open(page, site);
    const guess = page.locator('sw-guess[key="tomorrow"]');
    const hidden = page.locator('sw-reveal[after="tomorrow"] .sw-content');
    await expect(hidden).toBeHidden();
    await guess.getByRole("slider").focus();
    await page.keyboard.press("End");
    await guess.getByRole("button", { name: "Commit" }).click();
    const reply = guess.locator('sw-reply[for="high"]');
    await expect(reply).toBeVisible();
    await expect(reply.locator("sw-value")).toHaveText(percent(now.tomorrow.byHeart));
    await expect(guess.locator("sw-reply:visible")).toHaveCount(1);
    await expect(hidden, "what the guess was about").toBeVisible();
    expect(page.url()).not.toContain("tomorrow");
    expect(await stored(page)).toContain("tomorrow");
    await page.reload();
    await guess.scrollIntoViewIfNeeded(); // judged again where it is seen
    await expect(reply).toBeVisible();
    await expect(guess.getByRole("slider")).toBeDisabled();
  });

  test("of a sort: the reply is for the answer given", async ({ page, site }) => {
    await open(page, site);
    const guess = page.locator('sw-guess[key="dial"]');
    await guess.getByRole("radio").nth(1).check({ force: true });
    await guess.getByRole("button", { name: "Commit" }).click();
    await expect(guess.locator('sw-reply[for="peaks"]')).toBeVisible();
    await expect(guess.locator("sw-reply:visible")).toHaveCount(1);
    await expect(page.locator('sw-figure[name="curve"]')).toBeVisible();
  });

  test("is no duty: what it hides opens without one", async ({ page, site }) => {
    await open(page, site);
    const reveal = page.locator("sw-reveal").filter({ has: page.locator('sw-figure[name="curve"]') });
    await reveal.locator("> button").click();
    await meetFigure(page, "curve");
  });
});

test("self-checks: a wrong answer is told why, a right one is right, all are remembered until erased", async ({
  page,
  site,
}) => {
  await open(page, site);
  for (const check of await page.locator("sw-check").all()) {
    const right = await check.getAttribute("data-right");
    const answers = await check.getByRole("radio").all();
    expect(answers.length).toBeGreaterThan(2);
    for (const answer of answers) {
      const value = await answer.getAttribute("value");
      await answer.focus();
      await page.keyboard.press("Space");
      await check.getByRole("button", { name: "Check" }).click();
      await expect(check).toHaveAttribute("data-verdict", value === right ? "right" : "wrong");
      await expect(check.locator("sw-reply:visible")).toHaveCount(1);
      await expect(check.locator(`sw-reply[for="${value}"]`)).toBeVisible();
    }
    await check.locator(`input[value="${right}"]`).check({ force: true });
    await check.getByRole("button", { name: "Check" }).click();
  }
  await page.reload();
  for (const check of await page.locator("sw-check").all())
    await expect(check).toHaveAttribute("data-verdict", "right");
  const erase = page.locator('sw-button[action="erase"] button');
  await erase.click();
  await expect(erase).toHaveText("Erase for good?");
  await erase.click();
  await expect(erase).toHaveText("Erased.");
  for (const check of await page.locator("sw-check").all())
    await expect(check).not.toHaveAttribute("data-verdict", /./);
  expect(await stored(page)).not.toMatch(/little|sw-check/);
});

test("the envelope: opened once, for the model chosen then, and kept", async ({ page, site }) => {
  await open(page, site);
  const figure = page.locator('sw-figure[name="verdict"]');
  await meetFigure(page, "verdict");
  await settled(page);
  await expect(figure.locator(".sw-summary")).toContainText(/sealed/i);
  const button = page.getByRole("button", { name: "Open the envelope" });
  await button.click();
  await expect(button).toBeHidden();
  const opened = essay.at({ opened: now.choice }).envelope;
  await expect(figure.locator(".sw-summary")).toContainText(`${opened.test.right} of ${opened.test.n} test animals`);
  // Another model afterwards does not get another look.
  await page.locator('#envelope ~ .controls sw-choice[key="model"] input[value="tree"]').first().check({ force: true });
  await settled(page);
  await expect(figure.locator(".sw-summary")).toContainText(`${opened.test.right} of ${opened.test.n} test animals`);
  await expect(figure.locator(".sw-layout .sw-strong")).toHaveText("You opened: polynomial of degree 2");
  await page.reload();
  await meetFigure(page, "verdict");
  await expect(button).toBeHidden();
  await expect(figure.locator(".sw-summary")).toContainText(`${opened.test.right} of ${opened.test.n} test animals`);
});

test("the challenge: three stars for the pen that earns them, by mouse and by keys", async ({ page, site }) => {
  await open(page, site);
  const { challenge, split, animals } = now;
  const free = Array.from(animals.y, (_, row) => row).filter((row) => split.penOf[row] !== 0);
  const right = free.filter((row) => challenge.predicted[row] === animals.y[row]);
  const pick = [0, 1].flatMap((species) => right.filter((row) => animals.y[row] === species).slice(0, 5));
  expect(pick, "the sixty animals hold such a pen").toHaveLength(10);
  const picture = await meetFigure(page, "challenge");
  const stars = page.locator('sw-challenge[key="bad-model"] .sw-stars');
  for (const [i, row] of pick.entries()) {
    const mark = picture.locator(".sw-switch").nth(free.indexOf(row));
    await expect(mark).toHaveAttribute("aria-pressed", "false");
    if (i % 2) {
      await mark.focus();
      await page.keyboard.press("Enter");
    } else await mark.dispatchEvent("click"); // another animal may stand in front
    await expect(mark).toHaveAttribute("aria-pressed", "true");
  }
  await expect(stars).toHaveAttribute("aria-label", "3 of 3 stars");
  await expect.poll(() => essay.atUrl(page.url()).challenge.stars, "of the pen in the link").toBe(3);
  await page.reload();
  await expect(stars).toHaveAttribute("aria-label", "3 of 3 stars");
});

test("the challenge: another reader who opens the winning link has won nothing", async ({ page, site }) => {
  const { challenge, animals } = now;
  const right = challenge.free.filter((/** @type {number} */ row) => challenge.predicted[row] === animals.y[row]);
  const pick = [0, 1].flatMap((species) => right.filter((row) => animals.y[row] === species).slice(0, 5));
  expect(essay.at({ pen: pick }).challenge.stars).toBe(3);
  await open(page, site, `#challenge?v=1&pen=${pick.join(",")}`);
  await meetFigure(page, "challenge");
  await settled(page);
  const goal = page.locator('sw-challenge[key="bad-model"]');
  await expect(goal.locator(".sw-message")).toContainText("flawless");
  await expect(goal.locator(".sw-stars")).toHaveAttribute("aria-label", "0 of 3 stars");
  expect(await stored(page)).not.toContain("bad-model");
});

test("the challenge can be won in any yard, and not with a pen of one", () => {
  expect(essay.at({ pen: now.challenge.free.slice(0, 9) }).challenge.stars, "nine animals are no pen").toBe(0);
  for (let seed = 0; seed < 130; seed++) {
    const { challenge, animals } = essay.at({ seed, splitSeed: seed });
    const right = challenge.free.filter((/** @type {number} */ row) => challenge.predicted[row] === animals.y[row]);
    const dogs = right.filter((/** @type {number} */ row) => animals.y[row] === 1).length;
    expect(Math.min(dogs, right.length - dogs), `right cats and dogs of yard ${seed}`).toBeGreaterThan(4);
  }
});

test("a thousand draws of lots are counted while they come, and drawn again: another thousand, in the link", async ({
  page,
  site,
}) => {
  await open(page, site);
  await page.getByRole("button", { name: "Draw them without a guess" }).click();
  const figure = page.locator('sw-figure[name="draws"]');
  await meetFigure(page, "draws");
  await settled(page);
  const best = (/** @type {any} */ { draws }) =>
    draws.seats.map((/** @type {number} */ share) => percent(share)).join(", ");
  const shown = async () =>
    (await figure.locator(".sw-summary").textContent())
      ?.match(/\d+%(?=[,.]|$)/g)
      ?.slice(-3)
      .join(", ");
  expect(await shown()).toBe(best(now));
  await figure.evaluate((element) => {
    const counts = new Set();
    Object.assign(window, { counts });
    new MutationObserver(() => counts.add(element.textContent?.match(/envelope, ([\d,]+) draws/)?.[1])).observe(
      element,
      {
        characterData: true,
        childList: true,
        subtree: true,
      },
    );
  });
  await page.getByRole("button", { name: "Another thousand" }).click();
  await expect.poll(() => new URL(page.url()).hash).toContain("drawSeed=");
  await settled(page);
  const again = essay.atUrl(page.url(), null);
  expect(again.drawSeed).not.toBe(1);
  await expect.poll(shown).toBe(best(again));
  expect(
    await page.evaluate(() => /** @type {any} */ (window).counts.size),
    "it grows before the eyes",
  ).toBeGreaterThan(2);
});

test.describe("an own table", () => {
  const figure = (/** @type {import("@playwright/test").Page} */ page) => page.locator('sw-figure[name="penguins"]');
  const drop = (/** @type {import("@playwright/test").Page} */ page) => page.locator("sw-csv");
  /** @param {import("@playwright/test").Page} page @param {string} name @param {string | Buffer} text */
  const give = (page, name, text) =>
    drop(page)
      .locator("input[type=file]")
      .setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  const rows = Array.from({ length: 60 }, (_, i) => [
    10 + ((i * 7) % 23) + (i % 2) * 9,
    5 + ((i * 5) % 17),
    i % 2 ? "yes" : "no",
  ]);
  const good = ["height,width,ripe", ...rows.map((row) => row.join(","))].join("\n");

  test.beforeEach(async ({ page, site }) => {
    site.served.length = 0;
    await open(page, site, "#penguins");
    await meetFigure(page, "penguins");
    await settled(page);
    expect(await rasterDifference(figure(page), now.real.surface)).toBe("");
  });

  test("that fits is learned from, stays in the browser, and can be put back", async ({ page, site, watch }) => {
    const before = await rasterOf(figure(page));
    expect(() => essay.at({ csv: good.split("\n").slice(0, 20).join("\n") }).real).toThrow("three pens take 20");
    // What reads a table is fetched when there is one to read, and nothing else; here it does not come at first.
    const module = /\/kernel-tables-[\w-]+\.wasm$/;
    expect(
      site.served.filter(({ path }) => module.test(path)),
      "nobody has brought a file",
    ).toEqual([]);
    await page.route(module, (route) => route.abort());
    watch.allow(/ERR_FAILED/);
    await drop(page).scrollIntoViewIfNeeded();
    await give(page, "fruit.csv", good);
    await expect(drop(page).locator(".sw-error")).toHaveText(/could not be fetched; try again/);
    await page.unroute(module);
    site.served.length = 0;
    await give(page, "fruit.csv", good);
    await expect.poll(() => rasterDifference(figure(page), essay.at({ csv: good }).real.surface)).toBe("");
    await expect(page.locator("sw-choice[key=realX] select option")).toHaveText(["height", "width"]);
    await expect(figure(page).locator(".sw-layer-panel-key .sw-label")).toHaveText([
      ...essay.at({ csv: good }).real.classNames,
      "hollow: validation",
    ]);
    await expect(drop(page).locator(".sw-message")).toHaveText("fruit.csv stays in this browser.");
    expect(page.url()).not.toContain("csv");
    expect(
      site.served.map(({ path }) => path.replace(/-[\w-]{8}\./, ".")),
      "nothing else went to the server",
    ).toEqual(["assets/kernel-tables.wasm"]);
    await page.locator("sw-choice[key=realX] select").selectOption("width");
    await expect
      .poll(() => rasterDifference(figure(page), essay.at({ csv: good, realX: "width" }).real.surface))
      .toBe("");
    await drop(page).getByRole("button", { name: /back/i }).click();
    await expect.poll(() => rasterOf(figure(page))).toBe(before);
  });

  test("can be dropped on the page, and one that misses is not opened instead of it", async ({ page }, testInfo) => {
    const file = testInfo.outputPath("fruit.csv");
    writeFileSync(file, good);
    const zone = drop(page).locator(".sw-drop");
    await zone.scrollIntoViewIfNeeded();
    const { x, y } = /** @type {{ x: number, y: number }} */ (await zone.boundingBox());
    const devtools = await page.context().newCDPSession(page);
    /** @param {number} above  of the zone's upper edge, px */
    const letGo = async (above) => {
      const data = { items: [], files: [file], dragOperationsMask: 1 };
      for (const type of /** @type {const} */ (["dragEnter", "dragOver", "drop"]))
        await devtools.send("Input.dispatchDragEvent", { type, x: x + 20, y: y - above, data });
    };
    await page.evaluate(() =>
      addEventListener("dragover", ({ defaultPrevented, dataTransfer }) =>
        Object.assign(globalThis, { refused: defaultPrevented && dataTransfer?.dropEffect === "none" }),
      ),
    );
    const refused = () => page.evaluate(() => /** @type {any} */ (globalThis).refused);
    await letGo(40);
    await expect.poll(refused).toBe(true);
    await letGo(-10);
    await expect.poll(refused).toBe(false);
    await expect.poll(() => rasterDifference(figure(page), essay.at({ csv: good }).real.surface)).toBe("");
  });

  test("as European spreadsheets write it, without headings, is read as the same numbers and said to be", async ({
    page,
  }) => {
    await drop(page).scrollIntoViewIfNeeded();
    const table = (/** @type {string} */ delimiter, /** @type {string} */ point, /** @type {string} */ end) =>
      rows.map(([x, y, label]) => [`${x}${point}5`, `${y}${point}25`, label].join(delimiter)).join(end);
    await give(page, "obst.csv", `\uFEFF${table(";", ",", "\r\n")}`);
    const { surface } = essay.at({ csv: `column 1,column 2,column 3\n${table(",", ".", "\n")}` }).real;
    await expect.poll(() => rasterDifference(figure(page), surface)).toBe("");
    await expect(drop(page).locator(".sw-message")).toHaveText(
      "obst.csv stays in this browser. No headings found: columns are called column 1, column 2, …",
    );
    await expect(page.locator("sw-choice[key=realX] select option")).toHaveText(["column 1", "column 2"]);
  });

  test("of 20,000 rows is learned from, and a sample of it drawn, which the figure says", async ({ page }) => {
    await drop(page).scrollIntoViewIfNeeded();
    const many = Array.from(
      { length: 20_000 },
      (_, i) => `${(i * 37) % 211},${(i * 53) % 307},${i % 3 ? "yes" : "no"}`,
    );
    await give(page, "orchard.csv", ["height,width,ripe", ...many].join("\n"));
    await expect(figure(page).locator(".sw-layer-marks > text")).toHaveText(/^\d{4} of 16000 shown$/);
    const marks = await figure(page).locator(".sw-mark").count();
    expect(Math.abs(marks - 2000), `${marks} marks`).toBeLessThan(50);
    await figure(page).getByText("Data table", { exact: true }).click();
    await expect(figure(page).locator(".sw-twin caption")).toContainText("The first 1000 of 20000 rows");
    await expect(figure(page).locator(".sw-twin tbody tr")).toHaveCount(1000);
  });

  const bad = {
    "with one column of numbers": ["weight,name,kind\n1,a,x\n2,b,y\n3,c,x\n", /two columns of numbers/],
    "with an unfinished quotation": ['a,b,c\n1,2,"x\n3,4,y\n', /line|quot/i],
    "with rows of different lengths": ["a,b,c\n1,2,x\n3,4\n5,6,y\n", /line 3|columns|fields/i],
    "that is empty": ["", /./],
    "that is no text": [Buffer.from([0, 1, 2, 3, 0, 255]), /text file/],
    "that is huge": [Buffer.alloc(3_000_000, "1,2,x\n"), /MB/],
  };
  for (const [what, [text, message]] of Object.entries(bad)) {
    test(`${what} is refused in words, and the picture stays`, async ({ page }) => {
      const before = await rasterOf(figure(page));
      await drop(page).scrollIntoViewIfNeeded();
      await give(page, "bad.csv", /** @type {string} */ (text));
      await expect(drop(page).locator(".sw-error, .sw-message")).toHaveText(/** @type {RegExp} */ (message));
      await expect(figure(page).locator(".sw-layout > svg")).toBeVisible();
      expect(await rasterOf(figure(page))).toBe(before);
      await give(page, "fruit.csv", good);
      await expect
        .poll(
          () => rasterDifference(figure(page), essay.at({ csv: good }).real.surface),
          "a good one is taken after it",
        )
        .toBe("");
    });
  }

  test("with hostile names shows them as text", async ({ page }) => {
    page.on("dialog", (dialog) => expect(dialog.message(), "a script from the table ran").toBe(""));
    const image = "<img src=x onerror=alert(1)>";
    const hostile = good
      .replace("height,width,ripe", `${image},__proto__,constructor`)
      .replaceAll(",yes", ",<script>alert(2)</script>");
    await give(page, `${image}.csv`, hostile);
    await expect.poll(() => rasterDifference(figure(page), essay.at({ csv: hostile }).real.surface)).toBe("");
    await expect(page.locator("sw-choice[key=realX] select option").first()).toHaveText(image);
    await expect(figure(page).locator("svg text").filter({ hasText: "<img" }).first()).toBeVisible();
    await figure(page).getByText("Data table").click();
    await expect(figure(page).locator("table")).toContainText(image);
    expect(await page.locator("img[onerror], img[src='x'], sw-figure script, sw-csv img").count()).toBe(0);
  });

  test("of the page's own penguins is the data table's download", async ({ page }) => {
    await figure(page).getByText("Data table").click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      figure(page).getByRole("button", { name: /csv/i }).click(),
    ]);
    const text = readFileSync(await download.path(), "utf8");
    expect(text.split("\r\n").length).toBeGreaterThan(300);
    expect(download.suggestedFilename()).toBe("train-test-validation-penguins.csv");
  });
});

test("the link that is shared opens what was seen", async ({ page, site, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, site, "#meet?v=1&moved=3:500:500&seed=11");
  await settled(page);
  const share = page.locator("sw-share").first();
  await share.getByRole("button").click();
  await expect(share.locator(".sw-message")).toHaveText(/copied/i);
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toContain("moved=3:500:500");
  expect(link).toContain("seed=11");
  const other = await context.newPage();
  await installSpy(other);
  await other.goto(link);
  await other.evaluate(() => document.getElementById("meet")?.scrollIntoView({ behavior: "instant" }));
  await meetFigure(other, "shelter");
  await settled(other);
  await expect
    .poll(() =>
      rasterDifference(
        other.locator('sw-figure[name="shelter"]'),
        essay.at({ moved: [3, 6, 5], seed: 11 }, "meet").everyone.surface,
      ),
    )
    .toBe("");
});

test("where the clipboard is refused, the link is shown to be copied by hand", async ({ page, site }) => {
  await page.addInitScript(() =>
    Object.defineProperty(navigator, "clipboard", { value: { writeText: () => Promise.reject(new Error("no")) } }),
  );
  await open(page, site, "#meet?v=1&seed=11");
  const share = page.locator("sw-share").first();
  await share.getByRole("button").click();
  await expect(share.locator("input")).toHaveValue(/seed=11/);
});

test("sliders, choices and new lots work on the model, and undo takes them back", async ({ page, site }) => {
  await open(page, site, "#bend");
  const figure = page.locator('sw-figure[name="learn"]');
  await settled(page);
  expect(await rasterDifference(figure, essay.at({}, "bend").learned.surface)).toBe("");
  const slider = page.locator('#bend sw-slider[key="degree"]').getByRole("slider");
  await slider.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  const degree = Number(await slider.inputValue());
  expect(degree).toBe(essay.at({}, "bend").degree + 2);
  await expect.poll(() => rasterDifference(figure, essay.at({ degree }, "bend").learned.surface)).toBe("");
  await expect(page.locator("#bend sw-value").first()).toHaveText(String(degree));
  await expect.poll(() => page.url()).toContain(`degree=${degree}`);
});

test.describe("the dial in a chart", () => {
  test.use({ hasTouch: true });

  test("is turned by mouse, by finger and by keys", async ({ page, site }) => {
    await open(page, site);
    await page
      .locator("sw-reveal")
      .filter({ has: page.locator('sw-figure[name="curve"]') })
      .locator("> button")
      .click();
    const picture = await meetFigure(page, "curve");
    const dial = picture.getByRole("slider");
    const degree = async () => Number(await dial.getAttribute("aria-valuenow"));
    const stop = (await picture.evaluate((svg) => svg.getBoundingClientRect().width)) / 10; // more than one, less than two
    await settled(page);
    expect(await degree()).toBe(now.degree);
    await dragByMouse(page, dial.locator("circle"), { x: 2 * stop, y: 0 });
    await expect.poll(degree).toBeGreaterThan(now.degree + 1);
    const byMouse = await degree();
    await settled(page);
    await dragByTouch(page, dial.locator("circle"), { x: 2 * stop, y: 0 });
    await expect.poll(degree).toBeGreaterThan(byMouse + 1);
    const byTouch = await degree();
    await dragByKeys(page, dial, ["ArrowLeft"]);
    await expect.poll(degree).toBe(byTouch - 1);
    await expect.poll(() => page.url()).toContain(`degree=${byTouch - 1}`);
  });
});
