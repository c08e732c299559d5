// The command line: what is refused before anything is installed, and from where it can be called.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "../../web/cli/project.js";
import { withPredecessors } from "../../web/cli/test.js";

const script = join(root, "scrollwork");

/**
 * @param {string[]} args
 * @param {import("node:child_process").SpawnSyncOptions & { program?: string }} [options]
 */
function scrollwork(args, { program = script, ...options } = {}) {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8", ...options });
  return { status, stdout: String(stdout), stderr: String(stderr) };
}

/** The half of the command line that Node runs. @param {string[]} args */
const node = (args) => scrollwork([join(root, "web", "cli", "main.js"), ...args], { program: process.execPath });

/** Nothing but bash and its companions on the PATH: whatever is answered here needs no Node. */
const bare = { env: { PATH: "/usr/bin:/bin", HOME: tmpdir() } };

test("--help names every command, and so does no argument at all", () => {
  for (const args of [["--help"], ["help"], ["-h"], []]) {
    const { status, stdout } = scrollwork(args, bare);
    assert.equal(status, 0);
    for (const command of ["serve", "test", "build", "new", "translate", "check", "bench", "pack"]) {
      assert.match(stdout, new RegExp(`scrollwork ${command}\\b`), `${args} does not explain ${command}`);
    }
    assert.ok(stdout.split("\n").every((line) => line.length <= 120));
  }
});

for (const command of ["serve", "test", "build", "new", "translate", "check", "bench"])
  test(`${command} --help explains that command alone, before there is a Node and after`, () => {
    for (const option of ["--help", "-h"]) {
      const { status, stdout } = scrollwork([command, option], bare);
      assert.equal(status, 0);
      assert.match(stdout, new RegExp(`^  ./scrollwork ${command} `));
      assert.equal(stdout.match(/\.\/scrollwork /g)?.length, 1, stdout);
      assert.deepEqual(node([command, option]), { status, stdout, stderr: "" });
    }
  });

for (const [args, message] of /** @type {[string[], RegExp][]} */ ([
  [
    ["bench", "--foo"],
    /bench: Unknown option '--foo'\n {2}Options of bench: --only --browser --readme --filter --trend\. See/,
  ],
  [["test", "--only"], /test: Option '--only <value>' argument missing\n {2}Options of test/],
  [["test", "--all=3"], /'--all' does not take an argument\n/],
  [["sizes", "--out", "x"], /sizes: Unknown option '--out'\n {2}Options of sizes: --report/],
  [["new"], /new: wants the name of an essay\n {2}Options of new: none/],
  [["check", "a", "b"], /check: does not know what to do with "b"\n/],
  [["xyzzy"], /"xyzzy" is not a command\n/],
]))
  test(`"${args.join(" ")}" is refused by Node's half, too, in a sentence with the remedy`, () => {
    const { status, stdout, stderr } = node(args);
    assert.equal(status, 2);
    assert.equal(stdout, "");
    assert.match(stderr, message);
    assert.equal(stderr.trimEnd().split("\n").length, 2, stderr);
  });

test("--only may be given several times: the lanes and those they need, in their order, each once", () => {
  const ids = (/** @type {string[]} */ ...only) => withPredecessors(only).map(({ id }) => id);
  assert.deepEqual(ids("lint"), ["lint"]);
  assert.deepEqual(ids("lint", "web"), ids("web", "lint"));
  assert.ok(ids("lint", "web").includes("lint") && ids("lint", "web").includes("web"));
  const { status, stderr } = node(["test", "--only", "lint", "--only", "no-such-lane"]);
  assert.equal(status, 1);
  assert.match(stderr, /there is no lane "no-such-lane"/);
});

for (const [args, message] of /** @type {[string[], RegExp][]} */ ([
  [["srve"], /"srve" is not a command; did you mean "serve"\?/],
  [["chekc"], /did you mean "check"\?/],
  [["benchmark"], /did you mean "bench"\?/],
  [["xyzzy"], /"xyzzy" is not a command\n.*Commands: serve test build new translate check bench/],
  [["serve", "--prot", "80"], /serve has no option "--prot"; did you mean "--port"\?/],
  [["serve", "--site-url=x"], /serve has no option "--site-url"\n.*Options of serve: --port/],
  [["serve", "--port"], /--port wants a value/],
  [["test", "--all=yes"], /--all takes no value/],
  [["serve", "here"], /serve does not know what to do with "here"/],
  [["new"], /new wants a name/],
  [["translate", "roc-auc"], /translate wants the name of an essay and a language/],
  [["new", "a", "b"], /does not know what to do with "b"/],
])) {
  test(`"${args.join(" ")}" is refused with a sentence and the remedy`, () => {
    const { status, stdout, stderr } = scrollwork(args, bare);
    assert.equal(status, 2);
    assert.equal(stdout, "");
    assert.match(stderr, message);
    assert.equal(stderr.trimEnd().split("\n").length, 2, "one line says what is wrong, one what to do");
  });
}

