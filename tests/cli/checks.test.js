// The checks: each catches a planted fault, at its line, and leaves good lines alone.
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { essayProblems } from "../../web/cli/checks/essays.js";
import { inCitedOrder, referenceProblems } from "../../web/cli/checks/references.js";
import { contrastProblems } from "../../web/cli/checks/contrast.js";
import { htmlRules } from "../../web/cli/checks/html.js";
import { arrowsIn, objection } from "../../web/cli/checks/imports.js";
import { idleNames, missingNames } from "../../web/cli/checks/kernel_sets.js";
import { reasonOf } from "../../web/cli/checks/page.js";
import { ownRules, stepsOf } from "../../web/cli/checks/workflows.js";
import { root } from "../../web/cli/project.js";
import { prose } from "../../web/cli/checks/words.js";

const packages = { dependencies: new Set(["d3-scale"]), devDependencies: new Set(["vite", "@playwright/test"]) };
const files = new Set([
  "core/include/scrollwork/tree.h",
  "core/src/tree.cc",
  "wasm_bindings/marshal.h",
  "tests/core/cases.h",
  "bench/core/workloads.h",
]);

/**
 * The complaints about a file with this text, as "line: message".
 * @param {string} file
 * @param {string} text
 */
function complaints(file, text) {
  const language = /\.(h|cc)$/.test(file) ? "c++" : file.endsWith(".css") ? "css" : "js";
  return arrowsIn(file, text, language, files).flatMap((arrow) => {
    const message = objection(arrow, packages);
    return message === undefined ? [] : [`${arrow.line}: ${message}`];
  });
}

test("import direction: what flows the right way is fine", () => {
  for (const [file, text] of [
    ["core/src/tree.cc", '#include "scrollwork/tree.h"\n#include <Eigen/Core>\n#include <vector>'],
    ["wasm_bindings/tree.cc", '#include "marshal.h"\n#include <scrollwork/tree.h>\n#include <emscripten/bind.h>'],
    ["tests/core/tree_test.cc", '#include "scrollwork/tree.h"\n#include "cases.h"\n#include <chrono>'],
    ["bench/core/tree.cc", '#include "workloads.h"\n#include <chrono>'],
    ["web/figures/scatter.js", 'import { scaleLinear } from "d3-scale";\nimport { frame } from "./frame.js";'],
    ["web/runtime/cells.js", 'import { loadKernel } from "../../wasm_bindings/kernel.js";'],
    [
      "web/build/site.js",
      'import { build } from "vite";\nimport fs from "node:fs";\nimport { state } from "../runtime/state.js";',
    ],
    [
      "essays/pens/figures.js",
      'import { scatter } from "scrollwork/figures";\nimport csv from "./data/animals.csv?raw";',
    ],
    [
      "tests/pages/drag.spec.js",
      'import { test } from "@playwright/test";\nimport { essays } from "../../essays/list.js";',
    ],
  ]) {
    assert.deepEqual(complaints(file, text), [], file);
  }
});

