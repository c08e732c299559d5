// Calls that nobody would write, by the thousand: every class and function of the module, with arguments made after their
// types in kernel.d.ts and, one in four, something else. Each call must end in a sound result or in an Error with a
// code; "Internal" (a trap, an exception nobody meant) is a finding. One seed is one sequence of calls.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { animals } from "./load.js";

const declarations = readFileSync(new URL("../../wasm_bindings/kernel.d.ts", import.meta.url), "utf8")
  .replace(/\/\*[^]*?\*\//g, "")
  .replace(/\/\/.*$/gm, "");

/** The types of the parameters of every method, function and constructor, by name: of all that have it. @type {Map<string, string[][]>} */
const parameters = new Map();
for (const [, name, list] of declarations.matchAll(/(\w+)(?:: new )?\(([^()]*)\)(?: =>|:)/g)) {
  const types = list.split(/,(?![^[{]*[\]}])/).map((parameter) => parameter.split(/\??:/).slice(1).join(":").trim());
  parameters.set(name, [...(parameters.get(name) ?? []), types.filter(Boolean)]);
}
/** The fields of every interface of options. @type {Map<string, [name: string, type: string][]>} */
const fields = new Map();
for (const [, name, body] of declarations.matchAll(/interface (\w+Options)[^{]*\{([^{}]*)\}/g)) {
  fields.set(
    name,
    [...body.matchAll(/(\w+)\??: ([^;]+);/g)].map((m) => [m[1], m[2]]),
  );
}

/** Numbers from a seed: mulberry32. @param {number} seed */
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const codes = new Set(["BadShape", "BadValue", "NotFitted", "Parse", "Deleted", "OutOfMemory"]);

/** What a call may return: matrices whose data fit their shape, and no more. @param {any} value */
function isSound(value, depth = 0) {
  if (value === null || typeof value !== "object" || depth > 3 || ArrayBuffer.isView(value)) return true;
  if ("rows" in value && "cols" in value && "data" in value) return value.data.length === value.rows * value.cols;
  return Array.isArray(value) ? value.every((item) => isSound(item, depth + 1)) : true;
}

/**
 * @param {any} k a kernel
 * @param {{ seed: number, calls: number }} options
 * @returns {Record<string, number>} how often each outcome came: "ok", or a code
 */
export function generatedCalls(k, { seed, calls }) {
  const random = generator(seed);
  const below = (/** @type {number} */ n) => Math.floor(random() * n);
  const pick = (/** @type {readonly any[]} */ list) => list[below(list.length)];

  /** @type {{ name: string, type: any }[]} */
  const classes = [];
  /** @type {{ name: string, call: (...args: any[]) => any }[]} */
  const functions = [];
  for (const [family, members] of Object.entries(k)) {
    if (typeof members !== "object") continue;
    for (const [name, value] of Object.entries(members)) {
      if (value.prototype && "isDeleted" in value.prototype) {
        if (family !== "base" || name === "Rng") classes.push({ name, type: value });
      } else functions.push({ name, call: value });
    }
  }

  const scalar = () =>
    pick([
      0,
      1,
      2,
      3,
      5,
      8,
      0.5,
      0.1,
      1e-3,
      -1,
      -0,
      1.5,
      1e6,
      2 ** 31,
      -(2 ** 31),
      2 ** 53,
      1e308,
      1e-320,
      NaN,
      Infinity,
    ]);
  const modest = () => pick([1, 2, 3, 4, 5, 7, 0, 0.5, 0.25, 0.9]);
  const matrix = () => {
    if (random() < 0.4) return animals.X;
    const rows = below(9);
    const cols = 1 + below(4);
    const data = Float64Array.from({ length: rows * cols }, () => (random() < 0.02 ? scalar() : random() * 8 - 4));
    return random() < 0.5
      ? { data, rows, cols }
      : k.matrix(Array.from({ length: rows }, (_, i) => data.slice(i * cols, (i + 1) * cols)));
  };
  const labels = () => {
    if (random() < 0.4) return animals.y;
    const list = Array.from({ length: below(9) }, () => (random() < 0.02 ? scalar() : below(3)));
    return random() < 0.5 ? list : Int32Array.from(list);
  };
  const numbers = () => {
    if (random() < 0.3) return Float64Array.from(animals.X.data.filter((_, i) => i % 2 === 0));
    return Array.from({ length: below(9) }, () => (random() < 0.05 ? scalar() : random() * 4));
  };
  const junk = () =>
    pick([
      undefined, null, true, "", "x", "auto", "\u{1f408}", 3n, Symbol("s"), () => 1, {}, [], [[]], [[1], [2, 3]], [[1, "2"]],
      new Date(0), new DataView(new ArrayBuffer(8)), new BigInt64Array(2), new Float32Array(3), new ArrayBuffer(8), NaN,
      { data: [1, 2], rows: 1, cols: 2 }, { data: new Float64Array(4), rows: 2 ** 31, cols: 2 ** 31 },
      { data: new Float64Array(2), rows: -1, cols: -2 }, { get data() { throw new TypeError("no data"); } },
      { length: 2 ** 31 }, new Proxy({}, { get: () => NaN }), { ...animals.X, rows: 59 }, "a,b\n1,2\n3,x\n", scalar(),
    ]); // prettier-ignore

  /** @type {any[]} kernel objects that are alive */
  let models = [];
  const model = () => (models.length > 0 ? pick(models) : undefined);

  /** A value of a type of kernel.d.ts, as far as it is known here. @param {string} type @returns {any} */
  function valueOf(type) {
    const options = /(\w+Options)\b/.exec(type);
    if (random() < 0.08) return junk();
    if (options && fields.has(options[1])) {
      /** @type {Record<string, unknown>} */
      const out = {};
      for (const [name, fieldType] of fields.get(options[1]) ?? []) {
        if (random() < 0.25) out[name] = valueOf(fieldType);
      }
      if (random() < 0.03) out.unknown = 1;
      return random() < 0.1 ? undefined : out;
    }
    if (type.includes('"')) {
      const literals = [...type.matchAll(/"([^"]*)"/g)].map((m) => m[1]);
      return random() < 0.9 ? pick(literals) : junk();
    }
    if (/Classifier|Regressor|Transformer|Clusterer/.test(type)) {
      return /\[\]|readonly/.test(type) ? Array.from({ length: below(3) }, model) : model();
    }
    if (type.includes("MatrixInput")) return matrix();
    if (type.includes("LabelsInput")) return labels();
    if (/NumbersInput|number\[\]|Float64Array|Int32Array/.test(type)) return random() < 0.3 ? labels() : numbers();
    if (type.includes("Bounds")) return pick([[0, 12, 0, 10], [0, 1, 0, 1], [1, 0, 0, 1], [0, 1], undefined]);
    if (type.includes("boolean")) return random() < 0.5;
    if (type.includes("number")) return random() < 0.75 ? modest() : scalar();
    if (type.includes("string")) {
      return pick([
        "",
        "x",
        "auto",
        "none",
        "a,b,label\n1,2,u\n3,4,v\n",
        '{"format":"scrollwork-model","version":1}',
        "{",
        "\0",
      ]);
    }
    return pick(results.length > 0 ? results : [undefined]);
  }
  /** @type {any[]} what earlier calls returned, as arguments of later ones: a surface for contour, a table, a model's text */
  let results = [];
  const argumentsOf = (/** @type {string} */ name) => {
    const types = pick(parameters.get(name) ?? [[]]);
    const args = types.map((/** @type {string} */ type) =>
      random() < 0.06 ? pick([junk, matrix, labels, model])() : valueOf(type),
    );
    if (random() < 0.03) args.pop();
    if (random() < 0.02) args.push(junk());
    return args;
  };

  /** @type {Record<string, number>} */
  const outcomes = {};
  /** @param {string} name @param {(args: any[]) => any} run @param {any[]} args */
  function attempt(name, run, args) {
    let outcome = "ok";
    let value;
    try {
      value = run(args);
      assert.ok(isSound(value), `${name}: a result whose data do not fit its shape`);
    } catch (/** @type {any} */ error) {
      if (!(error instanceof Error) || !codes.has(/** @type {any} */ (error).code)) {
        const shown = args.map((arg) => describe(arg)).join(", ");
        throw new Error(`seed ${seed}: ${name}(${shown}): ${error}`, { cause: error });
      }
      outcome = /** @type {any} */ (error).code;
    }
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    return value;
  }

  const isHandle = (/** @type {any} */ value) => value !== null && typeof value === "object" && "isDeleted" in value;
  let made = 0;
  while (made < calls) {
    // An episode of some forty calls on objects of its own, which are freed at its end.
    const { handles } = k.collect(() => {
      models = [];
      results = [];
      for (let i = 0; i < 40 && made < calls; i++, made++) {
        const what = random();
        /** @type {any} */
        let value;
        if (what < 0.25 || models.length === 0) {
          const { name, type } = pick(classes);
          value = attempt(`new ${name}`, (args) => new type(...args), argumentsOf(name));
        } else if (what < 0.45) {
          const { name, call } = pick(functions);
          value = attempt(name, (args) => call(...args), argumentsOf(name));
        } else {
          const object = model();
          const member = pick(membersOf(object));
          if (typeof memberOf(object, member) === "function") {
            value = attempt(
              `${object.constructor.name}.${member}`,
              (args) => object[member](...args),
              argumentsOf(member),
            );
          } else {
            value = attempt(`${object.constructor.name}.${member}`, () => object[member], []);
          }
        }
        if (isHandle(value)) {
          if (!models.includes(value)) models.push(value);
        } else if (value !== undefined && results.length < 20) results.push(value);
      }
    });
    for (const handle of handles) /** @type {any} */ (handle).delete();
  }
  return outcomes;
}

/** The methods and properties of a kernel object; not `delete`, which would end the episode's object. @param {any} object */
function membersOf(object) {
  const names = [];
  for (let p = Object.getPrototypeOf(object); p !== Object.prototype; p = Object.getPrototypeOf(p)) {
    names.push(...Object.getOwnPropertyNames(p));
  }
  return names.filter((name) => !["constructor", "delete", "isDeleted"].includes(name));
}
/** @param {any} object @param {string} name */
function memberOf(object, name) {
  for (let p = object; p !== null; p = Object.getPrototypeOf(p)) {
    const found = Object.getOwnPropertyDescriptor(p, name);
    if (found) return found.value;
  }
  return undefined;
}
/** @param {any} value */
function describe(value) {
  try {
    if (typeof value === "object" && value !== null && "isDeleted" in value) return value.constructor.name;
    return typeof value === "object" ? JSON.stringify(value).slice(0, 200) : String(value);
  } catch {
    return typeof value;
  }
}
