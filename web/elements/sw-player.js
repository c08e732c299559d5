/**
 * `sw-player`: play, pause, step and start over for a run that a cell makes, with a counter and a scrubber through what
 * it has made. Where the run stands is state, the `key` that the model declares `of` the cell: so a link shows the same
 * step, and the model is asked for that one, which it has kept or computes.
 */
import { make, setText } from "./dom.js";
import { freeId, keyOf } from "./parts.js";
import { t } from "../words/words.js";

/** @typedef {import("../runtime/state.js").NumberField} NumberField */

/** Steps of the run in a second, where the author says nothing. */
const usualRate = 12;

/** @param {HTMLElement} element @param {import("./all.js").Context} context */
export function markup(element, { schema, state }) {
  const { ownerDocument: document } = element;
  const key = keyOf(element, schema, ["number"]);
  const { of, max } = /** @type {NumberField} */ (schema[key]);
  if (!of || !Number.isFinite(max))
    throw new Error(`<sw-player key="${key}">: expected a state { of: "cell", max }, the position of a run`);
  const rate = Number(element.getAttribute("rate") ?? usualRate);
  if (!(rate > 0))
    throw new Error(`<sw-player key="${key}" rate="${element.getAttribute("rate")}">: expected a rate > 0`);
  const label = element.getAttribute("label") ?? t("Step");
  const id = freeId(document, `sw-${key}`);
  const button = (/** @type {string} */ act, /** @type {string} */ text) =>
    make(document, "button", { type: "button", "data-act": act }, text);
  element.setAttribute("role", "group");
  element.setAttribute("aria-label", element.getAttribute("name") ?? t("The run"));
  element.replaceChildren(
    make(
      document,
      "div",
      { class: "sw-player-keys" },
      button("play", t("Play")),
      button("step", t("Step")),
      button("reset", t("Start over")),
    ),
    make(document, "label", { for: id }, label),
    make(document, "output", { "aria-live": "off" }, countText(Number(state[key]), max)),
    make(document, "input", { id, type: "range", min: 0, max, step: 1, value: Number(state[key]) }),
  );
}

/**
 * `key`, the position of a run; `label` of one step ("Epoch"); `rate` in steps a second; `name` of the group.
 * @type {import("./define.js").Connect}
 */
export function connect(element, essay) {
  const key = /** @type {string} */ (element.getAttribute("key"));
  const { of, max } = /** @type {NumberField & { of: string }} */ (essay.schema[key]);
  const label = element.getAttribute("label") ?? t("Step");
  const pause = 1000 / Number(element.getAttribute("rate") ?? usualRate);
  const input = /** @type {HTMLInputElement} */ (element.querySelector("input"));
  const output = /** @type {HTMLElement} */ (element.querySelector("output"));
  const [play, step, reset] = /** @type {HTMLElement[]} */ ([...element.querySelectorAll("button")]);
  let playing = false;
  let position = Number(input.value);
  /** The last position, once the run has ended before `max`. */
  let last = max;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let next;
  let due = 0;

  const go = (/** @type {number} */ to) => essay.edit(element, { [key]: to });
  const now = () => essay.window.performance.now();
  const place = () => countText(Math.min(position, last), last);
  const show = () => {
    input.value = String(position);
    input.max = String(last);
    setText(output, place());
    input.setAttribute("aria-valuetext", `${label} ${place()}`);
    setText(play, playing ? "Pause" : t("Play"));
    step.setAttribute("aria-disabled", String(position >= last));
    reset.setAttribute("aria-disabled", String(position === 0));
  };
  const stop = () => {
    clearTimeout(next);
    next = undefined;
    if (!playing) return;
    playing = false;
    essay.store.settle();
    essay.announce(`${label} ${place()}`);
  };
  // The next step waits for the picture of this one: no hurry gets ahead of what is computed, and off screen, where
  // nothing is drawn, the run stands still.
  const goOn = () => {
    if (!playing || next !== undefined) return;
    next = setTimeout(
      () => {
        next = undefined;
        // Faster than the screen draws, several at once.
        const by = Math.max(1, Math.floor((now() - due) / pause));
        due = now();
        go(Math.min(position + by, last));
      },
      Math.max(0, due + pause - now()),
    );
  };

  play.addEventListener("click", () => {
    if (playing) stop();
    else {
      playing = true;
      due = now();
      go(position >= last ? 0 : position + 1);
    }
    show();
  });
  step.addEventListener("click", () => {
    stop();
    if (position < last) go(position + 1);
    show();
  });
  reset.addEventListener("click", () => {
    stop();
    go(0);
    show();
  });
  input.addEventListener("input", () => {
    stop();
    go(Number(input.value));
  });
  const ends = [
    essay.onState(element, (state) => {
      position = Number(state[key]);
      show();
    }),
    essay.watch(element, [of], ({ runs, state, running, error }) => {
      const run = runs[of];
      if (error) stop();
      const found = run?.ended ? Math.min(run.made - 1, max) : max;
      if (found !== last) {
        last = found;
        show();
      }
      if (running || error || Number(state[key]) !== position) return;
      if (position >= last) stop();
      else goOn();
      show();
    }),
  ];
  return () => {
    clearTimeout(next);
    ends.forEach((end) => end());
  };
}

/** @param {number} position @param {number} max */
const countText = (position, max) => t("{place} of {count}", { place: position, count: max });
