// The bash half of the command line: what is refused before anything is installed, and from where it can be called.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "../../web/cli/project.js";

const script = join(root, "scrollwork");

/**
 * @param {string[]} args
 * @param {import("node:child_process").SpawnSyncOptions & { program?: string }} [options]
 */
function scrollwork(args, { program = script, ...options } = {}) {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8", ...options });
  return { status, stdout: String(stdout), stderr: String(stderr) };
}

/** Nothing but bash and its companions on the PATH: whatever is answered here needs no Node. */
const bare = { env: { PATH: "/usr/bin:/bin", HOME: tmpdir() } };

test("--help names every command, and so does no argument at all", () => {
  for (const args of [["--help"], ["help"], ["-h"], [], ["serve", "--help"]]) {
    const { status, stdout } = scrollwork(args, bare);
    assert.equal(status, 0);
    for (const command of ["serve", "test", "build", "new", "check", "bench"]) {
      assert.match(stdout, new RegExp(`scrollwork ${command}\\b`), `${args} does not explain ${command}`);
    }
    assert.ok(stdout.split("\n").every((line) => line.length <= 120));
  }
});

for (const [args, message] of /** @type {[string[], RegExp][]} */ ([
  [["srve"], /"srve" is not a command; did you mean "serve"\?/],
  [["chekc"], /did you mean "check"\?/],
  [["benchmark"], /did you mean "bench"\?/],
  [["xyzzy"], /"xyzzy" is not a command\n.*Commands: serve test build new check bench/],
  [["serve", "--prot", "80"], /serve has no option "--prot"; did you mean "--port"\?/],
  [["serve", "--site-url=x"], /serve has no option "--site-url"\n.*Options of serve: --port/],
  [["serve", "--port"], /--port wants a value/],
  [["test", "--all=yes"], /--all takes no value/],
  [["serve", "here"], /serve does not know what to do with "here"/],
  [["new"], /new wants a name/],
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
