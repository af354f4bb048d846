import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rootKey } from '../random/key.ts';
import { dkwBand } from '../statistics/dkwm.ts';
import { kolmogorovDistance } from '../statistics/kolmogorov.ts';
import type { Shape } from './fans.ts';
import type { Initializer } from './initializer.ts';
import { initializers } from './registry.ts';
import { type InitializerSpec, initializerFrom, initializerLabel } from './spec.ts';

const specs: readonly InitializerSpec[] = [
  ...(Object.keys(initializers) as InitializerSpec[]),
  ['constant', { value: -0.5 }],
  ['normal', { std: 10 }],
  ['normal', { mean: 3, std: 0.5 }],
  ['truncated-normal', { mean: -1, std: 0.05 }],
  ['uniform', { limit: 0.05 }],
  ['variance-scaling', { scale: 2, mode: 'fan-out', distribution: 'normal' }],
  ['variance-scaling', { scale: 0.5, mode: 'fan-geo-avg', distribution: 'uniform' }],
  ['orthogonal', { gain: Math.SQRT2 }],
  ['identity', { gain: -2 }],
];
const key = rootKey(0).child('initializers');
const fcSeed = Math.floor(key.child('fast-check').draws().uniform() * 2 ** 31);
const shapes: fc.Arbitrary<Shape> = fc.tuple(
  fc.integer({ min: 1, max: 24 }),
  fc.integer({ min: 1, max: 24 }),
);
const seeds = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });

describe.each(specs.map((spec) => ({ spec })))('every case of $spec', ({ spec }) => {
  const initializer = initializerFrom(spec);
  const drawn = (seed: number, shape: Shape) => initializer.draw(rootKey(seed).draws(), shape);

  test('keeps its shape and its support, and equal keys give equal weights', () => {
    fc.assert(
      fc.property(shapes, seeds, (shape, seed) => {
        const weights = drawn(seed, shape);
        const { support, variance, exact } = initializer.law(shape);
        expect(weights.length).toBe(shape[0] * shape[1]);
        expect(weights.every((w) => Number.isFinite(w) && w >= support[0] && w <= support[1])).toBe(true);
        expect(Number.isFinite(variance) && variance >= 0).toBe(true);
        expect(drawn(seed, shape)).toEqual(weights);
        if (!exact) return;
        expect(exact.deviation(weights)).toBeLessThanOrEqual(exact.atMost);
        expect(exact.deviation(weights.with(-1, weights.at(-1)! + 0.001))).toBeGreaterThan(exact.atMost);
        expect(exact.deviation(weights.with(0, Number.NaN))).toBeNaN();
      }),
      { seed: fcSeed, numRuns: 40 },
    );
  });

  test('other keys, and the stream’s next numbers, give other weights where it draws', () => {
    fc.assert(
      fc.property(shapes, seeds, seeds, (shape, seed, other) => {
        fc.pre(seed !== other && shape[0] * shape[1] > 1); // a 1 × 1 orthogonal matrix is ± gain
        const draws = rootKey(seed).draws();
        const first = initializer.draw(draws, shape);
        const drawsNumbers = initializer.law(shape).cdf !== undefined;
        expect(sameNumbers(first, drawn(other, shape))).toBe(!drawsNumbers);
        expect(sameNumbers(first, initializer.draw(draws, shape))).toBe(!drawsNumbers);
      }),
      { seed: fcSeed, numRuns: 20 },
    );
  });
});

/**
 * One pooled decision a law. A correct law is rejected with probability at most 1e-9 (Massart):
 * band = √(ln(2 / 1e-9) / (2 · 50,000)) = .01463.
 * A fault whose law lies more than two bands (.02927) from the right one is missed with probability at most 1e-9.
 * The closest of the faults below is a scale × .88: .0309 for a normal, more for the others.
 */
const draws = 50_000;
const band = dkwBand(draws, 1e-9);
const shape: Shape = [20, 50];
const drawing = specs.filter((spec) => initializerFrom(spec).law(shape).cdf !== undefined);

describe.each(drawing.map((spec) => ({ spec })))('the distribution of $spec', ({ spec }) => {
  const initializer = initializerFrom(spec);
  const { shape, weights } = pooled(initializer, JSON.stringify(spec));
  const { cdf, mean, variance } = initializer.law(shape);
  const scaled = (factor: number) => weights.map((w) => mean + factor * (w - mean));

  test('is its law', () => {
    expect(kolmogorovDistance(weights, cdf!)).toBeLessThan(band);
  });

  test('would be rejected at a scale × .88, and without a √2', () => {
    for (const factor of [0.88, Math.SQRT1_2]) {
      expect(farthest(cdf!, (x) => cdf!(mean + (x - mean) / factor), mean, variance)).toBeGreaterThan(
        2 * band,
      );
      expect(kolmogorovDistance(scaled(factor), cdf!)).toBeGreaterThan(band);
    }
  });
});

