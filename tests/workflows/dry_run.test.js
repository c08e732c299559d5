// A dry run of the workflows: every step of every job, in order, in a clone, with the environment that a runner gives. What
// lies outside of this machine is a stand-in that notes how it was called: apt-get, gh, the clone of Emscripten's SDK, npm's
// audit. `./scrollwork test` and `bench` are such stand-ins, too, since they are what is running; the test's leaves the site
// and the library behind, as the real one does.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { stepsOf } from "../../web/cli/checks/workflows.js";
import { ownFiles, read, root } from "../../web/cli/project.js";

const folder = mkdtempSync(join(tmpdir(), "dry-run-"));
const clone = join(folder, "clone");
const programs = join(folder, "bin");
const notes = join(folder, "notes");
const git = (/** @type {string[]} */ ...args) =>
  execFileSync("git", ["-c", "user.name=nobody", "-c", "user.email=none", ...args], { cwd: clone, encoding: "utf8" });

/** @param {string} file @param {string} text */
function writeScript(file, text) {
  writeFileSync(file, `#!/usr/bin/env bash\nset -euo pipefail\n${text}\n`);
  chmodSync(file, 0o755);
}

before(() => {
  mkdirSync(programs);
  const note = `echo "$(basename "$0") $*" >>"${notes}"`;
  for (const name of ["apt-get", "gh", "sudo"]) writeScript(join(programs, name), note);
  const realGit = execFileSync("which", ["git"], { encoding: "utf8" }).trim();
  writeScript(
    join(programs, "git"),
    `if [ "$1" = clone ]; then
  ${note}
  sdk=\${!#}
  mkdir -p "$sdk"
  printf '#!/bin/sh\\necho "emsdk $*" >>"${notes}"\\n' >"$sdk/emsdk"
  chmod +x "$sdk/emsdk"
  : >"$sdk/emsdk_env.sh"
else exec ${realGit} "$@"; fi`,
  );
  const realNpm = execFileSync("which", ["npm"], { encoding: "utf8" }).trim();
  writeScript(join(programs, "npm"), `if [ "$1" = audit ]; then ${note}; else exec ${realNpm} "$@"; fi`);

  for (const file of ownFiles()) {
    mkdirSync(join(clone, dirname(file)), { recursive: true });
    cpSync(join(root, file), join(clone, file));
  }
  symlinkSync(join(root, "node_modules"), join(clone, "node_modules"));
  // The kernels as they are here: compiling them again is what the real lanes are for.
  mkdirSync(join(folder, "packages"));
  execFileSync(process.execPath, [join(root, "web/cli/main.js"), "pack", "--out", join(folder, "packages")]);
  const tarball = join(folder, "packages", readdirSync(join(folder, "packages"))[0]);

  renameSync(join(clone, "scrollwork"), join(clone, "scrollwork-itself"));
  writeScript(
    join(clone, "scrollwork"),
    `cd "$(dirname "$0")"
real() { SCROLLWORK_CALLED_FROM=$PWD node web/cli/main.js "$@"; }
case $1 in
  test)
    echo "scrollwork $* at <\${SCROLLWORK_SITE_URL:-}>" >>"${notes}"
    real build --kernels "${tarball}"
    mkdir -p build
    ln -sfn "${join(root, "build", "native")}" build/native
    ;;
  bench)
    echo "scrollwork $*" >>"${notes}"
    echo '{"date":"2026-01-02","commit":"","machine":"a","medians":{}}' >>"\${!#}"
    echo "| workload | none |"
    ;;
  pack)
    out=build/packages
    if [ "\${2:-}" = --out ]; then out=$3; fi
    mkdir -p "$out"
    cp "${tarball}" "$out"
    ;;
  *) real "$@" ;;
esac`,
  );
  git("init", "--quiet", "--initial-branch=main");
  git("add", "-A");
  git("commit", "--quiet", "-m", "A clone");
  execFileSync("git", ["init", "--quiet", "--bare", join(folder, "origin.git")]);
  git("remote", "add", "origin", join(folder, "origin.git"));
});
after(() => rmSync(folder, { recursive: true }));

