// The documents: a link from one to a file of the project leads there.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { ownFiles, read, root } from "../../web/cli/project.js";

/** The paths that a text in Markdown links to, without those on other hosts and those within. @param {string} text */
const linksOf = (text) =>
  [...text.replace(/```[\s\S]*?```|`[^`\n]*`/g, "").matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target.replace(/#.*$/, ""))
    .filter((target) => target !== "" && !/^[a-z]+:/.test(target));

test("links to files are found, links elsewhere are left alone", () => {
  const text = "[a](b/c.md#d) ![e](f.svg) [g](https://example.org/) [h](#i) `[j](k)`\n```\n[l](m)\n```";
  assert.deepEqual(linksOf(text), ["b/c.md", "f.svg"]);
});

test("every document's links lead to files that are there", () => {
  const documents = ownFiles().filter((file) => file.endsWith(".md") && !file.startsWith("wasm_bindings/package/"));
  assert.ok(documents.length > 10);
  const broken = documents.flatMap((file) =>
    linksOf(read(file))
      .filter((target) => !existsSync(join(root, dirname(file), target)))
      .map((target) => `${file}: ${target}`),
  );
  assert.deepEqual(broken, []);
});
