import {
  all,
  better,
  claim,
  costAt,
  he2015,
  layerGrowth,
  layerMoment,
  mapped,
  not,
  notes,
  paper,
  reached,
  stepsToCost,
  within,
} from 'initproof';
import { course, layersOf, normalInputs, randn, withSchedule } from './settings.ts';

/** Nets of so many hidden layers of so many units, looked at before their first step, at one point. */
const start = (width: number, depth: number) =>
  ({
    network: {
      widths: [2, ...layersOf(depth, width), 1],
      activation: 'relu',
      loss: 'binary-cross-entropy',
    },
    data: { dataset: 'circles', train: 1, test: 1, seeds: { train: 1, test: 2 } },
    schedule: {
      optimizer: { name: 'sgd' },
      learningRate: 0.01,
      batch: 'full',
      steps: 0,
      record: { costEvery: 1 },
    },
  }) as const;

/** A unit answers 0 to a point with chance ½, a layer of N of them with 2^-N: what dies stays dead. */
const bornDead = (width: number, depth: number) => 1 - (1 - 2 ** -width) ** depth;

claim(
  mapped('maps/born-dead', {
    statement:
      'More depth, more dead: a narrow ReLU net of zero biases is born dead the more often the deeper it is',
    source: paper(
      'Lu, Shin, Su, Karniadakis: Dying ReLU and Initialization (2019)',
      'theorem 3.1',
      'https://arxiv.org/abs/1903.06733',
    ),
    x: { label: 'units in a hidden layer', values: [1, 2, 3, 4, 5, 6] },
    y: { label: 'hidden layers', values: [1, 2, 4, 8, 16, 32] },
    cell: (width, depth) => {
      const due = bornDead(width, depth);
      return {
        setting: start(width, depth),
        arms: { he: 'he' },
        score: within('he', layerMoment(depth, 'activation', 'meanSquare'), 0, 0),
        due,
        ...(due > 0.97 && { expected: 'holds' }),
        ...(due < 0.03 && { expected: 'refuted' }),
      };
    },
    // At a chance of .97, or .03, a cell stays open after 93 keys with its share of the misses, 1e-7 / 36.
    keys: 96,
    means: 'the last hidden layer answered 0 to the one point there is',
    mean: { above: 0.5 },
    faults: ['biased-coin'],
    note: 'The net has one point to answer to. For one point the chance is known, 1 − (1 − 2⁻ᴺ)ᴸ at N units and L layers; the table holds it beside each cell. Cells where it lies above .97 or below .03 have a verdict on record.',
  }),
);

claim(
  mapped('maps/only-root-two', {
    statement:
      'Under ReLU a scale of √2 keeps the signal’s mean square at every depth; far from it the signal is lost or blown up',
    source: he2015('section 2.2, equations 9 and 10'),
    x: { label: 'scale: standard deviation × √fan-in', values: [1, 1.15, 1.28, Math.SQRT2, 1.57, 1.9, 2.3] },
    y: { label: 'hidden layers', values: [3, 6, 12, 24] },
    cell: (scale, depth) => ({
      setting: start(24, depth),
      arms: {
        scaled: ['variance-scaling', { scale: scale ** 2, mode: 'fan-in', distribution: 'normal' }],
      },
      score: within('scaled', layerMoment(depth, 'preActivation', 'meanSquare'), 1 / 1000, 1000),
      ...(scale === Math.SQRT2 && { expected: 'holds' }),
      ...((scale < 1.2 || scale > 1.8) && depth === 24 && { expected: 'refuted' }),
    }),
    // The pilot’s least share among cells on record is .91, 24 layers at √2: open after 192 keys with less than 1e-7 / 28.
    keys: 192,
    means:
      'the mean square of the last hidden layer’s pre-activations lay within a factor of a thousand of 1',
    mean: { above: 0.5 },
    faults: ['missing-root-two', 'biased-coin'],
    note: 'Layers of 24 units. The mean square grows by scale² / 2 a layer, on average: at √2 it stays, elsewhere it leaves any band, the sooner the farther the scale is from √2: the neighbours of √2 leave this one below the depths drawn. On record are the whole column at √2, and the deepest row but for the neighbours of √2.',
  }),
);

/** The course’s setting with other hidden layers, and a third of its steps at three times its rate. */
const hidden = (width: number, depth: number) => ({
  ...withSchedule({
    learningRate: 0.03,
    steps: 5000,
    record: { costEvery: 500, crossings: [0.3], stopOnceCrossed: true },
  }),
  network: { ...course.network, widths: [2, ...layersOf(depth, width), 1] },
});

claim(
  mapped('maps/he-fastest-of-all', {
    statement: 'Whether He or randn × 1 converges faster on ReLU depends on width and depth',
    source: notes('Common practice, 3: He init'),
    x: { label: 'units in a hidden layer', values: [4, 6, 10, 16, 24, 32] },
    y: { label: 'hidden layers', values: [1, 2, 3, 4, 5, 6, 8] },
    cell: (width, depth) => ({
      setting: hidden(width, depth),
      arms: { he: 'he', unit: randn(1) },
      score: better('he', 'unit', stepsToCost(0.3)),
    }),
    means: 'He reached cost .3 before randn × 1 did',
    mean: { above: 0.5 },
    // At deep size four times as many: 96 in a cell, and 3,000 over all 42.
    keys: 24,
    keysInAll: 750,
    record: 'as found',
    faults: ['biased-coin'],
    from: 'deep',
    note: 'One hidden layer does not get there in 5,000 steps of .03 unless it is wide: where neither start does, a key is a tie, and the cell stays open.',
  }),
);

