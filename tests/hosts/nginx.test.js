// The built site behind nginx, by the configuration that the build makes: each file with its headers, every essay alive under
// them, and how much one processor answers (wrk; for reading, nothing fails for being slow).
import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { readEssays } from "../../web/build/project.js";
import { cacheControl, headers, types } from "../../web/build/hosts.js";
import { allFiles } from "../../web/build/sizes.js";
import { root } from "../../web/cli/project.js";
import { chromiumOptions } from "../server/chromium.js";
import { siteFolder } from "../server/static.js";

const folder = mkdtempSync(join(tmpdir(), "nginx-"));
const site = join(folder, "site");
const files = allFiles(siteFolder).map((file) => relative(siteFolder, file));
const slugs = readEssays().map(({ slug }) => slug);
/** @type {import("node:child_process").ChildProcess} */
let server;
/** @type {string} */
let origin;

/** @returns {Promise<number>} a port that nobody has */
async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (probe.address());
  probe.close();
  await once(probe, "close");
  return port;
}

before(async () => {
  cpSync(siteFolder, site, { recursive: true });
  const generated = readFileSync(join(root, "build", "hosts", "nginx.conf"), "utf8");
  // The line that its comment gives, with the folder of this test.
  const [, line] = /^ {2}# {3}(find .*)$/m.exec(generated) ?? [];
  execFileSync("sh", ["-c", line.replace("/srv/scrollwork", site)]);
  const port = await freePort();
  const own = generated.replace("listen 80;", `listen 127.0.0.1:${port};`).replace("/srv/scrollwork;", `${site};`);
  mkdirSync(join(folder, "tmp"));
  const places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path ${folder}/tmp;`)
    .join("\n");
  writeFileSync(
    join(folder, "nginx.conf"),
    `daemon off; worker_processes 1; pid ${folder}/pid; error_log stderr warn; ${process.getuid?.() === 0 ? "user root;" : ""}
events { worker_connections 1024; }
http { access_log off; sendfile on; ${places}
${own}}`,
  );
  server = spawn("nginx", ["-p", folder, "-c", join(folder, "nginx.conf")], { stdio: ["ignore", "ignore", "inherit"] });
  origin = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries++) {
    try {
      await fetch(origin);
      break;
    } catch (error) {
      if (tries === 100 || server.exitCode !== null) throw error;
      await new Promise((done) => setTimeout(done, 100));
    }
  }
});
after(async () => {
  server.kill();
  if (server.exitCode === null) await once(server, "close");
  rmSync(folder, { recursive: true });
});

test("every file of the site comes with its type, its time and the headers of all", async () => {
  for (const file of files) {
    const response = await fetch(`${origin}/${file.split("/").map(encodeURIComponent).join("/")}`, { method: "HEAD" });
    assert.equal(response.status, 200, file);
    for (const [name, value] of Object.entries(headers)) assert.equal(response.headers.get(name), value, file);
    assert.equal(response.headers.get("cache-control"), cacheControl(file), file);
    const ending = /\.(\w+)$/.exec(file)?.[1] ?? "";
    assert.ok(ending in types || file === "_headers", `${file}: no type is known for it`);
    if (ending in types) assert.equal(response.headers.get("content-type")?.split(";")[0], types[ending], file);
    assert.equal(response.headers.get("x-frame-options"), null);
  }
});

test("what is compressed beforehand is sent so; who has a file is told that it has not changed; folders find their pages", async () => {
  const page = `${origin}/${slugs[0]}/`;
  const first = await fetch(page);
  assert.equal(first.headers.get("content-encoding"), "gzip");
  const again = await fetch(page, { headers: { "if-none-match": first.headers.get("etag") ?? "" } });
  assert.equal(again.status, 304);
  assert.equal(again.headers.get("content-security-policy"), headers["Content-Security-Policy"]);
  const redirect = await fetch(`${origin}/${slugs[0]}`, { redirect: "manual" });
  assert.equal(redirect.headers.get("location"), `/${slugs[0]}/`);
  const missing = await fetch(`${origin}/nothing`);
  assert.equal(missing.status, 404);
  assert.equal(missing.headers.get("cache-control"), null, "what is missing may come");
});

test("every essay lives under these headers, and a second look asks for nothing that is kept", async () => {
  const browser = await chromium.launch(chromiumOptions());
  try {
    for (const slug of slugs) {
      const context = await browser.newContext({ serviceWorkers: "block" });
      const page = await context.newPage();
      /** @type {string[]} */
      const said = [];
      page.on("console", (message) => said.push(message.text()));
      page.on("pageerror", (error) => said.push(String(error)));
      await page.goto(`${origin}/${slug}/`);
      await page.locator("sw-figure svg:not(.sw-still-wide, .sw-still-narrow)").first().waitFor({ timeout: 30_000 });
      assert.deepEqual(said, [], slug);
      await page.goto(`${origin}/${slug}/`);
      const asked = await page.evaluate(() =>
        performance
          .getEntriesByType("resource")
          .filter((entry) => /** @type {PerformanceResourceTiming} */ (entry).transferSize > 0)
          .map(({ name }) => name),
      );
      assert.deepEqual(
        asked.filter((name) => name.includes("/assets/")),
        [],
        slug,
      );
      await context.close();
    }
  } finally {
    await browser.close();
  }
});

test("under load", { skip: spawnSync("wrk", ["-v"]).error && "wrk is not installed" }, (context) => {
  const wasm = files.find((file) => /kernel-holdout-.*\.wasm$/.test(file));
  for (const path of [`${slugs[0]}/`, String(wasm)]) {
    const args = ["-t1", "-c32", "-d5s", "--latency", "-H", "Accept-Encoding: gzip", `${origin}/${path}`];
    const said = execFileSync("wrk", args, { encoding: "utf8" });
    assert.doesNotMatch(said, /Non-2xx|Socket errors/, said);
    const find = (/** @type {RegExp} */ pattern) => pattern.exec(said)?.[1];
    context.diagnostic(
      `${path}: ${find(/Requests\/sec:\s+([\d.]+)/)} requests/s, ${find(/Transfer\/sec:\s+(\S+)/)}/s, ` +
        `median ${find(/50%\s+(\S+)/)}, 99 % in ${find(/99%\s+(\S+)/)}`,
    );
  }
  assert.ok(existsSync(join(site, String(wasm))));
});
