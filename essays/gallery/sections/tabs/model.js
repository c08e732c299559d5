export const state = {
  tabsView: { default: "words", values: ["words", "formula", "python"] },
};
