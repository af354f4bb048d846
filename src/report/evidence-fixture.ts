import type { LawEvidence, RunsEvidence, ScoresEvidence } from '../results/schema.ts';

/** Numbers between 0 and 1 that look irregular and are the same every time. */
export const fraction = (index: number): number => (index * 0.6180339887498949 + 0.137) % 1;

const he = { name: 'he', label: 'He', init: 'he', differs: null };
export const large = { name: 'large', label: 'randn × 10', init: ['normal', { std: 10 }], differs: null };
const zeros = { name: 'zeros', label: 'zeros', init: 'zeros', differs: null };
export const small = {
  name: 'small',
  label: 'randn × .01',
  init: ['normal', { std: 0.01 }],
  differs: 'the rate is .1',
};

const steps = {
  name: 'steps',
  label: 'steps to cost .15',
  unit: 'step',
  better: 'lower',
  scale: 'linear',
  limit: 15000,
} as const;
const accuracy = {
  name: 'accuracy',
  label: 'training accuracy',
  unit: '',
  better: 'higher',
  scale: 'linear',
  limit: null,
} as const;
const cost = {
  name: 'cost',
  label: 'final cost',
  unit: '',
  better: 'lower',
  scale: 'log',
  limit: null,
} as const;

const keys = Array.from({ length: 20 }, (_, key) => key);
const curveSteps = Array.from({ length: 16 }, (_, i) => i * 1000);

function curve(arm: string, start: number, end: number): ScoresEvidence['curves'][number] {
  const at = (factor: number) => curveSteps.map((step) => factor * start * (end / start) ** (step / 15000));
  // What never learns is the same for every key.
  const [low, high] = start === end ? [1, 1] : [0.6, 1.7];
  return { arm, stopsAt: null, steps: curveSteps, low: at(low), median: at(1), high: at(high) };
}

/** Three arms over twenty keys: times that may be censored, accuracies, costs. */
export const scoresEvidence: ScoresEvidence = {
  kind: 'scores',
  score: 'He reaches cost .15 in fewer steps than randn × 10',
  cut: 0.6,
  side: 'above',
  keys: 20,
  cap: 256,
  pilot: 0.87,
  mean: 0.85,
  interval: [0.72, 0.95],
  level: 0.95,
  alpha: 1.25e-7,
  bounds: [0.62, 0.97],
  logEvidence: { above: 16.3, below: -12.1 },
  twin: { arm: 'he', measure: 'steps to cost .15', pairs: 10, mean: 0.55, toldApart: false },
  arms: [he, large, zeros],
  measures: [steps, accuracy, cost],
  readings: ['steps', 'accuracy', 'cost'].flatMap((measure) =>
    ['he', 'large', 'zeros'].map((arm) => ({ arm, measure })),
  ),
  rows: keys.map((key) => ({
    key,
    score: key % 7 === 3 ? 0 : 1,
    values: [
      4000 + Math.round(60 * fraction(key)) * 100,
      key % 2 === 0 ? null : 6000 + Math.round(80 * fraction(key)) * 100,
      null,
      0.96 + 0.04 * fraction(key),
      0.7 + 0.25 * fraction(key + 3),
      0.5,
      0.05 + 0.08 * fraction(key),
      key === 5 ? 'Infinity' : 0.2 + 3 * fraction(key + 1) ** 3,
      Math.LN2,
    ],
  })),
  curves: [curve('he', 0.74, 0.075), curve('large', 817, 0.34), curve('zeros', Math.LN2, Math.LN2)],
  layers: [
    { arm: 'he', of: 'activation', low: [0.5, 0.4], median: [1, 0.9], high: [2, 2.2] },
    { arm: 'zeros', of: 'activation', low: [0, 0], median: [0, 0], high: [0, 0] },
  ],
};

const publishedCosts = [
  0.883, 0.688, 0.6752, 0.6118, 0.5628, 0.4982, 0.4145, 0.3117, 0.2386, 0.1985, 0.1557, 0.1327, 0.1117,
  0.0942, 0.0815,
];
const grid = (inside: (x1: number, x2: number) => boolean) => ({
  low: -1.5,
  high: 1.5,
  size: 41,
  rows: Array.from({ length: 41 }, (_, r) =>
    Array.from({ length: 41 }, (_, c) => (inside(-1.5 + (c * 3) / 40, -1.5 + (r * 3) / 40) ? '1' : '0')).join(
      '',
    ),
  ),
});

