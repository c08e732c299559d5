/**
 * The entry of an essay's page: wires state, link, steps, worker and elements.
 *
 * A *scope* is an `sw-steps` element, or the page outside all of them. One scope is current: the one that the reading
 * line (60 % down the viewport) crosses, or the one that the reader's hand is on. What stands in a scope is computed
 * and drawn only while that is current, what stands inside a step only while that is shown; until then it keeps the
 * picture it has. So nothing ever shows another section's step, and the step is a function of the place in the page.
 */
import { Client } from "./client.js";
import { Progress } from "./progress.js";
import { effective, schema, Store } from "./state.js";
import { formatHash, parseHash } from "./url.js";
import { defineElements } from "../elements/define.js";
import { t } from "../words/words.js";

/**
 * @typedef {import("./state.js").State} State
 * @typedef {import("./client.js").Result} Result
 * @typedef {{ results: { [cell: string]: any }, state: State, running: boolean, error: import("./worker.js").ErrorData | null,
 *   runs: { [cell: string]: import("./cells.js").Run | undefined } }} View  `runs`: how far those with a position have come
 * @typedef {object} Watcher
 * @property {Element} element
 * @property {string[]} cells
 * @property {(view: View) => void} update
 * @property {boolean} near the viewport
 * @property {Place} place
 *
 * @typedef {{ scope: Element | null, section: Element | null }} Place of an element: its scope, and its step if it is inside one
 */

/** Where the reader is taken to read: this far down the viewport. */
const readingLine = 0.6;
/** What is opened is kept for reading offline this long after it has come to life, ms. */
const offlinePause = 3000;
/** Screen readers are told something at most this often, ms: a held key says where it has come to, not each step. */
const announcePause = 500;
/** Keys that come in runs: many arrows, small steps and large ones, are one gesture, as a drag is. */
const runKeys = /^(Arrow|Shift)/;
/** What ends a gesture: at once, but for such a key; or when it has not gone on for so long, ms. */
const gestureEnds = { pointerup: 0, pointercancel: 0, keydown: 0, keyup: 1000, change: 1000 };
/** Links are written at most this often, ms: browsers refuse more than a few a second. */
const linkPause = 400;

/**
 * Brings a page to life. Safe to call as soon as the document is parsed. An address with a query (one figure alone, a
 * teacher's settings) brings along what it takes.
 * @param {object} options
 * @param {{ state: { [key: string]: unknown }, steps?: readonly import("./state.js").Step[] }} options.model the pure data of model.js: its cells run in the worker only
 * @param {{ [name: string]: any }} options.figures what figures.js exports
 * @param {import("../elements/below.js").Below} [options.below] figures that are fetched when they come near
 * @param {{ [tag: string]: import("../elements/define.js").Connect }} options.elements those that stand in the page
 * @param {() => import("./client.js").Port} options.createWorker
 * @param {() => Promise<ArrayBuffer>} [options.fetchWasm] fetches the bytes of the kernels' module, once for all workers
 * @param {Promise<ArrayBuffer>} [options.wasm] the bytes, where their fetching has begun already
 * @param {Document} [options.document]
 * @param {() => Storage | undefined} [options.storage] where progress is kept
 * @returns {Promise<Essay>}
 */
export async function startPage({ elements, document = globalThis.document, ...options }) {
  const visit = document.location.search && (await import("./visit.js")).prepareVisit(document);
  const essay = new Essay({ document, ...options, ...(visit && visit.options) });
  // On a fast line the browser lays out and paints the words as soon as this script has run: before the elements come to life
  // rather than after that, and in a task of its own.
  await new Promise((done) => setTimeout(done));
  defineElements(essay, elements);
  essay.begin();
  reachFormulas(document);
  if (visit) visit.begun(essay);
  // The words and the models first. A frame in somebody else's page keeps nothing.
  // Where the line has gone meanwhile, there is nothing to be kept.
  else if (__OFFLINE__)
    setTimeout(
      () =>
        import("./offline.js").then(
          ({ keepThisPage }) => keepThisPage(essay.window),
          () => {},
        ),
      offlinePause,
    );
  return essay;
}

