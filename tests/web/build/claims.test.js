// What counts as a claim, and when the printed text says what was computed.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { disagreement, essayClaims, readClaims } from "../../../web/build/claims.js";

test("claims are read with their lines, white space and entities as a reader sees them", () => {
  const { printed } = readClaims(
    '<p>\n  Of <data data-claim="animals">60</data> it gets\n  <data class="x" data-claim="best">1,000&nbsp;%</data>.</p>',
  );
  assert.deepEqual(printed, [
    { id: "animals", text: "60", line: 2 },
    { id: "best", text: "1,000 %", line: 3 },
  ]);
});

test("digits that nothing vouches for are found; claims, sources, code, dates, figures and attributes are not", () => {
  const { unclaimed, sources } = readClaims(`<!doctype html>
<head><title>7 ways</title></head>
<!-- 1 comment -->
<p id="p1" title="2">Never 3 without <data data-claim="a">4</data>, see <data data-source="wilson-1927">1927</data>.</p>
<pre>k = 5</pre><p><code>n = 6</code> <sw-value cell="a.b">7</sw-value></p>
<p>line with none
and with 8&#49;</p><time datetime="2026">2026</time>
<ol data-source="esl"><li>Chapter <em>7</em></li></ol><p>nine 9</p>`);
  assert.deepEqual(unclaimed, [
    { text: "Never 3 without", line: 4 },
    { text: "and with 81", line: 7 },
    { text: "nine 9", line: 8 },
  ]);
  assert.deepEqual(sources, [
    { id: "wilson-1927", line: 4 },
    { id: "esl", line: 8 },
  ]);
});

test("numbers agree when they round to what is printed", () => {
  /** @type {Array<[string, unknown]>} */
  const agree = [
    ["83%", 0.834],
    ["83 %", 0.8251],
    ["0.83", 0.8349],
    ["60", 60],
    ["10,000", 10000],
    ["10 000", 10000],
    ["−1.5", -1.52],
    ["0.13", 0.125],
    ["82%", 0.825],
    ["83%", 0.825],
    ["both", "both"],
    ["0", 0],
  ];
  for (const [text, value] of agree) assert.equal(disagreement(text, value), null, `${text} and ${value}`);
  /** @type {Array<[string, unknown]>} */
  const differ = [
    ["83%", 0.836],
    ["83", 0.83],
    ["0.83", 0.836],
    ["60", 61],
    ["1.5", -1.5],
    ["lower", "higher"],
    ["many", 3],
    ["3", Number.NaN],
    ["3", undefined],
    ["60", "61"],
  ];
  for (const [text, value] of differ) assert.notEqual(disagreement(text, value), null, `${text} and ${value}`);
});

test("a wrong number is reported with what was computed", () => {
  assert.equal(disagreement("83%", 0.8512), "the text says 83%, the kernels say 85.12%");
});

test("claims without function, functions without claim, wrong numbers, throws and unknown sources are told with their lines", async () => {
  const dir = mkdtempSync(join(tmpdir(), "scrollwork-claims-"));
  try {
    writeFileSync(
      join(dir, "index.html"),
      `<p><data data-claim="right">6</data> <data data-claim="right">7</data> <data data-claim="step">10</data>
<data data-claim="nobody">1</data> <data data-claim="throws">2</data>
<data data-source="known">3</data> <data data-source="unknown">4</data> 5 <data data-claim="kernel">8</data></p>`,
    );
    writeFileSync(join(dir, "claims.js"), "export const claims = {\n  right: () => 0,\n  unused: () => 1,\n};\n");
    let runs = 0;
    /** @type {{ deleted: boolean, delete(): void }[]} */
    const made = [];
    const modules = {
      "claims.js": {
        claims: {
          right: (/** @type {any} */ run) => run().double,
          step: (/** @type {any} */ run) => run.step("more").double,
          throws: (/** @type {any} */ run) => run({ degree: 3 }).fails,
          kernel: (/** @type {any} */ run, /** @type {any} */ k) => k.make() + run().double,
          unused: () => 1,
        },
      },
      "model.js": {
        state: { degree: { default: 3, min: 0, max: 9, step: 1 } },
        steps: [{ id: "more", state: { degree: 5 } }],
        cells: {
          double: (/** @type {any} */ { degree }) => (runs++, 2 * degree),
          fails: () => {
            throw new Error("degree: expected 0..2, got 3");
          },
        },
      },
    };
    /** @type {any[][]} */
    const collecting = [];
    const k = {
      make() {
        const handle = { deleted: false, delete: () => void (handle.deleted = true) };
        made.push(handle);
        collecting.at(-1)?.push(handle);
        return 2;
      },
      /** @param {() => any} run */
      collect(run) {
        collecting.push([]);
        const value = run();
        return { value, handles: /** @type {any[]} */ (collecting.pop()) };
      },
    };
    /** @type {any} */
    const essay = { dir, slug: "fixture", references: [{ id: "known", text: "" }] };
    const loadModule = async (/** @type {string} */ file) => /** @type {any} */ (modules)[file.slice(dir.length + 1)];
    const { checked, problems } = await essayClaims(essay, loadModule, k);
    assert.equal(checked, 6);
    assert.deepEqual(problems.map(({ line, message }) => `${line}: ${message}`).sort(), [
      '1: claim "right": the text says 7, the kernels say 6.00',
      '2: claim "nobody" is not in claims.js',
      '2: claim "throws": it throws: degree: expected 0..2, got 3',
      '3: a number without claim or source: "5"',
      '3: claim "unused" is nowhere in index.html',
      '3: data-source="unknown": essay.json has no reference of that id',
    ]);
    assert.equal(runs, 2, "a state is computed once, however many claims ask for it");
    assert.deepEqual(
      made.map(({ deleted }) => deleted),
      [true],
    );
  } finally {
    rmSync(dir, { recursive: true });
  }
});
