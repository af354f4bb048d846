import { expect, test } from 'vitest';
import { rootKey } from '../random/key.ts';
import { dkwBand } from '../statistics/dkwm.ts';
import { kolmogorovDistance } from '../statistics/kolmogorov.ts';
import type { Shape } from './fans.ts';
import { orthogonal } from './orthogonal.ts';

const key = rootKey(0).child('orthogonal');

test.each([
  [[1, 1], 1],
  [[5, 5], 1],
  [[3, 7], Math.SQRT2],
  [[7, 3], Math.SQRT2],
  [[64, 64], 0],
  [[64, 200], 0.1],
  [[256, 256], 1],
] as const)('vectors of the shorter side of %s are orthogonal, of length %d', (shape, gain) => {
  const weights = orthogonal({ gain }).draw(key.child(String(shape)).draws(), shape);
  for (const [pair, product] of gram(weights, shape)) {
    const wanted = pair === 'same' ? gain ** 2 : 0;
    expect(Math.abs(product - wanted)).toBeLessThanOrEqual(1e-12);
  }
});

test('nearly parallel vectors come out as orthogonal as others', () => {
  // All but equal to (1, …, 1): one pass leaves inner products of some 1e-8.
  const draws = key.child('parallel').draws();
  const parallel = { ...draws, normal: () => 1 + 1e-8 * draws.normal() };
  for (const [pair, product] of gram(orthogonal().draw(parallel, [8, 8]), [8, 8]))
    expect(Math.abs(product - (pair === 'same' ? 1 : 0))).toBeLessThanOrEqual(1e-12);
});

test('signs are Haar’s: the diagonal of a square matrix is as often negative as positive', () => {
  // A sign fix left out would make the last entries depend on the method's signs. One entry a matrix, 20,000 matrices:
  // band √(ln 2e9 / 40,000) = .0231. A diagonal forced positive is .5 away.
  const n = 20_000;
  const stream = key.child('signs').draws();
  const shape: Shape = [3, 3];
  const { cdf } = orthogonal().law(shape);
  for (const place of [0, 4, 8]) {
    const entries = Array.from({ length: n }, () => orthogonal().draw(stream, shape)[place]!);
    expect(kolmogorovDistance(entries, cdf!)).toBeLessThan(dkwBand(n, 1e-9));
  }
});

test('a rotation is as likely as a reflection', () => {
  // Hoeffding at 1e-9: √(ln 2e9 / 40,000) = .0231.
  const n = 20_000;
  const stream = key.child('determinant').draws();
  let rotations = 0;
  for (let i = 0; i < n; i++) {
    const [a, b, c, d] = orthogonal().draw(stream, [2, 2]);
    if (a! * d! - b! * c! > 0) rotations++;
  }
  expect(Math.abs(rotations / n - 1 / 2)).toBeLessThan(0.0231);
});

/** Inner products of the shorter side's vectors: rows when fanOut ≤ fanIn, else columns. */
function gram(
  weights: Float64Array,
  [fanOut, fanIn]: Shape,
): (readonly [pair: 'same' | 'different', product: number])[] {
  const shorter = Math.min(fanOut, fanIn);
  const longer = Math.max(fanOut, fanIn);
  const entry = (vector: number, k: number) =>
    fanOut <= fanIn ? weights[vector * fanIn + k]! : weights[k * fanIn + vector]!;
  const products: (readonly ['same' | 'different', number])[] = [];
  for (let i = 0; i < shorter; i++)
    for (let j = 0; j <= i; j++) {
      let product = 0;
      for (let k = 0; k < longer; k++) product += entry(i, k) * entry(j, k);
      products.push([i === j ? 'same' : 'different', product]);
    }
  return products;
}
