import fc from 'fast-check';
import {
  always,
  bestHalfPlaneAccuracy,
  claim,
  datasets,
  logitsOf,
  momentumOptimizers,
  type Network,
  networks,
  notes,
  numbersUpTo,
  type Parameters,
  type Points,
  pointsOf,
  rates,
  type Schedule,
  shortRun,
} from 'initproof';

/** Every layer starts at one weight and one bias, its own. */
function constantStart(
  { widths }: Network,
  weights: readonly number[],
  biases: readonly number[],
): Parameters {
  const layers = widths.slice(1).map((fanOut, l) => ({ fanOut, fanIn: widths[l]! }));
  return {
    weights: layers.map(({ fanOut, fanIn }, l) => new Float64Array(fanOut * fanIn).fill(weights[l]!)),
    biases: layers.map(({ fanOut }, l) => new Float64Array(fanOut).fill(biases[l]!)),
  };
}

/** A number for each of the at most four layers. */
const layerArbitrary = (most: number) => fc.array(numbersUpTo(most), { minLength: 4, maxLength: 4 });

/**
 * The network of one unit a layer that does what a network with constant layers does, and the rates it learns at:
 * v₁ is one row of W₁ at rate η / n₁, v_l = n_{l−1} w_l at rate η n_{l−1} / n_l, biases at η / n_l, where the output
 * layer keeps its rows and counts as n_L = 1.
 */
function oneUnit({ widths, ...rest }: Network, weights: readonly number[], biases: readonly number[]) {
  const last = widths.length - 2;
  const network: Network = { ...rest, widths: widths.map((n, l) => (l === 0 || l === last + 1 ? n : 1)) };
  const unitsIn = (l: number) => (l === 0 ? 1 : widths[l]!);
  const unitsOut = (l: number) => (l === last ? 1 : widths[l + 1]!);
  const start = constantStart(
    network,
    weights.map((w, l) => unitsIn(l) * w),
    biases,
  );
  const layers = weights.map((_, l) => l);
  const layerRates: Schedule['layerRates'] = {
    weights: layers.map((l) => unitsIn(l) / unitsOut(l)),
    biases: layers.map((l) => 1 / unitsOut(l)),
  };
  return { network, start, layerRates };
}

claim(
  always('constant/equals-one-unit', {
    statement:
      'A network whose layers start constant is, step by step, a network of one unit a layer with learning rates of its own',
    source: notes('Common practice, 1: n[l] = 1 for every layer'),
    over: 'Networks of 1–3 hidden layers of 2–7 units, every activation and loss, one weight up to ½ and one bias up to ½ for each layer, 4–20 points, gradient descent, momentum or Nesterov, rates .001 to .1, 40 steps; a run that does not stay finite is outside the claim and counts as kept.',
    given: {
      network: networks(),
      dataset: datasets(),
      rate: rates(0.1),
      optimizer: momentumOptimizers(),
      weights: layerArbitrary(0.5),
      biases: layerArbitrary(0.5),
    },
    measure: 'largest difference between the two networks’ outputs (relative where they are above 1)',
    deviation: ({ network, dataset, rate, optimizer, weights, biases }, plant) => {
      const depth = network.widths.length - 1;
      const points = pointsOf(dataset, network);
      const wide = { network, start: plant.start(constantStart(network, weights, biases), network) };
      const narrow = oneUnit(network, weights.slice(0, depth), biases.slice(0, depth));
      const [run, same] = [wide, narrow].map((each) =>
        shortRun({ ...each, points, rate, steps: 40, optimizer }),
      );
      // Outside the claim: a rate at which the run does not stay finite.
      if (run!.divergedAt !== null || same!.divergedAt !== null) return 0;
      const outputs = logitsOf(network, run!.final, points);
      const others = logitsOf(narrow.network, same!.final, points);
      return Math.max(...outputs.map((z, i) => Math.abs(z - others[i]!) / Math.max(1, Math.abs(z))));
    },
    atMost: 1e-10,
    faults: ['one-nudged-weight', 'varied-biases'],
    note: 'The one unit of layer l stands for all n units of it: its weights are the sum over the units before it, so n times as large, and to take the same steps its weights learn at the rate times n of the layer before over n of its own, its bias at the rate over n. At one rate for all layers it would be another run. The mapping is exact in real numbers; what is left is rounding, which training may amplify.',
  }),
);

/** The largest share of points that a threshold on the values classifies rightly, class 1 above it. */
function bestThresholdAccuracy(values: ArrayLike<number>, { count, labels }: Points): number {
  const right = (threshold: number) =>
    labels.reduce((sum, label, s) => sum + Number(values[s]! > threshold === (label === 1)), 0);
  return Math.max(...[Number.NEGATIVE_INFINITY, ...Array.from(values)].map(right)) / count;
}

/** The same over the half-planes that lie along a direction, either way round. */
function bestAlong([w1, w2]: Iterable<number>, points: Points): number {
  const along = Array.from(
    { length: points.count },
    (_, s) => w1! * points.inputs[2 * s]! + w2! * points.inputs[2 * s + 1]!,
  );
  return Math.max(
    bestThresholdAccuracy(along, points),
    bestThresholdAccuracy(
      along.map((value) => -value),
      points,
    ),
  );
}

claim(
  always('constant/no-better-than-a-half-plane', {
    statement: 'Started constant, a network is no more powerful than a linear classifier',
    source: notes('Common practice, 1: no more powerful than a linear classifier'),
    over: 'Networks of two inputs, 1–3 hidden layers of 2–7 units with a monotone activation and one output, constant starts, 4–20 points in the plane, rates .001 to 1, 40 steps. A network that does worse has a lead of 0, and so has a run that does not stay finite.',
    given: {
      network: networks({
        inputs: [2, 2],
        losses: ['binary-cross-entropy'],
        activations: ['relu', 'leaky-relu', 'tanh', 'sigmoid', 'linear', 'elu', 'selu'],
      }),
      dataset: datasets(),
      rate: rates(),
      weights: layerArbitrary(2),
      biases: layerArbitrary(2),
    },
    measure: 'lead in accuracy over the best half-plane',
    deviation: ({ network: drawn, dataset, rate, weights, biases }, plant) => {
      const network = plant.network(drawn);
      const points = pointsOf(dataset, network);
      const start = plant.start(constantStart(network, weights, biases), network);
      const { final, divergedAt } = shortRun({ network, points, start, rate, steps: 40 });
      if (divergedAt !== null) return 0;
      const accuracy = bestThresholdAccuracy(logitsOf(network, final, points), points);
      return Math.max(
        0,
        accuracy - bestHalfPlaneAccuracy(points),
        accuracy - bestAlong(final.weights[0]!, points),
      );
    },
    atMost: 0,
    faults: ['non-monotone-activation', 'random-first-layer'],
    note: 'The yardsticks are the best of all half-planes, found by trying the line through every pair of points, and the best of those along the network’s own first weights. The network may choose the threshold of its output afterwards.',
  }),
);
