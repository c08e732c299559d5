// The last step of a module's build, which moves functions and numbers their variables: what it gives is the same module, and what it cannot read stays.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { blanked } from "../../wasm_bindings/blank_names.node.js";
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

// In each of the following modules the second function does what the first does by variables of other numbers, in more
// bytes than a few, so that it packs best with the first one's numbers.
const i32 = 0x7f;
const f64 = 0x7c;
const get = (/** @type {number} */ variable) => [0x20, variable];
const set = (/** @type {number} */ variable) => [0x21, variable];
const tee = (/** @type {number} */ variable) => [0x22, variable];
const drop = 0x1a;

/**
 * Two functions of two whole numbers, f and g.
 * @param {number[][]} bodies  without their lengths @returns {Uint8Array}
 */
const moduleOf = (bodies) =>
  Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 2, i32, i32, 1, i32]),
    ...section(3, [2, 0, 0]),
    ...section(7, [2, 1, 0x66, 0, 0, 1, 0x67, 0, 1]),
    ...section(10, [2, ...bodies.flatMap((each) => [...number(each.length), ...each])]),
  ]);

/** @param {Uint8Array} module */
const answersOf = async (module) => {
  const { f, g } = /** @type {any} */ ((await WebAssembly.instantiate(Uint8Array.from(module))).instance.exports);
  return [f(3, 4), g(3, 4), f(-2, 9), g(-2, 9)];
};

/** The bytes of the last function. @param {Uint8Array} module @param {number[]} body  as it was */
const lastOf = (module, body) => [...module.subarray(-body.length)];

test("variables change numbers where that packs better, and keep their values", async () => {
  // (a * 2^31 + (b + 100)) - a, by three variables that go round: it takes two changes.
  const body = (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ z) => [
    ...[1, 3, i32],
    ...[...get(0), 0x41, 31, 0x74, ...set(x), ...get(1), 0x41, ...[0xe4, 0x00], 0x6a, ...tee(y), ...get(x), 0x6a],
    ...[...set(z), ...get(z), ...get(0), 0x6b, ...get(x), ...get(y), 0x6a, ...get(z), 0x6b, 0x6a, 0x0b],
  ];
  const [first, second] = [body(2, 3, 4), body(3, 4, 2)];
  const bytes = moduleOf([first, second]);
  const put = numbered(bytes);
  assert.deepEqual(await answersOf(put), await answersOf(bytes));
  assert.equal(put.length, bytes.length);
  assert.deepEqual(lastOf(put, second), first);
});

test("variables of different types do not change numbers, however well that would pack", async () => {
  const body = (/** @type {number[]} */ types, /** @type {number} */ whole, /** @type {number} */ real) => [
    ...[2, 1, types[0], 1, types[1]],
    ...[...get(0), ...set(whole), ...get(real), ...set(real), ...get(real), drop, ...get(whole), drop],
    ...[...get(real), ...tee(real), drop, ...get(1), ...set(whole), ...get(whole), 0x0b],
  ];
  const second = body([f64, i32], 3, 2);
  const bytes = moduleOf([body([i32, f64], 2, 3), second]);
  const put = numbered(bytes);
  assert.deepEqual(lastOf(put, second), second);
  assert.deepEqual(await answersOf(put), await answersOf(bytes));
});

test("arguments keep their numbers, and do not change with variables of their type", async () => {
  // f is 3 a - 2 b, g 3 b - 2 a; in the third module g has a variable in the place of its first argument.
  const body = (/** @type {number} */ a, /** @type {number} */ b) => [
    ...[1, 1, i32, ...get(a), ...get(a), 0x6a, ...get(a), 0x6a, ...get(b), ...get(b), 0x6a, 0x6b, ...set(a)],
    ...[...get(a), ...get(b), ...set(b), 0x0b],
  ];
  for (const [a, b] of [
    [1, 0],
    [2, 1],
    [1, 2],
  ]) {
    const second = body(a, b);
    const bytes = moduleOf([body(0, 1), second]);
    const put = numbered(bytes);
    assert.deepEqual(lastOf(put, second), second, `arguments ${a}, ${b}`);
    assert.deepEqual(await answersOf(put), await answersOf(bytes));
  }
});

test("names of classes are blanked, and no other text", () => {
  const text = (/** @type {string} */ name) => [...name].map((letter) => letter.charCodeAt(0));
  const module = (/** @type {number[]} */ ...content) =>
    Uint8Array.from([...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0], ...section(11, content)]);
  const [name, view] = ["N10scrollwork5ErrorE", "emscripten::memory_view<unsigned char>"];
  const kept = text("St9bad_alloc\0scrollwork\0N10scrollwork\0");
  const before = module(7, ...text(name), 0, ...kept, ...text(view), 0);
  const after = module(7, ...text(name).fill(0), 0, ...kept, ...text(view).fill(0), 0);
  assert.deepEqual(Uint8Array.from(blanked(before)), after);
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