for (const [name, file, text, expected] of /** @type {[string, string, string, RegExp][]} */ ([
  [
    "core on the bindings",
    "core/src/tree.cc",
    '#include <vector>\n#include "../../wasm_bindings/marshal.h"',
    /^2: core must not import from wasm_bindings/,
  ],
  ["core on tests", "core/src/tree.cc", '#include "core/cases.h"', /^1: core must not depend on tests/],
  ["core on a clock", "core/src/tree.cc", "// time\n#include <chrono>", /^2: core has no clocks/],
  ["core on the browser", "core/include/scrollwork/tree.h", "  # include <emscripten/val.h>", /^1: core has no clocks/],
  [
    "bindings on web",
    "wasm_bindings/kernel.js",
    'import { x } from "../web/runtime/state.js";',
    /^1: wasm_bindings must not import from web/,
  ],
  [
    "web on an essay",
    "web/runtime/page.js",
    '\n\nimport { state } from "../../essays/pens/model.js";',
    /^3: web must not import from essays/,
  ],
  [
    "web on an essay, when it runs",
    "web/runtime/page.js",
    'const m = await import("../../essays/pens/model.js");',
    /^1: web must not import from essays/,
  ],
  [
    "web on an essay, by address",
    "web/build/a.js",
    'new URL("../../essays/pens/model.js", import.meta.url)',
    /^1: web must not import from essays/,
  ],
  [
    "web on an essay, for a type",
    "web/runtime/page.js",
    '/** @type {import("../../essays/pens/model.js").state} */',
    /^1: web must not/,
  ],
  [
    "web on tests",
    "web/figures/a.js",
    'export * from "../../tests/web/random.js";',
    /^1: web must not depend on tests/,
  ],
  [
    "a style sheet on an essay",
    "web/theme/a.css",
    'a {}\n@import "../../essays/pens/own.css";',
    /^2: web must not import from essays/,
  ],
  [
    "pages on the build",
    "web/elements/figure.js",
    'import { png } from "../build/png.js";',
    /^1: what a browser loads must not import the tools/,
  ],
  [
    "pages on Node",
    "web/runtime/url.js",
    'import fs from "node:fs";',
    /^1: what a browser loads must not import node:fs/,
  ],
  ["pages on a tool", "web/figures/a.js", 'import { build } from "vite";', /^1: vite is a tool of the build/],
  ["a package nobody declared", "web/figures/a.js", 'import _ from "lodash/fp";', /^1: lodash is not in package.json/],
  [
    "an essay on another",
    "essays/pens/model.js",
    'import { cells } from "../bias/model.js";',
    /^1: an essay must not import from another/,
  ],
  [
    "an essay on the inside of web",
    "essays/pens/figures.js",
    'import { evaluate } from "scrollwork/runtime/cells.js";',
    /^1: an essay imports its own files/,
  ],
  [
    "an essay on a library",
    "essays/pens/figures.js",
    'import {\n  scaleLinear,\n} from "d3-scale";',
    /^3: an essay imports its own files/,
  ],
])) {
  test(`import direction: ${name} is caught, at its line`, () => {
    const found = complaints(file, text);
    assert.equal(found.length, 1, found.join("\n"));
    assert.match(found[0], expected);
  });
}

test("prose is what is read, on its own line: no tags, comments or code", () => {
  const html = '<p class="just">One\n<!-- simply\n --> two <code>just(1)</code>\n<script>obviously</script>three</p>';
  const words = prose("essays/a/index.html", html)
    .split("\n")
    .map((line) => line.trim());
  assert.deepEqual(words, ["One", "two", "three"].toSpliced(1, 0, ""));
  assert.equal(prose("README.md", "a `just` b\n```\njust\n```\nc").replace(/\s+/g, " ").trim(), "a b c");
});

test("an essay's files agree: what does not is named by file and line", () => {
  const files = {
    "essays/moons/index.html": `<html lang="en-GB">
<a href="#gone">x</a><a href="../nobody/">x</a><a href="#one">x</a>
<p id="one">Colour, color and <code>color</code></p><p id="one"></p>
<sw-figure name="shown"></sw-figure><sw-slider key="used"></sw-slider>`,
    "essays/moons/model.js": `export const state = {\n  used: 1,\n  idle: { default: 2 },\n  read,\n};\nexport const steps = [{ id: "one" }, { id: "two" }];\nconst f = ({ read }) => read;\n`,
    "essays/moons/figures.js": `export const shown = {\n  title: "a",\n};\nexport const hidden = {\n  title: "b",\n};\n`,
    "essays/moons/essay.json": `{\n"references": [{ "id": "a-1" }],\n"prerequisites": ["suns"]\n}`,
  };
  const found = essayProblems("moons", { slugs: ["moons"], read: (file) => files[file], all: Object.keys(files) });
  assert.deepEqual(
    found.map(({ file, line, message }) => `${file.slice(13)}:${line}: ${message}`),
    [
      'index.html:3: id "one" is taken: line 3',
      'index.html:2: the link "#gone" leads nowhere: no element has that id',
      'index.html:2: the link "../nobody/" leads nowhere: there is no essay "nobody"',
      'index.html:3: "color": British spelling is "colour"',
      'model.js:3: the setting "idle" is never used',
      'model.js:6: the step "two" has no element in index.html',
      'figures.js:4: the figure "hidden" stands nowhere in index.html',
      'essay.json:2: the reference "a-1" is neither listed nor cited in index.html',
      'essay.json:3: there is no essay "suns"',
    ],
  );
});

