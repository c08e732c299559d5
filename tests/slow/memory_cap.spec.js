// What happens when the kernels may take no more memory. The cap itself is 512 MB, which no page of ours comes near: here
// the module is served with a maximum that is reached, written into its bytes.
import { expect, test } from "../pages/fixtures.js";
import { dragByMouse, livePicture, meetFigure } from "../pages/reader.js";
import { installSpy, rasterOf, settled } from "../pages/spy.js";

/** Pages of 64 KB: enough for the essay, and not for a large table. Below 128, so that a byte holds it. */
const nPages = 100;

/**
 * A module whose memory begins at its maximum.
 * @param {Buffer} bytes
 */
function withoutGrowth(bytes) {
  let at = 8; // after "\0asm" and the version
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const start = at;
    const id = bytes[at++];
    const size = number();
    const end = at + size;
    if (id !== 5) {
      at = end;
      continue;
    }
    const [count, flags] = [number(), number()];
    if (count !== 1 || flags !== 1) throw new Error(`expected one memory with a maximum, got ${count}, ${flags}`);
    const body = Buffer.of(1, 1, nPages, nPages);
    return Buffer.concat([bytes.subarray(0, start), Buffer.of(5, body.length), body, bytes.subarray(end)]);
  }
  throw new Error("the module has no memory of its own");
}

test("a table that does not fit is refused in words, the page lives, and its own data come back", async ({
  page,
  site,
}) => {
  await installSpy(page);
  await page.route("**/*.wasm", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: withoutGrowth(await response.body()) });
  });
  await page.goto(`${site.url}train-test-validation/`);
  await meetFigure(page, "shelter");
  await settled(page);
  const csv = page.locator("sw-csv");
  await csv.scrollIntoViewIfNeeded();
  // Different words in every cell: the kernel keeps each once, and looks them up.
  const word = (/** @type {number} */ n) => `${((n * 2654435761) % 2 ** 32).toString(36)}xy`;
  const rows = Array.from({ length: 70_000 }, (_, i) => [3 * i, 3 * i + 1, 3 * i + 2].map(word).join(","));
  const table = ["a,b,c", ...rows].join("\n");
  expect(table.length).toBeLessThan(2e6);
  await csv
    .locator("input[type=file]")
    .setInputFiles({ name: "large.csv", mimeType: "text/csv", buffer: Buffer.from(table) });
  await expect(csv.locator("> p")).toHaveText(/not enough memory/);
  await csv.locator("> button").click();
  await expect(csv.locator("> p")).toHaveText("");
  await settled(page);
  // And the rest of the page is as alive as before.
  await page.evaluate(() => document.getElementById("meet")?.scrollIntoView({ behavior: "instant" }));
  const figure = page.locator('sw-figure[name="shelter"]');
  await meetFigure(page, "shelter");
  await settled(page);
  const before = await rasterOf(figure);
  await dragByMouse(page, livePicture(page, "shelter").locator(".sw-draggable").nth(20), { x: 60, y: 40 });
  await expect.poll(() => rasterOf(figure)).not.toBe(before);
});
