import chiSquareCdf from '@stdlib/stats-base-dists-chisquare-cdf';

/**
 * P(χ²_n / n ≤ x): the law of the mean square of n standard normals, which is the ratio of the mean squares of two
 * successive linear layers whose weights are normal with variance 1 / fan-in.
 *
 * @param n at most 1000: the library's chi-square is wrong from some 1700 degrees of freedom on
 */
export function normalMeanSquareCdf(x: number, n: number): number {
  if (!Number.isInteger(n) || n < 1 || n > 1000)
    throw new RangeError(`invalid number of units: ${n} (expected a whole number from 1 to 1000)`);
  return x < 0 ? 0 : chiSquareCdf(x * n, n);
}
