// Every number and ordering that the prose asserts, recomputed by the tests and compared with the printed text.
export const claims = {
  straight: (run) => run.step("straight").fit.accuracy,
  "bent-is": (run) => (run.step("bent").fit.accuracy > run.step("straight").fit.accuracy ? "better" : "no better"),
};
