// Links, tables, models and progress files that mean harm, in Node, with the parsers and the models of the pages: none
// takes a second of the processor, none throws what nobody meant, each is taken or refused in words.
// 200 generated ones of each kind in lane hostile, 10,000 in lane hostile-many.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";
import { loadNodeKernel } from "../../web/build/kernel.js";
import { readEssays } from "../../web/build/project.js";
import { tablePlugin } from "../../web/build/tables.js";
import { pagesIn } from "../../web/elements/sw-progress.js";
import { Graph } from "../../web/runtime/cells.js";
import { History } from "../../web/runtime/history.js";
import { stored } from "../../web/runtime/progress.js";
import { coerce, effective, same, schema } from "../../web/runtime/state.js";
import { formatHash, maxHashLength, parseHash } from "../../web/runtime/url.js";
import { classCases } from "../bindings/classes.js";
import { animals, freeing, k } from "../bindings/load.js";
import { random } from "../web/random.js";
import * as generated from "./generated.js";
import * as written from "./written.js";

const nGenerated = Number(process.env.SCROLLWORK_HOSTILE ?? 200);
const root = fileURLToPath(new URL("../..", import.meta.url));

/** Seconds of the processor, whatever else the machine does. */
const seconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/**
 * Runs something that may not take a second.
 * @template T @param {string} what @param {() => T} run @returns {T}
 */
function promptly(what, run) {
  const start = seconds();
  try {
    return run();
  } finally {
    const took = seconds() - start;
    assert.ok(took < 1, `${what.slice(0, 200)} took ${took.toFixed(2)} s`);
  }
}

