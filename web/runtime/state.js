/**
 * The state of an essay: a flat set of named values that the reader can change, a step sets and a link holds.
 *
 * A value is *canonical* when it is what a link can hold exactly: numbers clamped and rounded to their step, points to
 * 1/1000 of their bounds. Everything that enters the state goes through `coerce`, so a picture drawn here and the same
 * picture drawn from its link are computed from equal bits.
 *
 * Everything in this file is pure apart from `Store`, and none of it needs a browser.
 */

/**
 * @typedef {number | string | boolean | readonly number[]} Value
 * @typedef {{ [key: string]: Value }} State
 * @typedef {{ kind: "number", default: number, min: number, max: number, step: number, of?: string }} NumberField
 *   `step` 0: any finite number between `min` and `max`. `of` a generator cell: its position, the index of the yield shown.
 * @typedef {{ kind: "choice", default: string, values: readonly string[] }} ChoiceField
 * @typedef {{ kind: "boolean", default: boolean, own?: true }} BooleanField
 * @typedef {{ kind: "string", default: string, max: number }} StringField          `max` characters
 * @typedef {{ kind: "text", default: string, max: number }} TextField
 *   A text of the reader's own, such as a CSV file: at most `max` characters, kept for this visit, never in a link.
 * @typedef {{ kind: "numbers", default: readonly number[], min: number, max: number, step: number, maxLength: number, own?: true }} NumbersField
 *   `own`: of this reader, as a text is: a guess, which a link would tell to others.
 * @typedef {{ kind: "points", default: readonly number[], bounds: readonly number[], max: number, classes: number }} PointsField
 *   Flat `[index, x, y, …]`, ascending by index, one entry an index; at most `max` points. `bounds`: `[x0, x1, y0, y1]`.
 *   With `classes` points can also be added and removed: `[index, x, y, label, …]`, a label below `classes`, or -1 for a
 *   point that is no more.
 * @typedef {NumberField | ChoiceField | BooleanField | StringField | TextField | NumbersField | PointsField} Field
 * @typedef {{ readonly [key: string]: Field }} Schema
 * @typedef {{ id: string, state?: { [key: string]: unknown } }} Step
 */

/** Points are stored to this fraction of the width and of the height of their bounds. */
export const pointResolution = 1000;
/** Indices of points are below this, so that a hostile link cannot ask for a sparse giant. */
const maxPointIndex = 100000;

/**
 * The schema of a model's `state` export: every short form spelled out, every default checked.
 * @param {{ [key: string]: unknown }} state
 * @returns {Schema}
 */
export function schema(state) {
  /** @type {{ [key: string]: Field }} */
  const fields = {};
  for (const [key, declared] of Object.entries(state)) {
    // `v` is the version in links; the pattern keeps out whatever a link or an object could give a second meaning.
    if (!/^[A-Za-z][A-Za-z0-9]*$/.test(key) || key === "v" || key in Object.prototype)
      throw new Error(`state.${key}: expected a name of letters and digits other than "v"`);
    const field = toField(declared);
    const canonical = field && coerce(field, field.default);
    if (!field || canonical === undefined || !same(canonical, field.default))
      throw new Error(`state.${key}: the default ${JSON.stringify(declared)} does not fit its own range, step or kind`);
    fields[key] = /** @type {Field} */ ({ ...field, default: canonical });
  }
  return Object.freeze(fields);
}

/** @param {unknown} declared @returns {Field | undefined} */
function toField(declared) {
  const long = typeof declared === "object" && declared !== null && !Array.isArray(declared);
  const given = /** @type {any} */ (long ? declared : { default: declared });
  const { min = -Infinity, max = Infinity, step = 0 } = given;
  if (given.kind === "points")
    return {
      kind: "points",
      default: given.default,
      bounds: given.bounds,
      max: given.max ?? 200,
      classes: given.classes ?? 0,
    };
  if (given.kind === "text") return { kind: "text", default: given.default ?? "", max: given.max ?? 1e6 };
  if (given.values) return { kind: "choice", default: given.default, values: given.values };
  if (typeof given.of === "string")
    return { kind: "number", default: given.default ?? 0, min: 0, max, step: 1, of: given.of };
  if (typeof given.default === "number") return { kind: "number", default: given.default, min, max, step };
  const own = given.own === true ? { own: /** @type {const} */ (true) } : {};
  if (typeof given.default === "boolean") return { kind: "boolean", default: given.default, ...own };
  if (typeof given.default === "string") return { kind: "string", default: given.default, max: given.max ?? 200 };
  if (Array.isArray(given.default))
    return { kind: "numbers", default: given.default, min, max, step, maxLength: given.maxLength ?? 64, ...own };
  return undefined;
}

