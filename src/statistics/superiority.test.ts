import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { superiority } from './superiority.ts';
import { uniforms } from './uniforms-fixture.ts';

interface Row {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly u1: number;
  readonly probabilityOfSuperiority: number;
}

const golden = JSON.parse(readFileSync(new URL('./golden/statistics.json', import.meta.url), 'utf8')) as {
  mannWhitney: Row[];
};

test.each(golden.mannWhitney)('U is $u1', ({ x, y, u1, probabilityOfSuperiority }) => {
  const { probability } = superiority(x, y);
  expect(Math.abs(probability - probabilityOfSuperiority)).toBeLessThanOrEqual(1e-15);
  expect(Math.abs(probability * x.length * y.length - u1)).toBeLessThanOrEqual(1e-12);
});

const tied = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 2, maxLength: 12 });

test('is the share of pairs won, a tie counting half; turned around it is what is left', () => {
  fc.assert(
    fc.property(tied, tied, (xs, ys) => {
      const won = xs.flatMap((x) => ys.map((y) => (x > y ? 1 : x === y ? 0.5 : 0)));
      const { probability, standardError } = superiority(xs, ys);
      expect(probability).toBeCloseTo(won.reduce<number>((a, b) => a + b, 0) / won.length, 14);
      const turned = superiority(ys, xs);
      expect(turned.probability).toBeCloseTo(1 - probability, 14);
      expect(turned.standardError).toBeCloseTo(standardError, 14);
    }),
    { seed: 1, numRuns: 200 },
  );
});

test('never is later than any time, and ties with never', () => {
  const never = Number.POSITIVE_INFINITY;
  expect(superiority([never, never], [1e300, never]).probability).toBe(0.75);
});

test('the standard error, by hand', () => {
  // 1 wins against 0 and ties with 1: .75; 2 wins both: 1. Turned around 0 loses nothing: 0 and .25.
  // Variances .25² / 2 in both, over two numbers each.
  const { probability, standardError } = superiority([1, 2], [0, 1]);
  expect(probability).toBe(0.875);
  expect(standardError).toBeCloseTo(Math.sqrt(2 * (0.25 ** 2 / 2 / 2)), 15);
});

test('the standard error is the spread of the estimate over samples', () => {
  const uniform = uniforms(7);
  const runs = 3000;
  const found = Array.from({ length: runs }, () =>
    superiority(
      Array.from({ length: 30 }, () => uniform() + 0.2),
      Array.from({ length: 50 }, uniform),
    ),
  );
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length;
  // P(U + .2 > V) = 1 − .8² / 2
  const spread = Math.sqrt(mean(found.map(({ probability }) => (probability - 0.68) ** 2)));
  expect(Math.abs(mean(found.map(({ probability }) => probability)) - 0.68)).toBeLessThan(
    (4 * spread) / Math.sqrt(runs),
  );
  // Four standard errors of a spread from 3,000 runs: 4 / √6000 = 5.2 %; it errs to the safe side by 1 / 60 or less.
  const stated = Math.sqrt(mean(found.map(({ standardError }) => standardError ** 2)));
  expect(Math.abs(stated / spread - 1)).toBeLessThan(0.052 + 1 / 60);
});

test('fewer than two numbers and NaN are refused', () => {
  expect(() => superiority([1], [1, 2])).toThrow(
    new RangeError('missing numbers: 1 (expected two or more in each sample)'),
  );
  expect(() => superiority([1, 2], [])).toThrow(RangeError);
  expect(() => superiority([1, 2], [Number.NaN, 1])).toThrow(
    new RangeError('invalid numbers: NaN has no place in an order'),
  );
});
