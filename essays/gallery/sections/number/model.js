export const state = {
  numberSick: { default: 10, min: 1, max: 200, step: 1 },
  numberRight: { default: 95, min: 50, max: 100, step: 1 },
};

export const cells = {
  numberCalled: ({ numberSick, numberRight }) => ({
    sick: (numberSick * numberRight) / 100,
    well: ((1000 - numberSick) * (100 - numberRight)) / 100,
  }),
};
