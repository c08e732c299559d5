// Numbers as text: what d3-format writes, for every specifier that is taken; a clear error for the others.
import { test } from "node:test";
import assert from "node:assert/strict";
import * as d3 from "d3-format";
import { format, precisionFixed } from "../../web/words/numbers.js";

const signs = ["", "+", "-", " "];
const digits = ["", ".0", ".1", ".2", ".3", ".8"];
const types = ["", "d", "e", "f", "g", "p", "r", "%"];
const specifiers = signs.flatMap((sign) =>
  ["", ","].flatMap((comma) =>
    digits.flatMap((precision) =>
      ["", "~"].flatMap((tilde) => types.map((type) => sign + comma + precision + tilde + type)),
    ),
  ),
);
const sizes = [0, 1e-7, 0.0004, 0.045, 1 / 3, 0.5, 0.1 + 0.2, 1, 9.995, 12.5, 99.95, 100, 1234.5, 999999.5, 1e15, 1e20];
const values = [...sizes, ...sizes.map((size) => -size), NaN, Infinity, -Infinity];

test(`${specifiers.length} specifiers write numbers as d3-format does`, () => {
  for (const specifier of specifiers) {
    const [expected, written] = [d3.format(specifier), format(specifier)];
    for (const value of values) assert.equal(written(value), expected(value), `${specifier} of ${value}`);
  }
});

test("steps have the decimals that d3-format gives them", () => {
  for (const step of sizes.filter((size) => size > 0)) assert.equal(precisionFixed(step), d3.precisionFixed(step));
});

test("a specifier that is none of these is refused by name", () => {
  for (const specifier of ["percent", "$,.2f", "08d", "s", ".2x", " >8"])
    assert.throws(() => format(specifier), {
      message: `format: expected "[+][,][.digits][~]" and one of d, e, f, g, p, r or %, got "${specifier}"`,
    });
});
