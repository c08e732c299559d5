// The last step of a module's build, which moves functions: what it gives is the same module, and what it cannot read stays.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { ordered } from "../../wasm_bindings/order_functions.node.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const program = join(root, "wasm_bindings/order_functions.node.js");

test("a built module stays valid, with the same imports and exports, and packs no worse", async () => {
  const before = readFileSync(join(root, "build/wasm/kernel-all.wasm"));
  const after = Uint8Array.from(ordered(before));
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
