import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MeasurementSpec } from '../measurements/registry.ts';
import { costAt } from '../measurements/specs.ts';
import type { ArmSpec } from '../training/arm.ts';
import { checkClaim } from './check-claim.ts';
import { always, type Claim, law, mapped, reproduced, usually } from './claim.ts';
import { better, infinite, not } from './score.ts';
import { notes } from './sources.ts';
import { registrySubject } from './subject.ts';
import { tiny } from './world-fixture.ts';

const stated = { statement: 'A statement', source: notes('nowhere'), faults: [] };
const score = better('he', 'large', costAt(20));
const compared = { setting: tiny, arms: { he: 'he', large: ['normal', { std: 50 }] }, score } as const;

const exact = always('a/exact', {
  ...stated,
  over: 'Whole numbers.',
  given: { n: fc.nat() },
  measure: 'size',
  deviation: () => 0,
  atMost: 0,
});
const statistical = usually('a/statistical', {
  ...stated,
  ...compared,
  means: 'He won',
  mean: { above: 0.5 },
});
const subject = registrySubject('he');
const whole: readonly Claim[] = [
  exact,
  statistical,
  mapped('a/map', {
    ...stated,
    x: { label: 'width', values: [1, 2] },
    y: { label: 'depth', values: [1] },
    cell: () => ({ ...compared, expected: 'holds' }),
    means: 'He won',
    mean: { below: 0.5 },
  }),
  reproduced('a/published', {
    ...stated,
    setting: tiny,
    numpySeed: 3,
    runs: [
      {
        name: 'He',
        arm: 'he',
        published: { costs: [[0, Number.POSITIVE_INFINITY]], trainAccuracy: 1, testAccuracy: 1 },
      },
    ],
    costTolerance: 0,
    accuracyTolerance: 0,
  }),
  law('a/law', {
    ...stated,
    subject,
    promised: subject.promised,
    promise: 'variance 2 / fan-in',
    shapes: fc.constant([2, 2]),
  }),
];

test.each(whole)('$id is a claim', (claim) => {
  expect(() => checkClaim(claim)).not.toThrow();
});

const refused = (given: unknown, message: string | RegExp) =>
  expect(() => checkClaim(given), inspect(given)).toThrow(message);

test('what is missing is named', () => {
  for (const claim of whole)
    for (const name of Object.keys(claim).filter((part) => !['kind', 'id'].includes(part)))
      refused({ ...claim, [name]: undefined }, `invalid claim ${claim.id}: missing ${name} (expected `);
  refused(
    { ...exact, kind: undefined },
    'invalid claim a/exact: missing kind (expected what always, usually, ',
  );
  refused({ ...exact, id: undefined }, 'invalid claim without id: missing id (expected string)');
  refused(undefined, 'invalid claim without id: missing claim (expected what always, usually, ');
});

test.each<[part: object, message: string]>([
  [{ note: null }, 'invalid note: null (expected string)'],
  [{ record: 'maybe' }, 'invalid record: "maybe" (expected one of "holds"|"refuted"|"as found")'],
  [{ statement: ' ' }, 'invalid statement: " " (expected words)'],
  [{ source: { ...stated.source, where: 3 } }, 'invalid source.where: 3 (expected string)'],
  [{ atMost: Number.NaN }, 'invalid atMost: NaN (expected number)'],
  [{ given: { n: 3 } }, 'invalid given.n: 3 (expected one of fast-check’s arbitraries)'],
  [
    { measure: 'x'.repeat(99), faults: 'y'.repeat(99) },
    `invalid faults: "${'y'.repeat(59)} … (expected array)`,
  ],
  [{ fault: [] }, 'unknown part: fault (nothing is called so here)'],
  [{ faults: ['swaped-arms'] }, 'faults.0: unknown fault: swaped-arms (expected one of '],
])('a part that is not as it should be: %o', (part, message) => {
  refused({ ...exact, ...part }, `invalid claim a/exact: ${message}`);
});

