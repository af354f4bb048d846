import { type Arm, all, claim, exceeds, layerSize, not, paper, usually } from 'initproof';

const narrowest = 32;
const widths = (units: number) => [64, units, units, 10];

/** Standard: He's variance, LeCun's in the last layer, one rate for all layers. */
const standard = (units: number): Arm => ({
  init: 'he',
  places: { last: 'lecun' },
  network: { widths: widths(units) },
  label: `standard, ${units} units`,
});

/**
 * muP for Adam: the last layer starts with a standard deviation of 1 over its fan-in instead of the root of that, and
 * hidden and last layer learn at a rate of 1 over theirs. At the narrowest width the two are one.
 */
const mup = (units: number): Arm => ({
  init: 'he',
  places: { last: ['normal', { std: Math.sqrt(narrowest) / units }] },
  network: { widths: widths(units) },
  schedule: {
    layerRates: { weights: [1, narrowest / units, narrowest / units], biases: [1, 1, 1] },
  },
  label: `muP, ${units} units`,
});

claim(
  usually('mup/width-free', {
    statement:
      'Under muP the activations after a few steps of Adam do not grow with width; under the standard parametrization they do',
    source: paper(
      'Yang, Hu, Babuschkin et al.: Tensor Programs V, Tuning Large Neural Networks via Zero-Shot Hyperparameter Transfer (2022)',
      'table 3 and figure 5',
      'https://arxiv.org/abs/2203.03466',
    ),
    setting: {
      network: { widths: widths(narrowest), activation: 'relu', loss: 'softmax-cross-entropy' },
      data: { dataset: 'digits', train: 16, test: 10, seeds: 'per-key' },
      schedule: {
        optimizer: { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
        learningRate: 0.05,
        batch: 'full',
        steps: 2,
        record: { costEvery: 1 },
      },
    },
    arms: {
      wide: mup(256),
      narrow: mup(narrowest),
      'standard-wide': standard(256),
      'standard-narrow': standard(narrowest),
    },
    score: all(
      not(exceeds('wide', 2, 'narrow', layerSize(2))),
      not(exceeds('wide', 2, 'narrow', layerSize(3))),
      exceeds('standard-wide', 2, 'standard-narrow', layerSize(3)),
      exceeds('standard-wide', 1.3, 'wide', layerSize(2)),
    ),
    means:
      'at eight times the width muP’s hidden activations and outputs were at most twice as large, standard outputs more than twice; standard hidden activations were more than 1.3 times muP’s',
    mean: { above: 0.6 },
    pilot: 0.96,
    faults: ['one-rate-for-all', 'swapped-arms', 'biased-coin'],
    note: 'A factor of 2 at eight times the width is a slope of ⅓ on log-log axes. Median slopes of a pilot over widths 32 to 256: muP .08 (hidden) and .09 (outputs), standard .41 and 1.02. At twice the rate standard has .61 and 1.42; at a fifth .17 and .71. It takes steps that are felt, and few of them: after two steps of .001 nothing has grown under either, and after 16 of .05 the loss has drawn the standard outputs back to a slope of .15, their hidden activations to one of −.34.',
  }),
);
