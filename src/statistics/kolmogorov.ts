/**
 * Kolmogorov's distance: the largest difference between the sample's distribution function and `cdf`, at and just before
 * each number of the sample.
 *
 * @param cdf continuous from the right; where it jumps, its value just below is taken at the next smaller number
 */
export function kolmogorovDistance(sample: Iterable<number>, cdf: (x: number) => number): number {
  const sorted = Float64Array.from(sample).sort();
  const n = sorted.length;
  if (n === 0) throw new RangeError('missing sample: a distance needs at least one number');
  let largest = 0;
  for (let first = 0, last = 0; first < n; first = last) {
    const x = sorted[first]!;
    // NaN, which sorts last, differs from itself.
    do last++;
    while (last < n && sorted[last] === x);
    largest = Math.max(largest, last / n - cdf(x), cdf(justBelow(x)) - first / n);
  }
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

function justBelow(x: number): number {
  if (!Number.isFinite(x)) return x;
  return x === 0 ? -Number.MIN_VALUE : x - Math.abs(x) * Number.EPSILON;
}
