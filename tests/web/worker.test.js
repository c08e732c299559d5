import assert from "node:assert/strict";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { copyOut } from "../../web/runtime/copy.js";
import { History } from "../../web/runtime/history.js";
import { serveModel } from "../../web/runtime/worker.js";
import { tablesNotReached } from "../../web/words/tables.js";
import { fakeKernel } from "./fake_kernel.js";

/** A worker without a thread: messages are handed over at once, deferred tasks run when `run` says, the clock counts asks. */
function serve(
  model,
  { k = fakeKernel(), loadKernel = async () => k, fetchTables, tablesNotReached: notReached } = {},
) {
  const heard = [];
  const tasks = [];
  let clock = 0;
  let receive;
  const port = {
    addEventListener: (_, listener) => (receive = listener),
    postMessage: (message, transfer) => heard.push(structuredClone(message, { transfer })),
  };
  serveModel({
    ...{ model, loadKernel, fetchTables, tablesNotReached: notReached, History, port },
    now: () => clock++,
    defer: (task) => tasks.push(task),
  });
  return {
    heard,
    tasks,
    tell: (data) => receive({ data: structuredClone(data) }),
    /** Runs tasks until none is left, or at most so many. */
    run(most = Infinity) {
      let n = 0;
      while (tasks.length && n++ < most) tasks.shift()();
    },
    async start() {
      receive({ data: { type: "start" } });
      await new Promise(setImmediate);
    },
  };
}
const want = (id, changes, cells, paused = false) => ({ type: "want", id, changes, cells, paused });

test("one request, one reply with its id: values once, then kept; changes are merged", async () => {
  const cells = { a: ({ x, y }) => ({ sum: x + y }), b: ({ y }) => y };
  const worker = serve({ cells });
  worker.tell(want(1, { x: 1, y: 2 }, ["a", "b"]));
  worker.run();
  assert.equal(worker.heard.length, 0, "the kernel is not there yet");
  await worker.start();
  worker.run();
  worker.tell(want(2, { x: 5 }, ["a", "b"]));
  worker.run();
  const [first, second] = worker.heard;
  assert.deepEqual(first, {
    type: "results",
    id: 1,
    values: { a: { sum: 3 }, b: 2 },
    errors: {},
    kept: [],
    running: [],
  });
  assert.deepEqual(second, { type: "results", id: 2, values: { a: { sum: 7 } }, errors: {}, kept: ["b"], running: [] });
});

test("the newest request wins: those overtaken before they were begun are never computed", async () => {
  const computed = [];
  const worker = serve({ cells: { a: ({ x }) => (computed.push(x), x) } });
  await worker.start();
  for (const x of [1, 2, 3]) worker.tell(want(x, { x }, ["a"]));
  worker.run();
  assert.deepEqual(computed, [3]);
  assert.deepEqual(
    worker.heard.map(({ id }) => id),
    [3],
  );
});

test("a long run yields to messages, sends partial values only after the page has drawn, and always the last", async () => {
  const cells = {
    *count({ n }) {
      for (let i = 1; i < n; i++) yield i;
      return n;
    },
  };
  const worker = serve({ cells });
  await worker.start();
  worker.tell(want(1, { n: 100 }, ["count"]));
  worker.run(5);
  assert.deepEqual(
    worker.heard.map(({ values }) => values.count),
    [1],
    "nothing more until the page has drawn",
  );
  assert.equal(worker.tasks.length, 1, "but the work goes on");
  worker.tell({ type: "drawn" });
  worker.run(2);
  assert.equal(worker.heard.length, 2);
  const partial = worker.heard[1].values.count;
  assert.ok(partial > 1 && partial < 100, `partial ${partial}`);
  assert.deepEqual(worker.heard[1].running, ["count"]);
  worker.run();
  assert.equal(worker.heard.length, 2);
  worker.tell({ type: "drawn" });
  worker.run();
  assert.deepEqual([worker.heard.at(-1).values.count, worker.heard.at(-1).running], [100, []]);
  worker.tell({ type: "drawn" });
  worker.run();
  assert.equal(worker.heard.length, 3);
});

