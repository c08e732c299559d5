// A long evening with one page: ten thousand drags and five hundred changes of step leave its memory as it was.
import { expect, test } from "../pages/fixtures.js";
import { livePicture, meetFigure, middle } from "../pages/reader.js";
import { installSpy, settled } from "../pages/spy.js";
import { memoryOf, rememberKernels } from "./memory.js";

const slug = "train-test-validation";
const nDrags = Number(process.env.SCROLLWORK_SOAK_DRAGS ?? 10_000);
const nSteps = Number(process.env.SCROLLWORK_SOAK_STEPS ?? 500);
/** How often memory is looked at; the first tenth is the time in which caches fill. */
const nLooks = 10;

const megabytes = (/** @type {number} */ bytes) => (bytes / 2 ** 20).toFixed(1);

/**
 * Does something again and again and looks at the memory in between. It is flat when the second half of the looks is no
 * higher than the first, but for what one collection differs from the next.
 * @param {import("@playwright/test").Page} page
 * @param {string} what
 * @param {number} count
 * @param {(n: number) => Promise<void>} act
 */
async function staysFlat(page, what, count, act) {
  /** @type {Awaited<ReturnType<typeof memoryOf>>[]} */
  const looks = [];
  for (let n = 0; n < count; n++) {
    await act(n);
    if ((n + 1) % Math.ceil(count / nLooks) !== 0) continue;
    await settled(page);
    const look = await memoryOf(page);
    looks.push(look);
    const parts = Object.entries(look).map(([part, bytes]) => `${part} ${megabytes(bytes)}`);
    console.log(`${n + 1} of ${count} ${what}: ${parts.join(", ")} MB`);
  }
  for (const part of /** @type {const} */ (["page", "worker", "kernels"])) {
    const series = looks.map((look) => look[part]);
    const told = `${count} ${what}, ${part}: ${series.map(megabytes).join(" ")} MB`;
    test.info().annotations.push({ type: "memory", description: told });
    const early = Math.max(...series.slice(1, nLooks / 2));
    const late = Math.max(...series.slice(nLooks / 2));
    expect(late, told).toBeLessThanOrEqual(part === "kernels" ? early : early * 1.05 + 2 ** 19);
  }
}

test.beforeEach(async ({ page, site }) => {
  test.setTimeout(3_600_000);
  await rememberKernels(page);
  await installSpy(page);
  await page.goto(`${site.url}${slug}/#meet`);
  await meetFigure(page, "shelter");
  await settled(page);
});

test("ten thousand drags", async ({ page }) => {
  const marks = livePicture(page, "shelter").locator(".sw-draggable");
  const nMarks = await marks.count();
  // What a mouse does, all of one drag at once: to wait for an answer to each of its parts takes five times as long.
  const session = await page.context().newCDPSession(page);
  const mouse = (/** @type {"mouseMoved" | "mousePressed" | "mouseReleased"} */ type, /** @type {number[]} */ [x, y]) =>
    session.send("Input.dispatchMouseEvent", { type, x, y, button: "left", clickCount: 1 });
  /** Where the marks are, read again now and then: a question for each drag would take longer than the drag. @type {{ x: number, y: number }[]} */
  let places = [];
  const drag = async (/** @type {number} */ n) => {
    if (n % 200 === 0) {
      places = [];
      for (let i = 0; i < 20; i++) places.push(await middle(marks.nth((n / 200 + 3 * i) % nMarks)));
    }
    // There and back, so that marks stay where they are known to be.
    const place = places[(n >> 1) % places.length];
    const by = n % 2 === 0 ? 1 : -1;
    const [from, to] = (by > 0 ? [0, 30] : [30, 0]).map((way) => [place.x + way, place.y + way / 2]);
    await Promise.all([
      mouse("mouseMoved", from),
      mouse("mousePressed", from),
      mouse("mouseMoved", to),
      mouse("mouseReleased", to),
    ]);
  };
  const address = page.url();
  await drag(0);
  await expect.poll(() => page.url(), "a drag moves a mark").not.toBe(address);
  await drag(1);
  await staysFlat(page, "drags", nDrags, drag);
  await expect(marks).toHaveCount(nMarks);
});

test("five hundred changes of step", async ({ page }) => {
  const ids = await page
    .locator("sw-steps section[id]")
    .evaluateAll((sections) => sections.map(({ id }) => id).filter(Boolean));
  await staysFlat(page, "steps", nSteps, async (n) => {
    await page.evaluate(
      (id) => document.getElementById(id)?.scrollIntoView({ block: "start", behavior: "instant" }),
      ids[(7 * n) % ids.length],
    );
    await settled(page);
  });
});
