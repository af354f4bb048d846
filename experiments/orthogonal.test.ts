import {
  type Arm,
  all,
  better,
  claim,
  exceeds,
  not,
  reached,
  saxe2014,
  stepsToCost,
  usually,
} from 'initproof';

/** Rate times depth: Saxe's optimal rate falls as one over the depth. */
const rateTimesDepth = 0.2;

/** Layers of 32 units for the digits. */
const linearNetwork = (layers: number, init: Arm['init'], name: string): Arm => ({
  init,
  label: `${name}, ${layers} layers`,
  network: { widths: [64, ...Array<number>(layers - 1).fill(32), 10] },
  schedule: { learningRate: rateTimesDepth / layers },
});

const steps = stepsToCost(0.5);

claim(
  usually('orthogonal/depth-free-learning', {
    statement:
      'Deep linear networks from orthogonal starts learn in a time that does not grow with depth, at a rate of one over the depth',
    source: saxe2014('section 3 and figure 6'),
    setting: {
      network: { widths: [64, 32, 10], activation: 'linear', loss: 'squared-error' },
      data: { dataset: 'digits', train: 30, test: 10, seeds: 'per-key' },
      schedule: {
        optimizer: { name: 'sgd' },
        learningRate: rateTimesDepth,
        batch: 'full',
        steps: 60,
        record: { costEvery: 10, crossings: [0.5], stopOnceCrossed: true },
      },
    },
    arms: {
      deep: linearNetwork(32, 'orthogonal', 'orthogonal'),
      shallow: linearNetwork(8, 'orthogonal', 'orthogonal'),
      gaussian: linearNetwork(32, 'lecun', 'LeCun'),
    },
    score: all(
      reached('deep', steps),
      reached('shallow', steps),
      not(exceeds('deep', 2, 'shallow', steps)),
      better('deep', 'gaussian', steps),
    ),
    means:
      'orthogonal weights reached cost .5 at 32 layers in at most twice the steps they took at 8, and before Gaussian ones of the same variance did at 32',
    mean: { above: 0.6 },
    pilot: 1,
    faults: ['scale-0.88', 'swapped-arms', 'biased-coin'],
    note: 'All take the same rate times depth. Some runs from LeCun’s weights blow up at it; they count as not there. Answering with the classes’ shares, whatever the image, costs .9.',
  }),
);