test("a change closes the run that it overtakes; a pause and an empty request hold it where it is", async () => {
  let steps = 0;
  const cells = {
    *train({ x }) {
      for (let i = 0; ; i++) {
        steps++;
        yield x * 1000 + i;
      }
    },
  };
  const worker = serve({ cells });
  await worker.start();
  worker.tell(want(1, { x: 1 }, ["train"]));
  worker.run(3);
  worker.tell(want(2, {}, ["train"], true));
  worker.run();
  const held = steps;
  worker.tell(want(3, {}, []));
  worker.run();
  assert.equal(steps, held);
  worker.tell(want(4, {}, ["train"]));
  worker.run(1);
  worker.tell({ type: "drawn" });
  worker.run(2);
  assert.ok(steps > held);
  assert.ok(worker.heard.at(-1).values.train < 2000, "it goes on and does not begin anew");
  worker.tell(want(5, { x: 2 }, ["train"]));
  worker.run(1);
  assert.equal(worker.heard.at(-1).values.train, 2000);
});

test("a failing cell is an answer; a kernel that does not load and a trap are the end", async () => {
  const cells = {
    bad: ({ x }) => {
      throw Object.assign(new Error(`x: expected > 0, got ${x}`), { code: "BadValue" });
    },
    user: ({ bad }) => bad,
    trap: () => {
      throw Object.assign(new Error("fit: unreachable"), { cause: new WebAssembly.RuntimeError("unreachable") });
    },
  };
  const worker = serve({ cells });
  await worker.start();
  worker.tell(want(1, { x: -1 }, ["user"]));
  worker.run();
  assert.deepEqual(worker.heard[0].errors, { user: { code: "BadValue", message: "x: expected > 0, got -1" } });
  worker.tell(want(2, {}, ["user"]));
  worker.run();
  assert.deepEqual(worker.heard[1].kept, ["user"]);
  worker.tell(want(3, {}, ["trap"]));
  worker.tell(want(4, {}, ["user"]));
  worker.tell(want(5, {}, ["trap"]));
  worker.run();
  assert.deepEqual(worker.heard[2], { type: "broken", error: { code: undefined, message: "fit: unreachable" } });
  worker.tell(want(6, {}, ["user"]));
  worker.run();
  assert.equal(worker.heard.length, 3, "a broken worker says no more");

  const unloaded = serve(
    { cells },
    {
      loadKernel: async () => {
        throw new Error("no SIMD");
      },
    },
  );
  await unloaded.start();
  assert.deepEqual(unloaded.heard[0], { type: "broken", error: { code: undefined, message: "no SIMD" } });
  const misspelt = serve({ cells });
  await misspelt.start();
  misspelt.tell(want(1, {}, ["surfac"]));
  misspelt.run();
  assert.match(misspelt.heard[0].error.message, /cell "surfac": no state or cell/);
});

test("what leaves is a copy: arrays transferred, handles and functions left out, the cell's own data whole", () => {
  const heap = new Float64Array([1, 2, 3, 4]);
  const k = fakeKernel();
  const shared = heap.subarray(1, 3);
  const value = {
    a: shared,
    again: shared,
    handle: k.make(1),
    run: () => 1,
    list: [new Uint8ClampedArray([7]), "x", null, undefined],
    deep: { n: NaN },
  };
  const transfer = new Set();
  const copy = structuredClone(copyOut(value, transfer), { transfer: [...transfer] });
  assert.deepEqual(copy, {
    a: Float64Array.of(2, 3),
    again: Float64Array.of(2, 3),
    list: [Uint8ClampedArray.of(7), "x", null, undefined],
    deep: { n: NaN },
  });
  assert.equal(copy.a, copy.again);
  assert.equal(transfer.size, 2);
  assert.deepEqual(heap, Float64Array.of(1, 2, 3, 4));
  assert.equal(copyOut(k.make(1), transfer), undefined);
  const loop = {};
  loop.self = loop;
  assert.equal(copyOut(loop, transfer).self.self.self !== undefined, true);
});

test("a cell that throws is its own readers' error: what else was wanted comes, and goes on coming", async () => {
  let closed = 0;
  const cells = {
    bad: ({ x }) => {
      if (x > 1) throw new Error(`x: expected <= 1, got ${x}`);
      return x;
    },
    figure: ({ bad }) => bad,
    *other({ x }) {
      try {
        for (let i = 0; ; i++) yield 10 * x + i;
      } finally {
        closed++;
      }
    },
  };
  const worker = serve({ cells });
  await worker.start();
  worker.tell(want(1, { x: 2 }, ["figure", "other"]));
  worker.run(1);
  assert.deepEqual(worker.heard[0].errors, { figure: { code: undefined, message: "x: expected <= 1, got 2" } });
  assert.deepEqual([worker.heard[0].values, worker.heard[0].running], [{ other: 20 }, ["other"]]);
  worker.tell(want(2, { x: 1 }, ["figure", "other"]));
  worker.run(1);
  assert.deepEqual([worker.heard[1].values, worker.heard[1].errors, closed], [{ figure: 1, other: 10 }, {}, 1]);
});

