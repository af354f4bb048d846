import { quantile as quantileOf } from '../../statistics/quantile.ts';

/** The value below which a share of the values lies; null (never reached) counts as infinite, NaN not at all. */
export function quantile(values: readonly (number | null)[], share: number): number {
  const ordered = values
    .map((value) => value ?? Number.POSITIVE_INFINITY)
    .filter((value) => !Number.isNaN(value));
  return ordered.length === 0 ? Number.NaN : quantileOf(ordered, share);
}

export const median = (values: readonly (number | null)[]): number => quantile(values, 0.5);

/** The first time by which at least a share of the runs are there; infinite when fewer ever are. */
export function timeReached(times: readonly (number | null)[], share: number): number {
  const there = times.filter((time) => time !== null).sort((a, b) => a - b);
  return there[Math.max(1, Math.ceil(times.length * share)) - 1] ?? Number.POSITIVE_INFINITY;
}
