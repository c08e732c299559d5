/**
 * What `./scrollwork COMMAND` runs once Node is there. The bash script has checked the names of commands and options;
 * each command here reads its own values.
 */
import { parseArgs } from "node:util";
import { helpOn } from "./help.js";
import { Refusal } from "./refusal.js";

/**
 * `words`: the least and the most arguments beside the options; none, where it is left out.
 * @type {Record<string, { options: import("node:util").ParseArgsOptionsConfig, words?: [number, number], run: () => Promise<Command> }>}
 */
const commands = {
  serve: {
    options: { port: { type: "string" }, kernels: { type: "string" } },
    run: async () => (await import("./serve.js")).serve,
  },
  test: {
    options: {
      all: { type: "boolean" },
      only: { type: "string", multiple: true },
      "fuzz-seconds": { type: "string" },
      "update-pictures": { type: "boolean" },
    },
    run: async () => (await import("./test.js")).test,
  },
  build: {
    options: {
      out: { type: "string" },
      "site-url": { type: "string" },
      contact: { type: "string" },
      "no-offline": { type: "boolean" },
      kernels: { type: "string" },
      report: { type: "string" },
    },
    run: async () => (await import("./build.js")).build,
  },
  new: { options: {}, words: [1, 1], run: async () => (await import("./new.js")).newEssay },
  translate: { options: {}, words: [2, 2], run: async () => (await import("./translate.js")).translate },
  check: {
    options: { fix: { type: "boolean" }, imports: { type: "boolean" }, kernels: { type: "string" } },
    words: [0, 1],
    run: async () => (await import("./check.js")).check,
  },
  pack: { options: { out: { type: "string" } }, run: async () => (await import("./pack.js")).pack },
  // Lanes of `test`, no commands of their own: the halves of `check`, and what `build` prints.
  lint: { options: { report: { type: "string" } }, run: async () => (await import("./check.js")).lint },
  sizes: { options: { report: { type: "string" } }, run: async () => (await import("./build.js")).sizes },
  claims: { options: { report: { type: "string" } }, run: async () => (await import("./claims.js")).claims },
  bench: {
    options: {
      only: { type: "string", multiple: true },
      browser: { type: "boolean" },
      readme: { type: "boolean" },
      filter: { type: "string" },
      trend: { type: "string" },
    },
    run: async () => (await import("./bench.js")).bench,
  },
};

/**
 * @typedef {Record<string, any>} Options
 * @typedef {(options: Options, words: string[]) => Promise<number>} Command a command; its value is the exit code
 */

/** Exit codes: what was asked cannot be done; what was asked makes no sense. */
const failed = 1;
const misused = 2;

/**
 * The values of a command's options, and its words; what it does not know is refused as the bash script refuses it.
 * @param {string} name @param {string[]} args
 */
function read(name, args) {
  const { options, words: [least, most] = [0, 0] } = commands[name];
  const known = Object.keys(options).map((option) => `--${option}`);
  const refuse = (/** @type {string} */ what) => {
    const remedy = `Options of ${name}: ${known.join(" ") || "none"}. See ./scrollwork ${name} --help.`;
    return new Refusal(`${name}: ${what}`, remedy, misused);
  };
  /** @type {ReturnType<typeof parseArgs>} */
  let found;
  try {
    found = parseArgs({ args, options: { ...options, help: { type: "boolean", short: "h" } }, allowPositionals: true });
  } catch (error) {
    const { code = "", message } = /** @type {NodeJS.ErrnoException} */ (error);
    if (!code.startsWith("ERR_PARSE_ARGS")) throw error;
    throw refuse(message.split(/\. |\n/)[0]);
  }
  const { values, positionals } = found;
  if (!values.help && positionals.length < least)
    throw refuse(least === 1 ? "wants the name of an essay" : "wants the name of an essay and a language");
  if (positionals.length > most) throw refuse(`does not know what to do with "${positionals[most]}"`);
  return { values, positionals };
}

const [name = "", ...args] = process.argv.slice(2);
try {
  if (!Object.hasOwn(commands, name))
    throw new Refusal(`"${name}" is not a command`, "See ./scrollwork --help.", misused);
  const { values, positionals } = read(name, args);
  if (values.help) console.log(helpOn(name));
  else {
    const run = await commands[name].run();
    process.exitCode = await run(values, positionals);
  }
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(`scrollwork: ${error.message}`);
  if (error.remedy) console.error(`  ${error.remedy.replaceAll("\n", "\n  ")}`);
  process.exitCode = error.exitCode ?? failed;
}
