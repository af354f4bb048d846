import { quantile } from './quantile.ts';

/** A few repeated measurements: the middle one, and how far the others lie around it. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** @throws RangeError where there is no value */
export const spreadOf = (values: readonly number[]): Spread => ({
  median: quantile(values, 0.5),
  low: quantile(values, 0),
  high: quantile(values, 1),
});

/**
 * Ratios of measurements that were taken in pairs: each of a pair under the same conditions, so the spread of the
 * ratios leaves out what changed from one pair to the next.
 *
 * @throws RangeError where the lists differ in length
 */
export function pairedRatios(numerators: readonly number[], denominators: readonly number[]): number[] {
  if (numerators.length !== denominators.length)
    throw new RangeError(
      `invalid pairs: ${numerators.length} and ${denominators.length} values (expected as many of each)`,
    );
  return numerators.map((value, i) => value / denominators[i]!);
}
