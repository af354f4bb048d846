import {
  all,
  claim,
  exceeds,
  glorot2010,
  gradientNorm,
  he2015,
  inputShare,
  layerGrowth,
  layerLawDistance,
  layerMoment,
  not,
  paper,
  reached,
  stepsToCost,
  usually,
  within,
} from 'initproof';
import { atStart, bandOf, kolmogorovBand, layersOf, normalInputs, squareLayers } from './settings.ts';

claim(
  usually('depth/xavier-halves', {
    statement:
      'Under ReLU, variance 1/n (Xavier’s, where a layer is as wide as the one before) halves the signal’s mean square at each layer',
    source: he2015('section 2.2, "Forward Propagation Case", and the comparison with “Xavier”'),
    setting: squareLayers(22),
    arms: { xavier: 'glorot' },
    score: within('xavier', layerLawDistance(1), 0, kolmogorovBand(22)),
    means: `the growth over 22 layers followed the law whose mean is ½ ${bandOf(22)}`,
    mean: { above: 0.6 },
    pilot: 1,
    layers: ['preActivation'],
    faults: ['missing-root-two', 'scale-1.14', 'biased-coin'],
    note: 'Decided layer by layer, because that law is exact: for one input the ratio of two successive mean squares is (1/n) · χ²_K with K ~ Binomial(n, ½), of mean ½. Over 22 layers that makes 2⁻²² = 2.4e-7 on average.',
  }),
);

/** Thirty hidden layers of 64 units on the course's circles, looked at before training. */
const thirtyLayers = {
  network: { widths: [2, ...layersOf(30, 64), 1], activation: 'relu', loss: 'binary-cross-entropy' },
  data: { dataset: 'circles', train: 8, test: 1, seeds: { train: 1, test: 2 } },
  schedule: atStart,
} as const;

claim(
  usually('depth/he-gradient-alive', {
    statement: 'At thirty layers the first layer’s gradient under He exceeds Xavier’s by orders of magnitude',
    source: he2015('section 2.2, "Comparisons with Xavier Initialization"'),
    setting: thirtyLayers,
    arms: { he: 'he', xavier: 'glorot' },
    score: exceeds('he', 1000, 'xavier', gradientNorm(1)),
    means: 'the first layer’s gradient under He was more than a thousand times Xavier’s',
    mean: { above: 0.6 },
    pilot: 1,
    layers: ['activation', 'gradient'],
    faults: ['swapped-arms', 'biased-coin'],
    note: 'Both start from the same random numbers, so at each hidden layer but the first, which has 2 inputs, they differ by √2 and nothing else.',
  }),
);

claim(
  usually('depth/he-trains-30', {
    statement: 'At thirty layers He starts where gradient descent can move, Xavier where it cannot',
    source: he2015('section 2.2 and figure 3'),
    setting: thirtyLayers,
    arms: { he: 'he', xavier: 'glorot' },
    score: all(
      within('he', gradientNorm(1), 0.01, Number.POSITIVE_INFINITY),
      within('xavier', gradientNorm(1), 0, 1e-4),
    ),
    means: 'the first layer’s gradient was above .01 under He and below 1e-4 under Xavier',
    mean: { above: 0.6 },
    pilot: 1,
    faults: ['missing-root-two', 'biased-coin'],
    note: 'What the first step can do, before any is taken; the claim beside this one trains the networks.',
  }),
);

claim(
  usually('depth/glorot-tanh', {
    statement:
      'Under tanh, Glorot keeps activations and gradients about level from layer to layer, U(±1/√n) halves the activations at least',
    source: glorot2010('sections 4.2.1 and 4.2.2, figures 6 and 7'),
    setting: normalInputs('tanh', 12, 64, 16),
    arms: { glorot: 'glorot-uniform', standard: { init: 'pytorch-linear', label: 'U(±1/√n)' } },
    score: all(
      within('glorot', layerGrowth('activation', 2, 12), 0.8, 1.1),
      within('glorot', layerGrowth('gradient', 2, 12), 0.8, 1.25),
      within('standard', layerGrowth('activation', 2, 12), 0, 0.5),
    ),
    means:
      'over ten layers Glorot’s mean squares grew by a factor of .8 to 1.25 a layer, on average, and the activations’ under U(±1/√n) at least halved',
    mean: { above: 0.6 },
    pilot: 1,
    layers: ['activation', 'gradient'],
    faults: ['missing-root-two', 'biased-coin'],
  }),
);

claim(
  usually('depth/standard-loses-three', {
    statement: 'In a linear network U(±1/√n) loses a factor 3 of variance a layer, Glorot none',
    source: glorot2010('section 4.2.1, equation 15 and the paragraph after it'),
    setting: normalInputs('linear', 12, 64, 16),
    arms: { standard: { init: 'pytorch-linear', label: 'U(±1/√n)' }, glorot: 'glorot-uniform' },
    score: all(
      within('standard', layerGrowth('activation', 2, 12), 0.27, 0.4),
      within('glorot', layerGrowth('activation', 2, 12), 0.8, 1.2),
      within('glorot', layerGrowth('gradient', 2, 12), 0.8, 1.2),
    ),
    means:
      'the mean square fell to between .27 and .4 of the layer before, under Glorot it stayed within a fifth',
    mean: { above: 0.6 },
    pilot: 1,
    layers: ['activation'],
    faults: ['random-weights', 'missing-root-two', 'biased-coin'],
  }),
);

