import assert from "node:assert/strict";
import { test } from "node:test";
import { evaluate, Graph } from "../../web/runtime/cells.js";
import { History } from "../../web/runtime/history.js";
import { fakeKernel } from "./fake_kernel.js";
import { random } from "./random.js";

const value = (graph, name) => {
  const { value, error, failed } = graph.read(name);
  if (failed) throw error;
  return value;
};
const after = (yields) => () => --yields <= 0;

test("a cell runs when it is read, once, and again only where what it read changed", () => {
  const runs = { a: 0, b: 0, c: 0 };
  const cells = {
    a: ({ x }) => (runs.a++, x + 1),
    b: ({ a }) => (runs.b++, a * 2),
    c: ({ y }) => (runs.c++, y),
  };
  const graph = new Graph({ cells }, fakeKernel(), { x: 1, y: 5 });
  assert.deepEqual(runs, { a: 0, b: 0, c: 0 });
  assert.equal(value(graph, "b"), 4);
  assert.equal(value(graph, "b"), 4);
  assert.deepEqual(runs, { a: 1, b: 1, c: 0 });
  graph.set({ x: 1, y: 6 });
  value(graph, "b");
  assert.deepEqual(runs, { a: 1, b: 1, c: 0 });
  graph.set({ x: 2, y: 6 });
  assert.equal(value(graph, "b"), 6);
  assert.deepEqual(runs, { a: 2, b: 2, c: 0 });
});

test("a conditional read is a dependency only while it is made", () => {
  let runs = 0;
  const cells = {
    left: ({ x }) => ({ x }),
    right: ({ y }) => {
      if (y < 0) throw new Error("right");
      return { y };
    },
    either: (s) => (runs++, s.side === "left" ? s.left.x : s.right.y),
  };
  const graph = new Graph({ cells }, fakeKernel(), { side: "left", x: 1, y: 2 });
  assert.equal(value(graph, "either"), 1);
  graph.set({ y: -3 });
  assert.equal(value(graph, "either"), 1);
  assert.equal(runs, 1);
  graph.set({ side: "right", y: 7 });
  assert.equal(value(graph, "either"), 7);
});

test("an equal number, string or boolean stops the re-runs there", () => {
  let runs = 0;
  const cells = { parity: ({ x }) => x % 2, user: ({ parity }) => (runs++, `${parity}`) };
  const graph = new Graph({ cells }, fakeKernel(), { x: 1 });
  value(graph, "user");
  graph.set({ x: 3 });
  value(graph, "user");
  assert.equal(runs, 1);
  graph.set({ x: 4 });
  assert.equal(value(graph, "user"), "0");
});

test("unknown names list the valid ones; cycles name their path; both fail the cell and its readers only", () => {
  const cells = {
    fit: ({ degre }) => degre,
    report: ({ fit }) => fit,
    a: ({ b }) => b,
    b: ({ c }) => c,
    c: ({ a }) => a,
    well: ({ degree }) => degree,
    rest: ({ degree, ...others }) => [degree, others],
    later: async ({ degree }) => degree,
  };
  const graph = new Graph({ cells }, fakeKernel(), { degree: 1 });
  assert.throws(
    () => value(graph, "report"),
    /cell "fit" reads "degre": no state or cell has this name; there are: degree, fit, report,/,
  );
  assert.throws(() => value(graph, "a"), /in a cycle: a → b → c → a/);
  assert.throws(() => value(graph, "b"), /in a cycle/);
  assert.throws(() => value(graph, "rest"), /\.\.\.rest/);
  assert.throws(() => value(graph, "later"), /cell "later" cannot be asynchronous/);
  assert.equal(value(graph, "well"), 1);
  assert.throws(() => graph.read("surface"), /cell "surface": no state or cell/);
  assert.throws(() => new Graph({ cells: { x: () => 1 } }, fakeKernel(), { x: 1 }), /both a state key and a cell/);
});

test("a cycle that a change of state opens is a cycle no longer", () => {
  const cells = { a: (s) => (s.open ? 1 : s.b + 1), b: ({ a }) => a + 1 };
  const graph = new Graph({ cells }, fakeKernel(), { open: false });
  assert.throws(() => value(graph, "a"), /cycle/);
  graph.set({ open: true });
  assert.deepEqual([value(graph, "a"), value(graph, "b")], [1, 2]);
  graph.set({ open: false });
  assert.throws(() => value(graph, "b"), /cycle/);
});

