export const state = {
  sliderRadius: { default: 2.5, min: 0, max: 10, step: 0.5 },
};

export const cells = {
  sliderArea: ({ sliderRadius }) => Math.PI * sliderRadius * sliderRadius,
};