test("references: cited, in the order of the text and with their numbers; what is not says how, and is put right", () => {
  const cite = (/** @type {string} */ id, /** @type {number} */ n) => `<sup><a href="#${id}">${n}</a></sup>`;
  const page = (/** @type {string[]} */ ids, /** @type {string} */ text) =>
    `<p>${text}</p>\n<ol class="references">\n${ids.map((id) => `  <li id="${id}">By ${id}</li>\n`).join("")}</ol>\n<a href="#top">1</a>`;
  const found = (/** @type {string} */ html) =>
    referenceProblems("essays/moons/index.html", html).map(({ line, message }) => `${line}: ${message}`);
  const good = page(["a", "b", "c"], `x${cite("a", 1)} y${cite("b", 2)} z${cite("a", 1)} ${cite("c", 3)}`);
  assert.deepEqual([found(good), inCitedOrder(good)], [[], good]);
  assert.deepEqual(found("<p>No list.</p>"), []);

  const swapped = page(["b", "a", "c"], `x${cite("a", 2)} y${cite("b", 1)} z${cite("a", 2)} ${cite("c", 3)}`);
  assert.deepEqual(found(swapped), [
    '3: the references do not stand in the order in which the text cites them: "b" is the 2nd to be cited; ./scrollwork check moons --fix puts them in order',
  ]);
  assert.equal(inCitedOrder(swapped), good);
  assert.deepEqual(found(good.replace('"#b">2', '"#b">3')), [
    '1: the citation of "b" prints 3, it is number 2 of the list; ./scrollwork check moons --fix numbers them',
  ]);
  assert.equal(inCitedOrder(good.replace('"#b">2', '"#b">3')), good);

  const left = page(["a", "new", "b"], `x${cite("a", 1)} y${cite("b", 3)}`);
  assert.deepEqual(found(left), [
    '4: the reference "new" is cited nowhere: cite it, <sup><a href="#new">2</a></sup>, or take it off the list',
  ]);
});

test("a workflow: foreign actions by commit, steps that are scripts, no rights and no secrets beyond need", () => {
  const head = "on: push\npermissions:\n  contents: read\njobs:\n  a:\n    steps:\n";
  const files = [".ci/run", ".ci/cached"];
  const complaintsOf = (/** @type {string} */ text) =>
    ownRules(text, files).map(({ line, message }) => `${line}: ${message}`);
  const good = [
    "      - uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2",
    "      - run: .ci/cached .ci/run",
    "      - run: .ci/cached ./scrollwork pack",
    "      - run: apt-get update && apt-get install -y --no-install-recommends ca-certificates git",
  ];
  assert.deepEqual(complaintsOf(head + good.join("\n")), []);
  assert.deepEqual(
    [...stepsOf(head + good.join("\n"))],
    [["a", [".ci/cached .ci/run", ".ci/cached ./scrollwork pack"]]],
  );
  for (const [step, message] of /** @type {[string, RegExp][]} */ ([
    ["- uses: actions/checkout@v6", /^7: an action is named by its commit/],
    ["- uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd", /^7: an action is named by its commit/],
    ["- run: npm test", /^7: a step is one call of a script/],
    ["- run: .ci/run && rm -rf /", /^7: a step is one call of a script/],
    ["- run: .ci/missing", /^7: there is no script \.ci\/missing/],
    ["- env: { TOKEN: '${{ secrets.TOKEN }}' }", /^7: no secret/],
  ])) {
    const found = complaintsOf(`${head}      ${step}`);
    assert.equal(found.length, 1, step);
    assert.match(found[0], message);
  }
  assert.match(complaintsOf("on: push\njobs:\n")[0], /may only read/);
});

