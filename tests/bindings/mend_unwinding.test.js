// The step of a module's build that mends what the compiler nests wrongly: the wrong order is told from all others.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { mend } from "../../wasm_bindings/mend_unwinding.node.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

// Instructions: the calls may throw, and leave nothing.
const tryVoid = [0x06, 0x40];
const call = (/** @type {number} */ index) => [0x10, index];
const delegate = (/** @type {number} */ label) => [0x18, label];
const [tryCalls, end, catchAll, rethrow] = [tryVoid, [0x0b], [0x19], [0x09, 0]];

/** The calls of the three imported functions, all within a try whose catch calls the fourth; 2 blocks out is the caller. @param {number[]} calls */
const within = (calls) => [...tryVoid, ...calls, ...catchAll, ...call(3), ...rethrow, ...end, ...end];
const wrong = within([...tryCalls, ...call(0), ...tryCalls, ...call(1), ...delegate(2), ...call(2), ...delegate(0)]);
const right = within([...tryCalls, ...call(0), ...call(1), ...delegate(1), ...tryCalls, ...call(2), ...delegate(0)]);

/** A module that imports `e.a` to `e.d` and exports `f`, which has this body. @param {number[]} body */
function moduleOf(body) {
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 0, 0]),
    ...section(2, [4, ...[0x61, 0x62, 0x63, 0x64].flatMap((name) => [1, 0x65, 1, name, 0, 0])]),
    ...section(3, [1, 0]),
    ...section(7, [1, 1, 0x66, 0, 4]),
    ...section(10, [1, body.length + 1, 0, ...body]),
  ]);
}

/** Which functions ran, when the function of that name throws. @param {Uint8Array} bytes @param {string} thrower */
async function ranWith(bytes, thrower) {
  let ran = "";
  const named = (/** @type {string} */ name) => () => {
    ran += name;
    if (name === thrower) throw new Error(name);
  };
  const e = Object.fromEntries([..."abcd"].map((name) => [name, named(name)]));
  const { instance } = await WebAssembly.instantiate(Uint8Array.from(bytes), { e });
  try {
    /** @type {any} */ (instance.exports).f();
  } catch {
    ran += "!";
  }
  return ran;
}

test("two calls that unwind to the caller leave the try of the third", async () => {
  const bytes = moduleOf(wrong);
  assert.equal(await ranWith(bytes, "a"), "ad!", "a cleans up what only c needs cleaned up");
  assert.equal(mend(bytes), 1);
  assert.deepEqual(bytes, moduleOf(right));
  for (const [thrower, ran] of [
    ["a", "a!"],
    ["b", "ab!"],
    ["c", "abcd!"],
    ["", "abc"],
  ]) {
    assert.equal(await ranWith(bytes, thrower), ran);
  }
  assert.equal(mend(bytes), 0, "nothing is left to mend");
});

test("what is nested for a reason stays", () => {
  const inner = [...tryCalls, ...call(1), ...delegate(2)];
  const kept = {
    "the right order": right,
    "a call that does not unwind to the caller": within([
      ...tryCalls,
      ...call(0),
      ...tryCalls,
      ...call(1),
      ...delegate(1),
      ...delegate(0),
    ]),
    "a try with a catch": within([...tryCalls, ...call(0), ...inner, ...catchAll, ...end]),
    "a try with another block": within([...tryCalls, 0x02, 0x40, ...end, ...inner, ...call(2), ...delegate(0)]),
    "a try with two": within([...tryCalls, ...inner, ...inner, ...call(2), ...delegate(0)]),
  };
  for (const [what, body] of Object.entries(kept)) {
    const bytes = moduleOf(body);
    assert.ok(WebAssembly.validate(bytes), what);
    assert.equal(mend(bytes), 0, what);
    assert.deepEqual(bytes, moduleOf(body), what);
  }
});

test("the module of all kernels has nothing of the kind", () => {
  assert.equal(mend(readFileSync(join(root, "build/wasm/kernel-all.wasm"))), 0);
});

test("as a program it mends its input, leaves what it writes to, and what it cannot read", () => {
  const folder = mkdtempSync(join(tmpdir(), "scrollwork-mend-"));
  const strange = Uint8Array.from([...moduleOf([]).slice(0, 8), ...section(10, [1, 2, 0, 0xff])]);
  const files = { "in.wasm": moduleOf(wrong), "out.wasm": moduleOf(wrong), "strange.wasm": strange };
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
  const program = join(root, "wasm_bindings/mend_unwinding.node.js");
  execFileSync(process.execPath, [program, "--some", "in.wasm", "strange.wasm", "-o", "out.wasm"], {
    cwd: folder,
    stdio: "pipe",
  });
  const after = (/** @type {string} */ name) => Uint8Array.from(readFileSync(join(folder, name)));
  assert.deepEqual(after("in.wasm"), moduleOf(right));
  assert.deepEqual(after("out.wasm"), files["out.wasm"]);
  assert.deepEqual(after("strange.wasm"), strange);
  rmSync(folder, { recursive: true });
});

/** @param {number} id @param {number[]} content */
const section = (id, content) => [id, content.length, ...content];
