import fc from 'fast-check';
import {
  type Arm,
  always,
  claim,
  datasets,
  exceeds,
  layerDraws,
  logitsOf,
  type Network,
  networks,
  not,
  outputChange,
  type Parameters,
  type Points,
  paper,
  pointsOf,
  rootKey,
  seeds,
  startingParameters,
  usually,
} from 'initproof';

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
    pilot: 0.97,
    faults: ['dropped-residual-scale', 'biased-coin'],
    note: 'Ten times the depth; a change that grew with its square root would be 3.2 times as large. The last layer starts as LeCun’s, not at zero: at zero it alone would move in the first step, whatever the branches do. Biases stay at 0, as in the paper’s analysis: learnt at the same rate, those at the ends of branches add up with depth.',
  }),
);

/** First and last layer pass on what they get, so that what is between them is the whole function. */
function withoutEnds({ widths }: Network, { weights, ...rest }: Parameters): Parameters {
  const identity = (n: number) => Float64Array.from({ length: n * n }, (_, i) => Number(i % (n + 1) === 0));
  const last = widths.length - 2;
  return { ...rest, weights: weights.map((w, l) => (l === 0 || l === last ? identity(widths[0]!) : w)) };
}

/** For each point and coordinate the point with that coordinate moved by h, and by −h; points lie on a grid of h. */
function moved({ count, features, inputs, ...rest }: Points, h: number): Points {
  const grid = inputs.map((x) => h * Math.round(x / h));
  const rows = Array.from({ length: count }, (_, s) => grid.subarray(s * features, (s + 1) * features));
  const around = rows.flatMap((row) =>
    Array.from(row, (x, k) => [row.with(k, x + h), row.with(k, x - h)]).flat(),
  );
  return {
    ...rest,
    count: around.length,
    features,
    inputs: Float64Array.from(around.flatMap((row) => [...row])),
  };
}

/** The largest difference between the network's Jacobian, by central differences at the points, and the identity. */
function distanceFromIdentity(network: Network, start: Parameters, points: Points): number {
  const h = 2 ** -6;
  const near = moved(points, h);
  const outputs = logitsOf(network, start, near);
  const n = points.features;
  let largest = 0;
  for (let s = 0; s < points.count; s++)
    for (let k = 0; k < n; k++)
      for (let i = 0; i < n; i++) {
        const at = i * near.count + 2 * (s * n + k);
        const slope = (outputs[at]! - outputs[at + 1]!) / (2 * h);
        largest = Math.max(largest, Math.abs(slope - Number(i === k)));
      }
  return largest;
}

claim(
  always('rezero/identity', {
    statement: 'ReZero and SkipInit start as the identity: the Jacobian of all branches together is I',
    source: paper(
      'Bachlechner, Majumder, Mao, Cottrell, McAuley: ReZero is All You Need (2020)',
      'section 1, equation 1',
      'https://arxiv.org/abs/2003.04887',
    ),
    over: 'Networks of 1–12 branches of 1–3 layers, each with a learnt multiplier that starts at 0, every activation, 1–4 units outside the branches and 2–7 inside, He’s weights, 4–20 points.',
    given: {
      plain: networks(),
      branches: fc.integer({ min: 1, max: 12 }),
      branchLayers: fc.integer({ min: 1, max: 3 }),
      dataset: datasets(),
      seed: seeds(),
    },
    measure: 'largest difference between an entry of the Jacobian and the identity’s',
    deviation: ({ plain, branches, branchLayers, dataset, seed }, plant) => {
      const [units, inside] = plain.widths as [number, number];
      const branch = [...Array<number>(branchLayers - 1).fill(inside), units];
      const network: Network = {
        widths: [units, units, ...Array<readonly number[]>(branches).fill(branch).flat(), units],
        activation: plain.activation,
        loss: 'squared-error',
        residual: { branchLayers, multipliers: true },
      };
      const arm: Arm = { init: 'he', multipliers: 'zeros' };
      const start = startingParameters(network, arm, layerDraws(rootKey(seed)));
      const planted = plant.start(withoutEnds(network, start), network);
      return distanceFromIdentity(network, planted, pointsOf(dataset, network));
    },
    // Inputs are multiples of 1/64 and far below 2^46, so that every sum and difference is exact.
    atMost: 0,
    faults: ['multipliers-at-one'],
    note: 'SkipInit (De & Smith 2020) multiplies the end of each branch in the same way. First and last layer are the identity here, so that nothing but the branches is looked at.',
  }),
);
