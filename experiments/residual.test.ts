import fc from 'fast-check';
import {
  type Arm,
  all,
  always,
  claim,
  datasets,
  exceeds,
  layerDraws,
  layerMoment,
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
  within,
} from 'initproof';
import { atStart, layersOf } from './settings.ts';

const fixup = (where: string) =>
  paper(
    'Zhang, Dauphin, Ma: Fixup Initialization, Residual Learning Without Normalization (2019)',
    where,
    'https://arxiv.org/abs/1901.09321',
  );

/** Branches of two layers, all of 16 units, for the digits. */
const residualNetwork = (branches: number) =>
  ({
    widths: [64, ...layersOf(2 * branches + 1, 16), 10],
    activation: 'relu',
    loss: 'softmax-cross-entropy',
    residual: { branchLayers: 2 },
  }) as const satisfies Network;

/** Normals of the given variance times their fan-in inside the branches, whose last layers are zero. */
const silentBranches = (branches: number, scale: number): Arm => ({
  init: 'lecun',
  places: {
    branch: ['variance-scaling', { scale, mode: 'fan-in', distribution: 'normal' }],
    'branch-end': 'zeros',
  },
  network: residualNetwork(branches),
  // Biases stay at 0.
  schedule: { layerRates: withoutBiases(2 * branches + 2) },
  label: `${scale === 2 ? 'without L^−½' : 'Fixup'}, ${branches} branches`,
});

const withoutBiases = (layers: number) => ({ weights: layersOf(layers, 1), biases: layersOf(layers, 0) });

/** Fixup with a last layer that is not zero: inside L branches of m layers He's variance, times L^(−1 / (2m − 2)) in weight. */
const fixupOf = (branches: number) => silentBranches(branches, 2 / branches);

/** One step of Fixup, and of Fixup without its scale, in networks of many branches and of ten. */
const updateAt = (branches: number) =>
  ({
    source: fixup('section 3: update a residual network by Θ(η) a step'),
    setting: {
      network: residualNetwork(10),
      data: { dataset: 'digits', train: 4, test: 10, seeds: 'per-key' },
      schedule: {
        optimizer: { name: 'sgd' },
        learningRate: 0.01,
        batch: 'full',
        steps: 1,
        record: { costEvery: 1 },
      },
    },
    engine: 'reference',
    arms: {
      deep: fixupOf(branches),
      shallow: fixupOf(10),
      'unscaled-deep': silentBranches(branches, 2),
      'unscaled-shallow': silentBranches(10, 2),
    },
    score: all(
      not(exceeds('deep', 3, 'shallow', outputChange())),
      exceeds('unscaled-deep', 3, 'unscaled-shallow', outputChange()),
    ),
    mean: { above: 0.6 },
    faults: ['dropped-residual-scale', 'biased-coin'],
  }) as const;

claim(
  usually('fixup/depth-free-update', {
    ...updateAt(100),
    statement:
      'Under Fixup the function’s change in one step does not grow with depth; without its scale L^−½ it does',
    means:
      'the first step changed the outputs of 100 branches at most three times as much as those of 10, and more than that without the scale',
    pilot: 1,
    note: 'Ten times the depth; a change that grew with its square root would be 3.2 times as large. In a pilot its median was .030 at 10 branches and .031 at 100, without the scale .078 and .59. The last layer starts as LeCun’s, not at zero: at zero it alone would move in the first step, whatever the branches do. Biases stay at 0, as in the paper’s analysis: learnt at the same rate, those at the ends of branches add up with depth.',
  }),
);

claim(
  usually('fixup/depth-free-at-500', {
    ...updateAt(500),
    statement: 'At 500 branches Fixup’s first step changes the function at most three times as much as at 10',
    means:
      'the first step changed the outputs of 500 branches at most three times as much as those of 10, and more than that without the scale',
    pilot: 0.99,
    from: 'deep',
    note: 'Fifty times the depth of the shallow networks. In a pilot the change’s median was .030 at 10 branches and .035 at 500, without the scale .078 and 3.3.',
  }),
);

claim(
  usually('fixup/standard-explodes', {
    statement:
      'In a standard residual network the signal’s mean square explodes with depth; under Fixup it does not',
    source: fixup('section 2: standard initializations let the variance grow exponentially with depth'),
    setting: {
      network: residualNetwork(100),
      data: { dataset: 'digits', train: 4, test: 1, seeds: 'per-key' },
      schedule: atStart,
    },
    engine: 'reference',
    arms: {
      standard: { init: 'he', places: { first: 'lecun', last: 'lecun' }, label: 'He in the branches' },
      fixup: fixupOf(100),
    },
    score: all(
      within('standard', layerMoment(202, 'preActivation', 'meanSquare'), 1e30, 1e50),
      within('fixup', layerMoment(202, 'preActivation', 'meanSquare'), 0, 100),
    ),
    means:
      'after 100 branches the mean square of the outputs was between 1e30 and 1e50 under He, and at most 100 under Fixup',
    mean: { above: 0.6 },
    pilot: 1,
    faults: ['missing-root-two', 'biased-coin'],
    note: 'On average each branch adds twice what it starts from, so that the mean square grows as 3ᴸ; its median in layers of 16 units grew by 2.6 a branch in a pilot: 10⁴ after 10 branches, 10⁴² after 100, 10²¹¹ after 500, and beyond the largest float64 after 1,000. The last layers of Fixup’s branches are zero, so that at its start the branches add nothing. With LeCun’s variance in He’s place, the fault, it explodes too, as 1.5ᴸ.',
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
