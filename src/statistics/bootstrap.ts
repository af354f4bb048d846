import { quantile } from './quantile.ts';
import { strictlyInUnit } from './unit-interval.ts';

export interface Band {
  /** One for each number of the statistic. */
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/**
 * Between which numbers a statistic stays in the middle `level` of samples drawn again, with replacement, from the
 * sample; for each of its numbers by itself. For drawing: with few values it covers less than it says, so nothing is
 * decided by it.
 *
 * @param statistic from a sample of the same size to numbers, always as many, e.g. the median curve
 * @param uniform a stream of uniforms on [0, 1)
 *
 * Source: B. Efron, Bootstrap methods: another look at the jackknife, Annals of Statistics 7 (1979).
 */
export function bootstrapBand<T>(
  sample: readonly T[],
  statistic: (sample: readonly T[]) => readonly number[],
  uniform: () => number,
  { level = 0.95, resamples = 1000 }: { readonly level?: number; readonly resamples?: number } = {},
): Band {
  if (sample.length === 0) throw new RangeError('missing sample: a band needs at least one value');
  strictlyInUnit('level', level);
  if (!Number.isInteger(resamples) || resamples < 1)
    throw new RangeError(`invalid number of resamples: ${resamples} (expected a whole number from 1)`);
  const rows = Array.from({ length: resamples }, () =>
    statistic(sample.map(() => sample[Math.floor(uniform() * sample.length)]!)),
  );
  const ends = (share: number) =>
    rows[0]!.map((_, i) =>
      quantile(
        rows.map((row) => row[i]!),
        share,
      ),
    );
  return { low: ends((1 - level) / 2), high: ends((1 + level) / 2) };
}
