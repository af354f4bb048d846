import { describe, expect, test } from 'vitest';
import { costAt, stepsToCost, trainAccuracy } from '../measurements/specs.ts';
import { usually } from './claim.ts';
import type { ScoreRow } from './evidence.ts';
import { measureName } from './observe.ts';
import { better, type Score } from './score.ts';
import { notes } from './sources.ts';
import { twinOf, twinScores } from './twin.ts';
import { tiny } from './world-fixture.ts';

const about = (score: Score) =>
  usually('test/twin', {
    statement: 'A statement',
    source: notes('nowhere'),
    setting: tiny,
    arms: { he: 'he', large: ['normal', { std: 50 }] },
    score,
    means: 'He’s was better',
    mean: { above: 0.6 },
    faults: [],
  });

const cost = costAt(20);
const claim = about(better('he', 'large', cost));

/** Rows in which He's cost is as given; the other arm's must not matter. */
const rowsOf = (costs: readonly (number | null)[], measure = cost): ScoreRow[] =>
  costs.map((value, key) => ({
    key,
    score: 1,
    values: [
      { arm: 'large', measure: measureName(measure), value: -key },
      { arm: 'he', measure: measureName(measure), value },
    ],
  }));

const many = <Item>(count: number, item: (i: number) => Item) =>
  Array.from({ length: count }, (_, i) => item(i));

describe('the twin of an arm', () => {
  test('meets the next key’s, in the order of keys', () => {
    expect(twinOf(claim, rowsOf([1, 2, 4, 3, 5, 5, 9]))).toEqual({
      arm: 'he',
      measure: 'cost after 20 steps',
      pairs: 3,
      mean: 0.5,
      toldApart: false,
    });
  });

  test('is told apart where every even key is better, whichever way "better" points', () => {
    const even = (i: number) => Number(i % 2);
    expect(twinOf(claim, rowsOf(many(120, even)))).toMatchObject({ mean: 1, toldApart: true });
    const accurate = about(better('he', 'large', trainAccuracy()));
    expect(twinOf(accurate, rowsOf(many(120, even), trainAccuracy()))).toMatchObject({
      mean: 0,
      toldApart: true,
    });
  });

  test('is not by two dozen pairs: α takes more', () => {
    expect(twinOf(claim, rowsOf(many(48, (i) => i % 2)))).toMatchObject({ mean: 1, toldApart: false });
  });

  test('ties where neither gets there; never is worse than late', () => {
    const slow = about(better('he', 'large', stepsToCost(0.69)));
    const times = rowsOf([null, null, 7, null], stepsToCost(0.69));
    expect(twinScores(slow, times)).toEqual([0.5, 1]);
    expect(twinOf(slow, times)).toMatchObject({ pairs: 2, mean: 0.75 });
  });

  test('has nothing to say of one key', () => {
    expect(twinOf(claim, rowsOf([1]))).toMatchObject({ pairs: 0, mean: 0.5, toldApart: false });
  });
});
