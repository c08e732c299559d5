// Somebody who writes an essay: a clone, Node, the package of the kernels, and no C++ toolchain.
import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { after, before, test } from "node:test";
import { allFiles } from "../../web/build/sizes.js";
import { ownFiles, root } from "../../web/cli/project.js";

const folder = mkdtempSync(join(tmpdir(), "author-"));
const clone = join(folder, "clone");
const programs = join(folder, "bin");
/** What a machine has that has Node, npm and git; by no other way is a compiler found. */
const names =
  "bash basename cat cut dirname env flock git grep id mkdir node npm readlink rm sed sh sort tail uname xargs".split(
    " ",
  );
const env = { PATH: programs, HOME: folder, npm_config_cache: process.env.npm_config_cache ?? join(folder, "npm") };
/** @type {string} */
let tarball;

/** @param {string} name */
function programPath(name) {
  const found = (process.env.PATH ?? "")
    .split(":")
    .map((path) => join(path, name))
    .find(existsSync);
  assert.ok(found, `${name} is not on the PATH`);
  return found;
}

before(() => {
  execFileSync(process.execPath, [join(root, "web", "cli", "main.js"), "pack", "--out", folder]);
  tarball = join(folder, readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "");
  mkdirSync(programs);
  for (const name of names) symlinkSync(name === "node" ? process.execPath : programPath(name), join(programs, name));
  // What is in the working tree, committed or not, without anything that was built.
  for (const file of ownFiles()) {
    mkdirSync(join(clone, dirname(file)), { recursive: true });
    cpSync(join(root, file), join(clone, file));
  }
  for (const args of [
    ["init", "-q"],
    ["add", "-A"],
  ])
    execFileSync("git", args, { cwd: clone });
});
after(() => rmSync(folder, { recursive: true }));

test("a new essay, its check and the site, with Node alone", () => {
  const { status, stdout, stderr } = spawnSync(join(clone, ".ci", "author"), [tarball], {
    cwd: folder,
    env,
    encoding: "utf8",
  });
  assert.equal(status, 0, `${stdout}\n${stderr}`);
  assert.ok(!existsSync(join(clone, "build", "wasm")), "nothing was compiled");
});

test("the site is the same, byte for byte, as the one whose kernels were compiled here", () => {
  const compiled = join(folder, "compiled");
  execFileSync(process.execPath, [join(root, "web", "cli", "main.js"), "build", "--out", compiled]);
  const site = join(clone, "dist");
  const paths = (/** @type {string} */ dist) =>
    allFiles(dist)
      .map((file) => relative(dist, file))
      .sort();
  assert.deepEqual(paths(site), paths(compiled));
  for (const path of paths(site))
    assert.ok(readFileSync(join(site, path)).equals(readFileSync(join(compiled, path))), `${path} differs`);
});

test("the development server", async () => {
  const port = 5179;
  const server = spawn(join(clone, "scrollwork"), ["serve", "--kernels", tarball, "--port", String(port)], {
    cwd: clone,
    env,
  });
  try {
    let said = "";
    for await (const text of server.stdout) {
      said += text;
      if (said.includes("Ctrl+C")) break;
    }
    const response = await fetch(`http://localhost:${port}/train-test-validation/`);
    assert.equal(response.status, 200);
    assert.match(await response.text(), /<svg class=sw-still-wide /, "the figures are drawn by the kernels");
  } finally {
    server.kill();
    await once(server, "close");
  }
});
