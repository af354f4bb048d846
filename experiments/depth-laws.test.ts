import fc from 'fast-check';
import {
  all,
  always,
  claim,
  exceeds,
  inputShare,
  layerDraws,
  layerGrowth,
  layerLawDistance,
  layerMoment,
  not,
  numbersUpTo,
  paper,
  preActivationsOf,
  rootKey,
  startingParameters,
  usually,
  within,
} from 'initproof';
import { atStart, bandOf, kolmogorovBand, layersOf, normalInputs } from './settings.ts';

claim(
  always('depth/exploding-linear', {
    statement:
      'In a linear network a gain of 1.5 at every layer grows as 1.5 to the depth, a gain of .5 vanishes as .5 to the depth',
    source: paper(
      'Initializing neural networks (deeplearning.ai)',
      'section II, “The problem of exploding or vanishing gradients”',
      'https://www.deeplearning.ai/ai-notes/initialization/',
    ),
    over: 'Linear networks of 1–60 layers of 1–6 units that start as 1.5 I or .5 I, zero biases, inputs up to 4.',
    given: {
      depth: fc.integer({ min: 1, max: 60 }),
      input: fc.array(numbersUpTo(4), { minLength: 1, maxLength: 6 }),
      gain: fc.constantFrom(1.5, 0.5),
    },
    measure: 'largest departure of an output from gain^depth times its input, relative to that power',
    deviation: ({ depth, input, gain }, plant) => {
      const features = input.length;
      const network = {
        widths: layersOf(depth + 1, features),
        activation: 'linear',
        loss: 'squared-error',
      } as const;
      const identity = startingParameters(network, { init: ['identity', { gain }] }, layerDraws(rootKey(0)));
      const points = { count: 1, features, inputs: Float64Array.from(input), labels: new Int32Array(1) };
      const outputs = preActivationsOf(network, plant.start(identity, network), points).at(-1)!;
      return Math.max(...input.map((x, i) => Math.abs(outputs[i]! / gain ** depth - x)));
    },
    // Each layer's product rounds once, by 2^-53 of an output of at most 4 · gain^depth: 60 · 4 · 2^-53 = 2.7e-14, and
    // as much again for the power it is held against.
    atMost: 1e-13,
    faults: ['one-nudged-weight', 'scale-0.88'],
    note: '1.5⁶⁰ is 3.7e10 and .5⁶⁰ is 8.7e-19: thirty decades between two gains that look alike.',
  }),
);

/** Two hundred linear layers of 5 units, one input: deep for its width, so that a drift shows. */
const walk = {
  network: { widths: [2, ...layersOf(200, 5), 1], activation: 'linear', loss: 'binary-cross-entropy' },
  data: { dataset: 'circles', train: 1, test: 1, seeds: { train: 1, test: 2 } },
  schedule: atStart,
} as const;

/** Variance 1/n times g². */
const gained = (g: number) =>
  ['variance-scaling', { scale: g ** 2, mode: 'fan-in', distribution: 'normal' }] as const;
const units = 5;
const steps = 198;
const g = Math.exp(1 / (2 * units));
/** The logarithm of χ²_5 has variance ψ′(5/2) = .490: 2.6 standard deviations of its mean over the steps. */
const reach = 2.6 * Math.sqrt(0.49 / steps);

claim(
  usually('depth/log-norm-walk', {
    statement:
      'In a linear network the logarithm of the signal’s norm is a random walk whose variance grows as depth / width; the gain e^(1/2N) takes out its drift',
    source: paper(
      'Sussillo, Abbott: Random Walk Initialization for Training Very Deep Feedforward Networks (2014)',
      'section 2, equations 6 to 8',
      'https://arxiv.org/abs/1412.6558',
    ),
    setting: walk,
    arms: { walk: { init: gained(g), label: 'variance 1/n, gain e^(1/2N)' }, plain: 'lecun' },
    score: all(
      within('walk', layerLawDistance(g ** 2), 0, kolmogorovBand(200)),
      within('walk', layerGrowth('activation', 2, 200), Math.exp(-reach), Math.exp(reach)),
      not(within('plain', layerGrowth('activation', 2, 200), Math.exp(-reach), Number.POSITIVE_INFINITY)),
    ),
    means: `each step followed the walk’s law ${bandOf(200)}, the gain kept the walk within 2.6 standard deviations of one without drift, and without it the norm had drifted further`,
    mean: { above: 0.6 },
    pilot: 0.945,
    layers: ['activation'],
    faults: ['scale-0.88', 'biased-coin'],
    note: 'For one input the squared norm grows from layer to layer by an independent factor g² χ²_N / N, whose logarithm has mean 0 and variance 2/N to first order. That is the whole law of the walk, and it is what is tested.',
  }),
);

