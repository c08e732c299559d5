// The npm package of the kernels in the hands of strangers: a Node program, a Vite project, a page without a build, and
// somebody who writes an essay without a C++ toolchain.
import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { allFiles } from "../../web/build/sizes.js";
import { root } from "../../web/cli/project.js";
import { chromiumOptions } from "../server/chromium.js";
import { startServer } from "../server/static.js";

const folder = mkdtempSync(join(tmpdir(), "a stranger "));
const installed = join(folder, "node_modules", "scrollwork-kernels");
const ours = [join(root, "web", "cli", "main.js")];
/** @type {string} */
let tarball;
/** @type {import("playwright-core").Browser} */
let browser;

/** What everybody here computes: the tree that learns exclusive-or, by the names of the package's own README. */
const program = (/** @type {string} */ from) => `import { loadKernels } from "${from}";
const k = await loadKernels();
const { value, handles } = k.collect(() =>
  new k.tree.DecisionTreeClassifier({ maxDepth: 2 }).fit(k.matrix([[0, 0], [0, 1], [1, 0], [1, 1]]), [0, 1, 1, 0]).predict(k.matrix([[0, 1], [1, 1]])));
for (const handle of handles) handle.delete();
const answer = [...value, k.liveHandles()].join(" ");
`;
const answer = "1 0 0";

