import fc from 'fast-check';
import {
  always,
  bornDead,
  claim,
  datasets,
  layerDraws,
  type Network,
  networks,
  type Parameters,
  type Points,
  paper,
  pointsOf,
  preActivationsOf,
  rootKey,
  seeds,
  startingParameters,
  usually,
  value,
} from 'initproof';
import { atStart, layersOf } from './settings.ts';

const lu2019 = (where: string) =>
  paper(
    'Lu, Shin, Su, Karniadakis: Dying ReLU and Initialization (2019)',
    where,
    'https://arxiv.org/abs/1903.06733',
  );

/** One input into ten layers of so many ReLU units. */
const narrow = (units: number) =>
  ({
    network: { widths: [2, ...layersOf(10, units), 1], activation: 'relu', loss: 'binary-cross-entropy' },
    data: { dataset: 'circles', train: 1, test: 1, seeds: { train: 1, test: 2 } },
    schedule: atStart,
  }) as const;

claim(
  usually('dead/born-dead', {
    statement:
      'A narrow deep ReLU network is born dead more often than not: of width 2 and depth 10, for one input, in six of ten cases at least',
    source: lu2019('theorems 3.1 and 3.2'),
    setting: narrow(2),
    arms: { he: 'he' },
    score: value('he', bornDead()),
    means: 'the network was born dead',
    mean: { above: 0.6 },
    pilot: 0.914,
    faults: ['activation-not-zero-at-zero', 'biased-coin'],
    note: 'By theory .944: 1 − (1 − 2⁻ᴺ)ᴸ for one input and any weights drawn symmetrically: each unit is off with probability ½, whatever came before. The claim dead/one-sign-pattern proves the 2⁻ᴺ exactly.',
  }),
);

claim(
  usually('dead/wide-lives', {
    statement: 'Of width 10 and the same depth most networks are born alive',
    source: lu2019('theorem 3.3 and figure 2'),
    setting: narrow(10),
    arms: { he: 'he' },
    score: value('he', bornDead()),
    means: 'the network was born dead',
    mean: { below: 0.4 },
    pilot: 0.023,
    faults: ['scale-to-zero', 'biased-coin'],
    note: 'By theory .0097 are dead, 1 − (1 − 2⁻¹⁰)¹⁰ for one input; what is decided is that fewer than .4 are.',
  }),
);

/** An input x and its negative: all there is in one dimension, as a layer answers to c · x with c times what it answers to x. */
const bothSigns = (units: number) => ({
  source: lu2019('theorems 3.2 and 3.3: inputs of one dimension'),
  setting: {
    ...narrow(units),
    data: { dataset: ['circles', { noise: 0 }], train: 4, test: 1, seeds: { train: 1, test: 2 } },
  } as const,
  arms: { he: 'he' as const },
  score: value('he', bornDead()),
  means: 'the network was born dead for an input and its negative',
});

/** The share that is dead for one input, of L layers of N units. */
const deadForOne = (units: number, layers: number) => 1 - (1 - 2 ** -units) ** layers;

claim(
  usually('dead/both-signs-width-2', {
    ...bothSigns(2),
    statement: 'Of width 2 and depth 10 most networks are born dead for inputs of both signs, too',
    mean: { above: 0.8 },
    pilot: 0.905,
    keys: 1392,
    faults: ['activation-not-zero-at-zero', 'biased-coin'],
    note: 'At most .944, the share that is dead for one input: who is dead for both is dead for each. A pilot of 4,000 keys saw .905; to tell that from .944 would take some 2,500 keys. At width 4, where the two lie further apart, claims beside this one do.',
  }),
);

/** Two sides of one share, each a claim of its own. */
const width4 = { ...bothSigns(4), pilot: 0.334 };

claim(
  usually('dead/both-signs-live-longer', {
    ...width4,
    statement:
      'Of width 4 and depth 10 fewer networks are born dead for inputs of both signs than the .476 that are for one input',
    mean: { below: deadForOne(4, 10) },
    keys: 1504,
    faults: ['scale-to-zero', 'biased-coin'],
    note: 'The formula 1 − (1 − 2⁻ᴺ)ᴸ is that of one input. A pilot of 4,000 keys saw .334 with both signs, of width 3 .622 against .737, of width 5 .149 against .272, of width 10 .002 against .010.',
  }),
);

