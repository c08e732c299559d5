/**
 * Figures of these essays in another page: `embed.js` lies at the root of the built site and needs nothing else.
 *
 * As a script beside frames that were pasted (`<script type="module" src=".../embed.js">`) it gives each frame the
 * height that it reports. As a module it makes such a frame and works it:
 *
 *     import { mount } from ".../embed.js";
 *     const figure = mount(document.querySelector("#here"), {
 *       essay: "train-test-validation", figure: "shelter", state: { degree: 3 },
 *     });
 *     figure.edit({ degree: 5 });
 *
 * A frame, and not a part of the page: so its style sheets, its worker and its policy are its own, and the page around
 * can neither break it nor be broken.
 */
const root = new URL("./", import.meta.url);

/** @type {WeakMap<object, (message: any) => void>} the window of a frame → who listens */
const listeners = new WeakMap();

addEventListener("message", ({ source, origin, data }) => {
  if (origin !== root.origin || !source || typeof data !== "object" || data === null) return;
  listeners.get(source)?.(data);
  if (data.type !== "scrollwork:height" || !(data.height > 0)) return;
  const frame = [...document.querySelectorAll("iframe")].find(({ contentWindow }) => contentWindow === source);
  if (frame) frame.style.height = `${Math.min(data.height, 10000)}px`;
});

/**
 * Shows a figure with its controls.
 * @param {Element} target it becomes the last child of this one
 * @param {object} options
 * @param {string} options.essay its folder's name, such as "train-test-validation"
 * @param {string} options.figure its name, as "Embed this figure" prints it
 * @param {string} [options.step] the step that it begins with
 * @param {{ [key: string]: unknown }} [options.state] settings that it begins with; unknown ones are left out
 * @param {string[]} [options.lock] settings that the reader sees but cannot change
 * @param {string[]} [options.hide] settings whose controls are left out
 * @param {"light" | "dark" | "auto"} [options.theme]
 * @param {string} [options.title] for those who cannot see the frame
 * @param {(state: { [key: string]: unknown }) => void} [options.onState] told of the settings, at the start and on each change
 * @returns {{ frame: HTMLIFrameElement, edit(changes: { [key: string]: unknown }): void, remove(): void }}
 * @throws {TypeError} naming the argument that is missing or not of its kind
 */
export function mount(
  target,
  { essay, figure, step = "", state = {}, lock = [], hide = [], theme = "auto", title = figure, onState = () => {} },
) {
  if (!(target instanceof Element)) throw new TypeError(`mount: target must be an element, not ${String(target)}`);
  for (const [name, value] of Object.entries({ essay, figure }))
    if (typeof value !== "string" || !value) throw new TypeError(`mount: ${name} must be a name, not ${String(value)}`);
  if (!["light", "dark", "auto"].includes(theme))
    throw new TypeError(`mount: theme must be "light", "dark" or "auto", not "${theme}"`);
  const address = new URL(`${encodeURIComponent(essay)}/`, root);
  address.searchParams.set("embed", figure);
  if (lock.length) address.searchParams.set("lock", lock.join(","));
  if (hide.length) address.searchParams.set("hide", hide.join(","));
  address.hash = step && `#${encodeURIComponent(step)}`;

  const frame = document.createElement("iframe");
  Object.assign(frame, {
    src: address.href,
    title,
    width: "100%",
    height: "560",
    loading: "lazy",
    allow: "clipboard-write",
  });
  const send = (/** @type {{ type: string, [name: string]: unknown }} */ message) =>
    frame.contentWindow?.postMessage(message, root.origin);
  let begun = false;
  target.append(frame);
  listeners.set(/** @type {Window} */ (frame.contentWindow), (message) => {
    if (message.type !== "scrollwork:state") return;
    if (!begun) {
      begun = true;
      if (theme !== "auto") send({ type: "scrollwork:theme", theme });
      if (Object.keys(state).length) {
        send({ type: "scrollwork:edit", changes: state });
        return;
      }
    }
    onState(message.state);
  });
  return {
    frame,
    /** Changes settings, as the reader's hand would. @param {{ [key: string]: unknown }} changes */
    edit: (changes) => send({ type: "scrollwork:edit", changes }),
    remove: () => frame.remove(),
  };
}
