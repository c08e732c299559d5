import { contrast, pairs, tokensOf } from "../../build/contrast.js";
import { ownFiles, read } from "../project.js";

/** @typedef {import("../check.js").Problem} Problem */

/** Where the colours of the series stand. */
const isToken = (/** @type {string} */ file) => /^web\/theme\/(tokens\.css|figures\/[\w-]+\.css)$/.test(file);

/**
 * The colours of the theme, and of essays that have their own, reach the contrast that their use asks for, in both themes.
 * @type {import("../check.js").Check}
 */
export function contrasts(files) {
  const theme = ownFiles()
    .filter(isToken)
    .map((file) => ({ file, css: read(file) }));
  const essays = files
    .filter((file) => /^essays\/[\w-]+\/theme\.css$/.test(file))
    .map((file) => ({ file, css: read(file) }));
  const own = files.some(isToken) ? contrastProblems(theme, []) : [];
  return [...own, ...essays.flatMap((sheet) => contrastProblems(theme, [sheet]))];
}

/**
 * Pairs that are too near, each at the line of the colour; of an essay those that it has a hand in.
 * @param {Array<{ file: string, css: string }>} theme
 * @param {Array<{ file: string, css: string }>} own  which win over the theme's
 * @returns {Problem[]}
 */
export function contrastProblems(theme, own) {
  const sheets = [...theme, ...own];
  const tokens = new Map(sheets.flatMap(({ css }) => [...tokensOf(css)]));
  const mine = own.length > 0 ? new Set(own.flatMap(({ css }) => [...tokensOf(css).keys()])) : null;
  return pairs.flatMap(([front, ground, least]) => {
    if (mine && !mine.has(front) && !mine.has(ground)) return [];
    const { file, line } = placeOf(sheets, mine?.has(front) === false ? ground : front);
    return ["light", "dark"].flatMap((scheme, index) => {
      const colours = [front, ground].map((name) => tokens.get(name)?.[index]);
      const unknown = [front, ground].find((_, i) => colours[i] === undefined);
      if (unknown) return [{ file, line, message: `there is no colour --${unknown}` }];
      const ratio = contrast(/** @type {string} */ (colours[0]), /** @type {string} */ (colours[1]));
      const said = `--${front} on --${ground}, ${scheme}: a contrast of ${ratio.toFixed(2)}, needs ${least}`;
      return ratio >= least ? [] : [{ file, line, message: said }];
    });
  });
}

/** The last sheet that gives a colour, and the line. @param {Array<{ file: string, css: string }>} sheets @param {string} name */
function placeOf(sheets, name) {
  const found = sheets.findLast(({ css }) => css.includes(`--${name}: `)) ?? sheets[0];
  const at = Math.max(0, found.css.indexOf(`--${name}: `));
  return { file: found.file, line: found.css.slice(0, at).split("\n").length };
}