claim(
  usually('dead/both-signs-die-together', {
    ...width4,
    statement:
      'Of width 4 and depth 10 more networks are born dead for inputs of both signs than .226, as many as if the two died independently',
    mean: { above: deadForOne(4, 10) ** 2 },
    keys: 2176,
    faults: ['activation-not-zero-at-zero', 'biased-coin'],
    note: 'The other side of dead/both-signs-live-longer: .226 is the square of .476. A first layer gives x and −x to different units; later ones mix what they have in common, so that they are silent to both more often than by chance.',
  }),
);

/** A layer's weights with the sign of each unit's row flipped where the pattern has a 1. */
function flipped(weights: Float64Array, fanIn: number, pattern: number): Float64Array {
  return weights.map((w, i) => ((pattern >> Math.floor(i / fanIn)) & 1 ? -w : w));
}

/** Whether the first layer answers 0 to all points. */
const silent = (network: Network, start: Parameters, points: Points, layer = 0): boolean =>
  preActivationsOf(network, start, points)[layer]!.every((z) => z <= 0);

claim(
  always('dead/one-sign-pattern', {
    statement: 'Of the 2ᴺ ways to choose the signs of a layer’s N units, exactly one silences a given input',
    source: lu2019('theorem 3.2, its proof'),
    over: 'ReLU layers of 2–7 units of 1–4 inputs, five random initializers, zero biases, one input.',
    given: {
      network: networks({ activations: ['relu'], hiddenLayers: [1, 1] }),
      init: fc.constantFrom('he', 'glorot-uniform', 'lecun', 'orthogonal', 'truncated-normal' as const),
      seed: seeds(),
    },
    measure: 'number of sign patterns that silence the layer, less one',
    deviation: ({ network, init, seed }, plant) => {
      const start = plant.start(startingParameters(network, { init }, layerDraws(rootKey(seed))), network);
      const points = pointsOf({ count: 1, seed }, network);
      const patterns = Array.from({ length: 2 ** network.widths[1]! }, (_, pattern) => pattern);
      const silencing = patterns.filter((pattern) =>
        silent(
          network,
          {
            ...start,
            weights: start.weights.map((w, l) => (l === 0 ? flipped(w, network.widths[0]!, pattern) : w)),
          },
          points,
        ),
      );
      return Math.abs(silencing.length - 1);
    },
    atMost: 0,
    faults: ['scale-to-zero', 'varied-biases'],
    note: 'Where signs are fair coins this makes the probability 2⁻ᴺ a layer, and 1 − (1 − 2⁻ᴺ)ᴸ for L layers, since what an input becomes is an input again.',
  }),
);

claim(
  always('dead/more-depth-more-dead', {
    statement: 'More depth, more dead: a network that is dead stays dead whatever layers are put on top',
    source: lu2019('theorem 3.1'),
    over: 'ReLU networks of 2–8 hidden layers of 1–3 units, He’s weights, zero biases, 4–20 points; each network against itself cut off at every depth.',
    given: {
      network: networks({ activations: ['relu'], hiddenLayers: [2, 8], hiddenUnits: [1, 3] }),
      dataset: datasets(),
      seed: seeds(),
    },
    measure: 'number of layers that come to life above a dead one',
    deviation: ({ network, dataset, seed }, plant) => {
      const start = startingParameters(network, { init: 'he' }, layerDraws(rootKey(seed)));
      const z = preActivationsOf(network, plant.start(start, network), pointsOf(dataset, network));
      const dead = z.slice(0, -1).map((layer) => layer.every((value) => value <= 0));
      return dead.filter((here, l) => !here && dead[l - 1]).length;
    },
    atMost: 0,
    cases: 400,
    faults: ['varied-biases'],
    note: 'By coupling: the deeper network extends the shallower one, from the same weights. So the share of dead networks can only grow with depth, for any law of the weights.',
  }),
);
