import { describe, expect, test } from 'vitest';
import { accuracy } from '../measurements/accuracy.ts';
import type { MeasurementSpec } from '../measurements/registry.ts';
import { costAt, stepsToCost, trainAccuracy } from '../measurements/specs.ts';
import {
  all,
  better,
  exceeds,
  falls,
  infinite,
  near,
  not,
  type Reading,
  reached,
  readingsOf,
  type Score,
  scoreOf,
  swapArms,
  value,
  within,
} from './score.ts';

type Values = Readonly<Record<string, number | null>>;

const cost = costAt(0);
const hits: MeasurementSpec = trainAccuracy();

/** Each arm's value, whatever the measurement. */
const of =
  (values: Values): Reading =>
  (arm, [id]) => ({ value: values[arm]!, better: id === 'accuracy' ? 'higher' : 'lower' });

const nan = Number.NaN;
const inf = Number.POSITIVE_INFINITY;

test('accuracy is better when higher, as the readings here assume', () => {
  expect(accuracy({ of: 'train' }).better).toBe('higher');
});

describe('better', () => {
  test.each<[first: number | null, second: number | null, lower: number, higher: number]>([
    [1, 2, 1, 0],
    [2, 1, 0, 1],
    [2, 2, 0.5, 0.5],
    [0, -0, 0.5, 0.5],
    [1, null, 1, 1],
    [null, 1, 0, 0],
    [null, null, 0.5, 0.5],
    [1, nan, 1, 1],
    [nan, 1, 0, 0],
    [nan, nan, 0.5, 0.5],
    [nan, null, 0.5, 0.5],
    [1, inf, 1, 0],
    [inf, 1, 0, 1],
    [inf, inf, 0.5, 0.5],
    [-inf, inf, 1, 0],
  ])('of %s and %s: %s where lower is better, %s where higher is', (a, b, lower, higher) => {
    expect(scoreOf(better('a', 'b', cost), of({ a, b }))).toBe(lower);
    expect(scoreOf(better('a', 'b', hits), of({ a, b }))).toBe(higher);
  });
});

const cases: [name: string, score: Score, values: Values, expected: number][] = [
  ['near: at the margin', near('a', 'b', cost, 0.5), { a: 1, b: 1.5 }, 1],
  ['near: from the other side', near('a', 'b', cost, 0.5), { a: 1.5, b: 1 }, 1],
  ['near: beyond it', near('a', 'b', cost, 0.5), { a: 1, b: 1.5001 }, 0],
  ['near: equal at margin 0', near('a', 'b', cost, 0), { a: 1, b: 1 }, 1],
  ['near: one never', near('a', 'b', cost, 5), { a: null, b: 1 }, 0],
  ['near: both never', near('a', 'b', cost, 5), { a: null, b: null }, 0],
  ['near: NaN', near('a', 'b', cost, 5), { a: nan, b: 1 }, 0],
  ['near: both infinite', near('a', 'b', cost, 5), { a: inf, b: inf }, 0],
  ['exceeds: above the factor', exceeds('a', 10, 'b', cost), { a: 10.1, b: 1 }, 1],
  ['exceeds: at the factor', exceeds('a', 10, 'b', cost), { a: 10, b: 1 }, 0],
  ['exceeds: the factor is on the second', exceeds('a', 10, 'b', cost), { a: 1, b: 10.1 }, 0],
  ['exceeds: infinite', exceeds('a', 10, 'b', cost), { a: inf, b: 1 }, 1],
  ['exceeds: both infinite', exceeds('a', 10, 'b', cost), { a: inf, b: inf }, 0],
  ['exceeds: never', exceeds('a', 10, 'b', cost), { a: null, b: 1 }, 0],
  ['exceeds: NaN', exceeds('a', 10, 'b', cost), { a: nan, b: 1 }, 0],
  ['within: the low end', within('a', cost, 0.25, 0.5), { a: 0.25 }, 1],
  ['within: the high end', within('a', cost, 0.25, 0.5), { a: 0.5 }, 1],
  ['within: below', within('a', cost, 0.25, 0.5), { a: 0.2499 }, 0],
  ['within: above', within('a', cost, 0.25, 0.5), { a: 0.5001 }, 0],
  ['within: NaN', within('a', cost, 0.25, 0.5), { a: nan }, 0],
  ['within: never', within('a', cost, 0, 1), { a: null }, 0],
  ['infinite: yes', infinite('a', cost), { a: inf }, 1],
  ['infinite: the other end', infinite('a', cost), { a: -inf }, 0],
  ['infinite: NaN', infinite('a', cost), { a: nan }, 0],
  ['infinite: large', infinite('a', cost), { a: 1e308 }, 0],
  ['infinite: never', infinite('a', cost), { a: null }, 0],
  ['reached: at once', reached('a', stepsToCost(0.3)), { a: 0 }, 1],
  ['reached: never', reached('a', stepsToCost(0.3)), { a: null }, 0],
  ['value', value('a', hits), { a: 0.25 }, 0.25],
  ['value: 0', value('a', hits), { a: 0 }, 0],
  ['value: 1', value('a', hits), { a: 1 }, 1],
  ['not', not(value('a', hits)), { a: 0.25 }, 0.75],
  ['not of a tie is a tie', not(better('a', 'b', cost)), { a: 1, b: 1 }, 0.5],
  ['all: the least', all(value('a', hits), value('b', hits)), { a: 0.75, b: 0.25 }, 0.25],
  ['all: one of two', all(reached('a', cost), reached('b', cost)), { a: 3, b: null }, 0],
  ['all of not', all(reached('a', cost), not(reached('b', cost))), { a: 3, b: null }, 1],
];

