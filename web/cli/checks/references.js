// References stand in the order in which the text cites them, each cited, and a citation prints the place of its reference.

/** @typedef {import("../check.js").Problem} Problem */

const list = /<ol class="references">([\s\S]*?)<\/ol>/;
const item = /\s*<li id="([^"]+)">[\s\S]*?<\/li>/g;
const link = /(<a href="#([^"?]+)">)(\s*\d+\s*)(?=<\/a>)/g;

/**
 * @param {string} file @param {string} html  a page with at most one `<ol class="references">`
 * @returns {Problem[]}
 */
export function referenceProblems(file, html) {
  const { start, ids, cited, numbers } = readReferences(html);
  const wanted = [...new Set(cited)];
  const remedy = `./scrollwork check ${file.split("/")[1]} --fix`;
  const lineAt = (/** @type {number} */ index) => html.slice(0, index).split("\n").length;
  const lineOf = (/** @type {string} */ id) => lineAt(html.indexOf(`<li id="${id}"`, start));
  const uncited = ids.filter((id) => !wanted.includes(id));
  const misplaced = ids.filter((id) => wanted.includes(id)).find((id, i) => wanted[i] !== id);
  return [
    ...uncited.map((id) => ({
      file,
      line: lineOf(id),
      message: `the reference "${id}" is cited nowhere: cite it, <sup><a href="#${id}">${ids.indexOf(id) + 1}</a></sup>, or take it off the list`,
    })),
    ...(misplaced
      ? [
          {
            file,
            line: lineOf(misplaced),
            message: `the references do not stand in the order in which the text cites them: "${misplaced}" is the ${place(wanted.indexOf(misplaced) + 1)} to be cited; ${remedy} puts them in order`,
          },
        ]
      : []),
    ...numbers
      .filter(({ id, number }) => ids.indexOf(id) + 1 !== number)
      .map(({ id, number, index }) => ({
        file,
        line: lineAt(index),
        message: `the citation of "${id}" prints ${number}, it is number ${ids.indexOf(id) + 1} of the list; ${remedy} numbers them`,
      })),
  ];
}

/**
 * The page with its references in the order in which the text cites them (those that it does not cite come last), and the
 * citations numbered.
 * @param {string} html
 */
export function inCitedOrder(html) {
  const { ids, cited, items } = readReferences(html);
  const order = [...new Set([...cited, ...ids])];
  return html
    .replace(list, (whole, content) => {
      const sorted = order.map((id) => items.get(id) ?? "");
      let next = 0;
      return whole.replace(content, () => content.replace(item, () => sorted[next++]));
    })
    .replace(link, (whole, open, id) => (items.has(id) ? open + (order.indexOf(id) + 1) : whole));
}

/**
 * @param {string} html
 * @returns {{ start: number, ids: string[], items: Map<string, string>, cited: string[],
 *   numbers: Array<{ id: string, number: number, index: number }> }}  `start`: where the list begins; `cited`: each
 *   reference once for each link to it, in the order of the text; `numbers`: the links that print a number
 */
function readReferences(html) {
  const found = list.exec(html);
  const start = found?.index ?? html.length;
  const items = new Map([...(found?.[1] ?? "").matchAll(item)].map(([whole, id]) => [id, whole]));
  const end = start + (found?.[0].length ?? 0);
  const inText = (/** @type {number} */ index) => index < start || index >= end;
  return {
    start,
    items,
    ids: [...items.keys()],
    cited: [...html.matchAll(/<a [^>]*href="#([^"?]+)"/g)]
      .filter(({ 1: id, index }) => items.has(id) && inText(index))
      .map(([, id]) => id),
    numbers: [...html.matchAll(link)]
      .filter(({ 2: id, index }) => items.has(id) && inText(index))
      .map(({ 2: id, 3: text, index }) => ({ id, number: Number(text), index })),
  };
}

/** "1st", "2nd", … @param {number} n */
function place(n) {
  const end = new Intl.PluralRules("en", { type: "ordinal" }).select(n);
  return `${n}${{ one: "st", two: "nd", few: "rd" }[/** @type {"one"} */ (end)] ?? "th"}`;
}
