import { claim, he2015, layerMoment, mapped, paper, within } from 'initproof';

/** Nets of so many hidden layers of so many units, looked at before their first step, at one point. */
const start = (width: number, depth: number) =>
  ({
    network: {
      widths: [2, ...Array<number>(depth).fill(width), 1],
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
      'section 3, theorem 1',
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
    // At a chance of .97, or .03, a cell stays open after 92 keys with its share of the misses, 1.25e-7 / 36.
    keys: 96,
    means: 'the last hidden layer answered 0 to the one point there is',
    mean: { above: 0.5 },
    faults: ['biased-coin'],
    note: 'The net has one point to answer to. For one point the chance is known, 1 − (1 − 2^-N)^L at N units and L layers; the table holds it beside each cell. Cells where it lies above .97 or below .03 have a verdict on record.',
  }),
);

claim(
  mapped('maps/only-root-two', {
    statement: 'Under ReLU, only a scale of √2 keeps the signal’s mean square however deep the net',
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
    // The pilot’s least share among cells on record is .91, 24 layers at √2: open after 192 keys with less than 1.25e-7 / 28.
    keys: 192,
    means:
      'the mean square of the last hidden layer’s pre-activations lay within a factor of a thousand of 1',
    mean: { above: 0.5 },
    faults: ['missing-root-two', 'biased-coin'],
    note: 'Layers of 24 units. The mean square grows by scale² / 2 a layer, on average: at √2 it stays, elsewhere it leaves any band, the sooner the farther the scale is from √2. On record are the whole column at √2, and the deepest row but for the neighbours of √2.',
  }),
);
