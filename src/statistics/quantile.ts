/**
 * The q-th quantile of the numbers, by linear interpolation between the two that lie around it (NumPy's default).
 * Infinite values take their place in the order; NaN is not allowed.
 */
export function quantile(values: readonly number[], q: number): number {
  if (values.length === 0) throw new RangeError('missing values: a quantile needs at least one number');
  if (values.some(Number.isNaN)) throw new RangeError('invalid values: NaN has no place in an order');
  if (!(q >= 0 && q <= 1)) throw new RangeError(`invalid quantile: ${q} (expected a number from 0 to 1)`);
  const sorted = [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const at = q * (sorted.length - 1);
  const below = sorted[Math.floor(at)]!;
  const above = sorted[Math.ceil(at)]!;
  // −∞ plus a share of an infinite distance would be no number; next to a finite number the middle is −∞.
  return Number.isFinite(below) ? below + (above - below) * (at - Math.floor(at)) : below + above;
}