test("CHROMIUM that is no program is refused", () => {
  const { status, stderr } = scrollwork(["bench"], { env: { ...process.env, CHROMIUM: "/no/such/browser" } });
  assert.equal(status, 1);
  assert.match(stderr, /CHROMIUM is "\/no\/such\/browser", which is not a program/);
});

test("it works from another folder, and through a symlink in a folder with a space", () => {
  const folder = mkdtempSync(join(tmpdir(), "scroll work "));
  try {
    symlinkSync(script, join(folder, "sw"));
    symlinkSync("sw", join(folder, "relative"));
    for (const program of [script, join(folder, "sw"), join(folder, "relative")]) {
      const { status, stderr } = scrollwork(["test", "--only", "no-such-lane"], { program, cwd: folder });
      assert.equal(status, 1);
      assert.match(stderr, /there is no lane "no-such-lane"\n {2}Lanes: kernels, native/);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/**
 * Runs a copy of the script in a project of its own, with a PATH that leads to bash's companions and to these scripts,
 * and to nothing else.
 * @param {Record<string, string>} scripts
 * @param {(run: (args: string[]) => ReturnType<typeof scrollwork>) => void} use
 */
function onMachineWith(scripts, use) {
  const folder = mkdtempSync(join(tmpdir(), "machine-"));
  try {
    for (const name of ["bash", "cat", "dirname", "env", "flock", "grep", "mkdir", "readlink", "tail", "uname"]) {
      const found = ["/bin", "/usr/bin"].map((path) => join(path, name)).find(existsSync);
      if (found) symlinkSync(found, join(folder, name));
    }
    for (const [name, text] of Object.entries(scripts)) {
      writeFileSync(join(folder, name), `#!/bin/bash\n${text}\n`);
      chmodSync(join(folder, name), 0o755);
    }
    copyFileSync(script, join(folder, "scrollwork"));
    use((args) => scrollwork(args, { program: join(folder, "scrollwork"), env: { PATH: folder } }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("on a system without apt one screen says what to install", () => {
  onMachineWith({ id: "echo 1000" }, (run) => {
    const { status, stderr } = run(["serve"]);
    assert.equal(status, 1);
    for (const name of [
      "Node.js 20.19",
      "npm",
      "Emscripten 3.1.6",
      "CMake 3.25",
      "Ninja",
      "brew install",
      "CMAKE_PREFIX_PATH",
    ]) {
      assert.ok(stderr.includes(name), `${name} is not in:\n${stderr}`);
    }
    assert.ok(stderr.split("\n").length <= 24, stderr);
  });
});

const isDebian = existsSync("/etc/debian_version");

test("who may not install is told what root would type", { skip: !isDebian && "apt is Debian's" }, () => {
  onMachineWith({ id: "echo 1000", "apt-get": "exit 9" }, (run) => {
    const { status, stderr } = run(["serve"]);
    assert.equal(status, 1);
    assert.match(stderr, /As root: apt-get install --no-install-recommends nodejs npm emscripten cmake ninja-build/);
  });
});

test(
  "what only some lanes need is installed when one of them is asked for",
  { skip: !isDebian && "apt is Debian's" },
  () => {
    onMachineWith({ id: "echo 1000", "apt-get": "exit 9" }, (run) => {
      const asked = (/** @type {string[]} */ ...args) =>
        run(["test", ...args]).stderr.match(/apt-get install.*/)?.[0] ?? "";
      const clang = ["clang", "libclang-rt-dev"];
      const named = (/** @type {string[]} */ ...args) =>
        [...clang, "clang-tidy"].filter((name) =>
          asked(...args)
            .split(" ")
            .includes(name),
        );
      assert.deepEqual(named(), clang);
      assert.deepEqual(named("--only", "native"), []);
      assert.deepEqual(named("--only", "native", "--only=sanitize"), clang);
      assert.deepEqual(named("--only", "fuzz", "--fuzz-seconds", "20"), clang);
      assert.deepEqual(named("--only=tidy"), ["clang-tidy"]);
      assert.deepEqual(named("--all"), [...clang, "clang-tidy"]);
    });
  },
);

test("with --kernels a toolchain is neither wanted nor installed", { skip: !isDebian && "apt is Debian's" }, () => {
  onMachineWith({ id: "echo 1000", "apt-get": "exit 9" }, (run) => {
    for (const args of [
      ["serve", "--kernels", "1.2.3"],
      ["build", "--kernels=kernels.tgz"],
      ["check", "my-essay", "--kernels", "1.2.3"],
    ]) {
      const { status, stderr } = run(args);
      assert.equal(status, 1);
      assert.match(stderr, /As root: apt-get install --no-install-recommends nodejs npm$/m);
    }
  });
});

test("what apt says against it is shown, with the place of its log", { skip: !isDebian && "apt is Debian's" }, () => {
  onMachineWith({ id: "echo 0", "apt-get": 'echo "E: Unable to locate package emscripten"; exit 100' }, (run) => {
    const { status, stderr } = run(["serve"]);
    assert.equal(status, 1);
    assert.match(stderr, /Installing nodejs npm emscripten/);
    assert.match(stderr, /E: Unable to locate package emscripten/);
    assert.match(stderr, /\.cache\/apt\.log/);
  });
});