/** What is wider than the screen is scrolled; so it can have the focus, or keys could not. @param {Document} document */
function reachFormulas(document) {
  if (!globalThis.ResizeObserver) return;
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries)
      if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
      else target.removeAttribute("tabindex");
  });
  for (const formula of document.querySelectorAll("math[display]")) observer.observe(formula);
}

/** What the elements of one page share. */
export class Essay {
  /** @type {Set<Watcher>} */
  #watchers = new Set();
  /** @type {Set<Watcher>} those to be updated in the next frame */
  #dirty = new Set();
  #frame = false;
  /** @type {Set<{ place: Place, act: (state: State) => void }>} */
  #stateListeners = new Set();
  /** @type {Set<() => void>} */
  #statusListeners = new Set();
  /** @type {Element | null} */
  #scope = null;
  /** @type {IntersectionObserver | undefined} */
  #nearby;
  /**
   * After a jump: what the reading line finds there. The step that was asked for holds until it finds something else.
   * @type {{ found: Element | null } | null}
   */
  #jump = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #linkTimer;
  /** @type {Element | null} */
  #announcer = null;
  /** While something was said a moment ago: what is to be said after it. @type {string[] | null} */
  #unsaid = null;
  /** Nothing is asked for before the link was read. */
  #begun = false;
  /** Whether generators rest (the reader pressed pause). */
  paused = false;

