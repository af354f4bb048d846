import {
  all,
  always,
  better,
  claim,
  costAt,
  costOn,
  datasets,
  exceeds,
  falls,
  gradientNorm,
  infinite,
  layerDraws,
  type Network,
  networks,
  notes,
  outputSaturation,
  type Parameters,
  type Points,
  pointsOf,
  rootKey,
  seeds,
  startingParameters,
  stepsToCost,
  unguardedCost,
  usually,
  value,
} from 'initproof';
import { course, randn, withSchedule } from './settings.ts';

const scales = Array.from({ length: 25 }, (_, k) => k / 4);

/** The first cost with every weight multiplied by each scale in turn. */
function costsByScale(network: Network, start: Parameters, points: Points) {
  return scales.map((scale) => {
    const scaled = { ...start, weights: start.weights.map((w) => w.map((weight) => weight * scale)) };
    return { power: scale ** start.weights.length, cost: costOn(network, scaled, points) };
  });
}

/** How far the costs are from being ln 2 at scale 0, convex in the power of the scale, and rising once above ln 2. */
function breachOfConvexity(costs: readonly { power: number; cost: number }[]): number {
  const breaches = costs.slice(1, -1).map((here, i) => {
    const [before, after] = [costs[i]!, costs[i + 2]!];
    const share = (here.power - before.power) / (after.power - before.power);
    const chord = before.cost + share * (after.cost - before.cost);
    const falls = here.cost > Math.LN2 * (1 + 1e-12) ? here.cost - after.cost : 0;
    return Math.max(here.cost - chord, falls) / (1 + after.cost);
  });
  return Math.max(Math.abs(costs[0]!.cost - Math.LN2), ...breaches);
}

claim(
  always('large/cost-starts-high', {
    statement:
      'Large weights start at a high cost: the first cost rises with the scale, without bound, once it is above ln 2',
    source: notes('Common practice, 2: the cost starts very high'),
    over: 'Networks of 1–3 hidden layers of 2–7 ReLU or linear units with one output and zero biases, 4–20 points, the weights multiplied by 0 to 6.',
    given: {
      network: networks({ activations: ['relu', 'linear'], losses: ['binary-cross-entropy'] }),
      dataset: datasets(),
      seed: seeds(),
    },
    measure: 'departure from a cost that is ln 2 at scale 0, convex in scale^depth and rising above ln 2',
    deviation: ({ network, dataset, seed }, plant) => {
      const start = startingParameters(network, { init: 'he' }, layerDraws(rootKey(seed)));
      return breachOfConvexity(
        costsByScale(network, plant.start(start, network), pointsOf(dataset, network)),
      );
    },
    // A logit passes at most 4 layers of at most 7 terms: relative rounding (4 · 8) · 2^-53 = 3.6e-15 of the largest
    // logit, and a cost is at least the mean of the logits on the wrong side; 1e-12 leaves a factor of 280.
    atMost: 1e-12,
    faults: ['varied-biases'],
    note: 'With zero biases the logits of ReLU and linear networks are proportional to scale^depth, and the cross-entropy is convex along a ray. So the first cost, ln 2 at scale 0, can dip at most once.',
  }),
);

claim(
  usually('large/starts-ten-times-higher', {
    statement: 'randn × 10 starts above ten times He’s cost',
    source: notes('Common practice, 2: the cost starts very high'),
    setting: course,
    arms: { large: randn(10), he: 'he' },
    score: exceeds('large', 10, 'he', costAt(0)),
    means: 'the first cost under randn × 10 was more than ten times He’s',
    mean: { above: 0.75 },
    pilot: 1,
    faults: ['swapped-arms', 'biased-coin'],
  }),
);

claim(
  usually('large/cost-infinite-unguarded', {
    statement: 'Without a guard against log 0, randn × 10 starts at an infinite cost',
    source: notes('Common practice, 2: indeed, log(0)'),
    setting: course,
    arms: { large: randn(10) },
    score: infinite('large', unguardedCost()),
    means: 'the unguarded first cost was infinite',
    mean: { above: 0.75 },
    pilot: 0.99,
    faults: ['guarded-logarithm', 'biased-coin'],
    note: 'In float64. A saturated wrong answer has probability 0 to the last bit, and −log 0 is infinite.',
  }),
);

