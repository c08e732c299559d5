// The checks: each catches a planted fault, at its line, and leaves good lines alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { arrowsIn, objection } from "../../web/cli/checks/imports.js";
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
