// Custom properties have telling names in the sources and short ones in what is built: `--class-0-stroke` is `--c0s`. It is
// 0.2 KB of the style sheets of every page. Pictures that carry their own styles, and the development server, keep the long ones.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { essaysDir, projectDir, themeDir } from "./project.js";

/**
 * Name → short name: the first letters of its words, and one more where that is taken. The same for the same names, in
 * whatever order they come.
 * @param {Iterable<string>} names  with their two dashes
 * @returns {Map<string, string>}
 */
export function shorten(names) {
  /** @type {Map<string, string>} */
  const known = new Map();
  const taken = new Set();
  for (const name of [...new Set(names)].sort()) {
    const letters = name
      .slice(2)
      .split("-")
      .map((word) => word[0])
      .join("");
    let short = letters;
    for (let i = 0; taken.has(short); i++) short = letters + i.toString(36);
    taken.add(short);
    known.set(name, `--${short}`);
  }
  return known;
}

/** Every custom property of a text. */
const properties = /(?<![\w-])--[a-z][\w-]*/g;

/** All style sheets, of the theme and of the essays, without their comments. */
const sheets = () =>
  [themeDir, essaysDir].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".css"))
      .map((name) => readFileSync(join(folder, name), "utf8").replace(/\/\*[^]*?\*\//g, "")),
  );

/** The names of all style sheets. */
export const shortNames = () => shorten(sheets().flatMap((css) => css.match(properties) ?? []));

/**
 * What is said once, of the root, and used once, as a whole value: there it can stand itself, and needs no name. Not what is
 * made of other properties, which mean something else further down.
 * @param {string[]} texts  of all style sheets, without comments
 * @returns {Map<string, string>} name → value
 */
export function saidOnce(texts) {
  const all = texts.join("\n");
  const count = (/** @type {string} */ pattern) => all.match(new RegExp(pattern, "g"))?.length ?? 0;
  const ofRoot = texts.flatMap((css) =>
    [...css.matchAll(/(?<=^\s*|\}\s*):root\s*\{([^{}]*)\}/g)].map(([, rule]) => rule),
  );
  return new Map(
    ofRoot
      .flatMap((rule) => [...rule.matchAll(/(--[a-z][\w-]*)\s*:\s*([^;]+)/g)])
      .map(([, name, value]) => /** @type {[string, string]} */ ([name, value.trim()]))
      .filter(([name, value]) => !value.includes("var(") && count(`${name}(?![\\w-])`) === 2)
      .filter(([name]) => count(`:\\s*var\\(${name}\\)\\s*[;}]`) === 1),
  );
}

/** Those of our style sheets. */
export const namesSaidOnce = () => saidOnce(sheets());

/**
 * Style sheets by short names: a plugin of PostCSS, which Vite reads them with.
 * @param {Map<string, string>} names
 * @param {Map<string, string>} [once]  names that are not needed, with what they stand for
 */
export function shortStyles(names, once = new Map()) {
  const short = (/** @type {string} */ text) => text.replace(properties, (name) => names.get(name) ?? name);
  return {
    postcssPlugin: "scrollwork-short-names",
    /** @param {any} root  of a sheet */
    Once(root) {
      root.walkDecls((/** @type {any} */ declaration) => {
        if (once.has(declaration.prop)) {
          declaration.remove();
          return;
        }
        const [, name] = /^var\((--[\w-]+)\)$/.exec(declaration.value) ?? [];
        if (once.has(name)) declaration.value = once.get(name);
        declaration.prop = short(declaration.prop);
        declaration.value = short(declaration.value);
      });
      root.walkAtRules((/** @type {any} */ rule) => {
        rule.params = short(rule.params);
      });
    },
  };
}

/** A name in a script: a whole string, or within one as `var(--name`. A number that is counted down is none. */
const namesInScripts = /(?<=["'`])--[a-z][\w-]*(?=["'`])|(?<=\bvar\()--[a-z][\w-]*/g;

/**
 * Our scripts by the same names.
 * @param {Map<string, string>} names
 * @returns {import("vite").Plugin}
 */
export const shortScripts = (names) => ({
  name: "scrollwork:short-names",
  transform: (code, id) =>
    id.startsWith(projectDir) && !id.includes("node_modules") && /\.js(\?|$)/.test(id)
      ? code.replace(namesInScripts, (name) => names.get(name) ?? name)
      : undefined,
});