const lengths = {
  ...walk,
  network: { ...walk.network, widths: [2, ...layersOf(120, 20), 1], activation: 'relu' },
} as const;

claim(
  usually('depth/length-variance', {
    statement:
      'Under He the mean square M of a deep ReLU layer scatters: E[M²] / E[M]² grows by 1 + 5/n at each layer of n units',
    source: paper(
      'Hanin, Rolnick: How to Start Training: The Effect of Initialization and Architecture (2018)',
      'theorem 5',
      'https://arxiv.org/abs/1803.01719',
    ),
    setting: lengths,
    arms: { he: 'he' },
    score: all(
      within('he', layerLawDistance(), 0, kolmogorovBand(120)),
      within('he', layerGrowth('activation', 2, 120, 'square'), 1, 1.6),
    ),
    means: `each layer’s factor followed the law whose square has mean 1 + 5/n ${bandOf(120)}, and the mean of its squares lay between 1 and 1.6`,
    mean: { above: 0.6 },
    pilot: 0.977,
    layers: ['activation'],
    faults: ['scale-0.88', 'scale-1.14', 'biased-coin'],
    note: 'M itself is heavy-tailed, so that no number of keys would settle its second moment. It is a product of independent factors (2/n) · χ²_K, K ~ Binomial(n, ½), one a layer; their law is decided, and E[factor²] = 1 + 5/n follows from it.',
  }),
);

claim(
  usually('depth/selu-fixed-point', {
    statement:
      'SELU with variance 1/n keeps mean 0 and variance 1 to depth 64; at ¾ of that gain it does not',
    source: paper(
      'Klambauer et al.: Self-Normalizing Neural Networks (2017)',
      'theorem 1 and section “Initialization”',
      'https://arxiv.org/abs/1706.02515',
    ),
    setting: normalInputs('selu', 64, 32, 4),
    arms: { selu: 'lecun', less: { init: gained(0.75), label: 'variance (¾)²/n' } },
    score: all(
      within('selu', layerMoment(64, 'activation', 'mean'), -0.35, 0.35),
      within('selu', layerMoment(64, 'activation', 'meanSquare'), 0.5, 1.7),
      within('less', layerMoment(64, 'activation', 'meanSquare'), 0, 0.3),
    ),
    means:
      'at layer 64 the mean lay within .35 of 0 and the mean square between .5 and 1.7, and below .3 at ¾ of the gain',
    mean: { above: 0.6 },
    pilot: 0.96,
    layers: ['activation'],
    faults: ['missing-root-two', 'biased-coin'],
  }),
);

/** Variance of the weights σw² / n and of the biases σb² = .05, where theory puts the edge at σw² = 1.7610. */
const edge = 1.761;
const phase = (variance: number, label: string) => ({
  init: gained(Math.sqrt(variance)),
  biases: ['normal', { std: Math.sqrt(0.05) }] as const,
  label,
});

claim(
  usually('depth/critical-tanh', {
    statement:
      'tanh networks have an ordered and a chaotic phase: at bias variance .05 gradients vanish and inputs fall together below weight variance 1.76, gradients explode and inputs part above it',
    source: paper(
      'Schoenholz, Gilmer, Ganguli, Sohl-Dickstein: Deep Information Propagation (2017)',
      'sections 3 and 4, equations 5 and 12, figure 1',
      'https://arxiv.org/abs/1611.01232',
    ),
    setting: normalInputs('tanh', 40, 64, 4),
    arms: { ordered: phase(edge * 0.85, 'σw² = 1.50'), chaotic: phase(edge * 1.25, 'σw² = 2.20') },
    // From the fifth layer on, where the size of the inputs is forgotten; a gradient that vanishes grows with the layer.
    score: all(
      within('ordered', layerGrowth('gradient', 5, 39), 1, Number.POSITIVE_INFINITY),
      within('chaotic', layerGrowth('gradient', 5, 39), 0, 1),
      exceeds('chaotic', 2, 'ordered', inputShare(40)),
    ),
    means:
      'on the way back the gradient shrank at .85 of the edge and grew at 1.25 times it, where at least twice as much of layer 40 differed between inputs',
    mean: { above: 0.6 },
    pilot: 0.98,
    layers: ['gradient'],
    faults: ['random-weights', 'swapped-arms', 'biased-coin'],
    note: 'By theory the gradient changes by a factor of .94 a layer at .85 of the edge, and of 1.08 at 1.25 times it. In layers of 64 units the turn lies a little above the edge: a pilot saw the gradient grow for .35 of keys at the edge itself, for .05 at .9 of it and for .85 at 1.1 times it. Nearer brackets would take hundreds of keys, or wider layers. The map of this topic draws the whole edge: 1 at bias variance 0, 1.42 at .01, 1.76 at .05, 1.99 at .1, 2.51 at .3.',
  }),
);
