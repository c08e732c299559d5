// A still drawing in fewer bytes, to the eye as it was. A live drawing's layers have names, so that they are found again on
// the next draw, and its paths are written as they are computed; a still one is drawn once and read by every visitor.

/** Arguments of each path command. @type {Record<string, number>} */
const counts = { m: 2, l: 2, h: 1, v: 1, c: 6, s: 4, q: 4, t: 2, a: 7, z: 0 };

/**
 * A path's `d` with relative commands, whose numbers are small and repeat themselves, and without what SVG does not need:
 * a command said again, a point on a straight way. Exact, but where places are to be multiples of a `step`. One that is no
 * shorter, or is written in a way that drawings do not use (exponents, a flag of an arc without a space after it), stays as
 * it is.
 * @param {string} d
 * @param {number} [step]  units of the drawing that a path's places may keep to; of no more decimals than the path has
 * @returns {string}
 */
export function compactPath(d, step = 0) {
  const written = d.match(/[a-z]|-?(?:\d+\.?\d*|\.\d+)|[^\s,]/gi) ?? [];
  const decimals = Math.max(0, ...written.map((token) => (token.split(".")[1] ?? "").length));
  const scale = 10 ** decimals;
  const commands = commandsOf(written, (text) => Math.round(Number(text) * scale));
  if (!commands) return d;
  const shorter = print(straight(relative(commands, Math.round(step * scale) || 1)), scale);
  return shorter.length < d.length ? shorter : d;
}

/**
 * @typedef {{ name: string, values: number[], flags: string[] }} Command  `values` in units of the last decimal; `flags` are
 *   the rotation and the two flags of an arc, as written
 */

/** @param {string[]} tokens @param {(text: string) => number} toUnits @returns {Command[] | null} null where something is not as drawings have it */
function commandsOf(tokens, toUnits) {
  /** @type {Command[]} */
  const commands = [];
  for (let i = 0, letter = ""; i < tokens.length;) {
    const isLetter = /[a-z]/i.test(tokens[i]);
    if (isLetter) letter = tokens[i++];
    const count = counts[letter.toLowerCase()];
    const values = tokens.slice(i, i + count);
    if (count === undefined || (count === 0 && !isLetter) || values.length < count) return null;
    if (!values.every((text) => Number.isFinite(Number(text)))) return null;
    const isArc = count === 7;
    const flags = isArc ? values.splice(2, 3) : [];
    if (isArc && !/^[01]{2}$/.test(flags[1] + flags[2])) return null;
    commands.push({ name: letter, values: values.map(toUnits), flags });
    i += count;
    // More numbers after a move are lines.
    if (letter === "M") letter = "L";
    if (letter === "m") letter = "l";
  }
  return commands;
}

/** @param {Command[]} commands @param {number} step  that places are multiples of @returns {Command[]} */
function relative(commands, step) {
  // Rounding is from where the path is, not from where rounding has taken it, or its errors would add up.
  const rounded = (/** @type {number} */ value) => Math.round(value / step) * step;
  let place = [0, 0];
  let start = place;
  return commands.map(({ name, values, flags }) => {
    const letter = name.toLowerCase();
    const isAbsolute = letter !== name;
    if (letter === "z") place = start;
    // Odd places are heights, but for a vertical line's only number; an arc begins with its radii.
    const axisOf = (/** @type {number} */ i) => (letter === "v" ? 1 : i % 2);
    const first = letter === "a" ? 2 : 0;
    const reached = values.map((value, i) => (isAbsolute || i < first ? value : value + place[axisOf(i)]));
    const moved = reached.map((value, i) => (i < first ? value : rounded(value) - rounded(place[axisOf(i)])));
    place = [...place];
    for (const [i, value] of reached.entries()) if (i >= reached.length - 2 && i >= first) place[axisOf(i)] = value;
    if (letter === "m") start = place;
    return { name: letter, values: moved, flags };
  });
}

/**
 * Lines that go on in the same direction as one: a staircase of ties, a gain that stays 0 at every split.
 * @param {Command[]} commands  relative
 */
function straight(commands) {
  /** @type {Command[]} */
  const kept = [];
  for (const [i, command] of commands.map(level).entries()) {
    const before = kept[kept.length - 1];
    // What is a line by others is one without it; a line that is nothing else is a dot.
    if (isStill(command) && [before, commands[i + 1]].some((beside) => beside && isLine(beside))) continue;
    if (before && goesOn(before, command)) before.values = before.values.map((value, i) => value + command.values[i]);
    else kept.push({ ...command });
  }
  return kept;
}

/** A line along one axis by the command that says so. @param {Command} command @returns {Command} */
function level(command) {
  const [x, y] = command.values;
  if (command.name !== "l" || (x !== 0 && y !== 0)) return command;
  return y === 0 ? { ...command, name: "h", values: [x] } : { ...command, name: "v", values: [y] };
}

/** @param {Command} command */
const isLine = ({ name }) => "lhv".includes(name);

