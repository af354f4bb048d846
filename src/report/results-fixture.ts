import { mapEvidence } from '../results/map-fixture.ts';
import {
  type ClaimResult,
  type Control,
  type RanClaim,
  type Results,
  resultsVersion,
  type ScoresEvidence,
} from '../results/schema.ts';
import { fraction, large, runsEvidence, scoresEvidence, small } from './evidence-fixture.ts';
import { fixturePortraits } from './portraits-fixture.ts';

const described = (id: string, statement: string) => ({
  id,
  statement,
  source: { title: 'The notes', where: 'He init', url: 'https://example.org/notes?a=1&b=2' },
  record: 'holds' as const,
  note: 'Said of one network and one dataset only.',
  setting: {
    sentence: 'A network [2, 10, 5, 1] on 300 points of circles.',
    data: { layers: [2, 10, 5, 1], dataset: 'circles', rate: 0.01 },
  },
  replay: `initproof replay ${id} --seed 1`,
});

const control = (fault: string, caught = true): Control => ({
  fault,
  description: 'The arms are swapped.',
  caught,
  verdict: caught ? 'refuted' : 'holds',
  looks: 33,
  finding: 'The mean score was .18 (.05 to .38).',
});

const usually = (id: string, statement: string, change: Partial<ScoresEvidence> = {}): RanClaim => ({
  status: 'ran',
  ...described(id, statement),
  verdict: 'holds',
  finding: 'He is sooner for 85 % of keys (62 % to 97 %), above the cut of .6.',
  evidence: { ...scoresEvidence, ...change },
  controls: [control('swapped-arms'), control('biased-coin')],
  gated: true,
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
    gated: true,
    durationMs: 1204,
  };
}

export const courseClaim: RanClaim = {
  status: 'ran',
  ...described('course/printed-figures', 'The course’s three runs come out as printed'),
  verdict: 'holds',
  finding: 'The largest difference to a printed cost is 2 × 10⁻¹⁴.',
  evidence: runsEvidence,
  controls: [control('guarded-logarithm')],
  gated: true,
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
      interval: [0, 0.17],
      bounds: [0, 0.41],
      logEvidence: { above: -14.2, below: 17 },
      measures: [],
      curves: [],
      layers: [],
    }),
    record: 'refuted',
    verdict: 'refuted',
  },
  {
    ...usually('large/early-luck', '× 10 is often first at a loose threshold', {
      mean: 0.6,
      interval: [0.36, 0.81],
      bounds: [0.21, 0.93],
      logEvidence: { above: 1.2, below: -0.4 },
    }),
    verdict: 'undecided',
    gated: false,
  },
  usually('he/fastest-on-relu', 'Of the notes’ three, He converges fastest on ReLU'),
  {
    ...usually('he/accuracy', 'He ends above 95 % training accuracy', {
      mean: 0.4,
      interval: [0.19, 0.55],
      bounds: [0.1, 0.59],
      logEvidence: { above: -9, below: 16 },
    }),
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
    ...usually('maps/born-dead', 'More depth, more dead'),
    finding: 'It holds in 3 of 12 cells and is refuted in 6; 3 are left open.',
    evidence: mapEvidence,
    controls: [control('biased-coin')],
  },
  {
    status: 'not-run',
    ...described('maps/he-fastest-of-all', 'Whether He is faster depends on width and depth'),
    reason: 'runs at --size deep only',
  },
  {
    ...usually('oddments/other', 'A claim of a topic that the report has never heard of'),
    record: 'as found',
  },
];

export const fixtureResults: Results = {
  version: resultsVersion,
  run: {
    commit: '3f2c9e1a55b0c1d2e3f4a5b6c7d8e9f001122334',
    seed: 1,
    size: 'standard',
    engine: 'fused',
    budget: { redByChance: 1e-4, decisions: 400 },
    startedAt: '2026-11-23T10:20:30.000Z',
    durationMs: 74_000,
    command: 'initproof run',
    complete: true,
    versions: { initproof: '0.1.0', node: 'v22.0.0', vitest: '4.1.12' },
    machine: { platform: 'linux', arch: 'x64', cpu: 'a processor', cores: 2 },
  },
  initializers: fixturePortraits,
  claims: fixtureClaims,
};