/** Thirty layers, as in the paper’s figure 3, on points and in steps that are few enough for a map. */
const thirty = (width: number, rate: number) => ({
  network: { ...course.network, widths: [2, ...layersOf(30, width), 1] },
  data: { ...course.data, train: 48, test: 1 },
  schedule: {
    ...course.schedule,
    optimizer: { name: 'momentum', momentum: 0.9 } as const,
    learningRate: rate,
    steps: 600,
    record: { costEvery: 100, crossings: [0.3], stopOnceCrossed: true },
  },
});

claim(
  mapped('maps/he-trains-30', {
    statement: 'Whether He trains thirty layers where Xavier stalls depends on width and rate',
    source: he2015('section 2.2, figure 3'),
    x: { label: 'units in a hidden layer', values: [8, 16, 32, 64] },
    y: { label: 'learning rate, momentum .9', values: [0.0003, 0.001, 0.003, 0.01, 0.03] },
    cell: (width, rate) => ({
      setting: thirty(width, rate),
      arms: { he: 'he', xavier: 'glorot' },
      score: all(reached('he', stepsToCost(0.3)), not(reached('xavier', stepsToCost(0.3)))),
    }),
    means: 'He reached cost .3 within 600 steps, and Xavier did not',
    mean: { above: 0.5 },
    // At deep size four times as many: 96 in a cell, and 1,200 over all 20.
    keys: 24,
    keysInAll: 300,
    record: 'as found',
    faults: ['biased-coin'],
    from: 'deep',
    note: 'A cell is refuted where He does not train either, in these 600 steps, as well as where Xavier trains, too.',
  }),
);

claim(
  mapped('maps/small-does-better', {
    statement: 'Whether small random values do better than large ones depends on their scale and on the rate',
    source: notes('Common practice, 2: hopefully small random values do better'),
    x: { label: 'scale of the small values: randn ×', values: [0.01, 0.03, 0.1, 0.3, 1] },
    y: { label: 'learning rate', values: [0.01, 0.03, 0.1, 0.3, 1] },
    cell: (scale, learningRate) => ({
      setting: withSchedule({ learningRate, record: { costEvery: 500 } }),
      arms: { small: randn(scale), large: randn(10) },
      score: better('small', 'large', costAt(15_000)),
    }),
    means: 'the small values had the lower cost after 15,000 steps',
    mean: { above: 0.5 },
    // At deep size four times as many: 96 in a cell, and 1,400 over all 25.
    keys: 24,
    keysInAll: 350,
    record: 'as found',
    faults: ['biased-coin'],
    from: 'deep',
    note: 'The other arm is randn × 10 at the same rate throughout. The lowest rate is the course’s.',
  }),
);

/** The weight variance at which theory has the edge of chaos, by bias variance. */
const edges = new Map([
  [0, 1],
  [0.01, 1.4242],
  [0.05, 1.761],
  [0.1, 1.9861],
  [0.3, 2.5051],
]);

/** At bias variance 0 what is chaotic is so by little: a gradient grows by 1 % a layer at 1.25 times the edge. */
const chaoticFrom = (biases: number) => (biases === 0 ? 2 : 1.35);

claim(
  mapped('maps/critical-tanh', {
    statement:
      'Where tanh networks turn from order to chaos depends on the variances of weights and biases: the edge is at 1, 1.42, 1.76, 1.99 and 2.51',
    source: paper(
      'Schoenholz, Gilmer, Ganguli, Sohl-Dickstein: Deep Information Propagation (2017)',
      'section 3, equation 5, figure 1',
      'https://arxiv.org/abs/1611.01232',
    ),
    x: { label: 'variance of the biases', values: [...edges.keys()] },
    y: {
      label: 'variance of the weights × fan-in',
      values: [0.8, 1, 1.2, 1.4, 1.6, 1.8, 2, 2.2, 2.5, 3, 3.5],
    },
    cell: (biases, weights) => {
      const ofEdge = weights / edges.get(biases)!;
      return {
        setting: normalInputs('tanh', 40, 64, 4),
        arms: {
          net: {
            init: ['variance-scaling', { scale: weights, mode: 'fan-in', distribution: 'normal' }],
            biases: ['normal', { std: Math.sqrt(biases) }],
          },
        },
        // A gradient that vanishes on its way back grows with the layer.
        score: within('net', layerGrowth('gradient', 5, 39), 1, Number.POSITIVE_INFINITY),
        ...(ofEdge <= 0.8 && { expected: 'holds' }),
        ...(ofEdge >= chaoticFrom(biases) && { expected: 'refuted' }),
      };
    },
    // At deep size four times as many: 128 in a cell. The pilot’s least share among cells on record is .98; one of .95 stays
    // open after 118 keys with less than 1e-7 / 55.
    keys: 32,
    means: 'the gradient shrank on its way back from layer 39 to layer 5, as it does in order',
    mean: { above: 0.5 },
    faults: ['biased-coin'],
    from: 'deep',
    note: 'Layers of 64 units. On record are the cells at most .8 of the edge and those at 1.35 times it or more (2 at bias variance 0, where chaos begins slowly: by theory the gradient grows by 1 % a layer at 1.25 times the edge). A pilot saw the turn at theory’s edge or up to a tenth above it, at bias variance 0 up to a third: in layers of finite width the logarithm of a layer’s growth lies below that of its mean, by some 1/width.',
  }),
);
