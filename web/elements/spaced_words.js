/**
 * Words of a drawing where a reader has set letters and words wider apart (WCAG 1.4.12). A drawing gives its words the room
 * that they take in the theme's type: those that would be cut by its edge or lie on others are set as wide as they were
 * meant, and all others as the reader wants them.
 */

/** How far boxes may reach into each other before their letters touch, px. */
const slack = 1;

/** @param {SVGSVGElement} svg */
export function fitWords(svg) {
  const texts = [...svg.querySelectorAll("text")].filter((text) => text.textContent?.trim());
  for (const line of texts.flatMap(linesOf))
    for (const name of ["textLength", "lengthAdjust"]) line.removeAttribute(name);
  const { left, right } = svg.getBoundingClientRect();
  const words = texts
    .filter((text) => !text.getAttribute("transform")?.includes("rotate"))
    .flatMap(linesOf)
    .map((line) => ({ line, box: line.getBoundingClientRect(), length: meantLength(line) }));
  const apart = words.map(
    ({ line, box }, i) =>
      box.left >= left - slack &&
      box.right <= right + slack &&
      words.every(({ line: other, box: near }, j) => {
        if (i === j || line.parentNode === other.parentNode) return true;
        const across = Math.min(box.right, near.right) - Math.max(box.left, near.left);
        const down = Math.min(box.bottom, near.bottom) - Math.max(box.top, near.top);
        return across <= slack || down <= slack;
      }),
  );
  words.forEach(({ line, length }, i) => {
    if (apart[i] || length <= 0) return;
    line.setAttribute("textLength", length.toFixed(1));
    line.setAttribute("lengthAdjust", "spacingAndGlyphs");
  });
}

/** The lines of a text that stands on several, or itself. @param {SVGTextElement} text @returns {SVGTextContentElement[]} */
function linesOf(text) {
  const lines = [...text.querySelectorAll("tspan")].filter((line) => line.hasAttribute("x"));
  return lines.length > 0 ? lines : [text];
}

/** Without what the reader has added. @param {SVGTextContentElement} line */
function meantLength(line) {
  const { letterSpacing, wordSpacing } = getComputedStyle(line);
  const text = line.textContent ?? "";
  const added =
    text.length * (Number.parseFloat(letterSpacing) || 0) +
    (text.split(" ").length - 1) * (Number.parseFloat(wordSpacing) || 0);
  return line.getComputedTextLength() - added;
}
