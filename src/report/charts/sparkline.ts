import { formatCut } from '../../claims/format.ts';
import type { ScoresEvidence } from '../../results/schema.ts';
import { formatPercent, formatShare } from '../pages/numbers.ts';

/**
 * An interval against its cut, small enough for a row of the board: places on one scale that all rows share, in pixels.
 * Plain numbers and no specification, because a board has a row a claim and a drawn chart takes a hundredth of a second.
 */
export interface Sparkline {
  readonly label: string;
  readonly cut: number;
  readonly mean: number;
  readonly interval: readonly [number, number];
  readonly bounds: readonly [number, number];
}

/** Null where no key was looked at. */
export function sparkline({
  keys,
  cut,
  mean,
  interval,
  bounds,
  level,
}: Pick<ScoresEvidence, 'keys' | 'cut' | 'mean' | 'interval' | 'bounds' | 'level'>): Sparkline | null {
  if (keys === 0) return null;
  const range = (ends: readonly [number, number]) => ends.map(formatShare).join(' to ');
  return {
    label: `${formatPercent(level)} interval ${range(interval)}, decided by ${range(bounds)}, cut ${formatCut(cut)}`,
    cut: place(cut),
    mean: place(mean),
    interval: [place(interval[0]), place(interval[1])],
    bounds: [place(bounds[0]), place(bounds[1])],
  };
}

/** From 6 to 154 of a drawing that is 160 wide: a dot at an end has room. */
const place = (share: number): number => Number((6 + 148 * share).toFixed(1));
