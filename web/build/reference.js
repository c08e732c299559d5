// The reference of the kernels: a page made of kernel.d.ts (what there is, through Vite's parser), the headers of
// core (what it means, costs and comes from) and the module itself (defaults, and which kernel set has it).
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { constants, gzipSync } from "node:zlib";
import { parseSync } from "vite";
import { readHeaders } from "./header_docs.js";
import { escapeHtml } from "./html.js";
import { kernelFiles, kernelSets, loadKernelSet } from "./kernel.js";
import { projectDir } from "./project.js";

/**
 * @typedef {{ name: string, signature: string, doc: string, optional: boolean }} Member
 * @typedef {{ name: string, parents: string[], doc: string, members: Member[] }} Interface
 * @typedef {{ name: string, type: string, default: string, range: string, meaning: string }} Option
 * @typedef {object} Entry
 * @property {string} family
 * @property {string} name
 * @property {"class" | "function" | "base"} kind
 * @property {string} signature
 * @property {string} doc  paragraphs, separated by empty lines
 * @property {Option[]} options
 * @property {Member[]} members
 * @property {string[]} parents  of a class: those whose members it has, too
 * @property {string[]} errors
 * @property {string} header
 * @property {string[]} sets  the kernel sets that have it
 */

const declarations = join(projectDir, "wasm_bindings", "kernel.d.ts");

/**
 * Everything that the module of all kernels has.
 * @param {any} kernel  that module, for the defaults
 * @param {Record<string, any>} [sets]  other modules by the name of their set
 * @returns {Entry[]}
 */
export function readReference(kernel, sets = {}) {
  const { interfaces, families } = readDeclarations(readFileSync(declarations, "utf8"));
  const headers = readHeaders();
  /** @param {string} name @returns {Member[]} */
  const inherited = (name) => {
    const found = interfaces.get(name);
    return found ? [...found.parents.flatMap(inherited), ...found.members] : [];
  };
  return families.map(({ family, name, kind, signature, doc }) => {
    const described = headers.get(name);
    const result = /: (?:\w+\.)?(\w+)$/.exec(signature)?.[1] ?? "";
    const declared = interfaces.get(name);
    const isClass = kind !== "function";
    const optionsType = /\boptions\??: (?:\w+\.)?(\w+Options)\b/.exec(signature)?.[1];
    const struct = optionsType && headers.get(optionsType);
    /** @type {Record<string, unknown>} */
    const inForce = kind === "class" && optionsType ? defaultsOf(kernel[family][name]) : {};
    const options = optionsType
      ? inherited(optionsType).map((option) => {
          const field = struct ? struct.members.get(option.name) : undefined;
          const text = field?.doc || option.doc;
          const range =
            /(?:[[(]-?[\d.]+(?:e-?\d+)?, [^\])]{1,16}[\])]|[<>]=? -?[\d.]+(?:e-?\d+)?)/.exec(text)?.[0] ?? "";
          const value =
            option.name in inForce
              ? showValue(inForce[option.name])
              : (field?.initial ?? "").replace(/^\{(.*)\}$/, "[$1]");
          const rest = text.startsWith(range) ? text.slice(range.length).replace(/^[:,;.]?\s*/, "") : text;
          return { name: option.name, type: typeOf(option), default: value, range, meaning: rest };
        })
      : inlineOptions(signature);
    const members = isClass
      ? (declared?.members ?? []).map((member) => ({
          ...member,
          doc: member.doc || described?.members.get(member.name)?.doc || "",
        }))
      : [];
    const texts = [described?.doc ?? "", ...members.map((m) => described?.members.get(m.name)?.doc ?? "")];
    return {
      family,
      name,
      kind,
      signature,
      // What a function makes, or a class takes, often says what it is.
      doc:
        [doc || declared?.doc, described?.doc].filter(Boolean).join("\n\n") ||
        headers.get(result)?.doc ||
        (declared?.parents ?? [])
          .map((parent) => headers.get(parent)?.doc || interfaces.get(parent)?.doc)
          .find(Boolean) ||
        headers.get(optionsType ?? "")?.doc ||
        "",
      options,
      members,
      parents: isClass ? (declared?.parents ?? []) : [],
      errors: [...new Set(texts.flatMap(errorsIn))],
      header: described ? described.header : "",
      sets: Object.keys(sets).filter((set) => sets[set][family]?.[name] !== undefined),
    };
  });
}

/** @param {new () => any} Class */
function defaultsOf(Class) {
  const object = new Class();
  try {
    return { ...object.options };
  } finally {
    object.delete();
  }
}

/** A default as JavaScript writes it. @param {any} value @returns {string} */
export function showValue(value) {
  if (typeof value === "string") return JSON.stringify(value);
  if (ArrayBuffer.isView(value) || Array.isArray(value)) {
    return `[${Array.from(/** @type {any} */ (value), showValue).join(", ")}]`;
  }
  if (typeof value === "object" && value !== null) {
    return `{ ${Object.entries(value)
      .map(([key, part]) => `${key}: ${showValue(part)}`)
      .join(", ")} }`;
  }
  return String(value);
}

