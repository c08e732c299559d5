// WebKitGTK, Safari's nearest relative that runs on Linux, through its own WebDriver, inside a screen that nobody sees.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { existsSync, readdirSync } from "node:fs";
import { firstProgram } from "../server/program.js";

const keys = new Map([
  ["ArrowLeft", "\uE012"],
  ["ArrowUp", "\uE013"],
  ["ArrowRight", "\uE014"],
  ["ArrowDown", "\uE015"],
  ["Escape", "\uE00C"],
  ["Tab", "\uE004"],
]);
/** ms for the driver to open its port, and for a function in the page to keep its promise */
const patience = { start: 20_000, script: 90_000 };

/** @returns {Promise<import("./playwright_page.js").Browser>} */
export async function openWebKit() {
  const binary = readdirSync("/usr/lib")
    .map((folder) => `/usr/lib/${folder}/webkit2gtk-4.1/MiniBrowser`)
    .find((path) => existsSync(path));
  if (!binary) throw new Error("WebKit's MiniBrowser was not found. On Debian: apt-get install webkit2gtk-driver.");
  const driverPath = firstProgram(["WebKitWebDriver"], "webkit2gtk-driver");
  const port = await freePort();
  const args = ["-a", "-s", "-screen 0 1280x1000x24", driverPath, `--port=${port}`];
  // A group of its own: screen, driver and browser end together.
  const driver = spawn(firstProgram(["xvfb-run"], "xvfb"), args, { stdio: "ignore", detached: true });
  const end = () => {
    try {
      process.kill(-(/** @type {number} */ (driver.pid)), "SIGTERM");
    } catch {
      // It has ended already.
    }
  };
  process.once("exit", end);
  try {
    const session = await startSession(`http://127.0.0.1:${port}`, binary);
    return {
      name: "WebKit",
      version: session.version,
      said: [],
      page: session.page,
      close: async () => {
        await session.end().catch(() => {});
        const ended = once(driver, "close");
        end();
        await ended;
      },
    };
  } catch (error) {
    end();
    throw error;
  }
}

/** @param {string} driver its address @param {string} binary */
async function startSession(driver, binary) {
  /** @param {string} method @param {string} path @param {object} [body] */
  const call = async (method, path, body) => {
    const response = await fetch(driver + path, { method, body: body && JSON.stringify(body) });
    const { value } = /** @type {any} */ (await response.json());
    if (value?.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  const end = Date.now() + patience.start;
  while (!(await call("GET", "/status").catch(() => undefined))) {
    if (Date.now() > end) throw new Error(`WebKitWebDriver did not answer within ${patience.start / 1000} s`);
    await new Promise((done) => setTimeout(done, 100));
  }
  const { sessionId, capabilities } = await call("POST", "/session", {
    capabilities: {
      alwaysMatch: { browserName: "MiniBrowser", "webkitgtk:browserOptions": { binary, args: ["--automation"] } },
    },
  });
  const session = `/session/${sessionId}`;
  await call("POST", `${session}/timeouts`, { script: patience.script, pageLoad: patience.script });
  const mouse = (/** @type {object[]} */ actions) => ({ type: "pointer", id: "mouse", actions });
  /** @type {import("./playwright_page.js").Page} */
  const page = {
    goto: (url) => call("POST", `${session}/url`, { url }),
    async run(act, ...args) {
      const script = `const done = arguments[arguments.length - 1];
        Promise.resolve().then(() => (${act})(...${JSON.stringify(args)})).then(
          (value) => done({ value }), (error) => done({ error: error + "\\n" + error.stack }));`;
      const { value, error } = await call("POST", `${session}/execute/async`, { script, args: [] });
      if (error) throw new Error(error);
      return value ?? undefined;
    },
    async drag({ x, y }, by) {
      const at = (/** @type {number} */ share) => ({
        type: "pointerMove",
        duration: 16,
        origin: "viewport",
        x: Math.round(x + by.x * share),
        y: Math.round(y + by.y * share),
      });
      const way = Array.from({ length: 8 }, (_, i) => at((i + 1) / 8));
      const [down, up] = [
        { type: "pointerDown", button: 0 },
        { type: "pointerUp", button: 0 },
      ];
      await call("POST", `${session}/actions`, { actions: [mouse([at(0), down, ...way, up])] });
    },
    async press(key) {
      const value = keys.get(key) ?? key;
      const actions = [
        { type: "keyDown", value },
        { type: "keyUp", value },
      ];
      await call("POST", `${session}/actions`, { actions: [{ type: "key", id: "keyboard", actions }] });
    },
    screenshot: async () => Buffer.from(await call("GET", `${session}/screenshot`), "base64"),
  };
  return { page, version: String(capabilities.browserVersion), end: () => call("DELETE", session) };
}

/** A port that nobody has just now. @returns {Promise<number>} */
async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  server.close();
  await once(server, "close");
  return port;
}
