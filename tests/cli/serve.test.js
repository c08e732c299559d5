// `serve`: what it says about ports before it does any work.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "../../web/cli/project.js";

/** @param {string[]} args */
async function serve(args) {
  const child = spawn(process.execPath, [join(root, "web", "cli", "main.js"), "serve", ...args]);
  let stderr = "";
  child.stderr.on("data", (text) => (stderr += text));
  const [status] = await once(child, "close");
  return { status, stderr };
}

for (const host of ["127.0.0.1", "0.0.0.0"]) {
  test(`a port that somebody has on ${host} is refused, and the next proposed`, async () => {
    const somebody = createServer().listen(0, host);
    await once(somebody, "listening");
    const { port } = /** @type {import("node:net").AddressInfo} */ (somebody.address());
    const { status, stderr } = await serve(["--port", String(port)]);
    somebody.close();
    assert.equal(status, 1);
    assert.ok(stderr.includes(`port ${port} is taken`) && stderr.includes(`--port ${port + 1}`), stderr);
  });
}

for (const port of ["0", "65536", "80.5", "http"]) {
  test(`--port ${port} is refused with its limits`, async () => {
    const { status, stderr } = await serve(["--port", port]);
    assert.equal(status, 1);
    assert.ok(stderr.includes(`--port: expected 1..65535, got "${port}"`), stderr);
  });
}
