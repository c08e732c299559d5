export const state = {
  slidersPenalty: { default: 1, min: 0.001, max: 1000 },
  slidersTrees: { default: 10, min: 1, max: 300, step: 1 },
};
