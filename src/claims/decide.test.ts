import { describe, expect, test } from 'vitest';
import { rootKey } from '../random/key.ts';
import { decide } from './decide.ts';

const coins = rootKey(7);
const ones = (k: number, n: number) => Array.from({ length: n }, (_, i) => Number(i < k));
const decided = (k: number, n: number, mean: { above: number } | { below: number }) =>
  decide({ mean }, ones(k, n), coins);

describe('20 keys against a cut at .6', () => {
  // Clopper-Pearson: 17 of 20 starts at .621, 16 at .563; 7 of 20 ends at .592, 8 at .639.
  test.each<[k: number, above: string, below: string]>([
    [20, 'holds', 'refuted'],
    [17, 'holds', 'refuted'],
    [16, 'undecided', 'undecided'],
    [8, 'undecided', 'undecided'],
    [7, 'refuted', 'holds'],
    [0, 'refuted', 'holds'],
  ])('%i ones: %s above, %s below', (k, above, below) => {
    expect(decided(k, 20, { above: 0.6 }).verdict).toBe(above);
    expect(decided(k, 20, { below: 0.6 }).verdict).toBe(below);
  });

  test('the decision carries its numbers', () => {
    const decision = decided(17, 20, { above: 0.6 });
    expect(decision).toMatchObject({ cut: 0.6, side: 'above', mean: 0.85, successes: 17 });
    expect(decision.interval[0]).toBeCloseTo(0.6211, 4);
    expect(decision.interval[1]).toBeCloseTo(0.9679, 4);
  });
});

test('a cut that an interval just touches is not decided', () => {
  const [low, high] = decided(17, 20, { above: 0.6 }).interval;
  expect(decided(17, 20, { above: low }).verdict).toBe('undecided');
  expect(decided(17, 20, { above: high }).verdict).toBe('undecided');
  expect(decided(17, 20, { above: low - 1e-12 }).verdict).toBe('holds');
  expect(decided(17, 20, { above: high + 1e-12 }).verdict).toBe('refuted');
});

/** P(k of n) for every k, by recurrence from the exact first term. */
function binomial(n: number, p: number): number[] {
  const pmf = [(1 - p) ** n];
  for (let k = 0; k < n; k++) pmf.push((pmf[k]! * (n - k) * p) / ((k + 1) * (1 - p)));
  return pmf;
}

describe('where the truth lies exactly at the cut', () => {
  const settings = [4, 10, 20, 64, 128].flatMap((n) =>
    [0.4, 0.5, 0.6, 0.75, 0.85].map((cut) => [n, cut] as const),
  );

  test.each(settings)('%i keys at a cut of %d decide in at most 1 case of 40 to each side', (n, cut) => {
    const pmf = binomial(n, cut);
    expect(pmf.reduce((sum, p) => sum + p)).toBeCloseTo(1, 9);
    const verdicts = pmf.map((_, k) => decided(k, n, { above: cut }).verdict);
    const chanceOf = (verdict: string) =>
      pmf.reduce((sum, p, k) => sum + (verdicts[k] === verdict ? p : 0), 0);
    expect(chanceOf('holds')).toBeLessThanOrEqual(0.025);
    expect(chanceOf('refuted')).toBeLessThanOrEqual(0.025);
  });

  test('with twenty keys the procedure does decide: it is not safe by silence', () => {
    expect(decided(20, 20, { above: 0.75 }).verdict).toBe('holds');
    expect(decided(0, 20, { above: 0.4 }).verdict).toBe('refuted');
  });
});

describe('scores between 0 and 1', () => {
  test.each([0.1, 0.3, 0.5, 0.95])('are rounded by a coin that keeps their mean, %d', (score) => {
    const n = 4000;
    const { mean, successes } = decide({ mean: { above: 0.5 } }, Array(n).fill(score), coins);
    expect(mean).toBeCloseTo(score, 12);
    // Five standard deviations: a sound coin fails for fewer than 6 in 10 million keys.
    expect(Math.abs(successes / n - score)).toBeLessThan(5 * Math.sqrt((score * (1 - score)) / n));
  });

  test('0 and 1 are left as they are', () => {
    expect(decided(1000, 2000, { above: 0.5 }).successes).toBe(1000);
  });

  test('each key has a coin of its own, whatever the other scores', () => {
    const halves = (n: number) => Array<number>(n).fill(0.5);
    const successes = (scores: number[]) => decide({ mean: { above: 0.5 } }, scores, coins).successes;
    const single = (i: number) => successes([...ones(0, i), 0.5]);
    expect(successes(halves(30))).toBe(
      Array.from({ length: 30 }, (_, i) => single(i)).reduce((a, b) => a + b),
    );
  });
});