claim(
  usually('depth/pytorch-default-shrinks', {
    statement: 'PyTorch’s default weights for a linear layer shrink a ReLU signal’s mean square by 6 a layer',
    source: paper(
      'PyTorch, torch.nn.Linear',
      '“Variables”: U(−√k, √k), k = 1 / in_features',
      'https://docs.pytorch.org/docs/stable/generated/torch.nn.Linear.html',
    ),
    setting: squareLayers(22),
    arms: { pytorch: 'pytorch-linear', he: 'he' },
    score: all(
      within('pytorch', layerGrowth('preActivation', 1, 22), 1 / 8, 1 / 5),
      within('he', layerGrowth('preActivation', 1, 22), 0.75, 1.25),
    ),
    means:
      'the mean square fell to between an eighth and a fifth of the layer before, and under He it stayed',
    mean: { above: 0.6 },
    pilot: 1,
    layers: ['preActivation'],
    faults: ['random-weights', 'biased-coin'],
    note: 'The weights alone: biases start at zero here. U(±1/√n) has variance 1/(3n), and ReLU halves the mean square.',
  }),
);

claim(
  usually('depth/pytorch-biases-hide-it', {
    statement:
      'PyTorch’s default biases keep the signal from vanishing, but what differs between inputs is gone all the same',
    source: paper(
      'PyTorch, torch.nn.Linear',
      '“Variables”: the bias, too, is U(−√k, √k)',
      'https://docs.pytorch.org/docs/stable/generated/torch.nn.Linear.html',
    ),
    setting: { ...squareLayers(22), data: { dataset: 'digits', train: 6, test: 1, seeds: 'per-key' } },
    arms: {
      pytorch: {
        init: 'pytorch-linear',
        biases: ['uniform', { limit: 1 / 8 }],
        label: 'PyTorch, with biases',
      },
      he: 'he',
    },
    score: all(
      within('pytorch', layerMoment(22, 'preActivation', 'meanSquare'), 1e-3, 1),
      within('pytorch', inputShare(22), 0, 1e-12),
      within('he', inputShare(22), 1e-3, 1),
    ),
    means:
      'at layer 22 the mean square was above .001 and less than 1e-12 of it differed between inputs, of He’s more than .001',
    mean: { above: 0.6 },
    pilot: 1,
    layers: ['preActivation'],
    faults: ['random-weights', 'biased-coin'],
  }),
);

/** The same networks, trained: a hundred points of the course's circles in full batch, momentum .9. */
const trained = (hidden: number, learningRate: number) =>
  ({
    network: { widths: [2, ...layersOf(hidden, 64), 1], activation: 'relu', loss: 'binary-cross-entropy' },
    data: { dataset: 'circles', train: 100, test: 50, seeds: { train: 1, test: 2 } },
    schedule: {
      optimizer: { name: 'momentum', momentum: 0.9 },
      learningRate,
      batch: 'full',
      steps: 600,
      record: { costEvery: 50, crossings: [0.3], stopOnceCrossed: true },
    },
  }) as const;

claim(
  usually('depth/he-trains-30-trained', {
    statement: 'At thirty layers He trains where Xavier stalls',
    source: he2015('section 2.2, figure 3'),
    setting: trained(30, 0.001),
    arms: { he: 'he', xavier: 'glorot' },
    score: all(reached('he', stepsToCost(0.3)), not(reached('xavier', stepsToCost(0.3)))),
    means: 'He reached cost .3 within 600 steps and Xavier did not',
    mean: { above: 0.6 },
    pilot: 1,
    faults: ['missing-root-two', 'biased-coin'],
    from: 'deep',
    note: 'At this width (64) and rate (.001). It is not a law of depth 30: in layers of 32 at rate .01 a pilot saw He get there within 1,200 steps for two of four keys, and Xavier for none.',
  }),
);

claim(
  usually('depth/both-train-22', {
    statement: 'At twenty-two layers Xavier converges as well as He',
    source: he2015('section 2.2, figure 2'),
    setting: trained(22, 0.003),
    arms: { xavier: 'glorot', he: 'he' },
    score: all(reached('xavier', stepsToCost(0.3)), reached('he', stepsToCost(0.3))),
    means: 'both reached cost .3 within 600 steps',
    mean: { above: 0.4 },
    pilot: 0,
    record: 'refuted',
    faults: ['random-weights', 'biased-coin'],
    from: 'deep',
    note: 'Refuted as far as Xavier goes: on these circles, 64 wide, it has hardly moved from ln 2 after 600 steps of .003 (.691 in the middle of the keys, .657 at the best tenth), where He takes about 130, and a pilot at rate .01 saw no other. He et al. trained convolutions on ImageNet for many epochs.',
  }),
);
