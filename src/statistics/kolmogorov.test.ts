import { readFileSync } from 'node:fs';
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distanceToUniform, kolmogorovDistance } from './kolmogorov.ts';
import { uniforms } from './uniforms-fixture.ts';

type Null =
  | { readonly family: 'normal'; readonly mean: number; readonly sd: number }
  | { readonly family: 'uniform'; readonly low: number; readonly high: number };

interface Golden {
  readonly ks: readonly { readonly sample: readonly number[]; readonly null: Null; readonly d: number }[];
}

const golden = JSON.parse(
  readFileSync(new URL('./golden/statistics.json', import.meta.url), 'utf8'),
) as Golden;

const uniformCdf = (x: number) => Math.min(1, Math.max(0, x));
const cdfOf = (law: Null) =>
  law.family === 'normal'
    ? (x: number) => normalCdf(x, law.mean, law.sd)
    : (x: number) => uniformCdf((x - law.low) / (law.high - law.low));

test('the golden file has samples of both laws', () => {
  expect(new Set(golden.ks.map((row) => row.null.family))).toEqual(new Set(['normal', 'uniform']));
});

test.each(golden.ks)('the distance of $sample.length numbers to $null is $d', ({ sample, null: law, d }) => {
  expect(Math.abs(kolmogorovDistance(sample, cdfOf(law)) - d)).toBeLessThanOrEqual(1e-14);
});

test('is the largest distance just before and just after a jump, ties and order aside', () => {
  const tied = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 25 });
  fc.assert(
    fc.property(tied, (twelfths) => {
      const sample = twelfths.map((i) => i / 12);
      const share = (counts: (x: number) => boolean) => sample.filter(counts).length / sample.length;
      const distances = sample.flatMap((at) => [
        Math.abs(share((x) => x <= at) - uniformCdf(at)),
        Math.abs(share((x) => x < at) - uniformCdf(at)),
      ]);
      expect(kolmogorovDistance(sample, uniformCdf)).toBeCloseTo(Math.max(...distances), 14);
      expect(kolmogorovDistance([...sample].reverse(), uniformCdf)).toBe(
        kolmogorovDistance(sample, uniformCdf),
      );
    }),
    { seed: 1, numRuns: 200 },
  );
});

test('the sample stays as it was', () => {
  const sample = Float64Array.of(0.9, 0.1);
  kolmogorovDistance(sample, uniformCdf);
  expect([...sample]).toEqual([0.9, 0.1]);
});

test('an empty sample is refused', () => {
  expect(() => kolmogorovDistance([], uniformCdf)).toThrow(
    new RangeError('missing sample: a distance needs at least one number'),
  );
});

test('a law that jumps is held against its two sides', () => {
  // Half of the numbers are 0, the others uniform on 0 … 1.
  const cdf = (x: number) => (x < 0 ? 0 : 0.5 + uniformCdf(x) / 2);
  // Just below 0.5 the sample has reached ½, the law ¾.
  expect(kolmogorovDistance([0, 0, 0.5, 1], cdf)).toBeCloseTo(0.25, 15);
  expect(kolmogorovDistance([0, 0], cdf)).toBe(0.5);
  // Without the jump's lower side, ½ at 0 would count against this sample.
  expect(kolmogorovDistance([0, 0, 0, 0.25, 0.75, 1].slice(1), (x) => (x < 0 ? 0 : 1))).toBeCloseTo(0.6, 15);
});

test('the distance to uniform is Kolmogorov’s, and the curve says where', () => {
  const uniform = uniforms(3);
  const sample = Float64Array.from({ length: 500 }, () => uniform() ** 1.2);
  expect(distanceToUniform(sample, 4).distance).toBe(kolmogorovDistance(sample, uniformCdf));
  // Of .1, .25, .9 and 1: none at or below 0, two at or below ¼ and up to ¾, all at or below 1.
  const { curve, distance } = distanceToUniform(Float64Array.of(1, 0.25, 0.1, 0.9), 4);
  expect(curve).toEqual([0, 0.25, 0, -0.25, 0]);
  expect(distance).toBe(0.4); // just below .9
  expect(() => distanceToUniform(new Float64Array(0), 4)).toThrow('missing sample');
});
