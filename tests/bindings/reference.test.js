// The reference page says what the module has: every name, documented, with the defaults that the module reports.
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseHTML } from "linkedom";
import { readReference, renderReference, showValue } from "../../web/build/reference.js";
import { classCases } from "./classes.js";
import { k } from "./load.js";

const entries = readReference(k, { all: k });
const { document } = parseHTML(`<main>${renderReference(entries, [])}</main>`);

test("every name of the module has an entry with words, and an anchor", () => {
  const names = Object.entries(k)
    .filter(([, family]) => typeof family === "object")
    .flatMap(([family, members]) => Object.keys(members).map((name) => `${family}.${name}`));
  assert.deepEqual(entries.map(({ family, name }) => `${family}.${name}`).sort(), names.sort());
  assert.deepEqual(
    entries.filter(({ doc }) => doc.trim() === "").map(({ name }) => name),
    [],
    "without a word of documentation",
  );
  for (const name of names) {
    assert.ok(document.getElementById(name), name);
    assert.ok(document.querySelector(`nav a[href="#${name}"]`), `in the contents: ${name}`);
  }
  for (const { sets, name } of entries) assert.deepEqual(sets, ["all"], name);
});

test("options and defaults are those that the module reports", () => {
  for (const { name, defaults } of classCases) {
    const entry = entries.find((one) => one.name === name);
    assert.ok(entry, name);
    const shown = Object.fromEntries(entry.options.map((option) => [option.name, option.default]));
    const expected = Object.fromEntries(Object.entries(defaults).map(([key, value]) => [key, showValue(value)]));
    assert.deepEqual(shown, expected, name);
    const table = document.getElementById(`${entry.family}.${name}`)?.parentElement?.querySelector("table");
    const rows = [...(table?.querySelectorAll("tbody tr") ?? [])].map((row) => row.querySelector("th")?.textContent);
    assert.deepEqual(
      rows,
      entry.options.map((option) => option.name),
      name,
    );
  }
});

test("nothing of this was left behind", () => assert.equal(k.liveHandles(), 0));
