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
 * How far the distribution function of numbers from 0 to 1 is from uniform: Kolmogorov's distance, and the share of
 * numbers at or below u less u, at u = 0, 1 / steps, …, 1.
 */
export function distanceToUniform(
  sample: Float64Array,
  steps: number,
): { readonly distance: number; readonly curve: readonly number[] } {
  const sorted = sample.slice().sort();
  const n = sorted.length;
  if (n === 0) throw new RangeError('missing sample: a distance needs at least one number');
  const counts = new Float64Array(steps + 1);
  let distance = 0;
  for (let i = 0; i < n; i++) {
    const u = sorted[i]!;
    distance = Math.max(distance, u - i / n, (i + 1) / n - u);
    counts[Math.ceil(u * steps)]!++;
  }
  let below = 0;
  const curve = Array.from(counts, (count, step) => {
    below += count;
    return below / n - step / steps;
  });
  return { distance, curve };
}
