const kDraws = 10;

export const state = { seedOfDraws: { default: 7, min: 0, max: 9999, step: 1 } };

export const cells = {
  seedMean({ seedOfDraws }, k) {
    const rng = new k.base.Rng({ seed: seedOfDraws });
    let sum = 0;
    for (let i = 0; i < kDraws; i++) sum += rng.normal();
    return sum / kDraws;
  },
};
