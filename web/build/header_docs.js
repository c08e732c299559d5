// What the public headers of core say: the `///` block before a class or function, and the `///<` beside a member.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { projectDir } from "./project.js";

/**
 * @typedef {{ doc: string, initial: string }} Member  `initial`: what stands after "=", for a field
 * @typedef {{ doc: string, header: string, members: Map<string, Member> }} Documented
 */

/** @param {string} [folder] @returns {Map<string, Documented>} by name of class, struct or free function */
export function readHeaders(folder = join(projectDir, "core", "include")) {
  /** @type {Map<string, Documented>} */
  const found = new Map();
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".h"));
  for (const file of files.sort()) {
    const path = relative(folder, join(folder, file)).split(sep).join("/");
    for (const [name, entry] of headerDocs(readFileSync(join(folder, file), "utf8"), path)) {
      const known = found.get(name);
      // Of overloads and forward declarations the first that says something counts.
      if (!known || (!known.doc && known.members.size === 0)) found.set(name, entry);
    }
  }
  return found;
}

/** @param {string} text of a header @param {string} header its path @returns {Map<string, Documented>} */
export function headerDocs(text, header) {
  /** @type {Map<string, Documented>} */
  const found = new Map();
  /** @type {Documented | null} */
  let type = null;
  /** @type {Member | null} */
  let last = null;
  /** @type {string[]} */
  let block = [];
  /** What was last said about a whole group of functions: a block with nothing right after it. */
  let group = "";
  const lines = text.split("\n");
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    const trailing = /^\s*\/\/\/< ?(.*)$/.exec(line);
    if (trailing) {
      if (last) last.doc = `${last.doc} ${trailing[1]}`.trim();
      continue;
    }
    const comment = /^\s*\/\/\/ ?(.*)$/.exec(line);
    if (comment) {
      block.push(comment[1]);
      continue;
    }
    if (/^template </.test(line)) continue; // the comment is about what follows
    const doc = block.join("\n").trim();
    const opens = /^(?:class|struct) (\w+)\b[^;]*\{/.exec(line) ?? /^(?:class|struct) (\w+)[^;{]*$/.exec(line);
    if (opens) {
      type = { doc, header, members: new Map() };
      found.set(opens[1], type);
      last = null;
    } else if (/^\};/.test(line)) {
      type = null;
      last = null;
    } else if (/^using \w+ = \w+</.test(line)) {
      const [, name, template] = /^using (\w+) = (\w+)</.exec(line) ?? [];
      const made = found.get(template);
      if (made) found.set(name, { ...made, doc: [doc, made.doc].filter(Boolean).join("\n\n") });
    } else if (line.trim() !== "") {
      const declared = declaration(line);
      if (declared) {
        /** @type {Member} */
        const member = { doc: `${doc} ${declared.beside}`.trim(), initial: declared.initial };
        // A comment behind a declaration of several lines.
        for (
          let next = i;
          !/[;{]/.test(lines[next].replace(/\/\/.*/, "")) && next + 1 < lines.length && next < i + 6;
        ) {
          next++;
          member.doc = `${member.doc} ${/\/\/\/< ?(.*)$/.exec(lines[next])?.[1] ?? ""}`.trim();
        }
        last = member;
        if (type) {
          if (!type.members.get(declared.name)?.doc) type.members.set(declared.name, member);
        } else if (!found.get(declared.name)?.doc) {
          member.doc ||= group;
          found.set(declared.name, { header, members: new Map(), doc: member.doc });
        }
      }
    } else if (doc) {
      group = doc;
    }
    block = [];
  }
  return found;
}

/** The name that a line of a header declares. @param {string} line */
function declaration(line) {
  const [code, beside = ""] = line.split(/\s*\/\/\/< ?/);
  if (/^\s*(?:\/\/|#|return|public:|private:|friend|using|template|namespace|static|if|for)/.test(code)) return null;
  const field = /^\s+(?:const )?[\w:<>,\s*]+?[\s&*](\w+)(?:\s*=\s*(.*?)|\{(.*?)\})?;\s*$/.exec(code);
  if (field && !code.includes("(")) return { name: field[1], initial: (field[2] ?? field[3] ?? "").trim(), beside };
  const call = /([A-Za-z]\w*)\(/.exec(code.replace(/\[\[.*?\]\]/g, ""));
  return call && { name: call[1], initial: "", beside };
}