test("a failing cell fails its readers with the same error, keeps no handle, and recovers with its input", () => {
  const k = fakeKernel();
  const cells = {
    fit: ({ x }, k) => {
      const h = k.make(x);
      if (x < 0) throw new Error("x: expected >= 0, got -1");
      return h;
    },
    read: ({ fit }) => fit.content,
  };
  const graph = new Graph({ cells }, k, { x: 1 });
  assert.equal(value(graph, "read"), 1);
  graph.set({ x: -1 });
  const { error } = graph.read("fit");
  assert.equal(graph.read("read").error, error);
  assert.equal(k.liveHandles(), 0);
  graph.set({ x: 3 });
  assert.equal(value(graph, "read"), 3);
  graph.close();
  assert.equal(k.liveHandles(), 0);
});

test("a generator: first yield at once, then slices, readers see what is published and always the last", () => {
  const seen = [];
  const cells = {
    *count({ n }) {
      for (let i = 1; i < n; i++) yield i;
      return n;
    },
    double: ({ count }) => (seen.push(count), count * 2),
  };
  const graph = new Graph({ cells }, fakeKernel(), { n: 6 });
  const need = ["double"];
  assert.deepEqual([value(graph, "double"), graph.read("double").done], [2, false]);
  assert.equal(graph.advance(need, after(3)), true);
  assert.equal(value(graph, "double"), 2, "not before it is published");
  assert.equal(graph.publish(), true);
  assert.equal(value(graph, "double"), 8);
  assert.equal(
    graph.advance(need, () => false),
    false,
  );
  assert.equal(graph.read("double").done, false, "the last value is still to be shown");
  graph.publish();
  assert.deepEqual([value(graph, "double"), graph.read("double").done], [12, true]);
  assert.equal(graph.publish(), false);
  assert.deepEqual(seen, [1, 4, 6]);
});

test("a generator that returns nothing ends on its last yield; one without yields has a value too", () => {
  const cells = {
    *a() {
      yield 1;
      yield 2;
    },
    *b() {},
    *c() {
      return 3;
    },
  };
  const graph = new Graph({ cells }, fakeKernel(), {});
  value(graph, "a");
  graph.advance(["a"], () => false);
  graph.publish();
  assert.deepEqual(
    ["a", "b", "c"].map((name) => [value(graph, name), graph.read(name).done]),
    [
      [2, true],
      [undefined, true],
      [3, true],
    ],
  );
  const results = evaluate({ state: {}, cells }, fakeKernel());
  assert.deepEqual([results.a, results.b, results.c], [2, undefined, 3]);
});

test("a change of input closes the generator before its inputs' handles go", () => {
  const k = fakeKernel();
  const log = [];
  const cells = {
    data: ({ x }, k) => k.make(x),
    *train({ data }, k) {
      const net = k.make(0);
      try {
        for (;;) {
          net.content += data.content;
          yield { net };
        }
      } finally {
        log.push(`closed at ${net.content}, data ${data.content}`);
      }
    },
    loss: ({ train }) => train.net.content,
  };
  const graph = new Graph({ cells }, k, { x: 1 });
  value(graph, "loss");
  graph.advance(["loss"], after(4));
  graph.publish();
  assert.equal(value(graph, "loss"), 5);
  graph.set({ x: 10 });
  assert.equal(value(graph, "loss"), 10);
  assert.deepEqual(log, ["closed at 5, data 1"]);
  assert.equal(k.liveHandles(), 2);
  graph.close();
  assert.equal(k.liveHandles(), 0);
});

test("handles stay between yields, and a value that passes one on is never left with a freed one", () => {
  const k = fakeKernel();
  let passes = 0;
  const cells = {
    model: ({ x }, k) => k.make({ x }),
    passed: ({ model }) => (passes++, { inner: { model } }),
    // Does not change when x changes from 1 to 3, so nothing but the freeing itself can re-run what holds the handle.
    parity: ({ x }) => x % 2,
    user: ({ parity, passed }) => passed.inner.model.content.x + parity,
  };
  const graph = new Graph({ cells }, k, { x: 1 });
  assert.equal(value(graph, "user"), 2);
  graph.set({ x: 3 });
  value(graph, "model"); // re-runs alone, as when only the model is on screen
  assert.equal(value(graph, "user"), 4);
  assert.equal(passes, 2);
  assert.equal(k.liveHandles(), 1);
});

