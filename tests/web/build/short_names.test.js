import assert from "node:assert/strict";
import { test } from "node:test";
import { preprocessCSS, resolveConfig } from "vite";
import { saidOnce, shorten, shortNames, shortScripts, shortStyles } from "../../../web/build/short_names.js";
import { projectDir } from "../../../web/build/project.js";

test("short names are the first letters, each taken once, whatever the order", () => {
  const names = ["--mark", "--measure", "--class-0-ink", "--mark-ink", "--mono", "--mark"];
  const short = shorten(names);
  assert.deepEqual(
    [...short],
    [
      ["--class-0-ink", "--c0i"],
      ["--mark", "--m"],
      ["--mark-ink", "--mi"],
      ["--measure", "--m0"],
      ["--mono", "--m1"],
    ],
  );
  assert.deepEqual(shorten(names.reverse()), short);
});

test("no two names of our style sheets become one, and none that is short is another's long one", () => {
  const names = shortNames();
  assert.ok(names.size > 50);
  assert.equal(new Set(names.values()).size, names.size);
  for (const [name, short] of names) assert.ok(short === name || !names.has(short), `${name} → ${short}`);
});

test("style sheets and scripts go by the same names", async () => {
  const names = new Map([
    ["--mark", "--m"],
    ["--mark-ink", "--mi"],
    ["--ratio", "--r"],
  ]);
  const css =
    ".a{--mark:var(--mark-ink,var(--mark));--other:1}@container style(--ratio: 1){.b--mark{width:var(--ratio)}}";
  assert.equal(
    await styled(css, names),
    ".a{--m:var(--mi,var(--m));--other:1}@container style(--r: 1){.b--mark{width:var(--r)}}",
  );
  const transform = /** @type {(code: string, id: string) => string | undefined} */ (shortScripts(names).transform);
  const script = 'box.style.setProperty("--ratio", f(--ratio)); fill(`var(--mark)`, "--quiet", "x--mark");';
  assert.equal(
    transform(script, `${projectDir}/web/elements/sw-figure.js?lang=de`),
    'box.style.setProperty("--r", f(--ratio)); fill(`var(--m)`, "--quiet", "x--mark");',
  );
  assert.equal(transform(script, `${projectDir}/node_modules/a/index.js`), undefined);
});

test("what is said once and used once stands where it is used", async () => {
  const css = `
:root { --a: light-dark(#fff, #000); --b: 1px; --c: 2px; --d: var(--b); --e: 3px; --f: 4px; --g: 5px }
.x { color: var(--a); width: var(--b); height: var(--c); top: var(--d); left: calc(var(--e) + 1px); right: var(--f) }
@media print { :root { --f: 0; --h: 6px } } .y { bottom: var(--c, 0); inset: var(--h) }`;
  const once = saidOnce([css]);
  assert.deepEqual(
    [...once],
    [["--a", "light-dark(#fff, #000)"]],
    "not what is used twice, is made of another, is a part of a value, is said twice, or only of some media",
  );
  assert.match(await styled(css, new Map(), once), /^\n:root \{ --b[^]*\.x \{ color: light-dark\(#fff, #000\); width/);
});

/** A sheet as a build reads it. @param {string} css @param {Map<string, string>} names @param {Map<string, string>} [once] */
async function styled(css, names, once) {
  const plugins = [shortStyles(names, once)];
  const config = await resolveConfig({ configFile: false, css: { postcss: { plugins } } }, "build");
  return (await preprocessCSS(css, "a.css", config)).code;
}