/** A line that goes nowhere. @param {Command} command */
const isStill = (command) => isLine(command) && command.values.every((value) => value === 0);

/** @param {Command} a @param {Command} b */
function goesOn(a, b) {
  if (a.name !== b.name || !isLine(a)) return false;
  const [[x, y = 0], [u, v = 0]] = [a.values, b.values];
  return x * v === y * u && x * u + y * v >= 0;
}

/** @param {Command[]} commands @param {number} scale */
function print(commands, scale) {
  let text = "";
  let before = "";
  for (const { name, values, flags } of commands) {
    const numbers = values.map((value) => String(value / scale).replace(/^(-?)0\./, "$1."));
    if (flags.length) numbers.splice(2, 0, ...flags);
    const isSaid = name !== "m" && name !== "z" && name === (before === "m" ? "l" : before);
    if (!isSaid) text += name;
    numbers.forEach((number, i) => (text += (i > 0 || isSaid) && !number.startsWith("-") ? ` ${number}` : number));
    before = name;
  }
  return text;
}

/** What a group or a text is moved by. */
const moved = /^translate\((-?[\d.]+),(-?[\d.]+)\)$/;

/** What runs through a drawing, and the steps that its places keep to: tenths that nobody sees are up to a kilobyte of a page. */
const steps = [
  { lines: ".sw-line, .sw-band, .sw-boundary", step: 0.5 },
  { lines: ".sw-axis, .sw-grid", step: 1 },
];
/** @param {any} path */
const stepOf = (path) => steps.find(({ lines }) => path.matches(lines))?.step;

/**
 * Makes a still drawing's markup short: relative paths, lines without their tenths, no names of layers, no layers, no texts
 * and no lines without content.
 * @param {any} svg  an element; changed in place
 */
export function compactDrawing(svg) {
  for (const path of svg.querySelectorAll("path[d]"))
    path.setAttribute("d", compactPath(path.getAttribute("d"), stepOf(path)));
  for (const path of svg.querySelectorAll('path:not([d]), path[d=""]')) path.remove();
  for (const part of svg.querySelectorAll("[transform]"))
    part.setAttribute("transform", part.getAttribute("transform").replace(/-?\d+\.\d{2,}/g, toTenth));
  for (const text of svg.querySelectorAll("text:not([x], [y])")) unfold(text);
  for (const text of svg.querySelectorAll("text")) if (!text.textContent) text.remove();
  // Where nothing around it says another, a text is placed by its start.
  for (const part of svg.querySelectorAll("[text-anchor=start]"))
    if (!part.parentNode.closest("[text-anchor]")) part.removeAttribute("text-anchor");
  // The innermost come last in the document, so a group of empty groups is empty when its turn comes.
  for (const group of [...svg.querySelectorAll("g")].reverse()) {
    // A picture is one thing to whoever hears it: nothing in it needs hiding.
    group.removeAttribute("aria-hidden");
    if (!group.firstChild) group.remove();
    else forgetLayer(group);
  }
  for (const group of svg.querySelectorAll("g.sw-axis-title")) if (group.children.length === 1) standAlone(group);
}

/** @param {string} number */
const toTenth = (number) => String(Number(Number(number).toFixed(1)));

/** A text of one line without the element of that line. @param {any} text  that is placed by its `transform` */
function unfold(text) {
  const [, x, y] = moved.exec(text.getAttribute("transform")) ?? [];
  const [line, ...more] = text.childNodes;
  if (!x || more.length > 0 || line?.localName !== "tspan" || line.attributes.length > 2) return;
  if (line.getAttribute("x") !== "0" || line.getAttribute("y") !== "0") return;
  text.removeAttribute("transform");
  text.setAttribute("x", x);
  text.setAttribute("y", y);
  text.replaceChildren(...line.childNodes);
}

/** A text without the group that it is alone in. @param {any} group */
function standAlone(group) {
  const [, ...shift] = moved.exec(group.getAttribute("transform")) ?? [];
  const text = group.firstChild;
  if (shift.length === 0 || text.localName !== "text" || text.hasAttribute("class")) return;
  for (const [i, axis] of ["x", "y"].entries()) {
    const place = Number(shift[i]) + Number(text.getAttribute(axis) ?? 0);
    if (place) text.setAttribute(axis, String(place));
  }
  for (const name of ["text-anchor", "class"])
    if (group.hasAttribute(name)) text.setAttribute(name, group.getAttribute(name));
  group.replaceWith(text);
}

/** @param {any} group */
function forgetLayer(group) {
  const names = (group.getAttribute("class") ?? "").split(" ").filter((/** @type {string} */ name) => name);
  const kept = names.filter((/** @type {string} */ name) => !name.startsWith("sw-layer-"));
  if (kept.length === 0) group.removeAttribute("class");
  else if (kept.length < names.length) group.setAttribute("class", kept.join(" "));
  if (group.getAttribute("transform") === "translate(0,0)") group.removeAttribute("transform");
  if (group.attributes.length === 0) group.replaceWith(...group.childNodes);
}
