/** The value below which a share of the sorted values lies, interpolated; null (never reached) sorts as infinite. */
export function quantile(values: readonly (number | null)[], share: number): number {
  const sorted = values
    .map((value) => value ?? Number.POSITIVE_INFINITY)
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low === high ? low : low + (high - low) * (at - Math.floor(at));
}

export const median = (values: readonly (number | null)[]): number => quantile(values, 0.5);

/** The first time by which at least a share of the runs are there; infinite when fewer ever are. */
export function timeReached(times: readonly (number | null)[], share: number): number {
  const there = times.filter((time) => time !== null).sort((a, b) => a - b);
  return there[Math.max(1, Math.ceil(times.length * share)) - 1] ?? Number.POSITIVE_INFINITY;
}
