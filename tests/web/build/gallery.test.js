import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { excerpt } from "../../../web/build/excerpt.js";
import { exhibitsOf, galleryHtml, readSections, requireDistinctNames, sourcesOf } from "../../../web/build/gallery.js";

const model = `// What this file is about.
import csv from "./data.csv?raw";
import { other } from "./other.js";

// How many.
const n = 8;
const unused = 9;

export const state = {
  degree: { default: 1, min: 0, max: n, step: 1 },
  // The other one.
  seed: 7,
};

export const cells = {
  table: (_, k) => k.datasets.readCsv(csv),
  *fit({ table, seed: lot }, k) {
    yield helper(table, lot);
  },
  apart: ({ degree }) => other(degree),
};

/** Used by fit alone. */
function helper(table, seed) {
  return [table, seed];
}
`;

test("an excerpt has the wanted cells with all that they use, as written, and nothing else", () => {
  assert.equal(
    excerpt(model, { members: ["fit", "nonsense"] }),
    `// What this file is about.
import csv from "./data.csv?raw";

export const state = {
  // The other one.
  seed: 7,
};

export const cells = {
  table: (_, k) => k.datasets.readCsv(csv),
  *fit({ table, seed: lot }, k) {
    yield helper(table, lot);
  },
};

/** Used by fit alone. */
function helper(table, seed) {
  return [table, seed];
}`,
  );
  assert.match(
    excerpt(model, { members: ["degree"] }),
    /^\/\/ How many\.\nconst n = 8;\n\nexport const state = \{\n {2}degree/,
  );
  assert.equal(excerpt(model, { members: ["helper"] }), "", "members are those of state and cells");
  assert.equal(excerpt(model, {}), "");
});

test("what stands on one line is shown as it stands, or the part of it that is needed", () => {
  const code = "export const state = { a: 1, b: 2 };\n";
  assert.equal(excerpt(code, { members: ["a", "b"] }), "export const state = { a: 1, b: 2 };");
  assert.equal(excerpt(code, { members: ["b"] }), "export const state = {\nb: 2,\n};");
});

test("a property that is called like a declaration is no use of it", () => {
  const code = "const a = 1;\nexport const b = { a: 2 }.a;\nexport const c = { a };\n";
  assert.equal(excerpt(code, { declarations: ["b"] }), "export const b = { a: 2 }.a;");
  assert.match(excerpt(code, { declarations: ["c"] }), /^const a = 1;/);
});

test("every exhibit of the gallery shows lines that stand in its files", () => {
  for (const section of readSections())
    for (const exhibit of exhibitsOf(section)) {
      const sources = sourcesOf(section, exhibit);
      assert.ok(sources.length > 0, exhibit.id);
      for (const { file, text } of sources) {
        const lines = new Set(
          readFileSync(`${section.dir}/${file}`, "utf8")
            .split("\n")
            .map((line) => line.trim().replace(/,$/, "")),
        );
        for (const line of text.split("\n"))
          assert.ok(lines.has(line.trim().replace(/,$/, "")), `${exhibit.id}, ${file}: ${line}`);
        if (exhibit.live.includes("<sw-figure") && file !== "index.html") assert.match(text, /export const/);
      }
    }
});

test("every figure, control and check has an exhibit", () => {
  const shown = readSections().flatMap((section) => exhibitsOf(section).map((exhibit) => sourcesOf(section, exhibit)));
  const source = shown.flatMap((files) => files.map(({ text }) => text)).join("\n");
  const folder = new URL("../../../web/", import.meta.url);
  const index = readFileSync(new URL("figures/index.js", folder), "utf8");
  const functions = [...index.matchAll(/^export \{ (.+) \} from/gm)].flatMap(([, names]) => names.split(", "));
  // What is there without being named, and words for other languages.
  const unseen = ["scaleLinear", "formatValue", "t"];
  const elements = readdirSync(new URL("elements/", folder)).filter((name) => name.startsWith("sw-"));
  const lost = [
    ...functions.filter((name) => !unseen.includes(name) && !new RegExp(`\\b${name}\\b`).test(source)),
    ...elements.filter((name) => !source.includes(`<${name.replace(".js", "")}`)),
  ];
  assert.ok(functions.length > 40 && elements.length > 20);
  assert.deepEqual(lost, []);
});

const section = {
  name: "dots",
  dir: "essays/gallery/sections/dots",
  group: "figures",
  title: "Dots",
  html: `<section id="dots" data-group="figures"><h2>Dots</h2>
<article class="exhibit" id="dots-few">
<h3>A <em>few</em> dots</h3>
<div class="live">
  <div><sw-value cell="dots.n"></sw-value></div>
</div>
</article></section>`,
};

test("sections are put where their group belongs, each exhibit with its source after it", () => {
  const html = galleryHtml('<ul data-contents="figures"></ul><div data-sections="figures"></div>', [section]);
  assert.match(html, /<ul><li><a href="#dots">Dots<\/a><\/li><\/ul>/);
  assert.match(html, /aria-label="Source of A few dots">/);
  assert.match(html, /&lt;div>&lt;sw-value cell=&quot;dots\.n&quot;>&lt;\/sw-value>&lt;\/div>/);
  assert.match(html, /<\/pre><\/article><\/section>$/);
});

test("what an author has forgotten is said", () => {
  assert.throws(
    () => galleryHtml("<p></p>", [section]),
    /section dots is of group "figures", which index\.html has no/,
  );
  const without = (/** @type {string} */ part) => ({ ...section, html: section.html.replace(part, "") });
  assert.throws(() => exhibitsOf(without(' id="dots-few"')), /needs an id/);
  assert.throws(() => exhibitsOf(without("<h3>A <em>few</em> dots</h3>")), /dots-few needs an <h3>/);
  assert.throws(() => exhibitsOf(without(' class="live"')), /<div class="live">/);
});

test("two sections cannot give one name two meanings", async () => {
  const [one, two] = readSections().filter(({ name }) => ["scatter", "slider"].includes(name));
  const load = (/** @type {string} */ file) => Promise.resolve(file.endsWith("model.js") ? { state: { same: 1 } } : {});
  await assert.rejects(requireDistinctNames([one, two], load), /sections \w+ and \w+ both have a state or cell "same"/);
  await requireDistinctNames([one], load);
});
