// Puts the functions of built modules in the order that packs best: node order_functions.node.js kernel-<set>.wasm
//
// gzip finds again what it saw at most 32 KB ago, and a module is several times as long. The linker keeps the order of
// the sources, Binaryen that of use: neither puts what is alike together. Here each function is followed by the one that
// shares most with those before it, and the module is rewritten with the new numbers; nothing else changes in it. The
// most used functions keep the numbers that fit into one byte. Then each function's variables get the numbers that pack best
// in this order (number_locals.node.js). Texts that nobody reads are blanked before all this (blank_names.node.js).
import { Buffer } from "node:buffer";
import { readFileSync, writeFileSync } from "node:fs";
import { argv } from "node:process";
import { gzipSync } from "node:zlib";
import { blanked } from "./blank_names.node.js";
import { numbered } from "./number_locals.node.js";
import { Reader, callCodes, encode, refuse, sectionsOf, skipOperands } from "./wasm_reader.js";

/** @typedef {import("./wasm_reader.js").Reference} Reference */

const sectionId = { import: 2, function: 3, export: 7, start: 8, element: 9, code: 10 };
/** Functions with a smaller number are called by one byte. */
const oneByteNumbers = 128;
/** How many bytes in a row count as shared. Which number does best differs from module to module: the best is kept. */
const runLengths = [4, 5, 6];
/** A function is compared with as many before it. */
const remembered = 16;
/** What more functions than these have in common says nothing of any of them. */
const common = 60;

/** The functions that a body calls or names. @param {Uint8Array} bytes @param {number} start @param {number} end */
function callsIn(bytes, start, end) {
  const reader = new Reader(bytes, start);
  for (let groups = reader.number(); groups > 0; groups--) reader.skipNumbers(2); // locals
  /** @type {Reference[]} */
  const calls = [];
  while (reader.at < end) {
    const code = reader.byte();
    if (callCodes.has(code)) calls.push(reader.reference());
    else skipOperands(reader, code);
  }
  if (reader.at !== end) refuse("a function that ends within an instruction");
  return calls;
}

/** @param {Uint8Array} bytes  a module */
function parse(bytes) {
  const sections = sectionsOf(bytes);
  const isNames = (/** @type {{ id: number, start: number }} */ { id, start }) =>
    id === 0 && Buffer.from(bytes.subarray(start, start + 5)).toString("latin1") === "\x04name";
  if (sections.some((section) => section.id === sectionId.start || isNames(section)))
    refuse("a module with names or a start function");
  const open = (/** @type {number} */ id) => {
    const section = sections.find((each) => each.id === id);
    return section ? new Reader(bytes, section.start) : refuse(`a module without section ${id}`);
  };
  const list = (/** @type {Reader} */ reader, /** @type {() => any} */ read) =>
    Array.from({ length: reader.number() }, read);

  const imports = open(sectionId.import);
  list(imports, () => {
    for (let names = 0; names < 2; names++) imports.skip(imports.number());
    if (imports.byte() !== 0) refuse("an import that is no function");
    imports.skipNumbers();
  });
  const types = open(sectionId.function);
  const exported = open(sectionId.export);
  const elements = open(sectionId.element);
  const code = open(sectionId.code);
  const nImports = new Reader(bytes, sections.find(({ id }) => id === sectionId.import)?.start).number();
  return {
    bytes,
    sections,
    nImports,
    types: list(types, () => types.number()),
    /** @type {Reference[]} */
    exports: list(exported, () => {
      exported.skip(exported.number());
      const isFunction = exported.byte() === 0;
      const reference = exported.reference();
      return isFunction ? [reference] : [];
    }).flat(),
    elements: elementsOf(elements, list),
    bodies: list(code, () => {
      const length = code.number();
      const start = code.at;
      code.skip(length);
      return { start, end: code.at, calls: callsIn(bytes, start, code.at) };
    }),
  };
}

/** The functions of the one table. @param {Reader} reader @param {(reader: Reader, read: () => any) => any[]} list */
function elementsOf(reader, list) {
  if (reader.number() !== 1 || reader.number() !== 0) refuse("more than one plain table of functions");
  if (reader.byte() !== 0x41) refuse("a table whose place is no constant");
  reader.skipNumbers();
  if (reader.byte() !== 0x0b) refuse("a table whose place is computed");
  return /** @type {Reference[]} */ (list(reader, () => reader.reference()));
}

/** @typedef {ReturnType<typeof parse>} Module */

