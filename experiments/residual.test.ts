import { type Arm, claim, exceeds, not, outputChange, paper, usually } from 'initproof';

const fixup = (where: string) =>
  paper(
    'Zhang, Dauphin, Ma: Fixup Initialization, Residual Learning Without Normalization (2019)',
    where,
    'https://arxiv.org/abs/1901.09321',
  );

/** Widths of a network of so many branches of two layers, all of 16 units, for the digits. */
const widths = (branches: number) => [64, ...Array<number>(2 * branches + 1).fill(16), 10];

const withoutBiases = (layers: number) => ({
  weights: Array<number>(layers).fill(1),
  biases: Array<number>(layers).fill(0),
});

/**
 * Fixup with a last layer that is not zero: He's variance, times L^(−1 / (2m − 2)) in weight, L^−½ for m = 2 layers a
 * branch, inside the L branches, whose last layers are zero.
 */
const fixupOf = (branches: number): Arm => ({
  init: 'lecun',
  places: {
    branch: ['variance-scaling', { scale: 2 / branches, mode: 'fan-in', distribution: 'normal' }],
    'branch-end': 'zeros',
  },
  network: { widths: widths(branches) },
  schedule: { layerRates: withoutBiases(2 * branches + 2) },
  label: `Fixup, ${branches} branches`,
});

claim(
  usually('fixup/depth-free-update', {
    statement: 'Under Fixup the function’s change in one step does not grow with depth',
    source: fixup('section 3: update a residual network by Θ(η) a step'),
    setting: {
      network: {
        widths: widths(10),
        activation: 'relu',
        loss: 'softmax-cross-entropy',
        residual: { branchLayers: 2 },
      },
      data: { dataset: 'digits', train: 20, test: 10, seeds: 'per-key' },
      schedule: {
        optimizer: { name: 'sgd' },
        learningRate: 0.01,
        batch: 'full',
        steps: 1,
        record: { costEvery: 1 },
      },
    },
    engine: 'reference',
    arms: { deep: fixupOf(100), shallow: fixupOf(10) },
    score: not(exceeds('deep', 3, 'shallow', outputChange())),
    means: 'the first step changed the outputs of 100 branches at most three times as much as those of 10',
    mean: { above: 0.6 },
    faults: ['dropped-residual-scale', 'biased-coin'],
    note: 'Ten times the depth; a change that grew with its square root would be 3.2 times as large. The last layer starts as LeCun’s, not at zero: at zero it alone would move in the first step, whatever the branches do. Biases stay at 0, as in the paper’s analysis: learnt at the same rate, those at the ends of branches add up with depth.',
  }),
);
