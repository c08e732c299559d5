// The reader's hand, as everything that is dragged follows it: marks, handles, curves, charts, numbers in the prose.

/**
 * What a hand that drags something is followed by. Browsers hold `pointermove` back until the next frame begins; where they
 * also tell of a move at once (Chromium, on https), the worker has its answer by then, and the picture is a frame newer.
 */
export const pointerMoves = () => ("onpointerrawupdate" in globalThis ? "pointerrawupdate" : "pointermove");
