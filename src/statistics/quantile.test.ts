import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quantile } from './quantile.ts';

const numbers = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 30 });
const shares = fc.double({ min: 0, max: 1, noNaN: true });
const settings = { seed: 1, numRuns: 300 };

/** The line through the points (i / (n − 1), i-th smallest). */
function interpolated(values: readonly number[], q: number): number {
  const sorted = Float64Array.from(values).sort();
  const width = 1 / (sorted.length - 1);
  // Each point counts as far as q is nearer to it than its neighbours are.
  return sorted.reduce((sum, value, i) => sum + value * Math.max(0, 1 - Math.abs(q - i * width) / width), 0);
}

test('is the broken line through the numbers in order', () => {
  fc.assert(
    fc.property(numbers, shares, (values, q) => {
      fc.pre(values.length > 1);
      // 30 numbers up to 1e6 with weights rounded at 30 · 2^−53: 1e-7 is above 30 · 30 · 1e6 · 1.1e-16.
      expect(Math.abs(quantile(values, q) - interpolated(values, q))).toBeLessThanOrEqual(1e-7);
    }),
    settings,
  );
});

test('grows with the share, lies among the numbers, and does not change them', () => {
  fc.assert(
    fc.property(numbers, shares, shares, (values, p, q) => {
      const before = [...values];
      const [low, high] = [quantile(values, Math.min(p, q)), quantile(values, Math.max(p, q))];
      expect(low).toBeLessThanOrEqual(high + 1e-9);
      expect(low).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
      expect(high).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
      expect(values).toEqual(before);
    }),
    settings,
  );
});

test('NumPy’s default, by hand', () => {
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(quantile([10, 2, 1], 0.5)).toBe(2); // as numbers, not as text
  expect(quantile([1, 2, 3, 4], 0.4)).toBeCloseTo(2.2, 14);
  expect(quantile([7], 0.3)).toBe(7);
  expect([quantile([5, -1], 0), quantile([5, -1], 1)]).toEqual([-1, 5]);
});

describe('infinite values take their place in the order', () => {
  const { POSITIVE_INFINITY: more, NEGATIVE_INFINITY: less } = Number;
  test.each([
    [[1, more], 0, 1],
    [[1, more], 0.01, more],
    [[1, 2, more], 0.5, 2],
    [[more, 1, more], 0.75, more],
    [[more, more], 0.5, more],
    [[less, 1, 2], 0.5, 1],
    [[less, 1], 0.5, less],
    [[less, less, 1], 0.25, less],
  ])('of %j the quantile %d is %d', (values, q, wanted) => {
    expect(quantile(values, q)).toBe(wanted);
  });
});

test('no numbers, NaN, and shares outside 0 … 1 are refused', () => {
  expect(() => quantile([], 0.5)).toThrow(
    new RangeError('missing values: a quantile needs at least one number'),
  );
  expect(() => quantile([1, Number.NaN], 0.5)).toThrow(
    new RangeError('invalid values: NaN has no place in an order'),
  );
  for (const q of [-0.1, 1.1, Number.NaN])
    expect(() => quantile([1, 2], q)).toThrow(
      new RangeError(`invalid quantile: ${q} (expected a number from 0 to 1)`),
    );
});