test("10,000 retrains: every overtaken run is closed, every handle freed, and the heap is flat", async () => {
  const collect = garbageCollector();
  const k = fakeKernel();
  let open = 0;
  const cells = {
    data: ({ seed }, k) => ({ handle: k.make(seed), X: new Float64Array(500).fill(seed) }),
    *fit({ data, C }, k) {
      open++;
      try {
        const model = k.make(data.handle.content + C);
        for (let i = 0; i < 5; i++) yield { model, loss: data.X[i] + C };
      } finally {
        open--;
      }
    },
    surface: ({ fit }) => new Uint8Array(1000).fill(fit.model.content),
  };
  const worker = serve({ cells }, { k });
  await worker.start();
  let used = 0;
  let handles = 0;
  for (let id = 1; id <= 10_000; id++) {
    worker.tell(want(id, { seed: id % 7, C: id }, ["surface"]));
    worker.tell({ type: "drawn" });
    worker.run(id % 3); // some are overtaken before they begin, some half-way, some go further
    worker.heard.length = 0;
    handles = Math.max(handles, k.liveHandles());
    if (id === 2000) {
      collect();
      used = process.memoryUsage().heapUsed;
    }
  }
  collect();
  const grown = process.memoryUsage().heapUsed - used;
  assert.ok(open <= 1, `${open} generators are open`);
  assert.ok(handles <= 2, `${handles} handles at once`);
  assert.ok(grown < 500_000, `${grown} bytes more after 8,000 retrains`); // one kept array each would be 4,000,000
  worker.tell(want(10_001, {}, []));
  worker.run();
});

/** A function that collects garbage now. */
function garbageCollector() {
  setFlagsFromString("--expose_gc");
  return runInNewContext("gc");
}

/** A worker whose kernels cannot read a table; `come` and `fail` settle the fetch that is on its way. */
function servesTables(model) {
  const parsed = [];
  const readCsv = (text) => (parsed.push(text), { rows: text.length });
  const k = fakeKernel();
  const fetches = [];
  const worker = serve(model, {
    loadKernel: async (bytes) => (bytes?.byteLength === 3 ? { datasets: { readCsv } } : k),
    fetchTables: () => new Promise((resolve, reject) => fetches.push({ resolve, reject })),
    tablesNotReached,
  });
  const settle = async (/** @type {(fetch: any) => void} */ act) => {
    act(fetches.at(-1));
    await new Promise(setImmediate);
    worker.run();
  };
  return {
    ...worker,
    parsed,
    fetches,
    come: () => settle(({ resolve }) => resolve(new Response(new Uint8Array(3)))),
    fail: () => settle(({ reject }) => reject(new TypeError("offline"))),
    refuse: () => settle(({ resolve }) => resolve(new Response("", { status: 404 }))),
    ask(id, changes, names) {
      worker.tell(want(id, changes, names));
      worker.run();
      return worker.heard.at(-1);
    },
  };
}
const tableCells = {
  table: ({ csv }, k) => (csv ? k.datasets.readCsv(csv) : { rows: 0 }),
  rows: ({ table }) => table.rows,
  other: ({ x }) => 10 * x,
};

test("a cell that reads a file waits for what reads it: no value, no error, nothing owed; the rest goes on", async () => {
  const worker = servesTables({ cells: tableCells });
  await worker.start();
  assert.deepEqual(worker.ask(1, { csv: "", x: 1 }, ["rows", "other"]).values, { rows: 0, other: 10 });
  assert.equal(worker.fetches.length, 0, "nobody has brought a file");
  const waiting = { type: "results", values: {}, errors: {}, kept: ["other"], running: [] };
  assert.deepEqual(worker.ask(2, { csv: "ab" }, ["rows", "other"]), { ...waiting, id: 2 });
  assert.deepEqual(worker.ask(3, { x: 2 }, ["rows", "other"]).values, { other: 20 });
  assert.equal(worker.fetches.length, 1, "asked for once");
  await worker.come();
  assert.deepEqual(worker.heard.at(-1), { ...waiting, id: 3, values: { rows: 2 } });
  assert.deepEqual(worker.ask(4, { csv: "abc" }, ["rows"]).values, { rows: 3 });
  assert.equal(worker.fetches.length, 1);
});

