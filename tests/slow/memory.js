// How much memory a page and its worker hold: the script heaps after a collection, and the kernels' linear memory.

/** Before the first `goto`: keeps the kernels' memory where `memoryOf` finds it. @param {import("@playwright/test").Page} page */
export const rememberKernels = (page) =>
  page.route(/worker[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    const remember = `{
      const { instantiate } = WebAssembly;
      WebAssembly.instantiate = async (...args) => {
        const made = await instantiate.apply(WebAssembly, args);
        const { exports } = made.instance ?? made;
        globalThis.kernelMemory = Object.values(exports).find((it) => it instanceof WebAssembly.Memory);
        return made;
      };
    }\n`;
    await route.fulfill({ response, body: remember + (await response.text()) });
  });

/**
 * Bytes in use: `page` and `worker` are the script heaps right after a collection, `kernels` what the module has taken.
 * @param {import("@playwright/test").Page} page
 */
export async function memoryOf(page) {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send("HeapProfiler.enable");
    await session.send("HeapProfiler.collectGarbage");
    const own = await session.send("Runtime.getHeapUsage");
    const [worker] = page.workers();
    return {
      page: own.usedSize,
      worker: await workerHeap(session),
      kernels: await worker.evaluate(() => /** @type {any} */ (globalThis).kernelMemory.buffer.byteLength),
    };
  } finally {
    await session.detach();
  }
}

/** A worker has a heap of its own, which is asked through the page. @param {import("@playwright/test").CDPSession} session */
async function workerHeap(session) {
  /** @type {any} the old way, by messages: Playwright keeps the new one to itself */
  const target = session;
  const attached = new Promise((done) =>
    target.on("Target.attachedToTarget", (/** @type {any} */ event) => {
      if (event.targetInfo.type === "worker") done(event.sessionId);
    }),
  );
  await target.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  const sessionId = await attached;
  let nAsked = 0;
  const ask = (/** @type {string} */ method) =>
    new Promise((done) => {
      const id = ++nAsked;
      target.on("Target.receivedMessageFromTarget", (/** @type {any} */ event) => {
        const answer = JSON.parse(event.message);
        if (event.sessionId === sessionId && answer.id === id) done(answer.result);
      });
      target.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id, method }) });
    });
  await ask("HeapProfiler.enable");
  await ask("HeapProfiler.collectGarbage");
  const { usedSize } = await ask("Runtime.getHeapUsage");
  await target.send("Target.setAutoAttach", { autoAttach: false, waitForDebuggerOnStart: false, flatten: false });
  return usedSize;
}