test("a generator that fails half-way fails its readers, which let go of its handles", () => {
  const k = fakeKernel();
  const cells = {
    *train({ limit }, k) {
      const net = k.make(0);
      for (;;) {
        if (++net.content > limit) throw new Error("diverged");
        yield net;
      }
    },
    kept: ({ train }) => ({ train }),
  };
  const graph = new Graph({ cells }, k, { limit: 3 });
  assert.equal(value(graph, "kept").train.content, 1);
  assert.equal(
    graph.advance(["kept"], () => false),
    false,
  );
  assert.equal(graph.publish(), true);
  assert.throws(() => value(graph, "kept"), /diverged/);
  assert.equal(k.liveHandles(), 0);
  graph.set({ limit: 9 });
  assert.equal(value(graph, "kept").train.content, 1);
});

test("a generator waits for an unfinished input instead of being restarted at each of its values", () => {
  let [starts, steps] = [0, 0];
  const cells = {
    *slow() {
      for (let i = 0; i < 5; i++) yield i;
    },
    *user({ slow }) {
      starts++;
      for (let i = 0; i < 3; i++, steps++) yield slow * 10 + i;
    },
  };
  const graph = new Graph({ cells }, fakeKernel(), {});
  assert.equal(value(graph, "user"), 0);
  graph.advance(["user"], () => false);
  graph.publish();
  assert.equal(value(graph, "user"), 40);
  assert.equal(steps, 0, "the first run stayed at its first yield");
  graph.advance(["user"], () => false);
  graph.publish();
  assert.deepEqual([value(graph, "user"), starts], [42, 2]);
});

/** A run of ten yields whose position is a state key; what it yields is plain, or holds a kernel object that goes on changing. */
const runOfTen = (k, { held = false } = {}) => {
  const counts = { started: 0, yields: 0, closed: 0 };
  const cells = {
    *run({ x }) {
      counts.started++;
      const trace = [];
      const object = held ? k.make(0) : undefined;
      try {
        for (let i = 0; i < 10; i++) {
          counts.yields++;
          trace.push(x * 100 + i);
          if (object) object.content = i;
          yield held ? { trace, object } : { trace };
        }
      } finally {
        counts.closed++;
      }
    },
    reader: ({ run }) => ({ length: run.trace.length, last: run.trace.at(-1), object: run.object?.content }),
  };
  return { cells, state: { x: 1, epoch: { of: "run", max: 20 } }, counts };
};
const small = (limit) => ({
  History: class extends History {
    constructor() {
      super(limit);
    }
  },
});
const finish = (graph, names) => {
  while (graph.advance(names, () => false) || graph.publish());
};

test("a run with a position goes as far as that; going back and forth computes nothing again", () => {
  const k = fakeKernel();
  const model = runOfTen(k);
  const graph = new Graph(model, k, { x: 1, epoch: 0 }, { History });
  const at = (epoch) => {
    graph.set({ epoch });
    value(graph, "reader");
    finish(graph, ["reader"]);
    return value(graph, "reader");
  };
  assert.deepEqual(at(0), { length: 1, last: 100, object: undefined });
  assert.equal(model.counts.yields, 1, "no further than its position");
  assert.deepEqual(at(6).last, 106);
  assert.deepEqual([at(2), at(5).last, at(0).length], [{ length: 3, last: 102, object: undefined }, 105, 1]);
  assert.deepEqual(model.counts, { started: 1, yields: 7, closed: 0 });
  assert.deepEqual(graph.read("run").run, { at: 0, made: 7, ended: false });
  assert.equal(at(20).last, 109, "beyond the end it is the last");
  assert.deepEqual(graph.read("run").run, { at: 9, made: 10, ended: true });
  assert.deepEqual([at(3).last, graph.read("reader").done, model.counts.started], [103, true, 1]);
  graph.set({ x: 2 });
  value(graph, "reader");
  finish(graph, ["reader"]);
  assert.equal(value(graph, "reader").last, 203, "a change of input runs it anew, to where the reader is");
  graph.close();
});

