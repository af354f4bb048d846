import {
  all,
  better,
  claim,
  course as courseSource,
  he2015,
  layerLawDistance,
  not,
  notes,
  reached,
  stepsToCost,
  testAccuracy,
  trainAccuracy,
  usually,
  within,
} from 'initproof';
import { bandOf, course, kolmogorovBand, randn, withSchedule } from './settings.ts';

claim(
  usually('he/fastest-on-relu', {
    statement: 'Of the notes’ three, He converges fastest on ReLU',
    source: notes('Common practice, 3: He init'),
    setting: course,
    arms: { he: 'he', large: randn(10), zeros: 'zeros' },
    score: all(better('he', 'large', stepsToCost(0.15)), not(reached('zeros', stepsToCost(0.15)))),
    means: 'zeros never reached cost .15, and He did before randn × 10',
    mean: { above: 0.6 },
    pilot: 0.795,
    keys: 704,
    faults: ['swapped-arms', 'biased-coin'],
    note: 'All three meet on the same random numbers: under one key He and randn × 10 differ by a factor only. Zeros have no randomness, so they are one run.',
  }),
);

claim(
  usually('he/faster-than-xavier', {
    statement: 'On ReLU, He is faster than Xavier',
    source: he2015('section 2.2, figures 2 and 3'),
    setting: course,
    arms: { he: 'he', xavier: 'glorot' },
    score: better('he', 'xavier', stepsToCost(0.3)),
    means: 'He reached cost .3 before Xavier did',
    mean: { above: 0.6 },
    pilot: 0.99,
    faults: ['swapped-arms', 'biased-coin'],
  }),
);

claim(
  usually('he/accuracy', {
    statement: 'With He, the course’s network ends with at least 95 % of the training points right',
    source: courseSource('section 4, He initialization'),
    setting: course,
    arms: { he: 'he' },
    score: within('he', trainAccuracy(), 0.95, 1),
    means: 'He ended with at least 95 % of the training points right',
    mean: { above: 0.75 },
    pilot: 1,
    faults: ['scale-to-zero', 'biased-coin'],
  }),
);

claim(
  usually('he/generalizes', {
    statement: 'A well-chosen start lowers the generalization error: He’s against randn × 10',
    source: notes('Notes: a well chosen initialization'),
    setting: { ...course, data: { ...course.data, seeds: 'per-key' } },
    arms: { he: 'he', large: randn(10) },
    score: better('he', 'large', testAccuracy()),
    means: 'He got more test points right than randn × 10',
    mean: { above: 0.6 },
    pilot: 1,
    faults: ['swapped-arms', 'biased-coin'],
    note: 'Here the data vary from key to key as well as the weights.',
  }),
);

claim(
  usually('he/fastest-of-all', {
    statement: 'He converges fastest on ReLU, of all there is',
    source: notes('Common practice, 3: He init'),
    setting: course,
    arms: { he: 'he', unit: randn(1) },
    score: better('he', 'unit', stepsToCost(0.15)),
    means: 'He reached cost .15 before randn × 1 did',
    mean: { above: 0.5 },
    pilot: 0.105,
    record: 'refuted',
    faults: ['swapped-arms', 'biased-coin'],
    note: 'One witness is enough to refute "of all": on these narrow layers standard normal weights are sooner. It says nothing about other widths and depths: the map of the two does.',
  }),
);

/** Normal against uniform: equivalence has two sides, each a claim of its own. */
const shapes = {
  source: he2015('section 2.2: only the variance is prescribed'),
  setting: withSchedule({ record: { costEvery: 500, crossings: [0.15], stopOnceCrossed: true } }),
  arms: { normal: 'he', uniform: 'he-uniform' },
  score: better('normal', 'uniform', stepsToCost(0.15)),
  means: 'the normal reached cost .15 before the uniform did',
  pilot: 0.515,
  from: 'deep',
} as const;

claim(
  usually('he/shape-irrelevant', {
    ...shapes,
    statement: 'He’s normal and uniform serve alike: the normal is not much slower',
    mean: { above: 0.4 },
    keys: 600,
    faults: ['scale-to-zero', 'biased-coin'],
    note: 'One side of an equivalence: sooner for at least four keys of ten. The other side is he/shape-irrelevant-either-way. To exchange the arms changes nothing where they serve alike, so that this fault is not planted.',
  }),
);

claim(
  usually('he/shape-irrelevant-either-way', {
    ...shapes,
    statement: 'He’s normal and uniform serve alike: the normal is not much faster',
    mean: { below: 0.6 },
    keys: 1100,
    faults: ['biased-coin'],
    note: 'The other side of he/shape-irrelevant: sooner for at most six keys of ten.',
  }),
);

/** Thirty layers wide enough that the law of one layer's growth is narrow; one input, nothing trained. */
const deepStart = {
  network: {
    widths: [2, ...Array<number>(30).fill(128), 1],
    activation: 'relu',
    loss: 'binary-cross-entropy',
  },
  data: { dataset: 'circles', train: 1, test: 1, seeds: { train: 1, test: 2 } },
  schedule: { ...course.schedule, steps: 0 },
} as const;

claim(
  usually('he/variance-kept', {
    statement: 'Under ReLU, He keeps the signal’s mean square from layer to layer',
    source: he2015('section 2.2, equation 10'),
    setting: deepStart,
    arms: { he: 'he' },
    score: within('he', layerLawDistance(), 0, kolmogorovBand(30)),
    means: `the growth over 30 layers followed the law that keeps the mean square ${bandOf(30)}`,
    mean: { above: 0.75 },
    pilot: 1,
    faults: ['missing-root-two', 'scale-0.88', 'biased-coin'],
    note: 'Kept on average at each layer, not from end to end: the product of thirty ratios with mean 1 has a median below 1, of about e^(−30 · 5 / 256) = .56.',
  }),
);
