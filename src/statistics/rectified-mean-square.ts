import chiSquareCdf from '@stdlib/stats-base-dists-chisquare-cdf';

/**
 * P((2 / n) · χ²_K ≤ x) with K ~ Binomial(n, ½): the law of the mean of 2 · max(0, Z)² over n standard normals,
 * which is the ratio of the mean squares of two successive ReLU layers under He's variance.
 *
 * @param n at most 1000: 2^−n, which the sum starts from, is too small a number a little further on, and the
 *   library's chi-square is wrong from some 1700 degrees of freedom on
 */
export function rectifiedMeanSquareCdf(x: number, n: number): number {
  if (!Number.isInteger(n) || n < 1 || n > 1000)
    throw new RangeError(`invalid number of units: ${n} (expected a whole number from 1 to 1000)`);
  if (x < 0) return 0;
  let weight = 2 ** -n;
  let sum = weight;
  for (let k = 1; k <= n; k++) {
    weight *= (n - k + 1) / k;
    sum += weight * chiSquareCdf((x * n) / 2, k);
  }
  return Math.min(1, sum);
}