  /** @param {Omit<Parameters<typeof startPage>[0], "elements"> & { document: Document }} options */
  constructor({ model, figures, below, createWorker, fetchWasm, wasm, document, storage }) {
    this.document = document;
    this.window = /** @type {Window & typeof globalThis} */ (document.defaultView);
    this.figures = figures;
    this.below = below;
    this.schema = schema(model.state);
    this.steps = model.steps ?? [];
    this.store = new Store(this.schema, this.steps);
    this.progress = new Progress(storage ?? (() => this.window.localStorage), this.window.location.pathname);
    // A failure is told to whoever asks for the bytes; it is no error of the page before that.
    wasm?.catch(() => {});
    this.client = new Client({
      createPort: () => {
        if (!isSupported())
          throw Object.assign(new Error(t("This browser cannot run the models.")), { code: "unsupported" });
        return createWorker();
      },
      frame: (task) => this.window.requestAnimationFrame(task),
      wasm: async () => {
        if (!fetchWasm) return undefined;
        // A copy goes to each worker.
        return (wasm ??= fetchWasm());
      },
      onResults: (names) => this.#received(names),
      onStatus: () => {
        // Bytes that did not do are fetched anew by a retry.
        if (this.client.status === "failed") {
          wasm = undefined;
          this.announce(this.trouble());
        }
        for (const listener of this.#statusListeners) listener();
      },
    });
  }

  /** Reads the link, finds the step and starts listening. */
  begin() {
    const { window, document } = this;
    if ("IntersectionObserver" in window) {
      this.#nearby = new window.IntersectionObserver((entries) => this.#moved(entries), { rootMargin: "30% 0px" });
      for (const { element } of this.#watchers) this.#nearby.observe(element);
      const bottom = Math.round((1 - readingLine) * 100);
      const follow = (/** @type {string} */ top) =>
        new window.IntersectionObserver(() => this.#follow(), { rootMargin: `${top}% 0px -${bottom}% 0px` });
      const line = follow(`${bottom - 100}`);
      // All that is above the line, too: a section that one leap takes past the line has never stood on it.
      const above = follow("99999");
      for (const steps of document.querySelectorAll("sw-steps")) {
        line.observe(steps);
        for (const section of this.sectionsOf(steps)) above.observe(section);
      }
    }
    this.store.subscribe(() => this.#changed());
    document.addEventListener("visibilitychange", () => this.refresh());
    window.addEventListener("hashchange", () => this.#obeyLink(true));
    window.addEventListener("storage", () => this.progress.refresh());
    // A gesture ends when the hand lets go; figures and controls need not say so.
    for (const [type, pause] of Object.entries(gestureEnds))
      document.addEventListener(
        type,
        (/** @type {any} */ { key }) => (pause || !runKeys.test(key)) && this.store.settle(pause),
        true,
      );
    this.#announcer = document.createElement("p");
    this.#announcer.className = "sw-visually-hidden";
    this.#announcer.setAttribute("role", "status");
    document.body.append(this.#announcer);
    if (this.#watchers.size > 0 && document.visibilityState !== "hidden") this.client.wake();
    const [navigation] = /** @type {PerformanceNavigationTiming[]} */ (
      window.performance?.getEntriesByType?.("navigation") ?? []
    );
    // On a reload and on going back the browser returns to the place itself.
    this.#obeyLink(!["reload", "back_forward"].includes(navigation?.type));
    this.#begun = true;
    this.#changed();
  }

  // Elements say what they show.

  /**
   * Calls `update`, at most once a frame, whenever these cells have answers for one and the same state: while the
   * element is near the viewport and its scope is current.
   * @param {Element} element @param {string[]} cells @param {(view: View) => void} update
   * @returns {() => void} stops watching
   */
  watch(element, cells, update) {
    /** @type {Watcher} */
    const watcher = {
      element,
      cells,
      update,
      // An element that is watched already is not observed anew.
      near:
        [...this.#watchers].find((other) => other.element === element)?.near ??
        !("IntersectionObserver" in this.window),
      place: this.#placeOf(element),
    };
    this.#watchers.add(watcher);
    this.#nearby?.observe(element);
    this.refresh();
    return () => {
      this.#watchers.delete(watcher);
      this.#dirty.delete(watcher);
      if (![...this.#watchers].some((other) => other.element === element)) this.#nearby?.unobserve(element);
      this.refresh();
    };
  }

  /**
   * Calls `act` now, with the state of the element's place, and on each change of the state while that is current.
   * @param {Element} element @param {(state: State) => void} act
   * @returns {() => void} stops
   */
  onState(element, act) {
    const listener = { place: this.#placeOf(element), act };
    this.#stateListeners.add(listener);
    act(this.#isCurrent(listener.place) ? this.store.state : this.stateAt(element));
    return () => this.#stateListeners.delete(listener);
  }

  /** The state that an element's place shows before the reader has done anything. @param {Element} element */
  stateAt(element) {
    const { scope, section } = this.#placeOf(element);
    return effective(this.schema, this.steps, (section ?? (scope && this.sectionsOf(scope)[0]))?.id);
  }

  /** Calls `act` when the worker starts, runs or fails. @param {() => void} act */
  onStatus(act) {
    this.#statusListeners.add(act);
    return () => this.#statusListeners.delete(act);
  }

  // What the reader does.

  /** @param {Element} element that the hand is on @param {{ [key: string]: unknown }} changes */
  edit(element, changes) {
    this.touch(element);
    this.store.edit(changes);
  }

  /** Makes the place of an element current: the reader is working there. @param {Element} element */
  touch(element) {
    const place = this.#placeOf(element);
    if (!this.#isCurrent(place))
      this.#enter(place.scope, place.section ?? (place.scope && this.#sectionAt(place.scope)));
  }

  /** Goes to a step, by whatever control. @param {string} id */
  goTo(id) {
    const section = this.document.getElementById(id);
    const scope = section && this.scopeOf(section);
    if (!scope || !section) return;
    this.#enter(scope, section);
    const stepper = scope.getAttribute("view") === "stepper";
    // In the stepper the page may stay where it is, if that is where the steps are.
    if (!stepper || !this.#isAtLine(scope))
      (stepper ? scope : section).scrollIntoView?.({ block: "start", behavior: "instant" });
    this.#jump = { found: this.#locate() };
  }

  /** @param {boolean} paused */
  pause(paused) {
    this.paused = paused;
    this.refresh();
  }

  /** What to tell the reader about the engine: nothing, as long as it is well. */
  trouble() {
    const { status, error } = this.client;
    if (status !== "failed") return "";
    return error?.code === "unsupported"
      ? t("{reason} The words and pictures are all here; the figures stay still.", { reason: error.message })
      : t("The figures could not be brought to life; they show how they begin.");
  }

  /** Says something to screen readers: at once, or the newest after a pause. @param {string} text */
  announce(text) {
    if (!this.#announcer) return;
    if (this.#unsaid) {
      this.#unsaid = [text];
      return;
    }
    this.#announcer.textContent = text;
    this.#unsaid = [];
    setTimeout(() => {
      const [newest] = this.#unsaid ?? [];
      this.#unsaid = null;
      if (newest !== undefined) this.announce(newest);
    }, announcePause);
  }

  /** The link to what is seen now; at a place of the page rather than its top, where `element` is given. @param {Element} [element] */
  link(element) {
    const { step, edits } = this.store;
    const id = step ?? element?.closest("[id]")?.id ?? this.#passed();
    const { location } = this.window;
    return location.href.replace(/#.*$/, "") + formatHash({ id, edits, step }, this.schema, this.steps);
  }

  // Steps.

  /** The steps inside an `sw-steps`. @param {Element} scope @returns {HTMLElement[]} */
  sectionsOf(scope) {
    const named = /** @type {HTMLElement[]} */ ([...scope.querySelectorAll("[id]")]);
    return named.filter(({ id }) => this.steps.some((step) => step.id === id));
  }

  /** @param {Element} element */
  scopeOf(element) {
    const scope = element.closest("sw-steps");
    return scope && this.sectionsOf(scope).length ? scope : null;
  }

  /** @param {Element} element @returns {Place} */
  #placeOf(element) {
    const scope = this.scopeOf(element);
    return { scope, section: scope && (this.sectionsOf(scope).find((section) => section.contains(element)) ?? null) };
  }

  /** @param {Place} place */
  #isCurrent({ scope, section }) {
    return scope === this.#scope && (!section || section.id === this.store.step);
  }

  /** The section that is read in a scope: the last whose top the reading line has passed, or the first. @param {Element} scope */
  #sectionAt(scope) {
    const sections = this.sectionsOf(scope);
    if (scope.getAttribute("view") === "stepper")
      return sections.find(({ id }) => id === scope.getAttribute("current")) ?? sections[0];
    return sections.findLast((section) => section.getBoundingClientRect().top <= this.#line) ?? sections[0];
  }

  get #line() {
    return this.window.innerHeight * readingLine + 1;
  }

  /** The scope and section at the reading line. @returns {Element | null} the section */
  #locate() {
    const scopes = [...this.document.querySelectorAll("sw-steps")];
    const scope = scopes.find((steps) => this.#isAtLine(steps) && this.scopeOf(steps));
    return scope ? this.#sectionAt(scope) : null;
  }

  /** @param {Element} element */
  #isAtLine(element) {
    const { top, bottom } = element.getBoundingClientRect();
    return top <= this.#line && bottom > this.#line;
  }

  /** Follows the scroll. */
  #follow() {
    const found = this.#locate();
    if (this.#jump && this.#jump.found === found) return;
    this.#enter(found && this.scopeOf(found), found);
  }

  /** @param {Element | null} scope @param {Element | null} section */
  #enter(scope, section) {
    this.#jump = null;
    const moved = scope !== this.#scope;
    this.#scope = scope;
    if (section) scope?.setAttribute("current", section.id);
    this.store.goTo(section?.id ?? null);
    if (moved) this.#changed();
  }

  // Links.

  /** @param {boolean} move */
  #obeyLink(move) {
    const { hash } = this.window.location;
    const { id, edits } = parseHash(hash, this.schema);
    const target = id ? this.document.getElementById(id) : null;
    const isStep = this.steps.some((step) => step.id === id) && target;
    // What the reader has not opened yet has no place in the page: the link leads to where it will be opened.
    const place = target?.closest("[hidden]")?.parentElement ?? target;
    if (isStep && move) this.goTo(id);
    else if (place && move && (edits || place !== target)) {
      place.scrollIntoView?.({ block: "start", behavior: "instant" });
      this.#follow();
    }
    if (!move) {
      // The browser is about to scroll back to where the reader was; until it has, the link knows the step better.
      if (isStep) this.#enter(this.scopeOf(target), target);
      this.#jump = { found: this.#locate() };
    }
    if (edits) this.store.restore(isStep ? id : this.store.step, edits);
  }

  #writeLink() {
    const { history, location } = this.window;
    const { step, edits } = this.store;
    const { id, edits: held } = parseHash(location.hash, this.schema);
    // A plain link to some other element, such as a reference, is the reader's own and stays.
    const plain = !step && held === null && !this.steps.some((known) => known.id === id);
    const edited = Object.keys(edits).length > 0;
    const hash = formatHash({ id: step ?? (edited ? this.#passed() : ""), edits, step }, this.schema, this.steps);
    if (hash === location.hash || (plain && !edited)) return;
    history.replaceState(history.state, "", hash || location.pathname + location.search);
  }

  /** The last section with an id that the reading line has passed; what is hidden has no place in the page. */
  #passed() {
    const passed = [...this.document.querySelectorAll("section[id], h2[id]")].findLast(
      (element) => !element.closest("[hidden]") && element.getBoundingClientRect().top <= this.#line,
    );
    return passed?.id ?? "";
  }

  // The way to the worker and back.

  #changed() {
    for (const { place, act } of this.#stateListeners) if (this.#isCurrent(place)) act(this.store.state);
    this.refresh();
    if (this.#linkTimer) return;
    this.#linkTimer = setTimeout(() => {
      this.#linkTimer = undefined;
      this.#writeLink();
    }, linkPause);
  }

  /** @param {Watcher} watcher */
  #isActive({ near, place }) {
    return near && this.#isCurrent(place);
  }

  /** Asks for what is seen now. */
  refresh() {
    if (!this.#begun) return;
    const hidden = this.document.visibilityState === "hidden";
    const seen = hidden ? [] : [...this.#watchers].filter((watcher) => this.#isActive(watcher));
    const cells = [...new Set(seen.flatMap((watcher) => watcher.cells))];
    this.client.want({ state: this.store.state, cells, paused: this.paused });
  }

  /** @param {IntersectionObserverEntry[]} entries */
  #moved(entries) {
    let any = false;
    for (const { target, isIntersecting } of entries)
      for (const watcher of this.#watchers)
        if (watcher.element === target && watcher.near !== isIntersecting) {
          watcher.near = isIntersecting;
          any = true;
        }
    if (any) this.refresh();
  }

  /** @param {string[]} names */
  #received(names) {
    for (const watcher of this.#watchers)
      if (watcher.cells.some((cell) => names.includes(cell))) this.#dirty.add(watcher);
    if (this.#frame) return;
    this.#frame = true;
    this.window.requestAnimationFrame(() => {
      this.#frame = false;
      const dirty = [...this.#dirty];
      this.#dirty.clear();
      for (const watcher of dirty) if (this.#isActive(watcher)) this.#update(watcher);
      this.client.drawn();
    });
  }

  /** @param {Watcher} watcher */
  #update({ cells, update }) {
    const answers = cells.map((cell) => this.client.results.get(cell));
    const [first] = answers;
    // All of one state, or the picture would mix two.
    if (!first || answers.some((answer) => answer?.id !== first.id)) return;
    const error = answers.find((answer) => answer?.error)?.error ?? null;
    const running = answers.some((answer) => answer?.running);
    try {
      update({
        results: Object.fromEntries(cells.map((cell, i) => [cell, answers[i]?.value])),
        state: this.client.stateOf(first.id),
        running,
        error,
        runs: Object.fromEntries(cells.map((cell, i) => [cell, answers[i]?.run])),
      });
    } catch (failure) {
      // One element's mistake is not the end of the others.
      this.window.reportError(failure);
    }
  }
}

/** Whether the kernels can run: a module with a SIMD instruction inside an exception block is accepted. */
function isSupported() {
  // Type () -> (); one function: try, i32.const 0, i8x16.splat, drop, catch_all, end, end.
  // prettier-ignore
  const module = Uint8Array.of(
    0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
    1, 4, 1, 0x60, 0, 0,
    3, 2, 1, 0,
    10, 13, 1, 11, 0, 0x06, 0x40, 0x41, 0, 0xfd, 0x0f, 0x1a, 0x19, 0x0b, 0x0b,
  );
  return globalThis.WebAssembly?.validate(module);
}
