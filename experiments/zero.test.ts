import {
  always,
  claim,
  costAt,
  datasets,
  gradientsOf,
  largestUnitDifference,
  layerDraws,
  logitsOf,
  momentumOptimizers,
  type Network,
  networks,
  notes,
  type Parameters,
  pointsOf,
  rates,
  rootKey,
  shortRun,
  startingParameters,
  usually,
  within,
} from 'initproof';
import { equalUnits, fromEqualUnits } from './equal-units.ts';
import { course } from './settings.ts';

const allZero = (network: Network): Parameters =>
  startingParameters(network, { init: 'zeros' }, layerDraws(rootKey(0)));

claim(
  always('zero/units-stay-identical', {
    statement: 'With zero weights all units of a hidden layer stay identical through training',
    source: notes('Common practice, 1: zero init'),
    over: 'Networks of 1–3 hidden layers of 2–7 units, every activation and loss, biases zero or equal within a layer, 4–20 points, every optimizer, full batch or minibatches of 3, rates .001 to 1, 20 steps; a run that does not stay finite is outside the claim and counts as kept.',
    given: equalUnits,
    measure: 'largest difference between two units of a layer',
    deviation: (given, plant) => {
      const { divergedAt, final } = fromEqualUnits(given, plant);
      // The claim speaks of runs that stay finite.
      return divergedAt === null ? largestUnitDifference(given.network, final) : 0;
    },
    atMost: 0,
    faults: ['one-nudged-weight', 'varied-biases'],
    note: 'Not nearly identical: identical to the last bit, because every unit of a layer does the same sums in the same order.',
  }),
);

claim(
  always('zero/cost-stays-ln2', {
    statement:
      'With zeros and balanced labels nothing is learnt: the cost stays ln 2, with one prediction for all',
    source: notes('Common practice, 1: the neural net will not learn properly'),
    over: 'Networks of 1–3 hidden layers of 2–7 units with one output, every activation, 4–20 points with exactly half in each class, gradient descent or momentum on all points, rates .001 to 1, 50 steps.',
    given: {
      network: networks({ losses: ['binary-cross-entropy'] }),
      dataset: datasets(),
      rate: rates(),
      optimizer: momentumOptimizers(),
    },
    measure: 'largest logit after training, in absolute value',
    deviation: ({ network, dataset, rate, optimizer }, plant) => {
      const points = pointsOf(dataset, network);
      const start = plant.start(allZero(network), network);
      const { final } = shortRun({ network, points, start, rate, steps: 50, optimizer });
      return Math.max(...logitsOf(network, final, points).map(Math.abs));
    },
    // Each step adds at most 20 roundings of 2^-53 times ½ to the bias, and momentum .9 sums them to ten times as much:
    // 50 · 20 · 10 · 2^-54 = 5.6e-13.
    atMost: 1e-12,
    faults: ['one-nudged-weight'],
    note: 'With minibatches the bias follows each batch’s imbalance, so the cost moves a little; the units stay identical all the same.',
  }),
);

claim(
  always('zero/only-last-bias-learns', {
    statement: 'With zero weights and biases, every gradient but the last bias’s is zero',
    source: notes('Common practice, 1: failing to break symmetry'),
    over: 'Networks of 1–3 hidden layers of 2–7 units with an activation that is 0 at 0, every loss, 4–20 points.',
    given: {
      network: networks({ activations: ['relu', 'leaky-relu', 'tanh', 'linear', 'elu', 'selu', 'gelu'] }),
      dataset: datasets(),
    },
    measure: 'largest gradient of a weight or a hidden bias',
    deviation: ({ network: drawn, dataset }, plant) => {
      const network = plant.network(drawn);
      const start = plant.start(allZero(network), network);
      const { weights, biases } = gradientsOf(network, start, pointsOf(dataset, network));
      return Math.max(
        ...[...weights, ...biases.slice(0, -1)].map((layer) => Math.max(...layer.map(Math.abs))),
      );
    },
    atMost: 0,
    faults: ['activation-not-zero-at-zero', 'varied-biases'],
    note: 'The sigmoid answers ½ to 0, so its last layer does get a gradient; planted as a fault it is caught.',
  }),
);

claim(
  usually('zero/random-biases-not-enough', {
    statement: 'Zero weights with random biases do not break out either',
    source: notes('Common practice, 1: the weights should be initialized randomly'),
    setting: course,
    arms: { zeros: { init: 'zeros', biases: ['normal', { std: 1 }], label: 'zeros, random biases' } },
    score: within('zeros', costAt(15_000), Math.LN2 - 0.01, Math.LN2 + 0.01),
    means: 'the cost still lay within .01 of ln 2 after 15,000 steps',
    mean: { above: 0.75 },
    pilot: 1,
    faults: ['random-weights', 'biased-coin'],
    note: 'The units of a layer differ, yet hardly anything of the input reaches them in this time.',
  }),
);
