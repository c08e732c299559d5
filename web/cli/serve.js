import { watch } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { buildPreset, provideKernels } from "./kernels.js";
import { root } from "./project.js";
import { Refusal } from "./refusal.js";

const usualPort = 5173;

/**
 * `serve`: the essays with live reload, until it is interrupted.
 * @type {import("./main.js").Command}
 */
export async function serve({ port, kernels }) {
  const wanted = port === undefined ? usualPort : wholePort(port);
  const free = await firstFreePort(wanted, port === undefined ? wanted + 20 : wanted);
  if (free === undefined) {
    throw new Refusal(`port ${wanted} is taken`, `Choose another: ./scrollwork serve --port ${wanted + 1}`);
  }
  if (free !== wanted) console.log(`Port ${wanted} is taken; using ${free}.`);
  await provideKernels(kernels);
  const { serveSite } = await import("../build/site.js");
  await serveSite({ port: free });
  if (kernels === undefined) rebuildOnChange();
  console.log(`\n  Scrollwork is at http://localhost:${free}/\n  It reloads when a file changes. Ctrl+C ends it.\n`);
  await new Promise(() => {}); // the server keeps the process alive; a signal ends it
  return 0;
}

/** Compiles the kernels again when their sources change; the page reloads because the module does. */
function rebuildOnChange() {
  /** @type {NodeJS.Timeout | undefined} */
  let soon;
  let building = Promise.resolve();
  const rebuild = async () => {
    console.log("A kernel's source has changed; compiling.");
    try {
      await buildPreset("wasm");
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      console.error(`${error.message}\n${error.remedy}`);
    }
  };
  for (const folder of ["core", "wasm_bindings"]) {
    watch(join(root, folder), { recursive: true }, () => {
      clearTimeout(soon); // an editor writes a file in several steps
      soon = setTimeout(() => (building = building.then(rebuild)), 300);
    });
  }
}

/** @param {string} text */
function wholePort(text) {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Refusal(`--port: expected 1..65535, got "${text}"`);
  }
  return port;
}

/**
 * @param {number} first
 * @param {number} last
 * @returns {Promise<number | undefined>} the first port in first..last that nobody listens on
 */
async function firstFreePort(first, last) {
  for (let port = first; port <= last; port++) {
    // Both names of this machine: a server on one of them only would still get in the way.
    if ((await isFree(port, "127.0.0.1")) && (await isFree(port, "::1"))) return port;
  }
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<boolean>}
 */
const isFree = (port, host) =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (/** @type {NodeJS.ErrnoException} */ { code }) =>
      resolve(code === "EADDRNOTAVAIL" || code === "EAFNOSUPPORT"),
    );
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
