import fc from 'fast-check';
import {
  always,
  claim,
  datasets,
  type InitializerSpec,
  layerDraws,
  layerVariances,
  lsuv,
  networks,
  paper,
  pointsOf,
  rootKey,
  seeds,
  startingParameters,
} from 'initproof';

claim(
  always('lsuv/unit-variance', {
    statement: 'LSUV brings the variance of each layer’s pre-activations over the data to 1',
    source: paper(
      'Mishkin, Matas: All You Need is a Good Init (2016)',
      'section 2, algorithm 1',
      'https://arxiv.org/abs/1511.06422',
    ),
    over: 'Networks of 1–8 hidden layers of 2–7 units, every activation and loss, orthogonal or normal weights of any scale, zero biases, 4–20 points; layers that answer one number to all points are passed over.',
    given: {
      network: networks({ hiddenLayers: [1, 8] }),
      dataset: datasets(),
      init: fc.constantFrom<InitializerSpec>(
        'orthogonal',
        'he',
        ['normal', { std: 10 }],
        ['normal', { std: 0.01 }],
      ),
      seed: seeds(),
    },
    measure: 'largest difference between a layer’s variance and 1',
    deviation: ({ network, dataset, init, seed }, plant) => {
      const points = pointsOf(dataset, network);
      const start = startingParameters(network, { init }, layerDraws(rootKey(seed)));
      const scaled = lsuv(network, start, points, { tolerance: 1e-12 });
      const variances = layerVariances(network, plant.start(scaled, network), points);
      return Math.max(0, ...variances.filter((v) => v > 0).map((v) => Math.abs(v - 1)));
    },
    // Values whose mean is r of their deviations carry an error of 8 · 2^-53 · r deviations, their variance twice that:
    // 1.8e-15 r. This allows r = 5e8; the worst of 1,600 cases has 4.5e-11.
    atMost: 1e-6,
    faults: ['scale-0.88', 'varied-biases'],
    note: 'With zero biases a layer’s values are proportional to its weights, so one division is enough but for rounding. Under ReLU a narrow layer may be dead for all points: there is nothing to scale then.',
  }),
);