claim(
  usually('large/sigmoid-saturates', {
    statement: 'Under randn × 10 the outputs are very close to 0 or 1 before training',
    source: notes('Common practice, 2: results very close to 0 or 1'),
    setting: course,
    arms: { large: randn(10), he: 'he' },
    score: value('large', outputSaturation()),
    means: 'outputs lay within 1e-9 of 0 or 1',
    mean: { above: 0.85 },
    pilot: 0.939,
    keys: 1408,
    show: [outputSaturation()],
    faults: ['biased-coin', 'scale-to-zero'],
  }),
);

claim(
  usually('large/learns-slower', {
    statement: 'Overly large random numbers slow down the optimization',
    source: notes('Common practice, 2: slows down the optimization'),
    setting: course,
    arms: { he: 'he', large: randn(10) },
    score: better('he', 'large', costAt(15_000)),
    means: 'He’s cost was the lower one after 15,000 steps',
    mean: { above: 0.6 },
    pilot: 0.91,
    faults: ['swapped-arms', 'biased-coin'],
  }),
);

claim(
  usually('large/early-luck', {
    statement: 'And yet randn × 10 is often first at a loose threshold',
    source: notes('Common practice, 2: slows down the optimization (the counterpoint)'),
    setting: course,
    arms: { large: randn(10), he: 'he' },
    score: better('large', 'he', stepsToCost(0.6)),
    means: 'randn × 10 reached cost .6 before He did',
    mean: { above: 0.5 },
    pilot: 0.75,
    keys: 464,
    show: [stepsToCost(0.5), stepsToCost(0.3), stepsToCost(0.2), stepsToCost(0.15)],
    faults: ['swapped-arms', 'biased-coin'],
    note: 'Further down the order turns: at cost .3, .2 and .15 He is first more and more often.',
  }),
);

claim(
  usually('large/longer-helps-a-little', {
    statement: 'If a network started at randn × 10 is trained longer, its cost falls further',
    source: notes('Common practice, 2: if you train this network longer'),
    setting: withSchedule({ steps: 30_000 }),
    arms: { large: randn(10) },
    score: falls('large', costAt(15_000), costAt(30_000)),
    means: 'the cost was lower after 30,000 steps than after 15,000, by however little',
    mean: { above: 0.75 },
    pilot: 0.97,
    faults: ['scale-to-zero', 'biased-coin'],
  }),
);

/** Ten weight layers of 20 units, looked at before training. */
const tenLayers = {
  ...course,
  network: { ...course.network, widths: [2, ...Array<number>(9).fill(20), 1] },
  schedule: { ...course.schedule, steps: 0 },
};
const heTimes = (factor: number) =>
  ['variance-scaling', { scale: 2 * factor ** 2, mode: 'fan-in', distribution: 'normal' }] as const;

claim(
  usually('scale/gradients-vanish-or-explode', {
    statement: 'Too small or too large weights make gradients vanish or explode with depth',
    source: notes('Common practice, 2: vanishing/exploding gradients'),
    setting: tenLayers,
    arms: {
      he: 'he',
      small: { init: heTimes(1 / 3), label: 'He × ⅓' },
      large: { init: heTimes(3), label: 'He × 3' },
    },
    score: all(exceeds('he', 100, 'small', gradientNorm(1)), exceeds('large', 100, 'he', gradientNorm(1))),
    means:
      'the first layer’s gradient was a hundred times smaller at a third of He’s scale and a hundred times larger at three times it',
    mean: { above: 0.75 },
    pilot: 1,
    faults: ['swapped-arms', 'biased-coin'],
    note: 'At ten layers a factor on every layer acts with its ninth power on the first layer’s gradient.',
  }),
);
