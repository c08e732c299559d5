import { read } from "./project.js";

/**
 * What `./scrollwork --help` says of one command; of those that are lanes only, everything. The text stands in the bash
 * script, which has to answer before there is a Node.
 * @param {string} command
 */
export function helpOn(command) {
  const [, text] = /<<'HELP'\n([\s\S]*?)\nHELP\n/.exec(read("scrollwork")) ?? [];
  if (text === undefined) throw new Error("scrollwork: the help text was expected between <<'HELP' and HELP");
  const [, ...parts] = text.split(/^(?= {2}\.\/scrollwork )/m);
  return parts.find((part) => part.startsWith(`  ./scrollwork ${command} `))?.trimEnd() ?? text;
}
