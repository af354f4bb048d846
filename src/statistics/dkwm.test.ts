import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { caughtDistance, dkwBand, drawsForBand, drawsToCatch } from './dkwm.ts';
import { kolmogorovDistance } from './kolmogorov.ts';
import { uniforms } from './uniforms-fixture.ts';

interface Golden {
  readonly dkw: readonly { readonly n: number; readonly alpha: number; readonly epsilon: number }[];
}

const golden = JSON.parse(
  readFileSync(new URL('./golden/statistics.json', import.meta.url), 'utf8'),
) as Golden;

test.each(golden.dkw)('the band of $n draws at $alpha is $epsilon', ({ n, alpha, epsilon }) => {
  expect(Math.abs(dkwBand(n, alpha) / epsilon - 1)).toBeLessThanOrEqual(1e-15);
});

test.each([0.5, 0.1, 0.0146, 0.001])('so many draws make a band of %d, one fewer does not', (width) => {
  const n = drawsForBand(width, 1e-9);
  expect(dkwBand(n, 1e-9)).toBeLessThanOrEqual(width * (1 + 1e-15));
  expect(dkwBand(n - 1, 1e-9)).toBeGreaterThan(width);
});

test.each([0.5, 0.1, 0.0146, 0.001])(
  'so many draws catch a distance of %d, one fewer need not',
  (distance) => {
    const n = drawsToCatch(distance, 1e-9, 1e-6);
    expect(caughtDistance(n, 1e-9, 1e-6)).toBeLessThanOrEqual(distance * (1 + 1e-15));
    expect(caughtDistance(n - 1, 1e-9, 1e-6)).toBeGreaterThan(distance);
  },
);

test('the distance caught is √(ln(2 / α) / 2n) + √(ln(1 / β) / 2n)', () => {
  // n = 200, α = β = .1: √(2.9957 / 400) + √(2.3026 / 400)
  expect(caughtDistance(200, 0.1, 0.1)).toBeCloseTo(0.08654 + 0.07587, 4);
  expect(caughtDistance(20_000, 0.1, 0.1)).toBeCloseTo(caughtDistance(200, 0.1, 0.1) / 10, 14);
});

describe('200 draws at α = β = .1', () => {
  const n = 200;
  const uniform = uniforms(6);
  const identity = (x: number) => Math.min(1, Math.max(0, x));
  const runs = 2000;
  // Four standard errors of a tenth in 2,000 runs are .027.
  const error = 4 * Math.sqrt(0.09 / runs);
  const rejected = (draw: () => number) => {
    let count = 0;
    for (let run = 0; run < runs; run++)
      if (kolmogorovDistance(Array.from({ length: n }, draw), identity) > dkwBand(n, 0.1)) count++;
    return count / runs;
  };

  test('leave the band of their own law in a tenth of the runs or fewer', () => {
    const share = rejected(uniform);
    expect(share).toBeLessThanOrEqual(0.1 + error);
    expect(share).toBeGreaterThan(0.05); // Massart's constant is tight: not safe by a wide band
  });

  test('are caught in nine runs of ten or more where their law is as far away as promised', () => {
    // A share of them is 0 and the rest uniform: the distance is that share, just at 0.
    const distance = caughtDistance(n, 0.1, 0.1);
    const caught = rejected(() => (uniform() < distance ? 0 : uniform()));
    expect(caught).toBeGreaterThanOrEqual(0.9 - error);
    expect(rejected(() => (uniform() < distance / 2 ? 0 : uniform()))).toBeLessThan(caught);
  });
});

test('what is no number of draws or probability is refused', () => {
  for (const n of [0, 2.5, -1, Number.NaN])
    expect(() => dkwBand(n, 0.1)).toThrow(
      new RangeError(`invalid number of draws: ${n} (expected a whole number from 1)`),
    );
  const between = (what: string) => new RangeError(`invalid ${what} (expected a number between 0 and 1)`);
  expect(() => dkwBand(10, 0)).toThrow(between('alpha: 0'));
  expect(() => drawsForBand(0, 0.1)).toThrow(between('width: 0'));
  expect(() => caughtDistance(10, 0.1, 1)).toThrow(between('beta: 1'));
  expect(() => drawsToCatch(-0.1, 0.1, 0.1)).toThrow(between('distance: -0.1'));
});
