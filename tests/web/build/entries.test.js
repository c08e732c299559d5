import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import {
  elementStyles,
  elementsOf,
  entryFiles,
  figureStyles,
  importAs,
  writeEntries,
} from "../../../web/build/entries.js";
import { elements } from "../../../web/elements/all.js";
import { essaysDir, themeDir } from "../../../web/build/project.js";

test("a page loads the elements that stand in it, each once; a tag that does not exist is an error with its line", () => {
  const html = `<sw-steps><sw-figure name="a"></sw-figure></sw-steps>
<!-- <sw-csv key="own"></sw-csv> --><sw-guess key="g"><sw-reply for="low">No.</sw-reply></sw-guess><sw-figure name="b"></sw-figure>`;
  assert.deepEqual(elementsOf(html), ["sw-figure", "sw-guess", "sw-steps"]);
  assert.throws(
    () => elementsOf("<p>\n<sw-slidr></sw-slidr>", "essays/x/index.html"),
    /^Error: essays\/x\/index\.html:2: there is no <sw-slidr>; there are: sw-button, /,
  );
});

test("every element is a file of its tag's name, and so is every style sheet of one", () => {
  const files = readdirSync(new URL("../../../web/elements/", import.meta.url)).filter((name) =>
    name.startsWith("sw-"),
  );
  assert.deepEqual(
    files.sort(),
    Object.keys(elements)
      .map((tag) => `${tag}.js`)
      .sort(),
  );
  const folder = join(themeDir, "elements");
  const everything = Object.keys(elements)
    .map((tag) => `<${tag}></${tag}>`)
    .join("");
  const sheets = elementStyles(everything).map((file) => file.slice(themeDir.length + 1));
  assert.deepEqual(sheets, [
    ...(existsSync(folder) ? readdirSync(folder) : []).sort().map((name) => `elements/${name}`),
    "letter.css",
  ]);
  assert.deepEqual(elementStyles('<sw-reveal key="a" after="b"></sw-reveal>'), []);
});

test("the style sheets of figure functions come with the scripts that import them, each once", () => {
  const dir = mkdtempSync(join(tmpdir(), "figures-"));
  try {
    writeFileSync(join(dir, "figures.js"), 'import { bars } from "scrollwork/figures";\n');
    assert.deepEqual(figureStyles(dir), []);
    mkdirSync(join(dir, "sections"));
    writeFileSync(join(dir, "sections", "a.js"), 'import {\n  confusion,\n  frame,\n} from "scrollwork/figures";\n');
    writeFileSync(join(dir, "sections", "b.js"), 'import { confusion } from "scrollwork/figures";\n');
    const sheets = figureStyles(dir);
    assert.deepEqual(
      sheets.map((file) => file.slice(themeDir.length + 1)),
      ["figures/classes.css", "figures/confusion.css"],
    );
    for (const file of sheets) assert.ok(existsSync(file), file);
  } finally {
    rmSync(dir, { recursive: true });
  }
});

test("what a module exports is imported by its names, or as a whole where it does not spell them out", () => {
  const folder = mkdtempSync(join(tmpdir(), "scrollwork-entries-"));
  const file = join(folder, "figures.js");
  const importOf = (/** @type {string} */ source) => {
    writeFileSync(file, source);
    return importAs("figures", `${file}?lang=de`, '"./figures.js"');
  };
  try {
    assert.equal(
      importOf("export const a = {};\nexport function b() {}\n"),
      `import { a as figures_a, b as figures_b } from "./figures.js";\nconst figures = { a: figures_a, b: figures_b };`,
    );
    const whole = 'import * as figures from "./figures.js";';
    assert.equal(importOf("export const a = {};\nexport * from './more.js';\n"), whole);
    assert.equal(importOf("const a = {};\nexport { a };\n"), whole);
    assert.equal(importOf("export const { a, b } = c;\n"), whole);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a worker knows where what reads files is when its page takes some, and its kernels do not read them", () => {
  const slug = "entries-test";
  const dir = join(essaysDir, "_template");
  const page = { slug, dir, model: join(dir, "model.js"), figures: join(dir, "figures.js") };
  const { worker } = entryFiles({ ...page, kernels: "metrics" });
  const workerOf = (/** @type {string} */ kernels, /** @type {string} */ html, translation = "") => {
    writeEntries({ ...page, kernels, translation }, html);
    return readFileSync(join(dirname(worker), translation, "worker.js"), "utf8");
  };
  try {
    assert.match(workerOf("metrics", '<sw-csv key="csv"></sw-csv>'), /kernel-tables\.wasm\?url"[^]*fetchTables/);
    assert.match(workerOf("metrics", '<sw-button action="load" key="csv"></sw-button>'), /fetchTables/);
    assert.match(
      workerOf("metrics", '<sw-csv key="csv"></sw-csv>', "de"),
      /words\/tables\.js\?lang=de"[^]*tablesNotReached,/,
    );
    assert.doesNotMatch(workerOf("metrics", '<sw-button action="reset"></sw-button>'), /tables/i);
    assert.doesNotMatch(workerOf("all", '<sw-csv key="csv"></sw-csv>'), /tables/i);
  } finally {
    rmSync(dirname(worker), { recursive: true });
  }
});

test("symbols that only figures further down show come with these", () => {
  const slug = "entries-test";
  const dir = mkdtempSync(join(tmpdir(), "late-"));
  const template = join(essaysDir, "_template");
  const page = {
    slug,
    dir,
    model: join(template, "model.js"),
    figures: join(template, "figures.js"),
    kernels: "metrics",
  };
  const files = entryFiles(page);
  const below = join(dir, "figures_below.js");
  const scripts = () => {
    writeEntries({ ...page, below }, "<p>Words</p>");
    return readFileSync(files.page, "utf8");
  };
  try {
    assert.match(scripts(), /import\("[^"]*\/late-\w+\/figures_below\.js"\)/);
    mkdirSync(join(dir, "art", "below"), { recursive: true });
    writeFileSync(
      join(dir, "art", "below", "fox.svg"),
      '<svg xmlns="http://www.w3.org/2000/svg" class="sw-symbols"><!-- A fox. --> <symbol id="fox"></symbol></svg>',
    );
    assert.match(scripts(), /import\("\.\/figures_below\.js"\)/);
    assert.match(
      readFileSync(files.below, "utf8"),
      /^document\.body\.insertAdjacentHTML\("afterbegin", "<svg class=\\"sw-symbols\\"><symbol id=\\"fox\\"><\/symbol><\/svg>"\);\nexport \* from "[^"]*\/figures_below\.js";\n$/,
    );
  } finally {
    rmSync(dir, { recursive: true });
    rmSync(dirname(files.page), { recursive: true });
  }
});