test("what cannot be kept is computed anew: kernel objects go on changing, memory has a limit", () => {
  for (const [options, graphOptions] of [
    [{ held: true }, { History }],
    [{}, small(200)],
  ]) {
    const k = fakeKernel();
    const model = runOfTen(k, options);
    const graph = new Graph(model, k, { x: 1, epoch: 9 }, graphOptions);
    for (const epoch of [9, 4, 5, 1, 8, 0, 9, 3]) {
      graph.set({ epoch });
      value(graph, "reader");
      finish(graph, ["reader"]);
      const expected = evaluate(runOfTen(k, options), k, { epoch });
      assert.deepEqual(value(graph, "reader"), expected.reader, `position ${epoch}`);
      expected.close();
    }
    assert.ok(model.counts.started > 1);
    graph.close();
    assert.equal(k.liveHandles(), 0);
  }
});

test("a position that goes back while yields wait to be shown: they are not shown after it", () => {
  const k = fakeKernel();
  const graph = new Graph(runOfTen(k), k, { x: 1, epoch: 3 }, { History });
  value(graph, "reader");
  finish(graph, ["reader"]);
  graph.set({ epoch: 9 });
  value(graph, "reader");
  graph.advance(["reader"], after(2));
  graph.set({ epoch: 3 });
  assert.equal(value(graph, "reader").last, 103);
  assert.equal(graph.publish(), false);
  assert.deepEqual([value(graph, "reader").last, graph.read("reader").done], [103, true]);
});

test("random ways through a run: what is shown depends on the state alone", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const { next: rng } = random(seed);
    const k = fakeKernel();
    const options = { held: rng() < 0.3 };
    const model = runOfTen(k, options);
    const graph = new Graph(model, k, { x: 1, epoch: 0 }, small(rng() < 0.5 ? 300 : 1e6));
    const state = { x: 1, epoch: 0 };
    for (let i = 0; i < 30; i++) {
      if (rng() < 0.15) state.x = Math.floor(rng() * 3);
      else state.epoch = Math.floor(rng() * 13);
      graph.set(state);
      value(graph, "reader");
      if (rng() < 0.3) {
        graph.advance(["reader"], after(1 + Math.floor(rng() * 4)));
        if (rng() < 0.5) graph.publish();
        continue;
      }
      finish(graph, ["reader"]);
      const expected = evaluate(runOfTen(k, options), k, { ...state });
      assert.deepEqual(value(graph, "reader"), expected.reader, `seed ${seed}, ${JSON.stringify(state)}`);
      expected.close();
    }
    graph.close();
    assert.equal(k.liveHandles(), 0, `seed ${seed}`);
  }
});

test("what an author can get wrong with a position is said", () => {
  const k = fakeKernel();
  const make = (state, cells) => new Graph({ cells, state }, k, { epoch: 0 }, { History });
  assert.throws(
    () => make({ epoch: { of: "trian", max: 9 } }, { train: () => 1 }),
    /state\.epoch: of "trian": no such cell; there are: train/,
  );
  assert.throws(
    () => value(make({ epoch: { of: "train", max: 9 } }, { train: () => 1 }), "train"),
    /position of cell "train", which must be a generator/,
  );
  const reads = { *train({ epoch }) { yield epoch; } }; // prettier-ignore
  assert.throws(
    () => value(make({ epoch: { of: "train", max: 9 } }, reads), "train"),
    /reads its own position "epoch"/,
  );
});

test("evaluate: final values at overrides and steps, lazily; it throws what a cell throws; close frees all", () => {
  const k = fakeKernel();
  const model = {
    state: { x: { default: 1, min: 0, max: 9, step: 1 } },
    steps: [{ id: "four", state: { x: 4 } }],
    cells: {
      *sum({ x }, k) {
        const h = k.make(0);
        for (let i = 0; i <= x; i++) {
          h.content += i;
          yield h;
        }
        return h;
      },
      report: ({ sum }) => `sum ${sum.content}`,
      bad: () => {
        throw new Error("bad");
      },
    },
  };
  const results = evaluate(model, k, { x: 3.2 });
  assert.equal(k.liveHandles(), 0);
  assert.equal(results.report, "sum 6");
  assert.equal(results.x, 3);
  assert.throws(() => results.bad, /bad/);
  assert.equal(k.liveHandles(), 1);
  results.close();
  assert.equal(k.liveHandles(), 0);
  assert.equal(evaluate(model, k, {}, "four").report, "sum 10");
  assert.throws(() => evaluate(model, k, { y: 1 }), /unknown key "y"/);
});

