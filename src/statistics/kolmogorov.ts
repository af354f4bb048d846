/**
 * Kolmogorov's distance: the largest difference between the sample's distribution function and `cdf`.
 *
 * @param cdf continuous
 */
export function kolmogorovDistance(sample: Iterable<number>, cdf: (x: number) => number): number {
  const sorted = Float64Array.from(sample).sort();
  const n = sorted.length;
  if (n === 0) throw new RangeError('missing sample: a distance needs at least one number');
  let largest = 0;
  sorted.forEach((x, i) => {
    const p = cdf(x);
    largest = Math.max(largest, p - i / n, (i + 1) / n - p);
  });
  return largest;
}

/**
 * The distance that n independent draws from the law itself exceed with probability at most `alpha`, whatever the
 * law: 2 exp(−2 n ε²) = alpha. Draws of a law further away than twice this distance are caught, but for the same
 * probability.
 *
 * Source: P. Massart, The tight constant in the Dvoretzky–Kiefer–Wolfowitz inequality, Annals of Probability 18 (1990).
 */
export const dkwBand = (n: number, alpha: number): number => Math.sqrt(Math.log(2 / alpha) / (2 * n));
