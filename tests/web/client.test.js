import assert from "node:assert/strict";
import { afterEach, mock, test } from "node:test";
import { Client } from "../../web/runtime/client.js";
import { serveModel } from "../../web/runtime/worker.js";
import { fakeKernel } from "./fake_kernel.js";

/** @type {Client[]} */
const clients = [];
afterEach(() => clients.splice(0).forEach((client) => client.stop()));

/** A client over ports that the test answers by hand, with frames and timers that the test moves on. */
function setUp(options = {}) {
  const ports = [];
  const frames = [];
  const log = [];
  const createPort = () => {
    const listeners = {};
    const port = {
      sent: [],
      ended: false,
      postMessage: (message) => port.sent.push(message),
      addEventListener: (type, listener) => (listeners[type] = listener),
      terminate: () => (port.ended = true),
      say: (message) => listeners.message({ data: message }),
      fail: (message) => listeners.error({ message, preventDefault() {} }),
      wants: () => port.sent.filter(({ type }) => type === "want"),
    };
    ports.push(port);
    return port;
  };
  const client = new Client({
    createPort,
    frame: (task) => frames.push(task),
    onResults: (names, id) => log.push([names, id]),
    onStatus: () => log.push(client.status),
    ...options,
  });
  clients.push(client);
  const nextFrame = () => frames.splice(0).forEach((task) => task());
  return { client, ports, nextFrame, log };
}
const results = (id, values = {}, more = {}) => ({
  type: "results",
  id,
  values,
  errors: {},
  kept: [],
  running: [],
  ...more,
});
const later = () => new Promise(setImmediate);

test("nothing starts before something is wanted", () => {
  const { client, ports } = setUp();
  client.want({ state: { x: 1 }, cells: [] });
  assert.equal(ports.length, 0);
  client.want({ state: { x: 1 }, cells: ["a"] });
  assert.equal(ports.length, 1);
  assert.deepEqual(ports[0].wants(), [{ type: "want", id: 1, changes: { x: 1 }, cells: ["a"], paused: false }]);
});

test("a worker that is woken early is asked only when something is wanted, and is the only one", () => {
  const { client, ports } = setUp();
  client.wake();
  client.wake();
  assert.equal(ports.length, 1);
  client.want({ state: { x: 1 }, cells: [] });
  assert.deepEqual(ports[0].wants(), []);
  client.want({ state: { x: 1 }, cells: ["a"] });
  assert.equal(ports.length, 1);
  assert.deepEqual(ports[0].wants(), [{ type: "want", id: 1, changes: { x: 1 }, cells: ["a"], paused: false }]);
});

test("one request on its way, one a frame, the newest next, and only what changed in it", () => {
  const { client, ports, nextFrame } = setUp();
  client.want({ state: { x: 1, csv: "long" }, cells: ["a"] });
  const [port] = ports;
  for (const x of [2, 3, 4]) client.want({ state: { x, csv: "long" }, cells: ["a"] });
  nextFrame();
  assert.equal(port.wants().length, 1, "the first has no answer yet");
  port.say(results(1, { a: 10 }));
  assert.deepEqual(port.wants()[1], { type: "want", id: 2, changes: { x: 4 }, cells: ["a"], paused: false });
  port.say(results(2, { a: 40 }));
  client.want({ state: { x: 5, csv: "long" }, cells: ["a"] });
  client.want({ state: { x: 6, csv: "long" }, cells: ["a"] });
  assert.equal(port.wants().length, 2, "this frame had its request");
  nextFrame();
  assert.deepEqual(port.wants()[2].changes, { x: 6 });
});

test("results carry the state that they were computed from; kept ones too; unknown ids are ignored", () => {
  const { client, ports, nextFrame, log } = setUp();
  client.want({ state: { x: 1 }, cells: ["a", "b"] });
  ports[0].say(results(1, { a: 1, b: 1 }));
  nextFrame();
  client.want({ state: { x: 2 }, cells: ["a", "b"] });
  ports[0].say(results(2, { a: 2 }, { kept: ["b"] }));
  assert.deepEqual(client.results.get("b"), { value: 1, error: null, id: 2, running: false });
  assert.deepEqual(client.stateOf(2), { x: 2 });
  ports[0].say(results(1, { a: "old" }));
  ports[0].say(results(9, { a: "alien" }));
  assert.equal(client.results.get("a").value, 2);
  ports[0].say(results(2, {}, { errors: { a: { message: "bad" } }, kept: ["b"] }));
  assert.deepEqual(client.results.get("a"), { value: 2, error: { message: "bad" }, id: 2, running: false });
  ports[0].say(results(2, {}, { kept: ["a", "b"] }));
  assert.deepEqual(client.results.get("a").error, { message: "bad" }, "a failure is kept as a value is");
  assert.deepEqual(log.at(-1), [["a", "b"], 2]);
});