test.each(cases)('%s', (_name, score, values, expected) => {
  expect(scoreOf(score, of(values))).toBe(expected);
});

describe('falls', () => {
  const at =
    (from: number | null, to: number | null): Reading =>
    (_arm, [, parameters]) => ({
      value: (parameters as { step: number }).step === 0 ? from : to,
      better: 'lower',
    });
  test.each<[from: number | null, to: number | null, expected: number]>([
    [2, 1, 1],
    [1, 2, 0],
    [1, 1, 0],
    [inf, 1, 1],
    [inf, inf, 0],
    [nan, 1, 0],
    [1, nan, 0],
    [null, 1, 0],
    [1, null, 0],
  ])('from %s to %s scores %s', (from, to, expected) => {
    expect(scoreOf(falls('a', costAt(0), costAt(20)), at(from, to))).toBe(expected);
  });
});

test.each([-0.1, 1.1, nan, inf, null])('a value of %s is no score', (a) => {
  expect(() => scoreOf(value('a', hits), of({ a }))).toThrow(/invalid score: .* \(.*between 0 and 1\)/);
});

describe('swapArms', () => {
  const everyKind: Score[] = [
    ...cases.map(([, score]) => score),
    better('a', 'b', cost),
    falls('a', costAt(0), costAt(20)),
    not(all(better('a', 'b', cost), not(exceeds('a', 2, 'b', cost)), reached('a', cost))),
  ];

  test('done twice gives the score back', () => {
    for (const score of everyKind) expect(swapArms(swapArms(score))).toEqual(score);
  });

  test('turns a comparison round, however deep it lies', () => {
    expect(swapArms(not(all(better('a', 'b', cost), near('c', 'd', cost, 1))))).toEqual(
      not(all(better('b', 'a', cost), near('d', 'c', cost, 1))),
    );
    expect(swapArms(exceeds('a', 2, 'b', cost))).toEqual(exceeds('b', 2, 'a', cost));
  });

  test('leaves alone what compares no two arms', () => {
    for (const score of [
      within('a', cost, 0, 1),
      infinite('a', cost),
      falls('a', cost, cost),
      value('a', hits),
    ])
      expect(swapArms(score)).toEqual(score);
  });
});

test('readings name every arm and measurement of a score', () => {
  const score = all(better('a', 'b', cost), not(falls('c', costAt(5), costAt(10))), reached('d', hits));
  expect(readingsOf(score)).toEqual([
    { arm: 'a', measure: cost },
    { arm: 'b', measure: cost },
    { arm: 'c', measure: costAt(5) },
    { arm: 'c', measure: costAt(10) },
    { arm: 'd', measure: hits },
  ]);
});
