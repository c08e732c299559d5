/**
 * What the query of an address asks of a page: `?embed=<figure>` shows that figure alone, `?debug` an author's panel. Fetched only where there is a
 * query; an ordinary visit does without.
 */
import { converse, keepFigure } from "./embed.js";
import { obey, readRules } from "./teacher.js";

/**
 * Prepares the page for such a visit.
 * @param {Document} document
 * @returns {{ options: Partial<Parameters<typeof import("./page.js").startPage>[0]>, begun: (essay: import("./page.js").Essay) => void }}
 *   `options` for the essay; `begun` is called when it is alive
 */
export function prepareVisit(document) {
  const query = new URLSearchParams(document.location.search);
  const figure = query.get("embed");
  if (figure !== null) keepFigure(document, figure);
  return {
    // In a frame the reader is somebody else's guest: nothing is remembered there.
    options: figure === null ? {} : { storage: () => undefined },
    begun(essay) {
      obey(essay, readRules(query, essay.schema));
      if (figure !== null) converse(essay, figure);
      if (query.has("debug")) import("./debug.js").then(({ showDebugger }) => showDebugger(essay));
    },
  };
}
