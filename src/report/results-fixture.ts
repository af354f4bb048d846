import type { ClaimResult, Control, RanClaim, Results, ScoresEvidence } from '../results/schema.ts';

/** Numbers between 0 and 1 that look irregular and are the same every time. */
const fraction = (index: number): number => (index * 0.6180339887498949 + 0.137) % 1;

const he = { name: 'he', label: 'He', init: 'he', differs: null };
const large = { name: 'large', label: 'randn × 10', init: ['normal', { std: 10 }], differs: null };
const zeros = { name: 'zeros', label: 'zeros', init: 'zeros', differs: null };
const small = {
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

const described = (id: string, statement: string) => ({
  id,
  statement,
  source: { title: 'The notes', where: 'He init', url: 'https://example.org/notes?a=1&b=2' },
  record: 'holds' as const,
  note: 'Said of one network and one dataset only.',
  setting: {
    sentence: 'A network [2, 10, 5, 1] on 300 points of circles.',
    data: { layers: [2, 10, 5, 1], rate: 0.01 },
  },
  replay: `initproof replay ${id} --seed 1`,
});

const control = (fault: string, caught = true): Control => ({
  fault,
  description: 'The arms are swapped.',
  caught,
  verdict: caught ? 'refuted' : 'holds',
  finding: 'The mean score was .18 (.05 to .38).',
});

const keys = Array.from({ length: 20 }, (_, key) => key);
const curveSteps = Array.from({ length: 16 }, (_, i) => i * 1000);

function curve(arm: string, start: number, end: number): ScoresEvidence['curves'][number] {
  const at = (factor: number) => curveSteps.map((step) => factor * start * (end / start) ** (step / 15000));
  return { arm, steps: curveSteps, low: at(0.6), median: at(1), high: at(1.7) };
}

/** Three arms over twenty keys: times that may be censored, accuracies, costs. */
export const scoresEvidence: ScoresEvidence = {
  kind: 'scores',
  score: 'He reaches cost .15 in fewer steps than randn × 10',
  cut: 0.6,
  side: 'above',
  keys: 20,
  mean: 0.85,
  successes: 17,
  interval: [0.62, 0.97],
  level: 0.95,
  arms: [he, large, zeros],
  measures: [steps, accuracy, cost],
  rows: keys.map((key) => ({
    key,
    score: key % 7 === 3 ? 0 : 1,
    values: [
      { arm: 'he', measure: 'steps', value: 4000 + Math.round(60 * fraction(key)) * 100 },
      {
        arm: 'large',
        measure: 'steps',
        value: key % 2 === 0 ? null : 6000 + Math.round(80 * fraction(key)) * 100,
      },
      { arm: 'zeros', measure: 'steps', value: null },
      { arm: 'he', measure: 'accuracy', value: 0.96 + 0.04 * fraction(key) },
      { arm: 'large', measure: 'accuracy', value: 0.7 + 0.25 * fraction(key + 3) },
      { arm: 'zeros', measure: 'accuracy', value: 0.5 },
      { arm: 'he', measure: 'cost', value: 0.05 + 0.08 * fraction(key) },
      { arm: 'large', measure: 'cost', value: key === 5 ? 'Infinity' : 0.2 + 3 * fraction(key + 1) ** 3 },
      { arm: 'zeros', measure: 'cost', value: Math.LN2 },
    ],
  })),
  curves: [curve('he', 0.74, 0.075), curve('large', 817, 0.34), curve('zeros', Math.LN2, Math.LN2)],
};

const usually = (id: string, statement: string, change: Partial<ScoresEvidence> = {}): RanClaim => ({
  status: 'ran',
  ...described(id, statement),
  verdict: 'holds',
  finding: 'He is sooner for 85 % of keys (62 % to 97 %), above the cut of .6.',
  evidence: { ...scoresEvidence, ...change },
  controls: [control('swapped-arms'), control('biased-coin')],
  durationMs: 412,
});

function always(id: string, statement: string, atMost: number): RanClaim {
  const rows = Array.from({ length: 200 }, (_, i) => [
    {
      plant: null,
      deviation: atMost === 0 || i % 3 === 0 ? 0 : atMost * fraction(i) * 10 ** (-3 * fraction(i + 1)),
    },
    {
      plant: 'one-nudged-weight',
      deviation: i % 20 === 0 ? ('Infinity' as const) : 10 ** (-6 + 5 * fraction(i)),
    },
    { plant: 'varied-biases', deviation: i % 9 === 0 ? 0 : 0.1 + fraction(i) },
  ]).flat();
  return {
    status: 'ran',
    ...described(id, statement),
    verdict: 'holds',
    finding: 'Over 200 drawn cases no deviation was larger than promised.',
    evidence: {
      kind: 'cases',
      measure: 'largest difference between two units',
      atMost,
      cases: 200,
      largest: atMost,
      counterexample: null,
      rows,
    },
    controls: [control('one-nudged-weight'), control('varied-biases')],
    durationMs: 1204,
  };
}

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

function circle(count: number, offset: number): [number, number, number][] {
  return Array.from({ length: count }, (_, i) => {
    const radius = (i % 2 === 0 ? 1 : 0.8) + 0.1 * (fraction(i + offset) - 0.5);
    const angle = 2 * Math.PI * ((i * Math.SQRT2 + offset) % 1);
    return [radius * Math.cos(angle), radius * Math.sin(angle), i % 2];
  });
}

export const courseClaim: RanClaim = {
  status: 'ran',
  ...described('course/printed-figures', 'The course’s three runs come out as printed'),
  verdict: 'holds',
  finding: 'The largest difference to a printed cost is 2 × 10⁻¹⁴.',
  evidence: {
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
      },
    ],
    largestCostDifference: 2e-14,
    costTolerance: 1e-9,
  },
  controls: [control('guarded-logarithm')],
  durationMs: 2310,
};

