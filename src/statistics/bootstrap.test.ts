import { expect, test } from 'vitest';
import { bootstrapBand } from './bootstrap.ts';
import { quantile } from './quantile.ts';
import { uniforms } from './uniforms-fixture.ts';

const mean = (values: readonly number[]) => [values.reduce((a, b) => a + b, 0) / values.length];

test('of all samples drawn again, by hand', () => {
  // Uniforms that pick [0, 0], [0, 1], [1, 0], [1, 1] of the two values: means 2, 3, 3, 4.
  const picks = [0, 0.49, 0.2, 0.5, 0.7, 0.1, 0.99, 0.6];
  let at = 0;
  const band = bootstrapBand([2, 4], mean, () => picks[at++]!, { level: 0.5, resamples: 4 });
  expect(at).toBe(8);
  expect(band).toEqual({ low: [quantile([2, 3, 3, 4], 0.25)], high: [quantile([2, 3, 3, 4], 0.75)] });
});

test('a mean’s band is 1.96 standard errors to each side', () => {
  const uniform = uniforms(8);
  const sample = Array.from({ length: 100 }, uniform);
  const [centre] = mean(sample);
  const spread = Math.sqrt(mean(sample.map((x) => (x - centre!) ** 2))[0]!) / 10;
  const { low, high } = bootstrapBand(sample, mean, uniform, { resamples: 4000 });
  // The standard error of a 2.5 % quantile of 4,000 normals is √(.025 · .975 / 4000) / φ(1.96) = .042 of their spread.
  expect(Math.abs(low[0]! - (centre! - 1.96 * spread))).toBeLessThan(4 * 0.042 * spread);
  expect(Math.abs(high[0]! - (centre! + 1.96 * spread))).toBeLessThan(4 * 0.042 * spread);
});

test('curves get a band at each of their points', () => {
  const curves = [
    [0, 10],
    [1, 10],
    [2, 10],
  ];
  const average = (sample: readonly (readonly number[])[]) =>
    [0, 1].map((i) => mean(sample.map((curve) => curve[i]!))[0]!);
  const { low, high } = bootstrapBand(curves, average, uniforms(9));
  expect([low[1], high[1]]).toEqual([10, 10]);
  expect(low[0]!).toBeLessThan(0.5);
  expect(high[0]!).toBeGreaterThan(1.5);
});

test('the same uniforms give the same band', () => {
  const band = () => bootstrapBand([1, 5, 2, 8], mean, uniforms(10));
  expect(band()).toEqual(band());
});

test('no values, levels outside of 0 … 1 and no resamples are refused', () => {
  const uniform = uniforms(11);
  expect(() => bootstrapBand([], mean, uniform)).toThrow(
    new RangeError('missing sample: a band needs at least one value'),
  );
  expect(() => bootstrapBand([1], mean, uniform, { level: 95 })).toThrow(
    new RangeError('invalid level: 95 (expected a number between 0 and 1)'),
  );
  expect(() => bootstrapBand([1], mean, uniform, { resamples: 0 })).toThrow(
    new RangeError('invalid number of resamples: 0 (expected a whole number from 1)'),
  );
});