describe('a name that nothing has', () => {
  const named = (part: object, message: RegExp) => refused({ ...statistical, ...part }, message);
  const [{ network, data, schedule }, arms] = [tiny, compared.arms];

  test.each<[arm: unknown, message: RegExp]>([
    [
      'hee',
      /^invalid claim a\/statistical: arms\.he\.init: unknown initializer: hee \(.*; did you mean he\?\)$/,
    ],
    [{ int: 'he' }, /arms\.he\.init: invalid initializer: \{"int":"he"\} \(/],
    [['normal', { sd: 1 }], /arms\.he\.init: unknown parameter of normal: sd \(expected mean, std\)$/],
    [['normal', { std: undefined }], /invalid arms\.he\.init: .* \(expected plain data\)$/],
    [{ init: 'he', places: { frist: 'ones' } }, /places\.frist: unknown place of layers: frist \(/],
    [{ init: 'he', network: { activation: 'rellu' } }, /network\.activation: unknown activation: rellu \(/],
    [
      { init: 'he', schedule: { steps: undefined } },
      /missing arms\.he\.schedule\.steps \(expected number\)$/,
    ],
  ])('in an arm: %o', (arm, message) => {
    named({ arms: { ...arms, he: arm as ArmSpec } }, message);
  });

  test.each<[setting: object, message: RegExp]>([
    [{ network: { ...network, activation: 'tan' } }, /network\.activation: unknown activation: tan .*tanh\?/],
    [{ network: { ...network, loss: 'mse' } }, /network\.loss: unknown loss: mse \(expected one of bin/],
    [{ data: { ...data, dataset: 'circle' } }, /data\.dataset: unknown dataset: circle .*circles\?/],
    [
      { schedule: { ...schedule, optimizer: { name: 'adm' } } },
      /optimizer\.name: "adm" \(expected one of sgd/,
    ],
  ])('in a setting: %o', (setting, message) => {
    named({ setting: { ...tiny, ...setting } }, message);
  });

  test('in what is read', () => {
    const measure = ['cost-att', { step: 20 }] as unknown as MeasurementSpec;
    named(
      { score: better('he', 'large', measure) },
      /score\.measure: unknown measurement: cost-att .*cost-at\?/,
    );
    const spelt = 'accuracy' as unknown as MeasurementSpec;
    named({ show: [spelt] }, /show\.0: invalid measurement: accuracy \(expected \['accuracy'\]\)$/);
    named(
      { score: not(infinite('hee', costAt(1))) },
      /: score: unknown arm: hee \(expected one of he, large; /,
    );
    named({ score: { kind: 'best' } }, /invalid score\.kind: "best" \(expected a score, such as /);
    named({ layers: ['activations'] }, /layers\.0: unknown values of a layer: activations \(/);
    named({ engine: 'fusd' }, /engine: unknown engine: fusd .*fused\?/);
  });
});

test('what an arm cannot run in is told by the arm', () => {
  const narrow = { ...tiny, network: { ...tiny.network, widths: [2, -4, 1] } };
  const stepless = { init: 'he', schedule: { steps: -1 } } as const;
  const why = /: invalid layer width: -4 \(expected a whole number of units, 1 or more\)$/;
  const [, , map, published] = whole as [Claim, Claim, Extract<Claim, { kind: 'mapped' }>, Claim];
  const inCell = (part: object) => ({ ...map, cells: [map.cells[0], { ...map.cells[1], ...part }] });
  for (const [claim, arm] of [
    [{ ...statistical, setting: narrow }, 'arms.he'],
    [inCell({ setting: narrow }), 'cells.1.arms.he'],
    [{ ...published, setting: narrow }, 'runs.0.arm'],
  ] as const) {
    refused(claim, why);
    refused(claim, `: ${arm}: invalid`);
  }
  refused(
    { ...statistical, arms: { ...compared.arms, large: stepless } },
    /: arms\.large: invalid steps: -1 \(/,
  );
});

test('what came is shown, whether or not JSON can carry it', () => {
  const cycle: { self?: object } = {};
  cycle.self = cycle;
  refused({ ...exact, note: { std: Number.NaN } }, 'invalid note: { std: NaN } (expected string)');
  refused({ ...exact, note: 3n }, 'invalid note: 3n (expected string)');
  refused({ ...exact, note: cycle }, 'invalid note: <ref *1> { self: [Circular *1] } (expected string)');
});

test('a map has a cell a place', () => {
  const map = whole[2] as Extract<Claim, { kind: 'mapped' }>;
  for (const cells of [[], map.cells.slice(1)])
    refused({ ...map, cells }, /: invalid number of cells: [01] \(expected 2, one for each x and y\)$/);
});

test.each(['', 'he', 'He/fast', 'he/', '/fast', 'he fast/x', 'he/fast_x'])('%j is no claim id', (id) => {
  refused({ ...exact, id }, `invalid id: "${id}" (expected topic/name in small letters, digits and hyphens)`);
});

test('an id names a file', () => {
  refused({ ...exact, id: `a/${'b'.repeat(299)}` }, 'bbb … (expected string to have <=200 characters)');
});

test('of a map without axes or cells it is said which part is missing', () => {
  const map = { ...stated, means: 'He won', mean: { below: 0.5 }, y: { label: 'depth', values: [1] } };
  for (const [part, message] of [
    [{ cell: () => compared }, 'missing x ('],
    [{ x: { label: 'width', values: [1] } }, 'cells'],
  ] as const)
    refused(mapped('a/map', { ...map, ...part } as unknown as Parameters<typeof mapped>[1]), message);
  refused({ ...statistical, arms: {} }, 'expected one arm or more');
});

test.each([0, -1, 1.5, Number.NaN])('a claim over %s cases or keys would hold of nothing', (count) => {
  const expected = `${count} (expected a whole number, 1 or more)`;
  refused({ ...exact, cases: count }, `invalid cases: ${expected}`);
  refused({ ...statistical, keys: count }, `invalid keys: ${expected}`);
});