test('fan-out for fan-in, and a uniform for a normal of the same variance, would be rejected', () => {
  const { cdf } = initializerFrom('he').law(shape);
  const byFanOut = { scale: 2, mode: 'fan-out', distribution: 'normal' };
  for (const fault of [['variance-scaling', byFanOut], 'he-uniform'] as InitializerSpec[])
    expect(kolmogorovDistance(pooled(initializerFrom(fault), 'fault').weights, cdf!)).toBeGreaterThan(band);
});

test('the truncated normal has the stated variance', () => {
  const std = 0.05;
  const { weights } = pooled(initializerFrom(['truncated-normal', { std }]), 'variance');
  // w² lies in [0, (2 · std / .8796)²] = [0, 5.17 std²]; Hoeffding at 1e-9: 5.17 · .01463 = .0756 of std².
  // Not widened, as Keras's, the variance would be .7737 of it: caught.
  const meanSquare = weights.reduce((sum, w) => sum + w * w, 0) / weights.length;
  expect(Math.abs(meanSquare / std ** 2 - 1)).toBeLessThan(0.0756);
  expect(0.7737 + 2 * 0.0756).toBeLessThan(1);
});

describe('sparse weights', () => {
  const initializer = initializerFrom(['sparse', { connections: 3 }]);

  test('are as many a unit as said, at places that are all equally likely', () => {
    const places = new Float64Array(10);
    const units = 30_000;
    const weights = initializer.draw(key.child('sparse').draws(), [units, 10]);
    for (let unit = 0; unit < units; unit++) {
      const row = weights.subarray(unit * 10, (unit + 1) * 10);
      expect(row.filter((w) => w !== 0).length).toBe(3);
      row.forEach((w, k) => {
        places[k] = places[k]! + Number(w !== 0);
      });
    }
    // Hoeffding at 1e-9 for each of ten places: √(ln(2e10) / 60,000) = .0199 of a share of .3.
    for (const count of places) expect(Math.abs(count / units - 0.3)).toBeLessThan(0.0199);
  });

  test('follow their law, which jumps at 0', () => {
    const stream = key.child('sparse-law').draws();
    const one = Float64Array.from({ length: draws }, (_, i) => initializer.draw(stream, [1, 10])[i % 10]!);
    const { cdf, variance } = initializer.law([1, 10]);
    expect(variance).toBeCloseTo(0.3, 15);
    expect(kolmogorovDistance(one, cdf!)).toBeLessThan(band);
    // One connection more a unit moves the jump by .1 / 2 on either side.
    expect(
      kolmogorovDistance(one, initializerFrom(['sparse', { connections: 4 }]).law([1, 10]).cdf!),
    ).toBeGreaterThan(2 * band);
  });
});

test('a convolution’s weights are drawn unit by unit over all it sees', () => {
  const kernel: Shape = [3, 2, 4, 5];
  // He's variance 2 / fan-in asks for the fan alone, so that a dense layer of as many inputs draws the same.
  for (const spec of ['he', 'orthogonal', 'sparse', 'zeros'] as InitializerSpec[]) {
    const { draw } = initializerFrom(spec);
    expect(draw(rootKey(2).draws(), kernel)).toEqual(draw(rootKey(2).draws(), [5, 24]));
  }
  expect(() => initializerFrom('identity').draw(rootKey(2).draws(), kernel)).toThrow(
    'invalid shape: 3,2,4,5 (the identity has two whole numbers)',
  );
  expect(() => initializerFrom('he').law([3, 2, 4] as never)).toThrow(
    'invalid shape: 3,2,4 (expected two whole numbers, 1 or more)',
  );
});

test('labels name each initializer, all differently', () => {
  const labels = specs.map(initializerLabel);
  expect(new Set(labels).size).toBe(labels.length);
});

/**
 * Independent draws of one law: whole matrices of independent entries; else one entry each of small matrices,
 * taken at every place in turn, since the entries of one orthogonal matrix depend on each other.
 */
function pooled(initializer: Initializer, name: string): { shape: Shape; weights: Float64Array } {
  const stream = key.child(name).draws();
  if (initializer.law(shape).independent) {
    const weights = new Float64Array(draws);
    for (let at = 0; at < draws; at += shape[0] * shape[1]) weights.set(initializer.draw(stream, shape), at);
    return { shape, weights };
  }
  const small: Shape = [3, 4];
  const weights = Float64Array.from({ length: draws }, (_, i) => initializer.draw(stream, small)[i % 12]!);
  return { shape: small, weights };
}

/** The largest distance between two distribution functions, on a grid of ± 4 standard deviations. */
function farthest(
  one: (x: number) => number,
  other: (x: number) => number,
  mean: number,
  variance: number,
): number {
  const sd = Math.sqrt(variance);
  const grid = Array.from({ length: 801 }, (_, i) => mean + ((i - 400) / 100) * sd);
  return Math.max(...grid.map((x) => Math.abs(one(x) - other(x))));
}

const sameNumbers = (a: Float64Array, b: Float64Array) => a.every((value, i) => value === b[i]);
