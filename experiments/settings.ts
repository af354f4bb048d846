import type { Schedule, Setting } from 'initproof';

/** The course's own experiment: 300 points of two circles, a small ReLU network, plain gradient descent. */
export const course = {
  network: { widths: [2, 10, 5, 1], activation: 'relu', loss: 'binary-cross-entropy' },
  data: { dataset: 'circles', train: 300, test: 100, seeds: { train: 1, test: 2 } },
  schedule: {
    optimizer: { name: 'sgd' },
    learningRate: 0.01,
    batch: 'full',
    steps: 15_000,
    record: { costEvery: 500, crossings: [0.6, 0.5, 0.3, 0.2, 0.15] },
  },
} as const satisfies Setting;

/** The course's setting with another schedule. */
export const withSchedule = (schedule: Partial<Schedule>): Setting => ({
  ...course,
  schedule: { ...course.schedule, ...schedule },
});

/** The notes' `np.random.randn(…) * scale`. */
export const randn = (scale: number) => ['normal', { std: scale }] as const;

/** Layers of one width, as often as said. */
export const layersOf = (layers: number, width: number) => Array<number>(layers).fill(width);

/** A schedule that trains nothing: the network is looked at before its first step. */
export const atStart: Schedule = { ...course.schedule, steps: 0 };

/** One handwritten digit into layers as wide as its 64 pixels, so that every hidden layer is square. */
export const squareLayers = (hidden: number, activation: 'relu' | 'linear' = 'relu'): Setting => ({
  network: { widths: [64, ...layersOf(hidden, 64), 10], activation, loss: 'softmax-cross-entropy' },
  data: { dataset: 'digits', train: 1, test: 1, seeds: 'per-key' },
  schedule: atStart,
});

/** Points spread like standard normals into layers of one width: no activation meets inputs it was not made for. */
export const normalInputs = (
  activation: 'tanh' | 'linear' | 'selu',
  hidden: number,
  width: number,
  points = 32,
) =>
  ({
    network: { widths: [2, ...layersOf(hidden, width), 1], activation, loss: 'binary-cross-entropy' },
    data: { dataset: ['gaussians', { distance: 0 }], train: points, test: 1, seeds: 'per-key' },
    schedule: atStart,
  }) as const satisfies Setting;

/** Kolmogorov's distance of n independent uniforms passes sqrt(ln(2 / .01) / 2n) with probability at most .01. */
export const kolmogorovBand = (n: number) => Math.sqrt(Math.log(2 / 0.01) / (2 * n));

/** The same for readers: how near to a law counts as following it. */
export const bandOf = (n: number) => `(at a distance of at most ${kolmogorovBand(n).toFixed(3).slice(1)})`;

/** Half of the handwritten digits, a fifth of those held out; two hidden layers, minibatches of 32. */
export const digits = (width: number, steps: number): Setting => ({
  network: { widths: [64, ...layersOf(2, width), 10], activation: 'relu', loss: 'softmax-cross-entropy' },
  data: { dataset: 'digits', train: 720, test: 180, seeds: 'per-key' },
  schedule: {
    optimizer: { name: 'sgd' },
    learningRate: 0.1,
    batch: 32,
    steps,
    record: { costEvery: 10, crossings: [1, 0.5, 0.3] },
  },
});
