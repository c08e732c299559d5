// Contrast, computed from style sheets: colours that stand as `--name: light-dark(#…, #…)`.

/** Token → [light, dark]. @typedef {Map<string, [string, string]>} Tokens */

/** What stands on what, and how much it must differ: WCAG 2.2 AA, 4.5 for words, 3 for strokes and borders. */
const words =
  "ink muted accent class-0-ink class-1-ink class-2-ink class-3-ink class-4-ink part-train part-validation part-test wrong";
const strokes = "edge class-0-stroke class-1-stroke class-2-stroke class-3-stroke class-4-stroke";
const [forWords, forStrokes] = [4.5, 3];

/** @type {Array<[front: string, ground: string, least: number]>} */
export const pairs = [
  ...["paper", "raised", "sunken"].flatMap((ground) => [
    ...words.split(" ").map((name) => /** @type {[string, string, number]} */ ([name, ground, forWords])),
    ...strokes.split(" ").map((name) => /** @type {[string, string, number]} */ ([name, ground, forStrokes])),
  ]),
  ...["class-0", "class-1", "class-2", "class-3", "class-4"].flatMap((name) => [
    /** @type {[string, string, number]} */ ([`${name}-ink`, `${name}-tint`, forWords]),
    /** @type {[string, string, number]} */ (["ink", `${name}-tint`, forWords]),
  ]),
  ["ink", "heat-high", forWords],
  ["ink", "heat-low", forWords],
  ["on-accent", "accent", forWords],
  ["paper", "part-test", forWords],
  ["accent", "accent-tint", forWords],
  ["ink", "accent-tint", forWords],
];

/** The colours of a style sheet. @param {string} css @returns {Tokens} */
export const tokensOf = (css) =>
  new Map(
    [...css.matchAll(/--([\w-]+): light-dark\((#\w+), (#\w+)\)/g)].map(([, name, light, dark]) => [
      name,
      [light, dark],
    ]),
  );

/** sRGB hex → linear light. @param {string} hex */
export function linear(hex) {
  const digits = hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit).join("") : hex.slice(1);
  return [0, 2, 4].map((at) => {
    const share = Number.parseInt(digits.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
}

/** WCAG 2 contrast ratio. @param {string} one @param {string} other */
export function contrast(one, other) {
  const [light, dark] = [one, other]
    .map((hex) => linear(hex).reduce((sum, channel, i) => sum + channel * [0.2126, 0.7152, 0.0722][i], 0))
    .sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}