/**
 * The canonical value nearest to `value`, or undefined where there is none (wrong type, NaN, not one of the choices).
 * @param {Field} field
 * @param {unknown} value
 * @returns {Value | undefined}
 */
export function coerce(field, value) {
  switch (field.kind) {
    case "number":
      return typeof value === "number" && !Number.isNaN(value) ? quantise(value, field) : undefined;
    case "boolean":
      return typeof value === "boolean" ? value : undefined;
    case "choice":
      return typeof value === "string" && field.values.includes(value) ? value : undefined;
    case "string":
    case "text":
      return typeof value === "string" ? wellFormed(value.slice(0, field.max)) : undefined;
    case "numbers": {
      if (!isNumbers(value)) return undefined;
      return Object.freeze(value.slice(0, field.maxLength).map((number) => quantise(number, field)));
    }
    case "points": {
      const stride = strideOf(field);
      if (!isNumbers(value) || value.length % stride !== 0) return undefined;
      const [x0, x1, y0, y1] = field.bounds;
      /** @type {Map<number, number[]>} */
      const points = new Map();
      for (let i = 0; i < value.length; i += stride) {
        const [index, x, y, ...labels] = value.slice(i, i + stride);
        if (!Number.isInteger(index) || index < 0 || index >= maxPointIndex) return undefined;
        if (labels.some((label) => !Number.isInteger(label) || label < -1 || label >= field.classes)) return undefined;
        // Where a point was that is no more is nothing that a link should remember.
        const [atX, atY] = labels[0] === -1 ? [x0, y0] : [x, y];
        points.set(index, [
          index + 0,
          onGrid(toThousandths(atX, x0, x1), x0, x1),
          onGrid(toThousandths(atY, y0, y1), y0, y1),
          ...labels.map((label) => label + 0),
        ]);
      }
      return Object.freeze(
        [...points.values()]
          .sort((a, b) => a[0] - b[0])
          .slice(0, field.max)
          .flat(),
      );
    }
  }
}

/** A text without halves of letters, which no link can hold: a cut may have made one. @param {string} text */
export const wellFormed = (text) => text.replace(/\p{Surrogate}/gu, "\uFFFD");

/** Whether a link, a frame and a file of settings may tell it: not what is this reader's own. @param {Field} field */
export const isTold = (field) => field.kind !== "text" && !("own" in field);

/** Numbers for each point. @param {PointsField} field */
export const strideOf = ({ classes }) => (classes ? 4 : 3);

/** @param {unknown} value @returns {value is number[]} */
function isNumbers(value) {
  return Array.isArray(value) && value.every((number) => typeof number === "number" && !Number.isNaN(number));
}

/**
 * Clamps and rounds to `min + n * step` (to a multiple of `step` where there is no `min`), as `<input type=range>` does.
 * @param {number} value not NaN
 * @param {{ min: number, max: number, step: number }} range
 */
function quantise(value, { min, max, step }) {
  const bounded = Math.min(Math.max(value, min, -Number.MAX_VALUE), max, Number.MAX_VALUE);
  if (step <= 0) return bounded + 0; // + 0: minus zero would not survive a link
  const base = Number.isFinite(min) ? min : 0;
  let n = Math.round((bounded - base) / step);
  // The slack forgives a range such as 0..0.3 by 0.1, whose quotient is 2.9999999999999996.
  if (Number.isFinite(max)) n = Math.min(n, Math.floor((max - base) / step + 1e-9));
  // Rounded to the decimals in which step and base are written: 0.1 * 3 is then 0.3 itself, here and in the link.
  const decimals = Math.min(Math.max(decimalsOf(step), decimalsOf(base)), 20);
  return Number((base + n * step).toFixed(decimals)) + 0;
}

/** @param {number} value */
function decimalsOf(value) {
  const [mantissa, exponent = "0"] = String(value).split("e");
  return Math.max(0, (mantissa.split(".")[1] ?? "").length - Number(exponent));
}

