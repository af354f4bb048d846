import { inUnit } from './unit-interval.ts';

export type Finding = 'better' | 'negligible' | 'worse' | 'undecided';

/**
 * What bounds of a mean say about its distance from the cut: further above than the margin, further below, or within
 * it. Bounds from a confidence sequence at α make it wrong with probability at most α, whenever one looks.
 *
 * @param high below low when no mean fits: undecided
 */
export function finding(low: number, high: number, cut: number, margin: number): Finding {
  inUnit('cut', cut);
  inUnit('margin', margin);
  if (!(low <= high)) return 'undecided';
  if (low > cut + margin) return 'better';
  if (high < cut - margin) return 'worse';
  return low >= cut - margin && high <= cut + margin ? 'negligible' : 'undecided';
}
