import {
  all,
  claim,
  costAt,
  layerMoment,
  not,
  paper,
  saxe2014,
  singularValue,
  tiedLayers,
  usually,
  within,
} from 'initproof';
import { atStart, layersOf, normalInputs, randn } from './settings.ts';

/** Two square layers of 32 units between the inputs and the output. */
const twoSquare = {
  network: { widths: [2, ...layersOf(4, 32), 1], activation: 'relu', loss: 'binary-cross-entropy' },
  data: { dataset: 'circles', train: 1, test: 1, seeds: { train: 1, test: 2 } },
  schedule: atStart,
} as const;

claim(
  usually('ties/reused-key', {
    statement: 'Layers that draw from keys of their own are not tied to each other',
    source: paper(
      'JAX documentation',
      '“Pseudorandom numbers”: never reuse keys',
      'https://docs.jax.dev/en/latest/random-numbers.html',
    ),
    setting: twoSquare,
    arms: { he: 'he' },
    // The correlation of 1024 pairs of independent numbers has standard deviation 1/32; the largest of three passes
    // five of them for 3 · 5.7e-7 of keys.
    score: within('he', tiedLayers(), 0, 5 / 32),
    means: 'no two layers of a shape were correlated by more than 5/32',
    mean: { above: 0.6 },
    pilot: 1,
    faults: ['reused-key', 'biased-coin'],
    note: 'The fault shows why: with a key used twice each layer still follows its own law, and no test of one layer alone would see that two are the same. The joint test does.',
  }),
);

claim(
  usually('loss/at-init', {
    statement:
      'A classifier of ten classes starts at ln 10 when its last layer is small; with He there it starts above',
    source: paper(
      'Karpathy: A Recipe for Training Neural Networks (2019)',
      'section 2, “verify loss @ init”',
      'https://karpathy.github.io/2019/04/25/recipe/',
    ),
    setting: {
      network: { widths: [64, 32, 32, 10], activation: 'relu', loss: 'softmax-cross-entropy' },
      data: { dataset: 'digits', train: 100, test: 1, seeds: 'per-key' },
      schedule: atStart,
    },
    arms: { small: { init: 'he', places: { last: randn(0.01) }, label: 'He, last layer × .01' }, he: 'he' },
    score: all(
      within('small', costAt(0), Math.log(10) - 0.01, Math.log(10) + 0.01),
      not(within('he', costAt(0), 0, Math.log(10) + 0.01)),
    ),
    means: 'the small last layer started within .01 of ln 10 and He’s above',
    mean: { above: 0.6 },
    pilot: 0.977,
    faults: ['random-weights', 'biased-coin'],
  }),
);

/** A hundred square layers of 16 units without an activation. */
const product = {
  network: { widths: [2, ...layersOf(101, 16), 1], activation: 'linear', loss: 'binary-cross-entropy' },
  data: { dataset: 'circles', train: 1, test: 1, seeds: { train: 1, test: 2 } },
  schedule: atStart,
} as const;

claim(
  usually('orthogonal/isometry', {
    statement:
      'A product of orthogonal layers keeps every singular value at 1; one of Gaussian layers of the same variance collapses',
    source: saxe2014('section 3, figure 6'),
    setting: product,
    arms: { orthogonal: 'orthogonal', gaussian: 'lecun' },
    score: all(
      // A hundred products of 16 terms round by at most 100 · 16 · 2^-53 = 1.8e-13 of a singular value.
      within('orthogonal', singularValue('smallest'), 1 - 1e-12, 1 + 1e-12),
      within('orthogonal', singularValue('largest'), 1 - 1e-12, 1 + 1e-12),
      within('gaussian', singularValue('median'), 0, 1e-6),
    ),
    means:
      'all singular values of a hundred orthogonal layers lay within 1e-12 of 1, and the median of the Gaussian ones’ below 1e-6',
    mean: { above: 0.6 },
    pilot: 1,
    faults: ['scale-0.88', 'random-weights', 'biased-coin'],
  }),
);

/** f(x) = 1.7159 tanh(2x/3) is tanh with weights × 2/3 · 1.7159 and activations × 1.7159. */
const lecunGain = 1.7159;

claim(
  usually('lecun/tanh', {
    statement: 'LeCun’s 1.7159 · tanh(2x/3) with variance 1/n keeps variances near 1',
    source: paper(
      'LeCun, Bottou, Orr, Müller: Efficient BackProp (1998)',
      'sections 4.4 and 4.6, equation 16',
      'https://doi.org/10.1007/3-540-49430-8_2',
    ),
    setting: {
      ...normalInputs('tanh', 10, 48),
      data: {
        dataset: ['gaussians', { distance: 0, std: 1 / lecunGain }],
        train: 32,
        test: 1,
        seeds: 'per-key',
      },
    },
    arms: {
      lecun: {
        init: [
          'variance-scaling',
          { scale: (lecunGain * 2) ** 2 / 9, mode: 'fan-in', distribution: 'normal' },
        ],
        label: 'LeCun, 1.7159 tanh(2x/3)',
      },
    },
    score: within(
      'lecun',
      layerMoment(10, 'activation', 'meanSquare'),
      0.75 / lecunGain ** 2,
      1.33 / lecunGain ** 2,
    ),
    means: `the mean square of layer 10 lay between .75 and 1.33 (of tanh without the factor 1.7159, as drawn here, between ${(0.75 / lecunGain ** 2).toFixed(3).slice(1)} and ${(1.33 / lecunGain ** 2).toFixed(3).slice(1)})`,
    mean: { above: 0.4 },
    pilot: 0,
    record: 'refuted',
    layers: ['activation'],
    faults: ['random-weights', 'biased-coin'],
    note: 'f(1) = 1, and so variance 1 looks like a fixed point; but f flattens, and normal pre-activations of variance 1 come out with .75, then .62, down to .38. The figures here are those of tanh, whose activations are 1.7159 times smaller: 1 is .340, and .38 is .130. The fault’s weights (variance 2/n) keep it near 1.',
  }),
);