/**
 * The place of `value` between `low` and `high` in whole thousandths, clamped.
 * @param {number} value @param {number} low @param {number} high
 */
export function toThousandths(value, low, high) {
  return Math.min(Math.max(Math.round(((value - low) / (high - low)) * pointResolution), 0), pointResolution);
}

/**
 * The value at so many thousandths between `low` and `high`.
 * @param {number} thousandths @param {number} low @param {number} high
 */
export function onGrid(thousandths, low, high) {
  return low + ((high - low) * thousandths) / pointResolution + 0;
}

/** Whether two values of a state are equal. @param {unknown} a @param {unknown} b @returns {boolean} */
export function same(a, b) {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => Object.is(item, b[i]));
  return Object.is(a, b);
}

/**
 * Canonical values of `values`; an unknown key or a value that does not fit is an Error.
 * @param {Schema} schema
 * @param {{ [key: string]: unknown }} values
 * @param {string} [where] for the message
 * @returns {State}
 */
export function coerceAll(schema, values, where = "state") {
  /** @type {State} */
  const result = {};
  for (const [key, value] of Object.entries(values)) {
    if (!Object.hasOwn(schema, key))
      throw new Error(`${where}: unknown key "${key}"; there are: ${Object.keys(schema).join(", ")}`);
    const canonical = coerce(schema[key], value);
    if (canonical === undefined) throw new Error(`${where}: ${key} cannot be ${JSON.stringify(value)}`);
    result[key] = canonical;
  }
  return result;
}

/** The keys that at least one step sets. @param {readonly Step[]} steps @returns {Set<string>} */
export function stepKeys(steps) {
  return new Set(steps.flatMap((step) => Object.keys(step.state ?? {})));
}

/**
 * The state that is shown at a step: defaults, then the step's keys, then the edits in force. In force are the edits of
 * keys that no step sets, and of other keys those made since the step was entered (`Store` drops them on leaving it).
 * @param {Schema} schema
 * @param {readonly Step[]} steps
 * @param {string | null | undefined} stepId none: outside all steps
 * @param {{ [key: string]: unknown }} [edits]
 * @returns {State}
 */
export function effective(schema, steps, stepId, edits = {}) {
  /** @type {State} */
  const defaults = {};
  for (const [key, field] of Object.entries(schema)) defaults[key] = field.default;
  const step = steps.find(({ id }) => id === stepId);
  if (stepId != null && !step)
    throw new Error(`unknown step "${stepId}"; there are: ${steps.map(({ id }) => id).join(", ")}`);
  return {
    ...defaults,
    ...coerceAll(schema, step?.state ?? {}, `step "${stepId}"`),
    ...coerceAll(schema, edits, "edits"),
  };
}

/**
 * What the reader did: the step, the edits in force, and the way back. Tells its listeners after each change.
 *
 * Undo goes from gesture to gesture: edits of the same things until `settle()` (the page calls it when the pointer is let
 * go, or a run of keys has ended) are one entry.
 */
export class Store {
  /** @type {{ step: string | null, edits: State }[]} */
  #past = [];
  /** @type {string | null} */
  #gesture = null;
  /** When the gesture ends by itself, on the clock. */
  #until = Infinity;
  /** @type {Set<() => void>} */
  #listeners = new Set();
  /** @type {Set<string>} */
  #stepKeys;
  /** Keys that stay as they are, whatever the reader does (a teacher's link). @type {Set<string>} */
  locked = new Set();

  /** @param {Schema} schema @param {readonly Step[]} [steps] */
  constructor(schema, steps = []) {
    this.schema = schema;
    this.steps = steps;
    this.#stepKeys = stepKeys(steps);
    for (const { id } of steps) effective(schema, steps, id); // an author's mistake shows at once, not at that step
    /** @type {string | null} */
    this.step = null;
    /** @type {State} */
    this.edits = {};
    /** @type {State} The effective state; a new object after each change. */
    this.state = effective(schema, steps, null);
  }

