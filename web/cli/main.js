/**
 * What `./scrollwork COMMAND` runs once Node is there. The bash script has checked the names of commands and options;
 * each command here reads its own values.
 */
import { parseArgs } from "node:util";
import { Refusal } from "./refusal.js";

/** @type {Record<string, { options: import("node:util").ParseArgsOptionsConfig, run: () => Promise<Command> }>} */
const commands = {
  serve: { options: { port: { type: "string" } }, run: async () => (await import("./serve.js")).serve },
  test: {
    options: {
      all: { type: "boolean" },
      only: { type: "string" },
      "fuzz-seconds": { type: "string" },
      "update-pictures": { type: "boolean" },
    },
    run: async () => (await import("./test.js")).test,
  },
  build: {
    options: {
      out: { type: "string" },
      "site-url": { type: "string" },
      "no-offline": { type: "boolean" },
      report: { type: "string" },
    },
    run: async () => (await import("./build.js")).build,
  },
  new: { options: {}, run: async () => (await import("./new.js")).newEssay },
  check: {
    options: { fix: { type: "boolean" }, imports: { type: "boolean" } },
    run: async () => (await import("./check.js")).check,
  },
  // Lanes of `test`, no commands of their own: the halves of `check`, and what `build` prints.
  lint: { options: { report: { type: "string" } }, run: async () => (await import("./check.js")).lint },
  sizes: { options: { report: { type: "string" } }, run: async () => (await import("./build.js")).sizes },
  claims: { options: { report: { type: "string" } }, run: async () => (await import("./claims.js")).claims },
  bench: {
    options: { only: { type: "string" }, browser: { type: "boolean" }, filter: { type: "string" } },
    run: async () => (await import("./bench.js")).bench,
  },
};

/**
 * @typedef {Record<string, any>} Options
 * @typedef {(options: Options, words: string[]) => Promise<number>} Command a command; its value is the exit code
 */

const [name, ...args] = process.argv.slice(2);
try {
  if (!Object.hasOwn(commands, name)) throw new Refusal(`"${name}" is not a command`, "See ./scrollwork --help.");
  const { values, positionals } = parseArgs({ args, options: commands[name].options, allowPositionals: true });
  const run = await commands[name].run();
  process.exitCode = await run(values, positionals);
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(`scrollwork: ${error.message}`);
  if (error.remedy) console.error(`  ${error.remedy.replaceAll("\n", "\n  ")}`);
  process.exitCode = 1;
}
