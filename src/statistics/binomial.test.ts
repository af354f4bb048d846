import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { clopperPearson } from './binomial.ts';

interface Row {
  readonly k: number;
  readonly n: number;
  readonly alpha: number;
  readonly clopperPearson: readonly [low: number, high: number];
}

const { proportions } = JSON.parse(
  readFileSync(new URL('./golden/statistics.json', import.meta.url), 'utf8'),
) as { proportions: Row[] };

test.each(proportions)('$k of $n at alpha $alpha', ({ k, n, alpha, clopperPearson: golden }) => {
  const interval = clopperPearson(k, n, 1 - alpha);
  // 1 − (1 − alpha) keeps alpha to 2^−53 / alpha only, 1.1e-8 at alpha 1e-8; an end moves by less than that, relative.
  golden.forEach((end, i) => {
    expect(Math.abs(interval[i]! - end)).toBeLessThanOrEqual(Math.max(1e-12, 2 ** -53 / alpha) * end);
  });
});

/** P(k successes of n), k = 0 … n, each success with probability p. */
function binomial(n: number, p: number): number[] {
  let row = [1];
  for (let i = 0; i < n; i++)
    row = [...row, 0].map((stay, k) => stay * (1 - p) + (k === 0 ? 0 : row[k - 1]! * p));
  return row;
}

test.each([0.5, 0.9, 0.99, 1 - 1e-6])('covers any true share with probability %d or more', (level) => {
  for (let n = 1; n <= 30; n++) {
    const intervals = Array.from({ length: n + 1 }, (_, k) => clopperPearson(k, n, level));
    for (let i = 0; i <= 50; i++) {
      const p = i / 50;
      const covered = binomial(n, p).filter((_, k) => intervals[k]![0] <= p && p <= intervals[k]![1]);
      // Sums of 31 numbers, each of 30 products: 1e-13 is more than rounding.
      expect(covered.reduce((sum, chance) => sum + chance, 0)).toBeGreaterThanOrEqual(level - 1e-13);
    }
  }
});

test('successes and failures are treated alike, and a higher level gives a wider interval', () => {
  for (const [k, n] of [
    [0, 1],
    [3, 10],
    [17, 40],
  ] as const) {
    const [low, high] = clopperPearson(k, n, 0.95);
    const [mirrored, mirroredHigh] = clopperPearson(n - k, n, 0.95);
    expect(mirrored).toBeCloseTo(1 - high, 12);
    expect(mirroredHigh).toBeCloseTo(1 - low, 12);
    const wider = clopperPearson(k, n, 0.99);
    expect(wider[1] - wider[0]).toBeGreaterThan(high - low);
  }
});

test.each([
  [-1, 10],
  [11, 10],
  [0.5, 10],
  [0, 0],
  [1, 1.5],
  [Number.NaN, 10],
])('%d of %d is refused', (k, n) => {
  expect(() => clopperPearson(k, n, 0.95)).toThrow(
    new RangeError(`invalid count: ${k} of ${n} (expected whole numbers, 0 ≤ k ≤ n, n ≥ 1)`),
  );
});

test.each([0, 1, -0.5, 95, Number.NaN])('level %d is refused', (level) => {
  expect(() => clopperPearson(3, 10, level)).toThrow(
    new RangeError(`invalid level: ${level} (expected a number between 0 and 1)`),
  );
});
