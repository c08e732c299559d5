// Which of a figure's two drawings stands where: what the live element and the build must say alike.

/** viewBox sizes of a figure that names none. @type {{ narrow: [number, number], wide: [number, number] }} */
export const usualLayouts = { narrow: [360, 330], wide: [640, 480] };

/**
 * Root em of the figure's width from which on a wide drawing stands: where its letters have about 11 px. theme/figures.css has
 * these numbers, too.
 * @param {number} units  that the drawing is wide
 */
export const wideFrom = (units) => (units < 700 ? 38 : 55);
