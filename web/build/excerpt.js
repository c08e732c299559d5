// The lines of a module that make one thing work: the declarations asked for, and whatever they lean on.
import { parseAst } from "vite";

/**
 * @typedef {{ start: number, end: number }} Span  of characters
 * @typedef {{ span: Span, declares: string[], node: any, holds: Map<string, any> | null }} Statement
 *   of the module's top level; `holds`: the properties of `export const state = { … }`, by name
 */

/** Of these exports only the properties that are wanted are shown. */
const records = new Set(["state", "cells"]);

/**
 * The source of some declarations of a module, and of all that they use. The lines are the file's own, in its order,
 * with the comments above them. Names that the module does not have are ignored.
 * @param {string} code
 * @param {{ declarations?: Iterable<string>, members?: Iterable<string> }} wanted  `declarations` of the top level;
 *   `members` of its `state` and `cells`
 * @returns {string}
 */
export function excerpt(code, { declarations = [], members = [] }) {
  const statements = /** @type {Statement[]} */ (parseAst(code).body.map((node) => statementOf(code, node)));
  /** @type {Set<string>} */
  const needed = new Set();
  const visit = (/** @type {string} */ name) => {
    if (needed.has(name)) return;
    needed.add(name);
    for (const { holds, declares, node } of statements) {
      const property = holds?.get(name);
      if (property) namesIn(property.value).forEach(visit);
      else if (declares.includes(name) && !holds) namesIn(node).forEach(visit);
    }
  };
  for (const name of declarations) visit(name);
  for (const name of members) if (statements.some(({ holds }) => holds?.has(name))) visit(name);
  return statements
    .map((statement) => textOf(code, statement, needed))
    .filter((text) => text !== "")
    .join("\n\n")
    .replaceAll(/(^import .*;)\n\n(?=import )/gm, "$1\n");
}

/** @param {string} code @param {any} node @returns {Statement} */
function statementOf(code, node) {
  const declaration = node.type.startsWith("Export") && node.declaration ? node.declaration : node;
  const declares =
    declaration.type === "VariableDeclaration"
      ? declaration.declarations.flatMap((/** @type {any} */ { id }) => namesIn(id))
      : declaration.type === "ImportDeclaration"
        ? declaration.specifiers.map((/** @type {any} */ { local }) => local.name)
        : declaration.id
          ? [declaration.id.name]
          : [];
  const value = declaration.declarations?.[0]?.init;
  const isRecord = declares.length === 1 && records.has(declares[0]) && value?.type === "ObjectExpression";
  const holds = isRecord
    ? new Map(value.properties.map((/** @type {any} */ property) => [property.key?.name, property]))
    : null;
  return { span: withComments(code, node), declares, node: declaration, holds };
}

/**
 * A statement as it stands, or of a record the properties that are needed; "" where nothing is.
 * @param {string} code @param {Statement} statement @param {Set<string>} needed
 */
function textOf(code, { span, declares, node, holds }, needed) {
  if (!holds) return declares.some((name) => needed.has(name)) ? code.slice(span.start, span.end) : "";
  const kept = [...holds].filter(([name]) => needed.has(name)).map(([, property]) => withComments(code, property));
  if (kept.length === 0) return "";
  if (kept.length === holds.size) return code.slice(span.start, span.end);
  const opening = code.slice(span.start, node.declarations[0].init.start + 1);
  const lines = kept.map(({ start, end }) => `${code.slice(start, end)},`);
  return `${opening}\n${lines.join("\n")}\n};`;
}

/** A node with the comment lines right above it, from the start of the first line if it has that to itself. @param {string} code @param {Span} node @returns {Span} */
function withComments(code, { start, end }) {
  let first = code.lastIndexOf("\n", start - 1) + 1;
  if (code.slice(first, start).trim() !== "") return { start, end };
  for (;;) {
    const above = code.lastIndexOf("\n", first - 2) + 1;
    if (first === 0 || !/^\s*(\/\/|\/?\*)/.test(code.slice(above, first))) return { start: first, end };
    first = above;
  }
}

/** Every identifier under a node, with the keys of its patterns: more than is needed does no harm. @param {any} node @returns {string[]} */
function namesIn(node) {
  if (Array.isArray(node)) return node.flatMap(namesIn);
  if (node === null || typeof node !== "object") return [];
  if (node.type === "Identifier") return [node.name];
  if (node.type === "ObjectPattern")
    return node.properties.flatMap((/** @type {any} */ part) => [...namesIn(part.key), ...namesIn(part.value ?? part)]);
  // A property that is read (`x.degree`) or written (`{ degree: 1 }`) is no use of a declaration of that name.
  return Object.entries(node).flatMap(([key, child]) =>
    (key === "property" || key === "key") && !node.computed && !node.shorthand ? [] : namesIn(child),
  );
}
