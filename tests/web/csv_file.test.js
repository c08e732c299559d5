// What a reader's file becomes: text in whatever code a spreadsheet wrote it, or a sentence that says why not.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readTable } from "../../web/elements/csv_file.js";
import { files } from "../hostile/written.js";

/** @param {Iterable<number>} bytes */
const file = (bytes) => new File([Uint8Array.from(bytes)], "mine.csv");
/** @param {string} text @param {boolean} bigEndian */
const utf16 = (text, bigEndian) =>
  Array.from(`\uFEFF${text}`, (letter) => letter.charCodeAt(0)).flatMap((code) =>
    bigEndian ? [code >> 8, code & 255] : [code & 255, code >> 8],
  );

test("UTF-8, UTF-16 with its mark, and the code of older spreadsheets are read", async () => {
  const text = "größe,class\n1,x\n";
  for (const bytes of [
    new TextEncoder().encode(text),
    utf16(text, false),
    utf16(text, true),
    Array.from(text, (letter) => letter.charCodeAt(0)),
  ])
    assert.equal(await readTable(file(bytes), 1000), text);
});

test("what is too large, or no text, is refused in words that say what to do", async () => {
  await assert.rejects(
    readTable(file(utf16("a,b", false).slice(2)), 1000),
    /like a text file\. .* by “Save as”, CSV\.$/,
  );
  await assert.rejects(
    readTable(file(new Uint8Array(2_000_001)), 2e6),
    /mine\.csv has 2\.0 MB; at most 2\.0 MB are read\. Leave out columns or rows\.$/,
  );
  for (const { bytes, says } of files)
    if (says.source.includes("text file")) await assert.rejects(readTable(file(bytes), 1000), says);
});
