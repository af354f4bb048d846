import { describe, expect, test } from 'vitest';
import { alpha, beta, budget, decisionsOf } from './budget.ts';
import { decide, decideInBatches, level } from './decide.ts';

const always = (score: number, n: number) => Array<number>(n).fill(score);

describe('scores of 1 against a cut at .6', () => {
  // One who bets all he has doubles it by 1 / .6 a key: ln(8e6) / ln(1 / .6) = 31.1. Spread over 20 bets it takes more.
  test('decide after some forty keys, and never look at what comes later', () => {
    const { verdict, keys, mean } = decide({ mean: { above: 0.6 } }, [...always(1, 60), ...always(0, 60)]);
    expect(verdict).toBe('holds');
    expect(keys).toBeGreaterThan(31);
    expect(keys).toBeLessThan(45);
    expect(mean).toBe(1);
  });

  test('refute the claim that says below', () => {
    expect(decide({ mean: { below: 0.6 } }, always(1, 60)).verdict).toBe('refuted');
  });

  test('are not decided by 31', () => {
    expect(decide({ mean: { above: 0.6 } }, always(1, 31))).toMatchObject({ verdict: 'undecided', keys: 31 });
  });
});

test.each<[score: number, above: string, below: string]>([
  [1, 'holds', 'refuted'],
  [0, 'refuted', 'holds'],
  [0.5, 'undecided', 'undecided'],
])('scores of %d against a cut at .5: %s above, %s below', (score, above, below) => {
  expect(decide({ mean: { above: 0.5 } }, always(score, 256)).verdict).toBe(above);
  expect(decide({ mean: { below: 0.5 } }, always(score, 256)).verdict).toBe(below);
});

test('scores between 0 and 1 count as they are', () => {
  expect(decide({ mean: { above: 0.85 } }, always(0.955, 256)).verdict).toBe('holds');
  expect(decide({ mean: { above: 0.955 } }, always(0.955, 256)).verdict).toBe('undecided');
});

describe('the bounds', () => {
  const scores = Array.from({ length: 100 }, (_, i) => Number(i % 10 !== 0));

  test('lie on the side of the cut that was decided, the interval of 95 % within those of α', () => {
    const { verdict, cut, interval, bounds, logEvidence } = decide({ mean: { above: 0.5 } }, scores);
    expect(verdict).toBe('holds');
    expect(logEvidence.above).toBeGreaterThanOrEqual(-Math.log(alpha));
    // The bound is found to 1e-9, to the safe side.
    expect(bounds[0]).toBeGreaterThan(cut - 1e-8);
    expect(interval[0]).toBeGreaterThan(bounds[0]);
    expect(interval[1]).toBeLessThan(bounds[1]);
    expect(level).toBe(0.95);
  });

  test('lie on both sides of a cut that is not decided', () => {
    const { verdict, cut, bounds } = decide({ mean: { above: 0.85 } }, scores);
    expect(verdict).toBe('undecided');
    expect(bounds[0]).toBeLessThan(cut);
    expect(bounds[1]).toBeGreaterThan(cut);
  });
});

describe('keys are asked for in batches', () => {
  const asked: number[] = [];
  const scores = (score: number) => async (keys: number) => {
    asked.push(keys);
    return always(score, keys);
  };

  test('until they decide, and the verdict is that of all of them at once', async () => {
    asked.length = 0;
    const decision = await decideInBatches({ mean: { above: 0.6 } }, scores(1), { cap: 256, batch: 16 });
    expect(decision).toEqual(decide({ mean: { above: 0.6 } }, always(1, 256)));
    expect(asked).toEqual([16, 32, 48]);
  });

  test('up to the cap', async () => {
    asked.length = 0;
    const { verdict, keys } = await decideInBatches({ mean: { above: 0.5 } }, scores(0.5), {
      cap: 40,
      batch: 16,
    });
    expect([verdict, keys]).toEqual(['undecided', 40]);
    expect(asked).toEqual([16, 32, 40]);
  });
});

test('the shares of α and β over all decisions are what a run may go red by', () => {
  expect(budget.decisions * (alpha + beta)).toBeCloseTo(budget.redByChance, 18);
  expect(decisionsOf({ faults: ['swapped-arms', 'biased-coin'] })).toBe(4);
});
