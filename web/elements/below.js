// Figures further down the page: the built picture stays until the reader is a screen away, then their script is fetched.

/**
 * @typedef {{ [name: string]: any }} Figures  what a module of figures exports
 * @typedef {(element: HTMLElement, essay: import("../runtime/page.js").Essay, enliven: (figures: Figures) => () => void) => () => void} Below
 *   calls `enliven` once the element is near; what comes back ends it
 */

/** @param {() => Promise<Figures>} load @returns {Below} */
export const fetchedWhenNear = (load) => (element, essay, enliven) => {
  const { IntersectionObserver } = essay.window;
  const watching = new IntersectionObserver(
    async (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      watching.disconnect();
      let gone = false;
      end = () => (gone = true);
      const figures = await load();
      if (!gone) end = enliven(figures);
    },
    { rootMargin: "100%" },
  );
  /** @type {() => void} */
  let end = () => watching.disconnect();
  watching.observe(element);
  return () => end();
};
