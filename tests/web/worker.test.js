import assert from "node:assert/strict";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { copyOut } from "../../web/runtime/copy.js";
import { serveModel } from "../../web/runtime/worker.js";
import { fakeKernel } from "./fake_kernel.js";

/** A worker without a thread: messages are handed over at once, deferred tasks run when `run` says, the clock counts asks. */
function serve(model, { k = fakeKernel(), loadKernel = async () => k } = {}) {
  const heard = [];
  const tasks = [];
  let clock = 0;
  let receive;
  const port = {
    addEventListener: (_, listener) => (receive = listener),
    postMessage: (message, transfer) => heard.push(structuredClone(message, { transfer })),
  };
  serveModel({ model, loadKernel, port, now: () => clock++, defer: (task) => tasks.push(task) });
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
