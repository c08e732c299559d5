// The theme's promises, computed from its own files: contrast in both themes, classes apart for every eye, no piece of a
// figure that nobody styled.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { linear, tokensOf } from "../../web/build/contrast.js";
import { contrastProblems } from "../../web/cli/checks/contrast.js";

const web = join(import.meta.dirname, "..", "..", "web");
const sheet = (/** @type {string} */ name) => readFileSync(join(web, "theme", name), "utf8");

/** Of the figure functions that have one of their own. */
const figureSheets = readdirSync(join(web, "theme", "figures")).map((name) => sheet(join("figures", name)));
/** Of the elements that have one of their own. */
const elementSheets = readdirSync(join(web, "theme", "elements")).map((name) => sheet(join("elements", name)));

const tokens = new Map([sheet("tokens.css"), ...figureSheets].flatMap((css) => [...tokensOf(css)]));

test("contrast reaches WCAG 2.2 AA, in both themes", () => {
  const theme = [{ file: "theme", css: [sheet("tokens.css"), ...figureSheets].join("\n") }];
  assert.deepEqual(contrastProblems(theme, []), []);
});

/**
 * Colours as the eye gets them, on linear RGB: Machado, Oliveira and Fernandes, "A physiologically-based model for
 * simulation of color vision deficiency" (2009), severity 1.
 */
const eyes = {
  normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};

/** OKLab (Ottosson 2020) of a colour seen by an eye. @param {string} hex @param {number[]} eye */
function oklab(hex, eye) {
  const rgb = linear(hex);
  const seen = [0, 3, 6].map((row) =>
    Math.min(
      1,
      Math.max(
        0,
        rgb.reduce((sum, c, i) => sum + eye[row + i] * c, 0),
      ),
    ),
  );
  const apply = (/** @type {number[]} */ m, /** @type {number[]} */ v) =>
    [0, 3, 6].map((row) => v.reduce((sum, c, i) => sum + m[row + i] * c, 0));
  const cones = apply(
    [
      0.4122214708, 0.5363325363, 0.0514459929, 0.2119034982, 0.6806995451, 0.1073969566, 0.0883024619, 0.2817188376,
      0.6299787005,
    ],
    seen,
  );
  return apply(
    [
      0.2104542553, 0.793617785, -0.0040720468, 1.9779984951, -2.428592205, 0.4505937099, 0.0259040371, 0.7827717662,
      -0.808675766,
    ],
    cones.map(Math.cbrt),
  );
}

for (const [eye, matrix] of Object.entries(eyes)) {
  test(`classes and parts are told apart, ${eye}`, () => {
    for (const set of [
      ["class-0", "class-1", "class-2", "class-3", "class-4"],
      ["heat-high", "heat-low"],
      ["part-train", "part-validation", "part-test"],
    ])
      for (const index of [0, 1])
        for (const [a, b] of set.flatMap((_, i) => set.slice(i + 1).map((_, j) => [i, i + 1 + j]))) {
          const [one, other] = [set[a], set[b]].map((name) =>
            oklab(/** @type {string[]} */ (tokens.get(name))[index], matrix),
          );
          const apart = 100 * Math.hypot(...one.map((c, i) => c - other[i]));
          // 2 is just noticeable side by side; marks lie apart and are small, so four times that.
          assert.ok(apart >= 8, `--${set[a]} and --${set[b]}, ${["light", "dark"][index]}: ${apart.toFixed(1)}`);
        }
  });
}

test("the focus draws an outline, and what has it keeps its shape", () => {
  const [, rule] = /^:focus-visible,[^{]*\{([^}]*)\}/m.exec(sheet("controls.css")) ?? [];
  const names = [...(rule ?? "").matchAll(/([\w-]+):/g)].map(([, name]) => name);
  assert.deepEqual(names, ["outline", "outline-offset"]);
});

test("every piece that figures and elements make has a style", () => {
  const styled = new Set(
    [
      ...["tokens", "type", "layout", "controls", "figures", "figure_menu", "teacher"].map((name) =>
        sheet(`${name}.css`),
      ),
      ...figureSheets,
      ...elementSheets,
    ].flatMap((css) => css.match(/(?<=\.)sw-[\w-]+/g) ?? []),
  );
  // Plain words on a figure, what groups others, and the box of what a letter holds: the rules around them are theirs.
  for (const name of ["sw-bin-label", "sw-node-bar", "sw-multiple-drawing", "sw-content"]) styled.add(name);
  for (const folder of ["figures", "elements"])
    for (const file of readdirSync(join(web, folder)).filter((name) => name.endsWith(".js")))
      for (const [, names] of readFileSync(join(web, folder, file), "utf8").matchAll(
        /class(?:Name)?(?:"| =|:),? ["`]((?:sw-[a-z-]+ ?)+)["`$ ]/g,
      ))
        for (const name of names.trim().split(" "))
          if (!name.endsWith("-")) assert.ok(styled.has(name), `${folder}/${file}: .${name}`);
});
