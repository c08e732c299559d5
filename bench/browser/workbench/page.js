// The page of an essay, wired as the build wires one, and a stop-watch. All times are the browser's own clock, ms.
import { connect as swFigure } from "../../../web/elements/sw-figure.js";
import { pointerMoves } from "../../../web/figures/hand.js";
import { startPage } from "../../../web/runtime/page.js";
import wasmUrl from "../../../build/wasm/kernel-classification.wasm?url";
import * as figures from "./figures.js";
import * as model from "./model.js";

const essay = await startPage({
  figures: { drag: figures.drag, resplits: figures.resplits },
  elements: { "sw-figure": swFigure },
  model: { state: model.state, steps: [] },
  fetchWasm: async () => (await fetch(wasmUrl)).arrayBuffer(),
  createWorker: () => new Worker(new URL("./worker.js", import.meta.url), { type: "module" }),
});

/** Calls back when the frame that is being made has been painted: tasks come after it. */
function afterPaint(act) {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = act;
  port2.postMessage(null);
}

/** Moves of the pointer that no drawing has answered yet: when each came, and the state that it made. */
const pending = [];
const bench = {
  essay,
  /** ms from each move of the pointer to the end of the frame whose drawing holds it */
  latencies: [],
  /** of the last drawing of each figure */
  last: {},
  /** Runs the re-splits of one model; ms from the asking to the drawing of the last of them. */
  async resplits(run, nth) {
    const start = performance.now();
    const done = new Promise((resolve) => (bench.onResplits = resolve));
    essay.store.edit({ run, nth });
    const mean = await done;
    return { ms: performance.now() - start, mean };
  },
};
globalThis.bench = bench;

// After the drawing's own listener, which has put the move into the state by then.
addEventListener(pointerMoves(), ({ timeStamp }) => pending.push({ timeStamp, state: essay.store.state }));

figures.onDraw.tell = (figure, results, state) => {
  bench.last[figure] = { results, state };
  if (figure === "resplits" && results.nDone === 1000 && state === essay.store.state) bench.onResplits?.(results.mean);
  if (figure !== "drag") return;
  const answered = pending.findLastIndex((move) => move.state === state) + 1;
  if (answered === 0) return;
  const shown = pending.splice(0, answered);
  afterPaint(() => bench.latencies.push(...shown.map(({ timeStamp }) => performance.now() - timeStamp)));
};
