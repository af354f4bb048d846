import { describe, expect, test } from 'vitest';
import { claims, scored } from './results-fixture.ts';
import type { RanClaim } from './schema.ts';
import { breach, type Standing, standing } from './standing.ts';

type Record = RanClaim['record'];
type Verdict = RanClaim['verdict'];

const claim = (record: Record, verdict: Verdict, ...caught: boolean[]): RanClaim => ({
  ...scored,
  record,
  verdict,
  controls: caught.map((caught, i) => ({ ...scored.controls[0]!, fault: `fault-${i + 1}`, caught })),
});

describe.each<[Record, Verdict, Standing]>([
  ['holds', 'holds', 'agrees'],
  ['holds', 'refuted', 'breaks'],
  ['holds', 'undecided', 'open'],
  ['refuted', 'holds', 'breaks'],
  ['refuted', 'refuted', 'agrees'],
  ['refuted', 'undecided', 'open'],
  ['as found', 'holds', 'agrees'],
  ['as found', 'refuted', 'agrees'],
  ['as found', 'undecided', 'open'],
])('on record "%s", found %s', (record, verdict, wanted) => {
  test(`with its faults caught, or none planted: ${wanted}`, () => {
    expect(standing(claim(record, verdict, true, true))).toBe(wanted);
    expect(standing(claim(record, verdict))).toBe(wanted);
  });

  test('with a fault not caught it breaks', () => {
    expect(standing(claim(record, verdict, true, false))).toBe('breaks');
    expect(standing(claim(record, verdict, false))).toBe('breaks');
  });
});

describe('a verdict left open on the default keys', () => {
  const open = (record: Record) => ({ ...claim(record, 'undecided', true), gated: true });

  test.each<[Record, Standing]>([
    ['holds', 'breaks'],
    ['refuted', 'breaks'],
    ['as found', 'open'],
  ])('where "%s" is on record: %s', (record, wanted) => {
    expect(standing(open(record))).toBe(wanted);
  });

  test('is told as a breach', () => {
    expect(breach(open('holds'))).toContain('undecided, where "holds" is on record.');
  });
});

test('an arm told apart from itself breaks, and is told', () => {
  const { evidence } = scored;
  if (evidence.kind !== 'scores') throw new Error('expected scores');
  const told = { ...scored, evidence: { ...evidence, twin: { ...evidence.twin, toldApart: true } } };
  expect(standing(scored)).toBe('agrees');
  expect(standing(told)).toBe('breaks');
  expect(breach(told)).toContain('told apart from its twin');
});

test('a claim not run is not run; a test that broke breaks', () => {
  const byStatus = Object.fromEntries(claims.map((claim) => [claim.status, standing(claim)]));
  expect(byStatus).toEqual({ ran: 'agrees', 'not-run': 'not-run', failed: 'breaks' });
});

describe('a breach says which promise broke and by how much', () => {
  const head = 'he/fastest-on-relu: He converges fastest on ReLU';
  const tail = 'repeat it: initproof replay he/fastest-on-relu --seed 1';

  test('the verdict, with its numbers', () => {
    expect(breach(claim('holds', 'refuted', true))).toBe(
      `${head}\n  refuted, where "holds" is on record. He is sooner for 85 % of keys.\n  ${tail}`,
    );
  });

  test('each fault that was not caught, with its numbers, and no other', () => {
    expect(breach(claim('holds', 'holds', true, false))).toBe(
      `${head}\n  planted fault not caught: fault-2 (The arms are exchanged.). The mean score was .25.\n  ${tail}`,
    );
  });

  test('both', () => {
    const lines = breach(claim('refuted', 'holds', false, false)).split('\n  ');
    expect(lines.length).toBe(5);
    expect(lines[1]).toBe('holds, where "refuted" is on record. He is sooner for 85 % of keys.');
  });

  test.each<[Record, Verdict]>([
    ['as found', 'refuted'],
    ['holds', 'undecided'],
  ])('no verdict where "%s" is on record and it is %s', (record, verdict) => {
    expect(breach(claim(record, verdict, false))).not.toContain('on record');
  });
});