test("a worker that breaks after it has answered is replaced at once, with the state of now", () => {
  const { client, ports, nextFrame, log } = setUp();
  client.want({ state: { x: 1, y: 1 }, cells: ["a"] });
  ports[0].say(results(1, { a: 1 }));
  nextFrame();
  client.want({ state: { x: 2, y: 1 }, cells: ["a"] });
  ports[0].fail("killed");
  assert.equal(ports[0].ended, true);
  nextFrame();
  assert.deepEqual(ports[1].wants(), [{ type: "want", id: 3, changes: { x: 2, y: 1 }, cells: ["a"], paused: false }]);
  ports[0].say(results(2, { a: "from the dead" }));
  assert.equal(client.results.get("a").value, 1);
  ports[1].say(results(3, { a: 2 }));
  assert.equal(client.results.get("a").value, 2);
  assert.deepEqual(
    log.filter((entry) => typeof entry === "string"),
    ["starting", "running", "starting", "running"],
  );
});

test("one that breaks before it has answered is given up until retry", async () => {
  const { client, ports, nextFrame } = setUp();
  client.want({ state: { x: 1 }, cells: ["a"] });
  ports[0].say({ type: "broken", error: { message: "no SIMD" } });
  assert.deepEqual([client.status, client.error.message, ports.length], ["failed", "no SIMD", 1]);
  client.want({ state: { x: 2 }, cells: ["a"] });
  assert.equal(ports.length, 1);
  client.retry();
  nextFrame();
  assert.deepEqual(ports[1].wants().at(-1).changes, { x: 2 });
  ports[1].say(results(2, { a: 2 }));
  assert.deepEqual([client.status, client.error], ["running", null]);

  const refused = setUp({
    createPort: () => {
      throw new Error("no workers here");
    },
  });
  refused.client.want({ state: {}, cells: ["a"] });
  assert.deepEqual([refused.client.status, refused.client.error.message], ["failed", "no workers here"]);
  const offline = setUp({
    wasm: async () => {
      throw new Error("offline");
    },
  });
  offline.client.want({ state: {}, cells: ["a"] });
  await later();
  assert.deepEqual([offline.client.status, offline.client.error.message], ["failed", "offline"]);
});

test("a worker that falls silent while it owes something is replaced; a quiet one that owes nothing is not", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  try {
    let arrive;
    const { client, ports, nextFrame } = setUp({ patience: 1000, wasm: () => new Promise((done) => (arrive = done)) });
    client.want({ state: { x: 1 }, cells: ["a"] });
    mock.timers.tick(60000);
    assert.equal(client.status, "starting", "loading is as slow as the network");
    arrive();
    await later();
    mock.timers.tick(2999);
    assert.equal(client.status, "starting");
    ports[0].say(results(1, { a: 1 }, { running: ["a"] }));
    mock.timers.tick(60000);
    assert.equal(ports.length, 1, "the page has not drawn yet: it is the worker that waits");
    client.drawn();
    mock.timers.tick(999);
    ports[0].say(results(1, { a: 2 }, { running: ["a"] }));
    client.drawn();
    mock.timers.tick(999);
    assert.equal(ports.length, 1);
    mock.timers.tick(1);
    assert.equal(ports.length, 2, "mid-run");
    arrive();
    await later();
    nextFrame();
    ports[1].say(results(2, { a: 3 }));
    client.drawn();
    mock.timers.tick(60000);
    assert.equal(ports.length, 2, "nothing is owed");
    nextFrame();
    client.want({ state: { x: 2 }, cells: ["a"] });
    mock.timers.tick(1000);
    assert.equal(ports.length, 3, "a request without an answer");
    arrive();
    await later();
    nextFrame();
    mock.timers.tick(3000);
    assert.deepEqual([client.status, ports.length], ["failed", 3], "and the next hangs as well: the reader is told");
  } finally {
    mock.timers.reset();
  }
});

test("client and worker over a real message channel: a drag of 200 states ends on the last, with no handle left over", async () => {
  const k = fakeKernel();
  const model = {
    cells: {
      points: ({ x }, k) => ({ handle: k.make(x), X: Float64Array.of(x, x) }),
      *slow({ points }, k) {
        const sum = k.make(0);
        for (let i = 0; i < 20; i++) {
          sum.content += points.handle.content;
          yield { sum, value: sum.content };
        }
      },
    },
  };
  const channels = [];
  const client = new Client({
    createPort: () => {
      const { port1, port2 } = new MessageChannel();
      channels.push(port1, port2);
      serveModel({ model, loadKernel: async () => k, port: port2, defer: setImmediate });
      return port1;
    },
    frame: setImmediate,
    onResults: () => setImmediate(() => client.drawn()),
  });
  for (let x = 1; x <= 200; x++) {
    client.want({ state: { x }, cells: ["points", "slow"] });
    if (x % 3 === 0) await later();
  }
  for (
    let i = 0;
    i < 1000 && (client.results.get("slow")?.running !== false || client.results.get("slow").value.value !== 4000);
    i++
  )
    await later();
  assert.deepEqual(client.results.get("slow").value, { value: 4000 });
  assert.deepEqual(client.results.get("points").value, { X: Float64Array.of(200, 200) });
  assert.deepEqual(client.stateOf(client.results.get("slow").id), { x: 200 });
  assert.equal(k.liveHandles(), 2);
  client.stop();
  for (const port of channels) port.close();
});
