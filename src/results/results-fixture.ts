import { type ClaimResult, type RanClaim, type Results, resultsVersion } from './schema.ts';

const described: Omit<Extract<ClaimResult, { status: 'not-run' }>, 'status' | 'reason'> = {
  id: 'he/fastest-on-relu',
  statement: 'He converges fastest on ReLU',
  source: { title: 'The notes', where: 'He init', url: null },
  record: 'holds',
  note: '',
  setting: { sentence: 'A network [2, 3, 1] on circles.', data: { widths: [2, 3, 1], rate: 0.01 } },
  replay: 'initproof replay he/fastest-on-relu --seed 1',
};

const arm = { name: 'large', label: 'randn × 10', init: ['normal', { std: 10 }], differs: null };

/** A claim that holds, by scores; controls caught. */
export const scored: RanClaim = {
  status: 'ran',
  ...described,
  verdict: 'holds',
  finding: 'He is sooner for 85 % of keys.',
  evidence: {
    kind: 'scores',
    score: 'He is sooner',
    cut: 0.6,
    side: 'above',
    keys: 2,
    cap: 256,
    pilot: null,
    mean: 0.75,
    interval: [0.2, 1],
    level: 0.95,
    alpha: 1.25e-7,
    bounds: [0.1, 1],
    logEvidence: { above: 16.1, below: '-Infinity' },
    twin: { arm: 'large', measure: 'cost after 5 steps', pairs: 1, mean: 0.5, toldApart: false },
    arms: [arm],
    measures: [
      {
        name: '["cost-at",{"step":5}]',
        label: 'cost after 5 steps',
        unit: '',
        better: 'lower',
        scale: 'log',
        limit: null,
      },
    ],
    readings: [
      { arm: 'large', measure: '["cost-at",{"step":5}]' },
      { arm: 'large', measure: '["steps-to-cost",{"cost":0.1}]' },
    ],
    rows: [{ key: 0, score: 0.5, values: ['Infinity', null] }],
    layers: [],
    curves: [
      {
        arm: 'large',
        stopsAt: null,
        steps: [0, 5],
        low: [1, 0.5],
        median: [1, 'NaN'],
        high: [1, 'Infinity'],
      },
    ],
  },
  controls: [
    {
      fault: 'swapped-arms',
      description: 'The arms are exchanged.',
      caught: true,
      verdict: 'refuted',
      looks: 2,
      finding: 'The mean score was .25.',
    },
  ],
  gated: false,
  durationMs: 12,
};

const cases: RanClaim = {
  ...scored,
  id: 'zero/units/stay-identical',
  evidence: {
    kind: 'cases',
    measure: 'largest difference between two units',
    atMost: 0,
    cases: 2,
    largest: '-Infinity',
    counterexample: { text: 'one layer', deviation: 0.5, seed: 7, path: '0:1' },
    rows: [
      { plant: null, deviation: 0 },
      { plant: 'one-nudged-weight', deviation: 'NaN' },
    ],
  },
};

const reproduced: RanClaim = {
  ...scored,
  id: 'course/printed-figures',
  evidence: {
    kind: 'runs',
    train: [[0.5, -1, 1]],
    test: [[0.25, 1, 0]],
    runs: [
      {
        arm,
        costs: [{ step: 0, cost: { published: 'Infinity', measured: 'Infinity' } }],
        stableCosts: [2.5],
        finalCost: 0.5,
        trainAccuracy: { published: null, measured: 0.5 },
        testAccuracy: { published: 0.86, measured: 0.86 },
        grid: { low: -1, high: 1, size: 2, rows: ['01', '10'] },
      },
    ],
    largestCostDifference: 1e-14,
    costTolerance: 1e-10,
  },
};

/** One of everything that a claim may come out as. */
export const claims: ClaimResult[] = [
  scored,
  cases,
  reproduced,
  { status: 'not-run', ...described, id: 'he/deep', reason: 'runs at --size deep only' },
  { status: 'failed', ...described, id: 'he/broken', error: 'unknown measure: spread' },
];

export const example: Results = {
  version: resultsVersion,
  run: {
    commit: null,
    seed: 1,
    size: 'standard',
    engine: 'reference',
    startedAt: '2026-11-23T10:20:30.000Z',
    durationMs: 74_000,
    command: 'npx initproof run',
    complete: true,
    versions: { initproof: '0.1.0', node: 'v22.0.0', vitest: '4.1.12' },
    machine: { platform: 'linux', arch: 'x64', cpu: 'a processor', cores: 2 },
  },
  claims,
};
