// Tables that are read when the site is built: the very table that the kernels read, in a module that a page leaves out.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { build } from "vite";
import { loadKernelSet } from "../../../web/build/kernel.js";
import { projectDir } from "../../../web/build/project.js";
import { packTable, tablePlugin } from "../../../web/build/tables.js";
import { unpackTable } from "../../../web/runtime/packed_table.js";

const folder = join(projectDir, "build", "table-tests");
before(() => mkdirSync(folder, { recursive: true }));
after(() => rmSync(folder, { recursive: true, force: true }));
const { datasets } = await loadKernelSet("tables");

/** What a page is given of a table: its rows, not how they were found. @param {string | Uint8Array} text */
function rowsOf(text) {
  const { columns, lines } = datasets.readCsv(text);
  return { columns, lines };
}

/** What a table is after it was packed, written into a module and unpacked there. @param {string | Uint8Array} text */
function there(text) {
  const packed = JSON.parse(JSON.stringify(packTable(datasets.readCsv(text), "a.csv")));
  return unpackTable(.../** @type {Parameters<typeof unpackTable>} */ (packed));
}

for (const place of ["essays", "tests/data"])
  test(`every table in ${place} comes through as the kernels read it, and is no larger than the file`, () => {
    const files = readdirSync(join(projectDir, place), { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".csv"),
    );
    assert.ok(files.length > 2);
    for (const file of files) {
      const text = readFileSync(join(projectDir, place, file));
      assert.deepStrictEqual(there(text), rowsOf(text), file);
      assert.ok(JSON.stringify(packTable(datasets.readCsv(text), file)).length < text.length * 1.02, file);
    }
  });

for (const [what, text] of Object.entries({
  "odd spelling of numbers": "a,b\n1.50,1e3\n+2,.5\n-0,007\n5.,-0.0\n",
  "blank lines": "a,b\n\n1,x\n\n\n2,y\n",
  "quotes, commas and line ends in cells": 'a,"b, c"\n"x, y","say ""hi"""\n"two\nlines",\\\n',
  "numbers in quotes, with spaces": 'a\n" 5"\n"6 "\n 7\n',
  "missing cells everywhere": "a,b,c\n,NA,1\n,NA,\n,,NA\n",
  "a number and then text": "a\n1\n\nheavy\n3\n",
  "no rows": "a,b\n",
  "one row, one cell": "a\n1",
  "many different words": `a\n${Array.from({ length: 99 }, (_, i) => `w${i}`).join("\n")}\n`,
  "names that mean something to JavaScript": "__proto__,constructor\n__proto__,1\ntoString,2\n",
  "letters beyond ASCII": "größe\nЖ\n🐈\n",
}))
  test(what, () => assert.deepStrictEqual(there(text), rowsOf(text)));

test("a table that would be another once it is packed is refused", () => {
  const table = datasets.readCsv("a,b\n1,2\n3,4\n");
  table.columns[1].numbers[0] = 7;
  assert.throws(() => packTable(table, "essays/x/data/y.csv"), /^Error: essays\/x\/data\/y\.csv: column "b"/);
});

/** The script that Vite makes of modules. @param {Record<string, string>} files @returns {Promise<string>} */
async function scriptOf(files) {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const { output } = /** @type {any} */ (
    await build({
      configFile: false,
      root: folder,
      logLevel: "silent",
      plugins: [tablePlugin()],
      build: { write: false, minify: false, rolldownOptions: { input: join(folder, "page.js") } },
    })
  );
  return output[0].code;
}

test("a page that takes a model's state leaves its table out; ?raw goes on giving text", async () => {
  const model = 'import rows from "./a.csv?table";\nexport const state = { s: 1 };\nexport const cells = () => rows;\n';
  const files = { "a.csv": "kind\nunmistakable\n", "model.js": model };
  const page = 'import { state } from "./model.js";\nconsole.log(state);\n';
  assert.doesNotMatch(await scriptOf({ ...files, "page.js": page }), /unmistakable|unpackTable/);
  const worker = 'import { cells } from "./model.js";\nconsole.log(cells());\n';
  assert.match(await scriptOf({ ...files, "page.js": worker }), /unpackTable\(\[\s*2,\s*1\s*\], false/);
  const raw = 'import text from "./a.csv?raw";\nconsole.log(text);\n';
  assert.match(await scriptOf({ ...files, "page.js": raw }), /kind\\nunmistakable/);
});

test("a file that is no table ends the build, with its place", async () => {
  const page = 'import rows from "./bad.csv?table";\nconsole.log(rows);\n';
  await assert.rejects(
    scriptOf({ "bad.csv": "a,b\n1,2\n3\n", "page.js": page }),
    /build\/table-tests\/bad\.csv:3: expected 2 cells as in the first line, got 1/,
  );
  await assert.rejects(scriptOf({ "bad.csv": "", "page.js": page }), /table-tests\/bad\.csv: text: expected a table/);
});
