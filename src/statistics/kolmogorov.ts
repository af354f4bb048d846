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

function justBelow(x: number): number {
  if (!Number.isFinite(x)) return x;
  return x === 0 ? -Number.MIN_VALUE : x - Math.abs(x) * Number.EPSILON;
}
