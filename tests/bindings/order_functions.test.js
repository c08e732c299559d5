// The last step of a module's build, which moves functions and numbers their variables: what it gives is the same module, and what it cannot read stays.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { numbered } from "../../wasm_bindings/number_locals.node.js";
import { ordered } from "../../wasm_bindings/order_functions.node.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const program = join(root, "wasm_bindings/order_functions.node.js");

test("a built module stays valid, with the same imports and exports, and packs no worse", async () => {
  const before = readFileSync(join(root, "build/wasm/kernel-tables.wasm"));
  const after = Uint8Array.from(numbered(ordered(before)));
  const [old, put] = await Promise.all([before, after].map((bytes) => WebAssembly.compile(bytes)));
  assert.deepEqual(WebAssembly.Module.imports(put), WebAssembly.Module.imports(old));
  assert.deepEqual(WebAssembly.Module.exports(put), WebAssembly.Module.exports(old));
  assert.ok(gzipSync(after, { level: 9 }).length <= gzipSync(before, { level: 9 }).length);
});

test("two functions that change places are called by their new numbers", async () => {
  // 200 functions, each one more than the one behind it, and a last one, which says 1. Each holds what only the function
  // a hundred places on holds as well, which is further away than gzip looks back. The first is exported.
  const nCallers = 200;
  const last = nCallers + 1;
  let drawn = 1;
  const draw = () => (drawn = (drawn * 48271) % 2147483647) & 0x3f;
  const held = Array.from({ length: nCallers / 2 }, () =>
    Array.from({ length: 300 }, () => [0x41, draw(), 0x1a]).flat(),
  );
  const caller = (/** @type {number} */ i) => [
    0x00,
    ...held[i % held.length],
    ...[0x10, ...number(i + 2), 0x10, ...number(last), 0x6a, 0x0b],
  ];
  const bodies = [...Array.from({ length: nCallers }, (_, i) => caller(i)), [0x00, 0x41, 1, 0x0b]];
  const bytes = Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 0, 1, 0x7f]),
    ...section(2, [1, 1, 0x65, 1, 0x67, 0, 0]), // e.g, a function that nobody calls: there is always one in ours
    ...section(3, [...number(bodies.length), ...bodies.map(() => 0)]),
    ...section(4, [1, 0x70, 0, 1]),
    ...section(7, [1, 1, 0x66, 0, 1]),
    ...section(9, [1, 0, 0x41, 0, 0x0b, 1, ...number(last)]),
    ...section(10, [...number(bodies.length), ...bodies.flatMap((body) => [...number(body.length), ...body])]),
  ]);
  const run = async (/** @type {Uint8Array} */ module) => {
    const { instance } = await WebAssembly.instantiate(module, { e: { g: () => 0 } });
    return /** @type {any} */ (instance.exports).f();
  };
  const put = Uint8Array.from(ordered(bytes));
  assert.notDeepEqual(put, bytes, "it packs better in another order");
  assert.equal(await run(bytes), nCallers + 1);
  assert.equal(await run(put), nCallers + 1);
});

test("variables that change numbers keep their values and types", async () => {
  // Two functions of two arguments a and b that do the same, a * 2^31 + (b + 100) - a, by way of variables that the second
  // numbers the other way round; one variable between them is of another type and unused.
  const body = (/** @type {number} */ first, /** @type {number} */ second) => [
    ...[3, 1, 0x7f, 1, 0x7c, 1, 0x7f],
    ...[0x20, 0, 0x41, 31, 0x74, 0x21, first, 0x20, 1, 0x41, ...[0xe4, 0x00], 0x6a, 0x21, second],
    ...[0x20, first, 0x20, second, 0x6a, 0x20, 0, 0x6b, 0x20, first, 0x20, first, 0x6b, 0x6a, 0x0b],
  ];
  const bodies = [body(2, 4), body(4, 2)];
  const bytes = Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 2, 0x7f, 0x7f, 1, 0x7f]),
    ...section(3, [2, 0, 0]),
    ...section(7, [2, 1, 0x66, 0, 0, 1, 0x67, 0, 1]),
    ...section(10, [2, ...bodies.flatMap((each) => [each.length, ...each])]),
  ]);
  const run = async (/** @type {Uint8Array} */ module) => {
    const { f, g } = /** @type {any} */ ((await WebAssembly.instantiate(module)).instance.exports);
    return [f(3, 4), g(3, 4), f(-2, 9), g(-2, 9)];
  };
  const put = Uint8Array.from(numbered(bytes));
  assert.deepEqual(await run(put), await run(bytes));
  assert.equal(put.length, bytes.length);
  assert.deepEqual(put.subarray(-body(2, 4).length), put.subarray(-2 * body(2, 4).length - 1, -body(2, 4).length - 1));
});

test("what is no module that it knows is left byte for byte, and said", () => {
  const folder = mkdtempSync(join(tmpdir(), "scrollwork-order-"));
  const file = join(folder, "kernel-strange.wasm");
  const strange = Uint8Array.from([0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...section(8, [0])]);
  writeFileSync(file, strange);
  execFileSync(process.execPath, [program, file], { stdio: "pipe" });
  assert.deepEqual(Uint8Array.from(readFileSync(file)), strange);
  rmSync(folder, { recursive: true });
});

/** A number as modules write it, seven bits a byte. @param {number} value @returns {number[]} */
const number = (value) => (value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...number(value >>> 7)]);

/** @param {number} id @param {number[]} content */
const section = (id, content) => [id, ...number(content.length), ...content];
