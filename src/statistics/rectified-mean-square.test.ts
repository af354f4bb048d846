import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import { describe, expect, test } from 'vitest';
import { rectifiedMeanSquareCdf } from './rectified-mean-square.ts';

// That simulated layers follow this law is tested where it is measured: measurements/layer-law-distance.test.ts.

const phi = (z: number) => normalCdf(z, 0, 1);

test('one unit: P(2 max(0, Z)² ≤ x) = Φ(√(x / 2))', () => {
  for (const x of [0, 1e-6, 0.3, 2, 7, 40])
    expect(Math.abs(rectifiedMeanSquareCdf(x, 1) - phi(Math.sqrt(x / 2)))).toBeLessThanOrEqual(1e-14);
});

test('two units: none fires, one does, or both do', () => {
  for (const x of [0, 0.1, 1, 3, 20]) {
    const one = 2 * phi(Math.sqrt(x)) - 1; // χ² of 1 degree
    const both = 1 - Math.exp(-x / 2); // χ² of 2 degrees
    expect(Math.abs(rectifiedMeanSquareCdf(x, 2) - (1 / 4 + one / 2 + both / 4))).toBeLessThanOrEqual(1e-14);
  }
});

describe.each([1, 2, 5, 10, 64, 300])('%d units', (n) => {
  const cdf = (x: number) => rectifiedMeanSquareCdf(x, n);
  const grid = (count: number, last: number) =>
    Array.from({ length: count + 1 }, (_, i) => (i / count) * last);

  test('no unit fires with probability 2^−n, and nothing lies below 0', () => {
    expect(cdf(0)).toBe(2 ** -n);
    expect(cdf(-1e-300)).toBe(0);
  });

  test('grows from there to 1', () => {
    const values = grid(200, 4).map(cdf);
    // Of n + 1 added numbers each is exact to 1e-15 or so.
    for (let i = 1; i < values.length; i++) expect(values[i]!).toBeGreaterThanOrEqual(values[i - 1]! - 1e-13);
    expect(cdf(300)).toBeCloseTo(1, 12);
    expect(cdf(Number.POSITIVE_INFINITY)).toBeCloseTo(1, 12);
  });

  test('has mean 1 and variance 5 / n', () => {
    // The mean is the integral of 1 − F, the mean square that of 2 x (1 − F); x = t² takes the root at 0 away.
    // Beyond x = 144 lies less than 1e-17. Simpson's rule with 600 steps of .02.
    const step = 0.02;
    const integral = (f: (x: number) => number) =>
      grid(600, 12).reduce((sum, t, i, { length }) => {
        const weight = i === 0 || i === length - 1 ? 1 : i % 2 === 1 ? 4 : 2;
        return sum + (weight * step * f(t * t) * 2 * t) / 3;
      }, 0);
    expect(Math.abs(integral((x) => 1 - cdf(x)) - 1)).toBeLessThan(1e-6);
    expect(Math.abs(integral((x) => 2 * x * (1 - cdf(x))) - (1 + 5 / n))).toBeLessThan(1e-6);
  });
});

test('is refused where 2^−n is no number to count on', () => {
  expect(rectifiedMeanSquareCdf(1, 1000)).toBeGreaterThan(0.4);
  for (const n of [0, 1.5, 1001, 2000])
    expect(() => rectifiedMeanSquareCdf(1, n)).toThrow(
      new RangeError(`invalid number of units: ${n} (expected a whole number from 1 to 1000)`),
    );
});
