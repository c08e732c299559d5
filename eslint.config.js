import js from "@eslint/js";
import globals from "globals";

/** Math functions that differ in their last bits from one browser to the next; the kernels have their own. */
const inexactMath =
  "acos acosh asin asinh atan atan2 atanh cbrt cos cosh exp expm1 hypot log log10 log1p log2 pow sin sinh tan tanh".split(
    " ",
  );

export default [
  { ignores: ["build/", "dist/", ".cache/"] },
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2024, sourceType: "module", globals: globals["shared-node-browser"] },
    rules: {
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-var": "error",
      "prefer-const": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-eval": "error",
      "no-prototype-builtins": "off", // the kernels' own prototypes are asked, and are what they seem
      "require-yield": "off", // a generator cell may end before its first yield
      "no-unused-vars": ["error", { argsIgnorePattern: "^_", caughtErrors: "none" }],
    },
  },
  {
    files: ["web/{build,cli}/**", "tests/**", "bench/**", "*.config.js"],
    languageOptions: { globals: globals.node },
  },
  {
    files: ["tests/pages/**"],
    rules: { "no-empty-pattern": "off" }, // how a Playwright fixture says that it needs no other
  },
  {
    files: [
      "web/{runtime,elements,figures,embed,offline,front}/**",
      "tests/{browsers,package,pages,slow,web}/**",
      "bench/**",
    ],
    languageOptions: { globals: { ...globals.browser, ...globals.worker, __OFFLINE__: "readonly" } },
  },
  {
    // Pages stay silent: a console message is a failure in the page tests.
    files: ["web/{runtime,elements,figures,embed,offline,front}/**", "essays/**"],
    rules: { "no-console": "error" },
  },
  {
    // A model runs in the worker and in Node, and gives the same bits on every machine: no chance, clock or page.
    files: ["essays/**/model.js", "essays/**/claims.js"],
    rules: {
      "no-restricted-properties": [
        "error",
        { object: "Math", property: "random", message: "Draw from a kernel with a seed." },
        { object: "Date", property: "now", message: "A model has no clock." },
        { object: "performance", property: "now", message: "A model has no clock." },
        ...inexactMath.map((property) => ({
          object: "Math",
          property,
          message: "Not the same on every machine; the kernels have it.",
        })),
      ],
      "no-restricted-syntax": [
        "error",
        { selector: "NewExpression[callee.name='Date']", message: "A model has no clock." },
      ],
    },
  },
];