const codes = ["BadShape", "BadValue", "NotFitted", "Parse", "OutOfMemory"];
/** The words of a refusal that was meant. @param {any} error @param {string} input */
function assertRefusal(error, input) {
  const about = `${JSON.stringify(input.slice(0, 300))}: ${error?.stack ?? error}`;
  assert.ok(error instanceof Error, about);
  // A mistake in our own code is a TypeError or the like; what an essay says to its reader is a plain Error.
  assert.ok(codes.includes(/** @type {any} */ (error).code) || error.constructor === Error, about);
  assert.ok(error.message.length > 8 && error.message.length < 2000, about);
  if (!/\[object|undefined/.test(input)) assert.doesNotMatch(error.message, /\[object|undefined/, about);
}

/** Nothing that hostile keys name has come to all objects. */
function assertClean() {
  assert.deepEqual(Object.keys(Object.prototype), []);
  assert.equal(/** @type {any} */ ({}).pwned, undefined);
  assert.equal(/** @type {any} */ (globalThis).pwned, undefined);
}

/** A module that plain Node cannot read, because it imports a style sheet or a CSV file. @param {string} file */
const importByVite = async (file) =>
  /** @type {any} */ (
    (await runnerImport(file, { root, configFile: false, logLevel: "silent", plugins: [tablePlugin()] })).module
  );

/** @typedef {{ name: string, model: any, schema: import("../../web/runtime/state.js").Schema, kernels: string }} Page */

/** @returns {Promise<Page[]>} every essay, and every section of the gallery that computes */
async function pagesWithModels() {
  const sections = join(root, "essays/gallery/sections");
  const sources = [
    ...readEssays().map(({ slug, dir, kernels }) => ({ name: slug, file: join(dir, "model.js"), kernels })),
    ...readdirSync(sections).map((name) => ({ name, file: join(sections, name, "model.js"), kernels: "all" })),
  ];
  /** @type {Page[]} */
  const found = [];
  for (const { name, file, kernels } of sources) {
    if (!existsSync(file)) continue;
    const model = await importByVite(file);
    const { state = {}, cells = {}, steps = [] } = model; // a section need not have all of them
    found.push({ name, model: { state, cells, steps }, schema: schema(state), kernels });
  }
  return found;
}

const pages = await pagesWithModels();
const { readRules } = await importByVite(join(root, "web/runtime/teacher.js"));
const validTables = ["iris", "penguins", "wine"].map((name) =>
  readFileSync(join(root, "tests/data", `${name}.csv`), "utf8")
    .split("\n")
    .slice(0, 25)
    .join("\n"),
);

/** Links as the pages write them. @param {Page} page @param {number} seed */
function validLinks(page, seed) {
  const { number, integer, pick } = random(seed);
  const wild = (/** @type {import("../../web/runtime/state.js").Field} */ field) => {
    switch (field.kind) {
      case "number":
        return pick([field.min, field.max, number(Math.max(field.min, -1e6), Math.min(field.max, 1e6))]);
      case "boolean":
        return number(0, 1) < 0.5;
      case "choice":
        return pick(field.values);
      case "numbers":
        return Array.from({ length: integer(0, field.maxLength) }, () => number(field.min, field.max));
      case "points": {
        const [x0, x1, y0, y1] = field.bounds;
        const point = () => [integer(0, 2 * field.max), number(x0, x1), number(y0, y1)];
        const label = () => (field.classes ? [integer(-1, field.classes - 1)] : []);
        return Array.from({ length: integer(0, field.max) }, () => [...point(), ...label()]).flat();
      }
      default:
        return pick(["", "species", "__proto__", "\u{1F408}"]);
    }
  };
  const chosen = Object.entries(page.schema).filter(() => number(0, 1) < 0.4);
  const edits = Object.fromEntries(chosen.map(([key, field]) => [key, coerce(field, wild(field)) ?? field.default]));
  return formatHash({ id: pick(["", "meet"]), edits }, page.schema);
}

test("links: every one is read into values that fit, and gives the same state when it is written and read again", () => {
  const { pick } = random(1);
  for (let seed = 0; seed < nGenerated; seed++) {
    const page = pick(pages);
    const hash = generated.link(random(seed), Object.keys(page.schema), [validLinks(page, seed)]);
    readsSafely(page, hash);
  }
  for (const page of pages) for (const hash of written.links) readsSafely(page, hash);
  assertClean();
});

/** @param {Page} page @param {string} hash */
function readsSafely(page, hash) {
  const { id, edits } = promptly(hash, () => parseHash(hash, page.schema));
  assert.equal(typeof id, "string");
  if (edits === null) return;
  for (const [key, value] of Object.entries(edits)) {
    assert.ok(Object.hasOwn(page.schema, key), hash);
    assert.ok(same(coerce(page.schema[key], value), value), `${key} in ${hash}`);
  }
  const again = formatHash({ id, edits }, page.schema);
  if (again.length > maxHashLength) return;
  const before = effective(page.schema, [], null, edits);
  assert.deepEqual(effective(page.schema, [], null, parseHash(again, page.schema).edits ?? {}), before, hash);
}

test("lessons: a query names known settings or none", () => {
  for (const page of pages)
    for (const query of written.queries) {
      const { lock, hide } = promptly(query, () => readRules(new URLSearchParams(query), page.schema));
      for (const key of [...lock, ...hide]) assert.ok(Object.hasOwn(page.schema, key));
    }
});

test("tables: the kernel takes each or says what is wrong with it, and where", () => {
  const read = (/** @type {string} */ text) => {
    try {
      promptly(text, () => k.datasets.readCsv(text));
      return "";
    } catch (error) {
      assertRefusal(error, text);
      return /** @type {Error} */ (error).message;
    }
  };
  for (const { what, text, refused } of written.tables) {
    const message = read(text);
    if (refused) assert.match(message, refused, what);
    else assert.equal(message, "", what);
  }
  let nRefused = 0;
  for (let seed = 0; seed < nGenerated; seed++) if (read(generated.table(random(seed), validTables))) nRefused++;
  assert.ok(nRefused > 0.05 * nGenerated && nRefused < 0.95 * nGenerated, `${nRefused} of ${nGenerated} were refused`);
  assertClean();
});

test("tables in the pages: what reads a reader's own text answers or fails in words", async () => {
  let nPages = 0;
  for (const page of pages) {
    const texts = Object.keys(page.schema).filter((key) => page.schema[key].kind === "text");
    const kernel = await loadNodeKernel(page.kernels);
    for (const key of texts) {
      const names = cellsThatRead(page, kernel, key);
      if (names.length === 0) continue;
      nPages++;
      const computed = computeWith(page, kernel, names);
      for (const { text } of written.tables) if (text.length <= page.schema[key].max) computed({ [key]: text });
      // A page computes more than its parser does: of ten thousand tables a hundredth.
      for (let seed = 0; seed < Math.max(20, nGenerated / 100); seed++)
        computed({ [key]: generated.table(random(seed), validTables) });
      refusesInItsOwnWords(page, kernel, names, { [key]: "a,b,kind\n1,2,x\n3,4,y\n" });
    }
  }
  assert.ok(nPages >= 3, `${nPages} pages take a reader's text`);
  assertClean();
});

test("links in the pages: no state that a link can hold makes a cell hang or break", async () => {
  for (const page of pages) {
    const kernel = await loadNodeKernel(page.kernels);
    const computed = computeWith(page, kernel, Object.keys(page.model.cells));
    const isEssay = page.kernels !== "all";
    for (let seed = 0; seed < Math.max(isEssay ? 5 : 2, nGenerated / (isEssay ? 100 : 500)); seed++) {
      const { edits } = parseHash(validLinks(page, seed), page.schema);
      computed(edits ?? {});
    }
  }
});

/** The cells of a page that change or fail when a text does. @param {Page} page @param {any} kernel @param {string} key */
function cellsThatRead(page, kernel, key) {
  /** @type {string[]} */
  const found = [];
  for (const name of Object.keys(page.model.cells)) {
    const state = effective(page.schema, [], null, {});
    const graph = new Graph(page.model, kernel, state, { History });
    const before = graph.read(name).version;
    graph.set({ ...state, [key]: "x" });
    if (graph.read(name).version !== before) found.push(name);
    graph.close();
  }
  return found;
}

/**
 * Computes cells as the worker does: each to its first value, and a generator a few steps further; none may take a second.
 * @param {Page} page @param {any} kernel @param {string[]} names
 */
function computeWith(page, kernel, names) {
  const graph = new Graph(page.model, kernel, effective(page.schema, [], null, {}), { History });
  return (/** @type {import("../../web/runtime/state.js").State} */ edits) => {
    graph.set(effective(page.schema, [], null, edits));
    const about = `${page.name} at ${JSON.stringify(edits).slice(0, 500)}`;
    for (const name of names) {
      const { failed, error } = promptly(`cell ${name} of ${about}`, () => graph.read(name));
      if (failed) assertRefusal(error, about);
    }
    for (let n = 0; n < 3; n++) if (!promptly(`a step of ${about}`, () => graph.advance(names, () => true))) break;
    graph.publish();
  };
}

/**
 * A table that is sound but too small for what a page does with it: the page says so; an option of a kernel's, which the
 * reader never set, says nothing to them.
 * @param {Page} page @param {any} kernel @param {string[]} names @param {import("../../web/runtime/state.js").State} edits
 */
function refusesInItsOwnWords(page, kernel, names, edits) {
  const graph = new Graph(page.model, kernel, effective(page.schema, [], null, edits), { History });
  for (const name of names) {
    const { failed, error } = graph.read(name);
    if (failed) assert.doesNotMatch(String(error), /expected \S+\.\.\S+, got/, `cell ${name} of ${page.name}`);
  }
  graph.close();
}

test("models: each text is a model or is refused, and nothing is left behind", () =>
  freeing(() => {
    /** @type {string[]} */
    const valid = [];
    const bases = [k.base.Classifier, k.base.Regressor, k.base.Transformer, k.base.Clusterer];
    for (const { make } of classCases) {
      const model = make();
      if (!bases.some((base) => model instanceof base)) continue;
      if (model instanceof k.interpolate.CubicSpline) continue; // takes one column only
      if (model instanceof k.base.Transformer || model instanceof k.base.Clusterer) model.fit(animals.X);
      else model.fit(animals.X, model instanceof k.base.Regressor ? Float64Array.from(animals.y) : animals.y);
      const text = k.persistence.toJson(model);
      if (text.length < 60_000) valid.push(text);
    }
    assert.ok(valid.length > 20, `${valid.length} models to begin with`);
    const before = k.liveHandles();
    let nRefused = 0;
    const read = (/** @type {string} */ text) => {
      try {
        const { value: model, handles } = k.collect(() => promptly(text, () => k.persistence.fromJson(text)));
        // What was let in must also be able to answer, or refuse to.
        if ("predict" in model && !("fitPredict" in model))
          try {
            promptly(text, () => /** @type {any} */ (model).predict(animals.X));
          } catch (error) {
            assertRefusal(error, text);
          }
        for (const handle of handles) handle.delete();
      } catch (error) {
        nRefused++;
        assertRefusal(error, text);
      }
    };
    for (const { text } of written.models) read(text);
    assert.equal(nRefused, written.models.length, "none of those written by hand is a model");
    for (let seed = 0; seed < nGenerated; seed++) {
      const draws = random(seed);
      read(generated.json(draws, draws.pick(valid)));
    }
    assert.ok(nRefused > 0.5 * nGenerated, `${nRefused} of ${nGenerated} were refused`);
    assert.equal(k.liveHandles(), before, "kernel objects left behind");
    assertClean();
  }));

test("progress: of a file or of the browser's storage only plain entries are taken", () => {
  const whole = JSON.stringify({
    format: "scrollwork-progress",
    version: 1,
    pages: { "/a/": { guess: "70", stars: 3 }, "/b/": { envelope: "open" } },
  });
  const isPlain = (/** @type {unknown} */ value) => typeof value === "string" || Number.isFinite(value);
  const read = (/** @type {string} */ text) => {
    const pagesFound = promptly(text, () => pagesIn(text));
    for (const [page, entries] of pagesFound ?? []) {
      assert.ok(page.startsWith("/"));
      for (const [, value] of entries) assert.ok(isPlain(value), text);
      assert.doesNotThrow(() => Object.fromEntries(entries));
    }
    try {
      const storage = /** @type {any} */ ({ getItem: () => text });
      for (const value of promptly(text, () => stored(storage, "scrollwork:/a/")).values())
        assert.ok(isPlain(value), text);
    } catch (error) {
      // What is stored there is no JSON, or not an object: Progress starts empty.
      assert.ok(
        error instanceof SyntaxError || error instanceof TypeError || error instanceof RangeError,
        String(error),
      );
    }
  };
  written.progressFiles.forEach(read);
  for (let seed = 0; seed < nGenerated; seed++) read(generated.json(random(seed), whole));
  assertClean();
});