/** One of everything a run can end in. */
export const fixtureClaims: ClaimResult[] = [
  courseClaim,
  always(
    'zero/units-stay-identical',
    'With zero weights all units of a hidden layer stay identical through training',
    0,
  ),
  always(
    'constant/equals-one-unit',
    'A network whose layers start constant is a network of one unit a layer',
    1e-10,
  ),
  usually('large/learns-slower', '× 10 slows down the optimization'),
  {
    ...usually('small/does-better', 'Hopefully small random values do better', {
      arms: [small, large],
      score: 'randn × .01 ends at a lower cost than randn × 10',
      cut: 0.5,
      mean: 0.003,
      successes: 0,
      interval: [0, 0.17],
      measures: [],
      curves: [],
    }),
    record: 'refuted',
    verdict: 'refuted',
  },
  {
    ...usually('large/early-luck', '× 10 is often first at a loose threshold', {
      mean: 0.6,
      interval: [0.36, 0.81],
    }),
    verdict: 'undecided',
  },
  usually('he/fastest-on-relu', 'Of the notes’ three, He converges fastest on ReLU'),
  {
    ...usually('he/accuracy', 'He ends above 95 % training accuracy', { mean: 0.4, interval: [0.19, 0.55] }),
    verdict: 'refuted',
  },
  {
    ...usually('he/generalizes', 'A well-chosen start lowers the generalization error'),
    controls: [control('swapped-arms'), control('biased-coin', false)],
  },
  {
    status: 'not-run',
    ...described('he/shape-irrelevant', 'He’s normal and uniform serve alike'),
    reason: 'runs at --size deep only',
  },
  {
    status: 'failed',
    ...described('seed/one-seed-proves-little', 'One seed’s accuracy says little under × 10'),
    error: 'unknown measure: spread',
  },
  {
    ...usually('oddments/other', 'A claim of a topic that the report has never heard of'),
    record: 'as found',
  },
];

export const fixtureResults: Results = {
  version: 1,
  run: {
    commit: '3f2c9e1a55b0c1d2e3f4a5b6c7d8e9f001122334',
    seed: 1,
    size: 'standard',
    engine: 'fused',
    startedAt: '2026-11-23T10:20:30.000Z',
    durationMs: 74_000,
    command: 'initproof run',
    complete: true,
    versions: { initproof: '0.1.0', node: 'v22.0.0', vitest: '4.1.12' },
    machine: { platform: 'linux', arch: 'x64', cpu: 'a processor', cores: 2 },
  },
  claims: fixtureClaims,
};
