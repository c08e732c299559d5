// What stands on the pages of a PDF, as Chromium writes them (plain objects, deflated streams, fonts with a table of what
// each glyph means): enough to know that nothing was lost on the way to paper. Not a reader of other programs' files.
import { inflateSync } from "node:zlib";

/**
 * @typedef {object} PdfPage
 * @property {string} text  its letters in the order of writing, without any space
 * @property {number} images  how many pictures are painted on it
 * @property {number} paths  how many lines and areas are
 */

/**
 * @param {Buffer} pdf
 * @returns {PdfPage[]} in order
 */
export function pagesOf(pdf) {
  const objects = objectsOf(pdf);
  return [...objects.values()]
    .filter(({ head }) => /\/Type\s*\/Page\b/.test(head))
    .map(({ head }) => {
      /** @type {PdfPage} */
      const page = { text: "", images: 0, paths: 0 };
      const contents = head.match(/\/Contents\s+(\[[^\]]*\]|\d+ 0 R)/)?.[1] ?? "";
      for (const id of references(contents)) paint(page, objects, objects.get(id)?.stream ?? "", head);
      return page;
    });
}

/**
 * @typedef {{ head: string, stream: string | undefined }} PdfObject  head: its dictionary; stream: inflated, Latin-1
 * @param {Buffer} pdf
 * @returns {Map<number, PdfObject>}
 */
function objectsOf(pdf) {
  const text = pdf.toString("latin1");
  /** @type {Map<number, PdfObject>} */
  const objects = new Map();
  for (let at = 0; ;) {
    const start = /(\d+) 0 obj\b/g;
    start.lastIndex = at;
    const found = start.exec(text);
    if (!found) return objects;
    const end = text.indexOf("endobj", start.lastIndex);
    const streamAt = text.indexOf("stream", start.lastIndex);
    if (streamAt === -1 || streamAt > end) {
      objects.set(Number(found[1]), { head: text.slice(start.lastIndex, end), stream: undefined });
      at = end;
      continue;
    }
    const head = text.slice(start.lastIndex, streamAt);
    const from = text.indexOf("\n", streamAt) + 1;
    const length = Number(head.match(/\/Length (\d+)/)?.[1]);
    const packed = pdf.subarray(from, from + length);
    const isText = head.includes("/FlateDecode") && !/\/Subtype\s*\/Image|\/Length1/.test(head);
    objects.set(Number(found[1]), { head, stream: isText ? inflateSync(packed).toString("latin1") : undefined });
    at = from + length;
  }
}

const references = (/** @type {string} */ text) => [...text.matchAll(/(\d+) 0 R/g)].map(([, id]) => Number(id));

/**
 * Follows the operators of a content stream, and of the forms that it paints.
 * @param {PdfPage} page gets what is found
 * @param {Map<number, PdfObject>} objects
 * @param {string} content
 * @param {string} resources the dictionary that names its fonts and forms
 */
function paint(page, objects, content, resources) {
  const named = (/** @type {string} */ name) =>
    objects.get(Number(resources.match(new RegExp(`/${name}\\s+(\\d+) 0 R`))?.[1]));
  /** @type {Map<string, string>} */
  let letters = new Map();
  const operator =
    /\/(\w+)\s+[\d.]+\s+Tf|<([0-9A-Fa-f\s]+)>|\/(\w+)\s+Do\b|\((?:\\.|[^\\)])*\)|(?<![\w.])(?:f\*?|S|B)(?![\w*.])/g;
  for (const [all, font, codes, form] of content.matchAll(operator)) {
    if (font !== undefined) letters = lettersOf(objects, named(font)?.head ?? "");
    else if (codes !== undefined) {
      for (const code of codes.replace(/\s/g, "").match(/.{4}/g) ?? [])
        page.text += letters.get(code.toLowerCase()) ?? "";
    } else if (form !== undefined) {
      const painted = named(form);
      if (/\/Subtype\s*\/Image/.test(painted?.head ?? "")) page.images++;
      else if (painted?.stream) paint(page, objects, painted.stream, painted.head);
    } else if (!all.startsWith("(")) page.paths++;
  }
}

/**
 * What each glyph of a font means, by its table ToUnicode; spaces are left out.
 * @param {Map<number, PdfObject>} objects
 * @param {string} font
 * @returns {Map<string, string>} by the glyph's code, four hexadecimal digits
 */
function lettersOf(objects, font) {
  const table = objects.get(Number(font.match(/\/ToUnicode\s+(\d+) 0 R/)?.[1]))?.stream ?? "";
  const hex = (/** @type {number} */ code) => code.toString(16).padStart(4, "0");
  const letter = (/** @type {string} */ utf16) =>
    String.fromCharCode(...(utf16.match(/.{4}/g) ?? []).map((unit) => parseInt(unit, 16))).replace(/\s/g, "");
  /** @type {Map<string, string>} */
  const letters = new Map();
  for (const [, block] of table.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, code, to] of block.matchAll(/<(\w{4})>\s*<(\w+)>/g)) letters.set(code.toLowerCase(), letter(to));
  }
  for (const [, block] of table.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, first, last, to] of block.matchAll(/<(\w{4})>\s*<(\w{4})>\s*<(\w{4})>/g)) {
      for (let code = parseInt(first, 16); code <= parseInt(last, 16); code++) {
        letters.set(hex(code), letter(hex(parseInt(to, 16) + code - parseInt(first, 16))));
      }
    }
  }
  return letters;
}