/** @param {string[]} args @param {import("node:child_process").ExecFileSyncOptions} [options] */
const node = (args, options) =>
  String(execFileSync(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"], ...options }));

before(async () => {
  node([...ours, "pack", "--out", folder]);
  tarball = join(folder, readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "");
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "stranger", private: true, type: "module" }));
  execFileSync("npm", ["install", "--no-fund", "--no-audit", "--ignore-scripts", tarball], {
    cwd: folder,
    stdio: "pipe",
  });
  browser = await chromium.launch(chromiumOptions());
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

test("the package holds what it says, and nothing of this machine", () => {
  const names = readdirSync(installed).sort();
  for (const name of ["LICENSE", "README.md", "all.js", "all.node.js", "all.d.ts", "kernel.d.ts", "kernel-all.wasm"])
    assert.ok(names.includes(name), `${name} is not among ${names.join(", ")}`);
  const { version, exports, dependencies } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
  assert.equal(version, JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version);
  assert.equal(dependencies, undefined);
  for (const target of Object.values(exports).flatMap((entry) =>
    typeof entry === "string" ? entry : Object.values(entry),
  ))
    assert.ok(names.includes(target.slice(2)), `package.json names ${target}`);
  const readme = readFileSync(join(installed, "README.md"), "utf8");
  assert.match(readme, /\| `scrollwork-kernels\/metrics` \| \d+ \| \d+ \| datasets, metrics \|/);
  for (const name of names.filter((file) => /\.(m?js|json|ts|md)$/.test(file)))
    assert.ok(!readFileSync(join(installed, name), "utf8").includes(root), `${name} names a folder of this machine`);
});

test("in Node, by its name", () => {
  writeFileSync(join(folder, "program.js"), `${program("scrollwork-kernels")}console.log(answer);`);
  assert.equal(node(["program.js"], { cwd: folder }).trim(), answer);
});

test("its types say what each module has", () => {
  const lines = [
    'import { loadKernels } from "scrollwork-kernels";',
    'import { loadKernels as loadMetrics, type Kernels } from "scrollwork-kernels/metrics";',
    "const k = await loadKernels();",
    "const labels: Int32Array = new k.tree.DecisionTreeClassifier({ maxDepth: 2 }).fit([[0], [1]], [0, 1]).predict([[1]]);",
    "const m: Kernels = await loadMetrics();",
    "m.metrics.rocCurve([0, 1], [0.1, 0.9]);",
    "// @ts-expect-error that module has no trees",
    "m.tree;",
    "new m.metrics.RocBootstrap().begin([0, 1], [[0.1, 0.9]]).step(1);",
    "// @ts-expect-error that module leaves this member out",
    "new m.metrics.RocBootstrap().differenceInterval;",
    "// @ts-expect-error maxDepth is a number",
    'new k.tree.DecisionTreeClassifier({ maxDepth: "two" });',
    "export { labels };",
  ];
  writeFileSync(join(folder, "program.ts"), lines.join("\n"));
  const { status, stdout } = spawnSync(
    process.execPath,
    [
      join(root, "node_modules", "typescript", "bin", "tsc"),
      ...["--noEmit", "--strict", "--target", "es2022", "--module", "nodenext", "--types", "", "program.ts"],
    ],
    { cwd: folder, encoding: "utf8" },
  );
  assert.equal(status, 0, stdout);
});

/** @param {string} url of a page that says its answer in its title @param {string} [wanted] */
async function answers(url, wanted = answer) {
  const page = await browser.newPage();
  /** @type {string[]} */
  const said = [];
  page.on("console", (message) => message.type() === "debug" || said.push(message.text())); // Vite's own are "debug"
  page.on("pageerror", (error) => said.push(String(error)));
  await page.goto(url);
  await page.waitForFunction(() => document.title !== "", undefined, { timeout: 15_000 }).catch(() => {});
  assert.equal(await page.title(), wanted, said.join("\n"));
  assert.deepEqual(said, []);
  await page.close();
}

test("a page without a build, under the strictest policy, from hosts that know wasm and that do not", async () => {
  const site = join(folder, "plain");
  mkdirSync(site);
  cpSync(installed, join(site, "scrollwork-kernels"), { recursive: true });
  writeFileSync(join(site, "page.js"), `${program("./scrollwork-kernels/all.js")}document.title = answer;`);
  // The icon keeps the browser from asking for one that is not there.
  const icon = '<link rel="icon" href="icon.svg">';
  writeFileSync(join(site, "icon.svg"), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(site, "index.html"), `<!doctype html>${icon}<script type="module" src="page.js"></script>`);
  for (const plain of [false, true]) {
    const server = await startServer({ folder: site, plain });
    await answers(server.url);
    await server.close();
  }
});

/** A Vite project, with the tools of this one: whoever has the package has them by `npm install vite`. */
function viteProject() {
  const project = join(folder, "vite project");
  mkdirSync(join(project, "node_modules"), { recursive: true });
  cpSync(installed, join(project, "node_modules", "scrollwork-kernels"), { recursive: true });
  symlinkSync(join(root, "node_modules", "vite"), join(project, "node_modules", "vite"));
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "vite-project", private: true, type: "module" }));
  writeFileSync(join(project, "main.js"), `${program("scrollwork-kernels")}document.title = answer;`);
  mkdirSync(join(project, "public"));
  writeFileSync(join(project, "public", "icon.svg"), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(
    join(project, "index.html"),
    '<!doctype html><link rel="icon" href="/icon.svg"><script type="module" src="/main.js"></script>',
  );
  return project;
}

test("a Vite project: built, and in its development server", async () => {
  const project = viteProject();
  const vite = join(root, "node_modules", "vite", "bin", "vite.js");
  const { status, stdout, stderr } = spawnSync(process.execPath, [vite, "build", "--base", "./"], {
    cwd: project,
    encoding: "utf8",
  });
  assert.equal(status, 0, stderr);
  assert.doesNotMatch(stdout + stderr, /warn/i);
  const modules = allFiles(join(project, "dist")).filter((file) => file.endsWith(".wasm"));
  assert.equal(modules.length, 1, "the one module that is used");
  const built = await startServer({ folder: join(project, "dist") });
  await answers(built.url);
  await built.close();

  const server = spawn(process.execPath, [vite, "--host", "127.0.0.1", "--port", "0"], { cwd: project });
  try {
    let said = "";
    for await (const text of server.stdout) {
      said += text;
      if (/http:\/\/\S+/.test(said)) break;
    }
    // eslint-disable-next-line no-control-regex -- Vite's address is in colours
    const [address] = /http:\/\/\S+/.exec(said.replace(/\u001b\[[0-9;]*m/g, "")) ?? [""];
    await answers(address);
  } finally {
    server.kill();
    await once(server, "close");
  }
});