test("the newest file wins while its reader is on its way, and going back takes nothing from a run", async () => {
  let started = 0;
  const model = {
    state: { at: { of: "run", max: 100 } },
    cells: {
      ...tableCells,
      *run({ x, rows }) {
        started++;
        for (let i = 0; ; i++) yield 100 * x + rows + i;
      },
    },
  };
  const worker = servesTables(model);
  await worker.start();
  worker.ask(1, { csv: "", x: 1, at: 3 }, ["run"]);
  worker.ask(2, { csv: "a" }, ["run"]);
  worker.ask(3, { csv: "abcd" }, ["rows"]);
  worker.ask(4, { csv: "" }, ["run"]);
  worker.tell({ type: "drawn" });
  worker.run();
  const begun = started;
  await worker.come();
  assert.deepEqual(worker.heard.at(-1).runs.run, { at: 3, made: 4, ended: false });
  assert.deepEqual([started, worker.heard.at(-1).kept], [begun, ["run"]], "what was computed meanwhile stays");
  assert.deepEqual(worker.parsed, []);
  worker.ask(5, { csv: "abc" }, ["rows"]);
  assert.deepEqual(worker.parsed, ["abc"]);

  const both = servesTables({ cells: { ...tableCells, shape: ({ rows, table }) => `${rows} of ${table.rows}` } });
  await both.start();
  both.ask(1, { csv: "ab" }, ["table", "shape"]);
  await both.come();
  assert.deepEqual(both.heard.at(-1).values, { table: { rows: 2 }, shape: "2 of 2" }, "each that waited is told");

  const late = servesTables({ cells: tableCells });
  await late.start();
  late.ask(1, { csv: "a" }, ["rows"]);
  late.ask(2, { csv: "ab" }, ["rows"]);
  await late.come();
  assert.deepEqual(late.parsed, ["ab"]);
  assert.deepEqual(late.heard.at(-1).values, { rows: 2 });
});

test("where what reads files does not come the cell says so, and asks again with the next request", async () => {
  const message = tablesNotReached;
  const worker = servesTables({ cells: tableCells });
  await worker.start();
  worker.ask(1, { csv: "ab", x: 1 }, ["rows"]);
  await worker.fail();
  assert.deepEqual(worker.heard.at(-1).errors, { rows: { code: undefined, message } });
  assert.equal(worker.fetches.length, 1, "it does not ask by itself");
  assert.deepEqual(worker.ask(2, {}, ["rows"]).errors, {}, "on its way again");
  await worker.refuse();
  assert.deepEqual(worker.heard.at(-1).errors, { rows: { code: undefined, message } });
  worker.ask(3, { csv: "" }, ["rows"]);
  assert.deepEqual(worker.heard.at(-1).values, { rows: 0 });
  assert.equal(worker.fetches.length, 2, "no file, nothing to fetch");
  worker.ask(4, { csv: "abc" }, ["rows"]);
  await worker.come();
  assert.deepEqual(worker.heard.at(-1).values, { rows: 3 });
});

test("a cell that hides an error, and one that reads a file in the middle of a run, are computed anew", async () => {
  const worker = servesTables({
    cells: {
      careful({ csv }, k) {
        try {
          return k.datasets.readCsv(csv).rows;
        } catch (error) {
          return error.message;
        }
      },
      *slow({ csv }, k) {
        yield 1;
        yield k.datasets.readCsv(csv).rows;
      },
    },
  });
  await worker.start();
  worker.ask(1, { csv: "ab" }, ["careful", "slow"]);
  worker.tell({ type: "drawn" });
  worker.run();
  await worker.come();
  worker.tell({ type: "drawn" });
  worker.run();
  assert.deepEqual(worker.parsed, ["ab", "ab"]);
  const last = (/** @type {string} */ name) =>
    worker.heard.map(({ values }) => values[name]).findLast((value) => value);
  assert.deepEqual([last("careful"), last("slow")], [2, 2]);
});
