import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Activation, activations } from './activations.ts';

const entries = Object.entries(activations) as [string, Activation][];

/**
 * A central difference over 2h is off by h²/6 |f‴| (|f‴| ≤ 2 for all of them: tanh has 2 at 0) and by the rounding of
 * the two values: each is within 4 units of 2^−53 max(1, |z|), over 2h, with as much again for the derivative's own.
 */
const h = 2 ** -17;
const tolerance = (z: number) => (2 * h * h) / 6 + (8 * 2 ** -53 * Math.max(1, Math.abs(z))) / h;

/** −30 … 30 in steps of 1e-5 but never 0, so that no difference reaches over the kink: 1e-5 > h. */
const awayFromKink = fc
  .integer({ min: -3e6, max: 3e6 })
  .filter((n) => n !== 0)
  .map((n) => n / 1e5);

const grid = Array.from({ length: 5121 }, (_, i) => (i - 2560) / 64); // −40 … 40

describe.each(entries)('%s', (_id, { value, derivative, monotone }) => {
  test('its derivative is the slope of its value', () => {
    fc.assert(
      fc.property(awayFromKink, (z) => {
        const slope = (value(z + h) - value(z - h)) / (z + h - (z - h));
        expect(Math.abs(derivative(z) - slope)).toBeLessThanOrEqual(tolerance(z));
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  test('its value runs through 0 without a jump, its derivative there is the left one', () => {
    expect(value(1e-300)).toBeCloseTo(value(0), 15);
    expect(value(-1e-300)).toBeCloseTo(value(0), 15);
    expect(derivative(0)).toBe(derivative(-1e-300));
  });

  test('it is called monotone exactly where it never falls', () => {
    const falls = grid.some((z, i) => i > 0 && value(z) < value(grid[i - 1]!));
    expect(monotone).toBe(!falls);
  });

  test('it does not hide what is not a number', () => {
    expect(value(Number.NaN)).toBeNaN();
  });

  test('it stays finite where exponentials do not', () => {
    for (const z of [-1e4, 1e4]) {
      expect(value(z)).toSatisfy(Number.isFinite);
      expect(derivative(z)).toSatisfy(Number.isFinite);
    }
  });
});

test('kinks and fixed values', () => {
  expect([activations.relu.value(0), activations.relu.derivative(0)]).toEqual([0, 0]);
  expect([activations['leaky-relu'].value(-2), activations['leaky-relu'].derivative(0)]).toEqual([
    -0.02, 0.01,
  ]);
  expect([activations.elu.value(0), activations.elu.derivative(0)]).toEqual([0, 1]);
  expect(activations.selu.derivative(0)).toBe(1.0507009873554805 * 1.6732632423543772);
  expect([activations.sigmoid.value(0), activations.sigmoid.derivative(0)]).toEqual([0.5, 0.25]);
  expect([activations.tanh.value(0), activations.tanh.derivative(0)]).toEqual([0, 1]);
  expect([activations.gelu.value(0), activations.gelu.derivative(0)]).toEqual([0, 0.5]);
});
