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