  /** @param {() => void} listener @returns {() => void} stops listening */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Shows a step (null: none). Edits of keys that steps set stay behind. @param {string | null} step */
  goTo(step) {
    if (step === this.step) return;
    const kept = Object.entries(this.edits).filter(([key]) => !this.#stepKeys.has(key));
    this.settle();
    this.#become(step, Object.fromEntries(kept));
  }

  /** Changes keys, as one gesture with the edits of the same keys before it. @param {{ [key: string]: unknown }} changes */
  edit(changes) {
    this.#apply(coerceAll(this.schema, changes, "edit"), Object.keys(changes).sort().join());
  }

  /**
   * Moves one point of a `points` key; the others stay. Where the key has classes, an index that is new adds a point,
   * and the label -1 removes one.
   * @param {string} key @param {number} index @param {number} x @param {number} y
   * @param {number} [label]  of the point; only where the key has classes
   * @returns {boolean} whether there was room for it
   */
  editPoint(key, index, x, y, label = 0) {
    const points = this.state[key];
    const field = this.schema[key];
    if (!Array.isArray(points) || field.kind !== "points") throw new Error(`editPoint: "${key}" does not hold points`);
    const entry = [index, x, y, label].slice(0, strideOf(field));
    const changes = coerceAll(this.schema, { [key]: [...points, ...entry] }, "editPoint");
    // The newest index is the last one: it is what falls off where `max` points are there already.
    const held = /** @type {readonly number[]} */ (changes[key]);
    if (!held.some((value, i) => i % entry.length === 0 && value === index)) return false;
    this.#apply(changes, `${key}:${index}`);
    return true;
  }

  /** Ends the gesture: the next edit is an undo entry of its own. @param {number} [pause] ms in which it may still go on */
  settle(pause = 0) {
    if (pause) this.#until = Date.now() + pause;
    else this.#gesture = null;
  }

  /** Forgets edits, of `keys` only where they are given. Can be undone. @param {readonly string[]} [keys] */
  reset(keys) {
    this.settle();
    const kept = Object.entries(this.edits).filter(([key]) => (keys && !keys.includes(key)) || this.locked.has(key));
    if (kept.length === Object.keys(this.edits).length) return;
    this.#remember();
    this.#become(this.step, Object.fromEntries(kept));
  }

  /** Whether `undo` would change anything. */
  get canUndo() {
    return this.#past.some((entry) => this.#differs(entry));
  }

  /** Takes back the last gesture that still shows; false where there is none. */
  undo() {
    this.settle();
    for (let entry = this.#past.pop(); entry; entry = this.#past.pop()) {
      if (!this.#differs(entry)) continue;
      this.#become(this.step, this.#inForce(entry));
      return true;
    }
    return false;
  }

  /** Becomes exactly this step with these edits (a link was followed). @param {string | null} step @param {State} edits */
  restore(step, edits) {
    this.settle();
    this.#become(step, coerceAll(this.schema, edits, "link"));
  }

  /** @param {State} changes canonical @param {string} gesture */
  #apply(changes, gesture) {
    if (Object.entries(changes).every(([key, value]) => this.locked.has(key) || same(value, this.state[key]))) return;
    if (gesture !== this.#gesture || Date.now() > this.#until) this.#remember();
    this.#gesture = gesture;
    this.#until = Infinity;
    const free = Object.entries(changes).filter(([key]) => !this.locked.has(key));
    this.#become(this.step, { ...this.edits, ...Object.fromEntries(free) });
  }

  #remember() {
    this.#past.push({ step: this.step, edits: this.edits });
    if (this.#past.length > 200) this.#past.shift();
  }

  /** The edits of an entry that count at the present step. @param {{ step: string | null, edits: State }} entry */
  #inForce({ step, edits }) {
    return Object.fromEntries(Object.entries(edits).filter(([key]) => step === this.step || !this.#stepKeys.has(key)));
  }

  /** @param {{ step: string | null, edits: State }} entry */
  #differs(entry) {
    const then = effective(this.schema, this.steps, this.step, this.#inForce(entry));
    return Object.keys(then).some((key) => !same(then[key], this.state[key]));
  }

  /** @param {string | null} step @param {State} edits */
  #become(step, edits) {
    const base = effective(this.schema, this.steps, step);
    this.step = step;
    // An edit back to what the step shows is none: it would only lengthen the link.
    this.edits = Object.fromEntries(Object.entries(edits).filter(([key, value]) => !same(value, base[key])));
    this.state = { ...base, ...this.edits };
    for (const listener of [...this.#listeners]) listener();
  }
}
