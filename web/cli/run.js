import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { root } from "./project.js";

/** What still runs, so that leaving early leaves nothing behind. @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) {
  process.once(signal, () => {
    for (const child of running) child.kill("SIGTERM");
    process.exit(signal === "SIGINT" ? 130 : 143);
  });
}

/**
 * Runs a program to its end, in the project's folder, without standard input.
 * @param {string} program
 * @param {string[]} args
 * @param {{ log?: string, env?: Record<string, string>, seconds?: number }} [options] log: a file that gets all
 *   output, added to its end; without it the output goes where ours goes. seconds: after these it is ended
 * @returns {Promise<number>} its exit code; 124 when its time was up, 127 when it could not be started, 128 when a
 *   signal ended it
 */
export function run(program, args, { log, env, seconds } = {}) {
  if (log) mkdirSync(dirname(log), { recursive: true });
  const out = log ? openSync(log, "a") : "inherit";
  const child = spawn(program, args, { cwd: root, env: { ...process.env, ...env }, stdio: ["ignore", out, out] });
  running.add(child);
  let timeIsUp = false;
  const timer = setTimeout(
    () => {
      timeIsUp = true;
      child.kill("SIGKILL");
    },
    (seconds ?? 86_400) * 1000,
  );
  return new Promise((resolve) => {
    const end = (/** @type {number} */ code) => {
      clearTimeout(timer);
      running.delete(child);
      if (typeof out === "number") closeSync(out);
      resolve(code);
    };
    child.once("error", () => end(127));
    child.once("close", (code) => end(timeIsUp ? 124 : (code ?? 128)));
  });
}

/**
 * The end of a log, for showing beside a failure.
 * @param {string} log
 * @param {number} lines
 */
export function tail(log, lines) {
  try {
    return readFileSync(log, "utf8").trimEnd().split("\n").slice(-lines).join("\n");
  } catch {
    return "";
  }
}