/** @param {Member} member */
const typeOf = (member) => member.signature.replace(/^(?:readonly )?\w+\??:\s*/, "").replace(/;$/, "");

/** The sentences that say what is refused. @param {string} text */
function errorsIn(text) {
  const flat = text.replace(/\s+/g, " ");
  return [...flat.matchAll(/(?:These t|T)hrows?\b.*?\.(?= [A-Z]|$)/g)].map(([sentence]) => sentence);
}

/** Options that are written where they are taken: `options?: { level?: number }`. @param {string} signature @returns {Option[]} */
function inlineOptions(signature) {
  const body = /options\??: \{([^}]*)\}/.exec(signature)?.[1] ?? "";
  return [...body.matchAll(/(\w+)\??: ([^;]+)/g)].map(([, name, type]) => ({
    name,
    type: type.trim(),
    default: "",
    range: "",
    meaning: "",
  }));
}

/** @param {string} text of kernel.d.ts */
export function readDeclarations(text) {
  const { program, comments, errors } = parseSync("kernel.d.ts", text, { lang: "dts" });
  if (errors.length > 0) throw new Error(`kernel.d.ts: ${errors[0].message}`);
  /** @type {Map<string, Interface>} */
  const interfaces = new Map();
  /** @type {Array<Pick<Entry, "family" | "name" | "kind" | "signature" | "doc">>} */
  const families = [];
  /** The comment that ends where a node begins. @param {any} node */
  const docOf = (node) => {
    const comment = comments.findLast(({ end }) => end <= node.start);
    if (!comment?.value.startsWith("*") || text.slice(comment.end, node.start).trim() !== "") return "";
    return comment.value.replace(/^\s*\* ?/gm, "").trim();
  };
  const textOf = (/** @type {any} */ node) =>
    text
      .slice(node.start, node.end)
      .replace(/\/\*[\s\S]*?\*\//g, "")
      .replace(/\s+/g, " ")
      .replace(/[;,]$/, "")
      .trim();
  const visit = (/** @type {any} */ statement) => {
    const exported = statement.type === "ExportNamedDeclaration";
    const node = exported && statement.declaration ? statement.declaration : statement;
    if (node.type === "TSModuleDeclaration") node.body.body.forEach(visit);
    if (node.type !== "TSInterfaceDeclaration") return;
    interfaces.set(node.id.name, {
      name: node.id.name,
      parents: node.extends.map((/** @type {any} */ base) => textOf(base).split(".").at(-1) ?? ""),
      doc: docOf(statement),
      members: node.body.body.map((/** @type {any} */ member) => ({
        name: member.key?.name ?? "",
        signature: textOf(member),
        doc: docOf(member),
        optional: member.optional === true,
      })),
    });
    if (node.id.name === "Kernel") node.body.body.forEach(readFamily);
  };
  const readFamily = (/** @type {any} */ member) => {
    const type = member.typeAnnotation?.typeAnnotation;
    if (member.type !== "TSPropertySignature" || type?.type !== "TSTypeLiteral") return;
    const family = member.key.name;
    for (const inner of type.members) {
      const name = inner.key.name;
      const doc = docOf(inner);
      const made = inner.type === "TSPropertySignature" ? inner.typeAnnotation.typeAnnotation : null;
      if (made?.type === "TSConstructorType") {
        const parameters = made.params.map(textOf).join(", ");
        const signature = made.abstract ? `instanceof k.${family}.${name}` : `new k.${family}.${name}(${parameters})`;
        families.push({ family, name, kind: made.abstract ? "base" : "class", signature, doc });
      } else {
        const signature = `k.${family}.${textOf(inner)}`;
        const overloaded = families.find((other) => other.family === family && other.name === name);
        if (overloaded) {
          overloaded.signature += `\n${signature}`;
          overloaded.doc ||= doc;
        } else families.push({ family, name, kind: "function", signature, doc });
      }
    }
  };
  program.body.forEach(visit);
  return { interfaces, families };
}

/** Bytes of each built kernel set, compressed. @returns {Array<{ set: string, wasm: number, glue: number }>} */
export function kernelSizes() {
  const gzip = (/** @type {string} */ file) =>
    gzipSync(readFileSync(file), { level: constants.Z_BEST_COMPRESSION }).length;
  return kernelSets().map((set) => {
    const { wasm, glue } = kernelFiles(set);
    return { set, wasm: gzip(wasm), glue: gzip(glue) };
  });
}

/** The body of the page, from what is built. @returns {Promise<string>} */
export async function referenceHtml() {
  const sizes = kernelSizes();
  /** @type {Record<string, any>} */
  const sets = {};
  for (const { set } of sizes) sets[set] = await loadKernelSet(set);
  if (!sets.all) throw new Error("the reference needs the module of all kernels: kernel-all has not been built");
  return renderReference(readReference(sets.all, sets), sizes);
}

/**
 * @param {Entry[]} entries
 * @param {ReturnType<typeof kernelSizes>} sizes
 */
export function renderReference(entries, sizes) {
  /** @type {Map<string, Entry[]>} */
  const families = new Map();
  for (const entry of entries) families.set(entry.family, [...(families.get(entry.family) ?? []), entry]);
  const contents = [...families]
    .map(([family, list]) => {
      const names = list.map(({ name }) => `<li><a href="#${family}.${name}">${name}</a></li>`).join("\n");
      return `<section class="family-names"><h3><a href="#${family}"><code>${family}</code></a></h3>\n<ul>\n${names}\n</ul></section>`;
    })
    .join("\n");
  const rows = sizes
    .map(
      ({ set, wasm, glue }) =>
        `<tr><th scope="row"><code>kernel-${set}</code></th><td>${kilo(wasm)}</td><td>${kilo(glue)}</td>` +
        `<td>${entries.filter((entry) => entry.sets.includes(set)).length}</td></tr>`,
    )
    .join("\n");
  const body = [...families].map(([family, list]) => {
    const inside = list.map((entry) => renderEntry(entry, entries)).join("\n");
    return `<section class="family"><h2 id="${family}"><code>${family}</code></h2>\n${inside}\n</section>`;
  });
  return `<section class="prose">
<h2>Kernel sets</h2>
<p>A page loads one set, compiled from the same sources, and <code>kernel-tables</code> when its reader brings a file. Sizes are KB of gzip.</p>
<table class="sw-table"><caption>Sizes of the built sets</caption>
<thead><tr><th scope="col">set</th><th scope="col">wasm</th><th scope="col">script</th><th scope="col">names</th></tr></thead>
<tbody>
${rows}
</tbody></table>
</section>
<nav class="contents" aria-labelledby="contents"><h2 id="contents">Contents</h2>
${contents}
</nav>
${body.join("\n")}`;
}

/** @param {Entry} entry @param {Entry[]} all */
function renderEntry(entry, all) {
  const { family, name, kind, signature, options, members, parents, errors, header, sets } = entry;
  const parts = [
    `<h3 id="${family}.${name}">${name}</h3>`,
    `<pre>${escapeHtml(signature)}</pre>`,
    paragraphs(entry.doc),
  ];
  if (options.length > 0) {
    // No element inside a cell that needs none: this page has thousands of them.
    const cell = (/** @type {string} */ label, /** @type {string} */ html) =>
      html ? `<td data-label="${label}">${html}</td>` : "<td></td>";
    const rows = options.map(
      (option) =>
        `<tr><th scope="row">${option.name}</th>` +
        cell("type", escapeHtml(option.type)) +
        cell("default", escapeHtml(option.default)) +
        cell("range", escapeHtml(option.range)) +
        `${cell("meaning", inline(option.meaning))}</tr>`,
    );
    const heads = ["option", "type", "default", "range", "meaning"]
      .map((head) => `<th scope="col">${head}</th>`)
      .join("");
    parts.push(
      `<table class="options"><caption>Options of ${name}</caption><thead><tr>${heads}</tr></thead><tbody>\n${rows.join("\n")}\n</tbody></table>`,
    );
  }
  if (members.length > 0) {
    const items = members
      .filter((member) => member.name !== "options")
      .map((member) => `<dt>${escapeHtml(member.signature)}</dt><dd>${inline(member.doc)}</dd>`);
    parts.push(`<h4>${kind === "base" ? "Members" : "Methods and properties"}</h4><dl>${items.join("\n")}</dl>`);
  }
  const facts = [];
  const bases = all.filter((other) => other.kind === "base" && parents.includes(other.name));
  if (bases.length > 0)
    facts.push(
      `Also all of ${bases.map((base) => `<a href="#${base.family}.${base.name}">${base.name}</a>`).join(", ")}.`,
    );
  if (errors.length > 0) facts.push(`Errors: ${inline(errors.join(" "))}`);
  if (sets.length > 0) facts.push(`In ${sets.map((set) => `<code>kernel-${set}</code>`).join(", ")}.`);
  if (header) facts.push(`C++: <code>${header}</code>`);
  parts.push(`<ul class="facts">${facts.map((fact) => `<li>${fact}</li>`).join("")}</ul>`);
  return `<article>${parts.join("\n")}</article>`;
}

/** @param {string} doc */
function paragraphs(doc) {
  return doc
    .split(/\n\s*\n/)
    .filter((part) => part.trim() !== "")
    .map((part) =>
      part.split("\n").every((line) => /^ {3,}/.test(line))
        ? `<pre><code>${escapeHtml(part.replace(/^ {4}/gm, ""))}</code></pre>`
        : `<p>${inline(part)}</p>`,
    )
    .join("\n");
}

/** Text of a comment: `code` in backticks, error codes as JavaScript has them. @param {string} text */
const inline = (text) =>
  escapeHtml(text.replace(/\s+/g, " ").trim())
    .replace(/`([^`]+)`/g, "<code>$1</code>")
    .replace(/\bk(BadShape|BadValue|NotFitted|Parse)\b/g, "$1");

/** @param {number} bytes */
const kilo = (bytes) => (bytes / 1000).toFixed(1);