const version = JSON.parse(read("package.json")).version;
const env = {
  ...process.env,
  PATH: `${programs}:${process.env.PATH}`,
  HOME: folder,
  CI: "true",
  GITHUB_REF_NAME: `v${version}`,
  GITHUB_STEP_SUMMARY: join(folder, "summary.md"),
  npm_config_cache: join(folder, "npm"),
};

/** Runs a step as a runner does. @param {string} step */
function run(step) {
  rmSync(notes, { force: true });
  const { status, stdout, stderr } = spawnSync("bash", ["-e", "-o", "pipefail", "-c", step], {
    cwd: clone,
    env,
    encoding: "utf8",
  });
  assert.equal(status, 0, `${step}\n${stdout}\n${stderr}`);
  return { stdout, noted: existsSync(notes) ? readFileSync(notes, "utf8") : "" };
}

/** What is expected of a step: by its command, for whatever workflow has it. @type {Record<string, (result: ReturnType<typeof run>) => void>} */
const expectations = {
  ".ci/cached .ci/run": ({ noted }) => assert.match(noted, /^scrollwork test at/m),
  ".ci/cached .ci/nightly": ({ noted }) => assert.match(noted, /^scrollwork test --all at/m),
  ".ci/preview": () => assert.ok(existsSync(join(clone, "build/preview/site/index.html"))),
  ".ci/cached ./scrollwork pack": () => assert.ok(existsSync(join(clone, "build/packages"))),
  ".ci/cached .ci/emscripten": ({ noted }) => {
    assert.match(noted, /git clone .*emsdk/);
    assert.match(noted, /emsdk install latest\nemsdk activate latest\nscrollwork test --only wasm/);
  },
  ".ci/cached .ci/bench": () => {
    run(".ci/cached .ci/bench"); // and once more, on top of the first
    const lines = git("--git-dir", join(folder, "origin.git"), "show", "bench-trend:trend.jsonl").trim().split("\n");
    assert.equal(lines.length, 2);
    assert.match(readFileSync(join(folder, "summary.md"), "utf8"), /^\| workload/);
  },
  ".ci/audit": ({ noted }) => assert.match(noted, /^npm audit .*--omit=dev\nnpm audit/),
  '.ci/cached .ci/release "$GITHUB_REF_NAME"': () => {
    const names = readdirSync(join(clone, "build/release")).sort();
    for (const name of [
      /^SHA256SUMS$/,
      /^notes\.md$/,
      /^scrollwork-[\d.]+-site\.zip$/,
      /^scrollwork-kernels-[\d.]+\.tgz$/,
      /^scrollwork-[\d.]+-\w+-\w+\.tar\.gz$/,
    ])
      assert.ok(
        names.some((other) => name.test(other)),
        `${name} is not among ${names.join(", ")}`,
      );
  },
  '.ci/publish "$GITHUB_REF_NAME"': ({ noted }) => {
    assert.match(noted, new RegExp(`^gh release create v${version} .*SHA256SUMS --verify-tag --draft`, "m"));
  },
};

for (const file of readdirSync(join(root, ".github/workflows")).sort())
  for (const [job, steps] of stepsOf(read(`.github/workflows/${file}`)))
    test(`${file}, ${job}`, (context) => {
      if (steps.length === 0) return context.skip("actions only");
      for (const step of steps) {
        // It wants a machine without a compiler: tests/package/author.test.js makes one for it.
        if (step.startsWith(".ci/cached .ci/author ")) continue;
        assert.ok(expectations[step], `nobody has said what is expected of: ${step}`);
        expectations[step](run(step));
      }
    });

test("a release is refused where its tag, its versions and its changelog do not agree", () => {
  for (const [tag, message] of [
    [version, /expected a tag such as v0\.1\.0/],
    ["v999.0.0", /package\.json has another version than v999\.0\.0/],
  ]) {
    const { status, stderr } = spawnSync(join(clone, ".ci/release"), [String(tag)], { env, encoding: "utf8" });
    assert.equal(status, 1);
    assert.match(stderr, /** @type {RegExp} */ (message));
  }
  writeFileSync(join(clone, ".github/CHANGELOG.md"), "# Changelog\n");
  const { status, stderr } = spawnSync(join(clone, ".ci/release"), [`v${version}`], { env, encoding: "utf8" });
  assert.equal(status, 1);
  assert.match(stderr, /CHANGELOG\.md says nothing about/);
});
