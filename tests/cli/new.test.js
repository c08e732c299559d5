// `new`: from a name to an essay that the build accepts. It runs in a copy of the few files it needs.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { readEssay } from "../../web/build/project.js";
import { root } from "../../web/cli/project.js";

const copy = mkdtempSync(join(tmpdir(), "new essay "));
after(() => rmSync(copy, { recursive: true }));
for (const path of ["package.json", "web/cli", "essays/_template"]) {
  cpSync(join(root, path), join(copy, path), { recursive: true });
}
const newEssay = (/** @type {string} */ slug) => {
  const args = [join(copy, "web", "cli", "main.js"), "new", slug];
  return spawnSync(process.execPath, args, { encoding: "utf8" });
};

test("a new essay has its own name and today's date, and the template's files", () => {
  const { status, stdout, stderr } = newEssay("bias-and-variance");
  assert.equal(status, 0, stderr);
  assert.match(stdout, /localhost:5173\/bias-and-variance\//);
  const essay = readEssay("bias-and-variance", join(copy, "essays"));
  assert.equal(essay.title, "Bias and variance");
  assert.equal(essay.published, new Date().toISOString().slice(0, 10));
  const files = (/** @type {string} */ slug) => readdirSync(join(copy, "essays", slug), { recursive: true }).sort();
  assert.deepEqual(files("bias-and-variance"), files("_template"));
  const html = readFileSync(join(copy, "essays", "bias-and-variance", "index.html"), "utf8");
  assert.match(html, /<h1>Bias and variance<\/h1>/);
  // What all essays have around their words.
  assert.match(html, /<header class="masthead"><a href="\.\.\/">Scrollwork<\/a><\/header>/);
  assert.match(html, /<footer class="footer essay">[^]*?rel="license"[^]*?<\/footer>/);
  const days = [...html.matchAll(/<time datetime="([^"]*)">([^<]*)<\/time>/g)];
  assert.ok(days.length > 0);
  for (const [, day, words] of days) {
    assert.equal(day, essay.published);
    assert.equal(new Date(`${words} UTC`).toISOString().slice(0, 10), essay.published);
  }
});

test("an essay that is there already stays as it is", () => {
  const { status, stderr } = newEssay("_template".slice(1));
  assert.equal(status, 0, stderr);
  const again = newEssay("template");
  assert.equal(again.status, 1);
  assert.match(again.stderr, /essays\/template is there already/);
});

for (const [slug, better] of [
  ["Bias & Variance", "bias-variance"],
  ["3-doors", "doors"],
  ["_hidden", "hidden"],
  ["../escape", "escape"],
  ["été", "ete"],
  ["double--hyphen", "double-hyphen"],
  ["trailing-", "trailing"],
  ["???", "bias-and-variance"],
  ["a".repeat(61), "a".repeat(60)],
]) {
  test(`the name "${slug}" is refused, and "${better}" proposed`, () => {
    const { status, stderr } = newEssay(slug);
    assert.equal(status, 1);
    assert.match(stderr, /cannot be an address/);
    assert.ok(stderr.includes(`For example: ./scrollwork new ${better}\n`), stderr);
    assert.ok(!existsSync(join(copy, "essays", slug)));
  });
}
