import fc from 'fast-check';
import {
  always,
  claim,
  datasets,
  equalLivePairs,
  gradientsOf,
  type InitializerSpec,
  layerDraws,
  type Network,
  near,
  networks,
  notes,
  type Parameters,
  pointsOf,
  rootKey,
  seeds,
  startingParameters,
  trainAccuracy,
  usually,
  within,
} from 'initproof';
import { course } from './settings.ts';

/** Pairs of units of a hidden layer whose rows of incoming weights are the same. */
function equalRows({ widths }: Network, { weights }: Parameters): number {
  const hidden = widths.slice(1, -1);
  return hidden.reduce((pairs, units, l) => {
    const fanIn = widths[l]!;
    const rows = Array.from({ length: units }, (_, unit) =>
      weights[l]!.subarray(unit * fanIn, (unit + 1) * fanIn).join(),
    );
    return pairs + units - new Set(rows).size;
  }, 0);
}

claim(
  always('random/breaks-symmetry', {
    statement:
      'Random weights break symmetry, even with zero biases: no two units start equal, and under tanh or sigmoid none get equal gradients',
    source: notes('Common practice, 1: it is however okay to initialize the biases to zeros'),
    over: 'Networks of 1–3 hidden layers of 2–7 tanh or sigmoid units, every loss, five random initializers, zero biases, 4–20 points.',
    given: {
      network: networks({ activations: ['tanh', 'sigmoid'] }),
      dataset: datasets(),
      init: fc.constantFrom<InitializerSpec>(
        'he',
        'glorot',
        'lecun-uniform',
        ['normal', { std: 0.01 }],
        'truncated-normal',
      ),
      seed: seeds(),
    },
    measure: 'number of units that equal another of their layer in weights or in gradient',
    deviation: ({ network, dataset, init, seed }, plant) => {
      const start = plant.start(startingParameters(network, { init }, layerDraws(rootKey(seed))), network);
      const gradients = gradientsOf(network, start, pointsOf(dataset, network));
      return equalRows(network, start) + equalRows(network, gradients);
    },
    atMost: 0,
    faults: ['tied-units'],
    note: 'Under ReLU two dead units share a zero gradient; the claim beside this one counts live units only.',
  }),
);

claim(
  usually('random/live-units-differ', {
    statement: 'Under ReLU, too, no two live units of a layer get the same gradient from a random start',
    source: notes('Notes: random initialization is used to break symmetry'),
    setting: course,
    arms: { he: 'he' },
    score: within('he', equalLivePairs(), 0, 0),
    means: 'no two live units of a layer had one gradient',
    mean: { above: 0.75 },
    pilot: 1,
    faults: ['tied-units', 'biased-coin'],
  }),
);

claim(
  usually('random/zero-biases-suffice', {
    statement: 'Zero biases serve as well as small random ones',
    source: notes('Common practice, 1: it is however okay to initialize the biases to zeros'),
    setting: course,
    arms: { he: 'he', biased: { init: 'he', biases: ['normal', { std: 0.1 }], label: 'He, random biases' } },
    score: near('he', 'biased', trainAccuracy(), 0.02),
    means: 'the two training accuracies lay within .02 of each other',
    mean: { above: 0.75 },
    pilot: 0.97,
    faults: ['scale-to-zero', 'biased-coin'],
  }),
);