/**
 * A random model: cell c<i> reads some state keys and earlier cells, some of them conditionally, makes handles, passes
 * handles of its inputs on, is a generator or not, fails at times. Its value is a number hidden in a handle, so every
 * use of a stale value shows as a use after free.
 */
function randomModel({ integer, next, pick }, keys) {
  const number = (value) =>
    typeof value === "number" ? value : value.handles.reduce((sum, handle) => sum + handle.content, 0);
  const cells = {};
  const count = integer(2, 12);
  for (let i = 0; i < count; i++) {
    const reads = Array.from({ length: integer(0, 3) }, () =>
      i && next() < 0.7 ? `c${integer(0, i - 1)}` : pick(keys),
    );
    const [condition, aside] = [pick(keys), i ? `c${integer(0, i - 1)}` : pick(keys)];
    const [makes, passes, fails, coarse, yields] = [
      next() < 0.5,
      next() < 0.5,
      next() < 0.1,
      next() < 0.3,
      integer(0, 4),
    ];
    const body = function* (s, k) {
      const inputs = reads.map((name) => s[name]);
      if (s[condition] % 2) inputs.push(s[aside]);
      let total = i;
      for (let round = 0; round <= yields; round++) {
        total = (total * 31 + inputs.reduce((sum, input) => sum + number(input), round)) % 9973;
        if (fails && total % 5 === 0) throw new Error(`c${i} fails at ${total}`);
        const handles = passes ? inputs.flatMap((input) => input.handles ?? []) : [];
        if (makes) handles.push(k.make(total));
        const value = makes || handles.length ? { handles } : coarse ? total % 3 : total;
        if (round === yields) return value;
        yield value;
      }
    };
    cells[`c${i}`] =
      next() < 0.5
        ? body
        : (s, k) => {
            const run = body(s, k);
            let step = run.next();
            while (!step.done) step = run.next();
            return step.value;
          };
  }
  return { cells, number };
}

test("random graphs, random edits: incremental equals from scratch, no use after free, no handle left", () => {
  let failures = 0,
    unfinished = 0;
  for (let seed = 1; seed <= 400; seed++) {
    const draw = random(seed);
    const keys = ["p", "q", "r"];
    const { cells, number } = randomModel(draw, keys);
    const names = Object.keys(cells);
    const state = { p: 1, q: 2, r: 3 };
    const k = fakeKernel();
    const graph = new Graph({ cells }, k, state);
    const outcome = (read) => {
      try {
        return number(read());
      } catch (error) {
        assert.doesNotMatch(error.message, /freed/, `seed ${seed}`);
        return error.message;
      }
    };
    for (let edit = 0; edit < 12; edit++) {
      for (const key of keys) if (draw.next() < 0.4) state[key] = draw.integer(0, 5);
      graph.set(state);
      const needed = names.filter(() => draw.next() < 0.5);
      // Sometimes overtaken half-way: some are read, some slices are run, then the next edit comes.
      for (let round = 0; round < draw.integer(0, 3); round++) {
        for (const name of needed) outcome(() => value(graph, name));
        graph.advance(needed, after(draw.integer(1, 6)));
        if (draw.next() < 0.5) graph.publish();
      }
      if (draw.next() < 0.5) {
        unfinished++;
        continue;
      }
      do {
        for (const name of needed) outcome(() => value(graph, name));
        graph.advance(needed, () => false);
      } while (graph.publish());
      const scratch = evaluate({ state: { ...state }, cells }, k);
      for (const name of needed) {
        const expected = outcome(() => scratch[name]);
        if (typeof expected === "string") failures++;
        assert.equal(
          outcome(() => value(graph, name)),
          expected,
          `seed ${seed}, edit ${edit}, cell ${name}`,
        );
        assert.equal(graph.read(name).done, true, `seed ${seed}, edit ${edit}, cell ${name}`);
      }
      scratch.close();
    }
    graph.close();
    assert.equal(k.liveHandles(), 0, `seed ${seed}`);
  }
  assert.ok(
    failures > 50 && unfinished > 500,
    `the draw covers failing (${failures}) and overtaken (${unfinished}) runs`,
  );
});