const alike = (value: (i: number, j: number) => number) => ({
  layer: 1,
  rows: Array.from({ length: 10 }, (_, i) => Array.from({ length: 10 }, (_, j) => value(i, j))),
});

function circle(count: number, offset: number): [number, number, number][] {
  return Array.from({ length: count }, (_, i) => {
    const radius = (i % 2 === 0 ? 1 : 0.8) + 0.1 * (fraction(i + offset) - 0.5);
    const angle = 2 * Math.PI * ((i * Math.SQRT2 + offset) % 1);
    return [radius * Math.cos(angle), radius * Math.sin(angle), i % 2];
  });
}

/** Three runs with printed figures; one starts at an infinite cost. */
export const runsEvidence: RunsEvidence = {
  kind: 'runs',
  train: circle(300, 1),
  test: circle(100, 2),
  runs: [
    {
      arm: zeros,
      costs: publishedCosts.map((_, i) => ({
        step: i * 1000,
        cost: { published: Math.LN2, measured: Math.LN2 },
      })),
      stableCosts: publishedCosts.map(() => Math.LN2),
      finalCost: Math.LN2,
      trainAccuracy: { published: 0.5, measured: 0.5 },
      testAccuracy: { published: 0.5, measured: 0.5 },
      grid: grid(() => false),
      similarity: alike(() => 1),
    },
    {
      arm: large,
      costs: publishedCosts.map((value, i) => ({
        step: i * 1000,
        cost: { published: null, measured: i === 0 ? ('Infinity' as const) : 0.3 + value * 0.4 },
      })),
      stableCosts: publishedCosts.map((value, i) => (i === 0 ? 817.2 : 0.3 + value * 0.4)),
      finalCost: 0.31,
      trainAccuracy: { published: 0.83, measured: 0.83 },
      testAccuracy: { published: 0.86, measured: 0.86 },
      grid: grid((x1, x2) => x1 + 0.4 * x2 < 0.3 && x2 > -0.9),
    },
    {
      arm: he,
      costs: publishedCosts.map((value, i) => ({
        step: i * 1000,
        cost: { published: value, measured: value + 2e-14 },
      })),
      stableCosts: publishedCosts,
      finalCost: 0.0736,
      trainAccuracy: { published: 0.993, measured: 298 / 300 },
      testAccuracy: { published: 0.96, measured: 0.96 },
      grid: grid((x1, x2) => x1 ** 2 + x2 ** 2 < 0.81),
      similarity: alike((i, j) => (i === j ? 1 : Number((0.7 * fraction(i * j)).toFixed(3)))),
    },
  ],
  largestCostDifference: 2e-14,
  costTolerance: 1e-9,
};

const bump = (height: number) =>
  Array.from({ length: 65 }, (_, step) => height * Math.sin((Math.PI * step) / 64));

/** A law whose weights are off and whose pairs are not looked at, and one that is kept. */
export function lawEvidence(kept: boolean): LawEvidence {
  const pool = (name: string, unit: 'weight' | 'pair', distance: number) =>
    ({ name, unit, count: 40_000, distance, band: 0.015, caught: 0.0242, curve: bump(distance) }) as const;
  return {
    kind: 'law',
    subject: 'tf.initializers.heNormal()',
    script: kept ? null : "console.log('<kept>:', false);",
    cases: 320,
    checks: [
      { name: 'every weight is finite', cases: 320, breaches: 0, example: null },
      {
        name: 'every weight lies in the support',
        cases: 320,
        breaches: kept ? 0 : 7,
        example: kept ? null : 'shape 2 × 3: weight 1 is 4',
      },
    ],
    pools: kept
      ? [pool('each weight has its law', 'weight', 0.004), pool('layers are independent', 'pair', 0.006)]
      : [pool('each weight has its law', 'weight', 0.0334)],
    moments: { count: 40_000, mean: -0.0006, deviation: kept ? 1 : 0.8796 },
    alpha: 1.25e-7,
    missed: 0.001,
  };
}
