/**
 * Lays out the first screen before the rest of an essay. The page waits for this before it paints: on a fresh visit only the
 * first part of the essay and what is near the screen take part in the first layout, half of the work; the other parts
 * follow a little later in two helpings, each a short task of its own, and then the page is as if this had never been.
 * It is an animation that holds them back, because it ends by itself, whatever becomes of the scripts.
 *
 * Whoever comes back to a place further down (a reload, going back, a link into a later part) gets the whole page at once,
 * because only true heights lead the browser to that place.
 *
 * Stands at the start of the chunk that fetches the kernels (web/build/entries.js).
 */
const id = location.hash.split(/[#?]/)[1];
const [{ type }] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));

// A browser that cannot make a sheet here (it has no kernels, either) goes on to say so.
if (
  document.adoptedStyleSheets &&
  type === "navigate" &&
  (!id || document.getElementById(id)?.closest("main>:first-child"))
) {
  const sheet = new CSSStyleSheet();
  // The height that a part is taken to have: less would bring more of them near the screen, and into the first layout.
  sheet.replaceSync(
    "@keyframes sw-wait{0%,to{content-visibility:auto}}main>*+*{contain-intrinsic-height:50rem;animation:sw-wait .1s}main>:nth-child(2n){animation-duration:.2s}",
  );
  document.adoptedStyleSheets = [sheet];
}
