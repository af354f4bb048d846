import betaQuantile from '@stdlib/stats-base-dists-beta-quantile';

/**
 * The exact interval for a share from k successes of n: it covers the true share with probability at least `level`,
 * whatever that is.
 *
 * Source: C. J. Clopper and E. S. Pearson, The use of confidence or fiducial limits, Biometrika 26 (1934).
 */
export function clopperPearson(k: number, n: number, level: number): [low: number, high: number] {
  if (!Number.isInteger(k) || !Number.isInteger(n) || n < 1 || k < 0 || k > n)
    throw new RangeError(`invalid count: ${k} of ${n} (expected whole numbers, 0 ≤ k ≤ n, n ≥ 1)`);
  if (!(level > 0 && level < 1))
    throw new RangeError(`invalid level: ${level} (expected a number between 0 and 1)`);
  const tail = (1 - level) / 2;
  return [k === 0 ? 0 : betaQuantile(tail, k, n - k + 1), k === n ? 1 : betaQuantile(1 - tail, k + 1, n - k)];
}