/** The module with its functions in another order, each named by its place in the present one. @param {Module} module @param {number[]} order */
function rewrite(module, order) {
  const { bytes, nImports } = module;
  const places = new Map(order.map((index, place) => [index + nImports, place + nImports]));
  const renumbered = (/** @type {number} */ from, /** @type {number} */ to, /** @type {Reference[]} */ references) => {
    const parts = [];
    let at = from;
    for (const { start, end, called } of references) {
      parts.push(bytes.subarray(at, start), Uint8Array.from(encode(places.get(called) ?? called)));
      at = end;
    }
    return Buffer.concat([...parts, bytes.subarray(at, to)]);
  };
  const contentOf = (/** @type {{ id: number, start: number, end: number }} */ { id, start, end }) => {
    if (id === sectionId.function)
      return Buffer.from([order.length, ...order.map((i) => module.types[i])].flatMap(encode));
    if (id === sectionId.export) return renumbered(start, end, module.exports);
    if (id === sectionId.element) return renumbered(start, end, module.elements);
    if (id !== sectionId.code) return bytes.subarray(start, end);
    const bodies = order.flatMap((index) => {
      const { start, end, calls } = module.bodies[index];
      const body = renumbered(start, end, calls);
      return [Buffer.from(encode(body.length)), body];
    });
    return Buffer.concat([Buffer.from(encode(order.length)), ...bodies]);
  };
  const sections = module.sections.flatMap((section) => {
    const content = contentOf(section);
    return [Buffer.from([section.id, ...encode(content.length)]), content];
  });
  return Buffer.concat([bytes.subarray(0, 8), ...sections]);
}

/** Functions from the most used to the least. @param {Module} module */
function byUse({ nImports, bodies, exports, elements }) {
  const uses = bodies.map(() => 0);
  for (const { called } of [...bodies.flatMap(({ calls }) => calls), ...exports, ...elements]) {
    if (called >= nImports) uses[called - nImports]++;
  }
  return [...uses.keys()].sort((a, b) => uses[b] - uses[a] || a - b);
}

/** What a body shares with others: its runs of bytes, as hashes, without the numbers of functions. @param {Module} module @param {number} index @param {number} run */
function runsOf({ bytes, bodies }, index, run) {
  const { start, end, calls } = bodies[index];
  const edges = [start, ...calls.flatMap((call) => [call.start, call.end]), end];
  const kept = [];
  for (let i = 0; i < edges.length; i += 2) kept.push(...bytes.subarray(edges[i], edges[i + 1]));
  /** @type {Set<number>} */
  const runs = new Set();
  for (let i = 0; i + run <= kept.length; i++) {
    let hash = 0;
    for (let k = 0; k < run; k++) hash = (Math.imul(hash, 0x01000193) ^ kept[i + k]) >>> 0;
    runs.add(hash);
  }
  return runs;
}

/** The longest function first, then always the one that shares most, for its length, with the last ones. @param {Module} module @param {number[]} indices @param {number} run */
function chain(module, indices, run) {
  const runs = new Map(indices.map((index) => [index, runsOf(module, index, run)]));
  /** @type {Map<number, number[]>} */
  const owners = new Map();
  for (const [index, hashes] of runs) {
    for (const hash of hashes) {
      const list = owners.get(hash);
      if (list) list.push(index);
      else owners.set(hash, [index]);
    }
  }
  const lengthOf = (/** @type {number} */ index) => module.bodies[index].end - module.bodies[index].start;
  const left = new Set(indices);
  /** How many runs those that are left share with a function. @param {number} index */
  const sharedWith = (index) => {
    /** @type {Map<number, number>} */
    const counts = new Map();
    for (const hash of runs.get(index) ?? []) {
      const list = owners.get(hash) ?? [];
      if (list.length > common) continue;
      for (const other of list) if (left.has(other)) counts.set(other, (counts.get(other) ?? 0) + 1);
    }
    return counts;
  };
  /** @type {Map<number, number>[]}  of the last functions, the last one first */
  const recent = [];
  /** @type {number[]} */
  const order = [];
  while (left.size > 0) {
    /** @type {Map<number, number>} */
    const shared = new Map();
    for (const [age, counts] of recent.entries())
      for (const [index, count] of counts) shared.set(index, (shared.get(index) ?? 0) + count / (1 + age));
    const score = (/** @type {number} */ index) => (shared.get(index) ?? 0) / (lengthOf(index) + 30);
    let best = -1;
    let highest = -1;
    for (const index of left) {
      const reached = score(index);
      if (reached < highest || (reached === highest && lengthOf(index) <= lengthOf(best))) continue;
      best = index;
      highest = reached;
    }
    order.push(best);
    left.delete(best);
    recent.unshift(sharedWith(best));
    recent.length = Math.min(recent.length, remembered);
  }
  return order;
}

/** @param {Uint8Array} bytes  a module @returns {Uint8Array}  the same, in the order that packs best */
export function ordered(bytes) {
  const module = parse(bytes);
  const ranked = byUse(module);
  const nShort = oneByteNumbers - module.nImports;
  const candidates = runLengths.map((run) =>
    rewrite(module, [...chain(module, ranked.slice(0, nShort), run), ...chain(module, ranked.slice(nShort), run)]),
  );
  const packed = (/** @type {Uint8Array} */ each) => gzipSync(each, { level: 9 }).length;
  return [bytes, ...candidates].reduce((a, b) => (packed(b) < packed(a) ? b : a));
}

for (const path of argv.slice(2)) {
  const bytes = readFileSync(path);
  try {
    writeFileSync(path, numbered(ordered(blanked(bytes))));
  } catch (error) {
    // Another compiler's module may hold what is unknown here: it is as good, and somewhat larger.
    console.warn(`${path}: left as it is: ${error instanceof Error ? error.message : error}`);
  }
}
