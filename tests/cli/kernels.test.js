// --kernels: what is refused before anything is built, with the remedy. And when CMake is asked to configure.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { root } from "../../web/cli/project.js";

const folder = mkdtempSync(join(tmpdir(), "kernels-"));
after(() => rmSync(folder, { recursive: true }));

/** @param {string} kernels */
function build(kernels) {
  const args = [join(root, "web", "cli", "main.js"), "build", "--out", join(folder, "site"), "--kernels", kernels];
  return spawnSync(process.execPath, args, {
    encoding: "utf8",
    env: { ...process.env, SCROLLWORK_CALLED_FROM: folder },
  });
}

for (const [kernels, message] of /** @type {[string, RegExp][]} */ ([
  ["missing.tgz", /--kernels: there is no file .*missing\.tgz\n {2}Give a tarball, or a version/],
  ["some/where", /--kernels: there is no file .*some.where/],
  ["1.2", /--kernels: expected a version such as 0\.1\.0, or a tarball, got "1\.2"\n {2}\.\/scrollwork pack makes/],
  ["--registry=x", /expected a version such as|there is no file|argument missing|ambiguous/],
])) {
  test(`"${kernels}" is refused with a sentence and the remedy`, () => {
    const { status, stderr } = build(kernels);
    assert.notEqual(status, 0);
    assert.match(stderr, message);
    assert.doesNotMatch(stderr, /\n {4}at /, "no stack");
  });
}

test("a package of something else is refused by name, and not kept", () => {
  const other = join(folder, "other");
  mkdirSync(other);
  writeFileSync(join(other, "package.json"), JSON.stringify({ name: "another-package", version: "1.0.0" }));
  spawnSync("npm", ["pack", "--pack-destination", folder], { cwd: other });
  for (let times = 0; times < 2; times++) {
    const { status, stderr } = build("another-package-1.0.0.tgz");
    assert.equal(status, 1);
    assert.match(stderr, /another-package-1\.0\.0\.tgz is not the package scrollwork-kernels/);
  }
});

test("CMake configures what is new, what came from elsewhere and what was narrowed to some families, and nothing else", () => {
  const project = join(folder, "project");
  cpSync(join(root, "web", "cli"), join(project, "web", "cli"), { recursive: true });
  writeFileSync(join(project, "package.json"), '{ "type": "module" }');
  symlinkSync(join(root, "node_modules"), join(project, "node_modules"));
  const programs = join(folder, "programs");
  const notes = join(folder, "cmake.txt");
  mkdirSync(programs);
  writeFileSync(join(programs, "cmake"), `#!/bin/sh\necho "$*" >>"${notes}"\n`, { mode: 0o755 });
  const built = join(project, "build", "native");
  const script = 'await (await import("./web/cli/kernels.js")).configurePreset("native", "cmake.log");';

  /** What CMake is told where a build folder has this cache. @param {string} [cache] */
  function told(cache) {
    rmSync(notes, { force: true });
    if (cache !== undefined) {
      mkdirSync(built, { recursive: true });
      writeFileSync(join(built, "CMakeCache.txt"), cache);
      writeFileSync(join(built, "build.ninja"), "");
    }
    const env = { ...process.env, PATH: `${programs}:${process.env.PATH}` };
    const options = { cwd: project, env, encoding: /** @type {const} */ ("utf8") };
    const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", script], options);
    assert.equal(status, 0, stderr);
    return existsSync(notes) ? readFileSync(notes, "utf8").trim() : "";
  }
  const here = `CMAKE_HOME_DIRECTORY:INTERNAL=${project}\n`;
  assert.equal(told(), "--preset native");
  assert.equal(told(`${here}SCROLLWORK_TEST_FAMILIES:STRING=\n`), "");
  assert.equal(
    told(`${here}SCROLLWORK_TEST_FAMILIES:STRING=tree;ensemble\n`),
    "--preset native -DSCROLLWORK_TEST_FAMILIES=",
  );
  assert.equal(told("CMAKE_HOME_DIRECTORY:INTERNAL=/elsewhere\n"), "--preset native");
});