test("contrast: an essay's accent that is too pale is told with its line, its theme and what it stands on", () => {
  const theme = readdirSync(join(root, "web", "theme"), { recursive: true, encoding: "utf8" })
    .filter((name) => /^(tokens|figures.\w+)\.css$/.test(name))
    .map((name) => ({ file: `web/theme/${name}`, css: readFileSync(join(root, "web", "theme", name), "utf8") }));
  const own = (/** @type {string} */ accent) => [
    {
      file: "essays/moons/theme.css",
      css: `:root:root {\n  --on-accent: light-dark(#fff, #000);\n  --accent: ${accent};\n}`,
    },
  ];
  assert.deepEqual(contrastProblems(theme, own("light-dark(#27684a, #86d0a8)")), []);
  const found = contrastProblems(theme, own("light-dark(#9ccfb4, #86d0a8)"));
  assert.deepEqual(
    found.map(({ file, line, message }) => `${file}:${line}: ${message.replace(/ of [\d.]+,/, "")}`),
    [
      "essays/moons/theme.css:3: --accent on --paper, light: a contrast needs 4.5",
      "essays/moons/theme.css:3: --accent on --raised, light: a contrast needs 4.5",
      "essays/moons/theme.css:3: --accent on --sunken, light: a contrast needs 4.5",
      "essays/moons/theme.css:2: --on-accent on --accent, light: a contrast needs 4.5",
      "essays/moons/theme.css:3: --accent on --accent-tint, light: a contrast needs 4.5",
    ],
  );
});

test("html: a picture without alternative text, headings out of order, a control without a name", async () => {
  const folder = join(root, "build");
  mkdirSync(folder, { recursive: true });
  const name = `checked-${process.pid}.html`;
  const page = (/** @type {string} */ body) =>
    `<!doctype html>\n<html lang="en-GB">\n<head><meta charset="utf-8"><title>Moons</title></head>\n<body><main><h1>Moons</h1>\n${body}\n</main></body></html>\n`;
  try {
    for (const [body, message] of /** @type {[string, RegExp][]} */ ([
      ['<img src="moon.png">', /alternative text|"alt"/i],
      ["<h3>Too deep</h3>", /heading/i],
      ['<input type="text">', /label/i],
    ])) {
      writeFileSync(join(folder, name), page(body));
      const found = await htmlRules([`build/${name}`]);
      assert.equal(found.length, 1, JSON.stringify(found));
      assert.equal(found[0].line, 5);
      assert.match(found[0].message, message);
    }
    writeFileSync(join(folder, name), page('<h2>Two</h2><img src="moon.png" alt="A moon">'));
    assert.deepEqual(await htmlRules([`build/${name}`]), []);
  } finally {
    rmSync(join(folder, name), { force: true });
  }
});

test("kernel sets: what no essay calls, and what one calls that is not there", () => {
  const model = "const { X } = k.datasets.makeMoons();\nnew k.tree.Tree().fit(X).nodes;\nk.datasets.makeShelter();";
  const set =
    "# about\nbase.Classifier: fit\ndatasets.makeMoons\ndatasets.readCsv\ntree.Tree: constructor nodes depth\n";
  assert.deepEqual(
    idleNames("sets/moons.txt", set, model).map(({ line, message }) => [line, message]),
    [
      [4, "no essay of this set calls datasets.readCsv"],
      [5, "no essay of this set calls tree.Tree.depth"],
    ],
  );
  assert.deepEqual(idleNames("sets/all.txt", "*\n", model), []);
  assert.deepEqual(idleNames("sets/whole.txt", "datasets.makeBlobs\ntree.Tree: *\n", model), [], "for essays to come");
  assert.deepEqual(
    missingNames("essays/moons/model.js", model, "sets/moons.txt", set).map(({ line, message }) => [line, message]),
    [[3, "datasets.makeShelter is not in the kernel set of this essay: name it in sets/moons.txt"]],
  );
  assert.deepEqual(missingNames("model.js", model, "sets/all.txt", "*\n"), []);
  const reads = "k.datasets.makeMoons(); k.datasets.readCsv(csv);";
  assert.deepEqual(
    missingNames("model.js", reads, "sets/moons.txt", "datasets.makeMoons\n"),
    [],
    "every set borrows it",
  );
});

test("a page that cannot be built: the reason, without the bundler's words around it", () => {
  const reason = "essays/moons/: <sw-check>: needs a key to remember the answer by";
  const bundler = Object.assign(new Error(`Build failed with 1 error:\n\n[plugin x]\nError: ${reason}`), {
    errors: [new Error(`[plugin vite:build-html] Error: ${reason}`)],
  });
  assert.equal(reasonOf(bundler), reason);
  assert.equal(reasonOf(new Error(reason)), reason);
});
