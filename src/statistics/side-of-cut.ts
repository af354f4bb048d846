import { eProcess } from './betting.ts';
import { inUnit, strictlyInUnit } from './unit-interval.ts';

export interface SideOfCut {
  readonly side: 'above' | 'below' | 'undecided';
  /** How many scores were looked at; what comes after a decision is left out. */
  readonly used: number;
  /** ln of the e-value against "the mean is at most the cut", when it stopped. */
  readonly logAbove: number;
  /** ln of the e-value against "the mean is at least the cut", when it stopped. */
  readonly logBelow: number;
}

/**
 * On which side of the cut the mean of scores from 0 to 1 lies. Looks at them one by one, in order, and stops as soon
 * as the e-value against one side reaches 1 / α. Says 'above' of a mean at or below the cut with probability at most
 * α, and 'below' of one at or above it with probability at most α.
 *
 * @param open so many of the first scores are known to leave it undecided, and are only added up
 */
export function sideOfCut(scores: Iterable<number>, cut: number, alpha: number, open = 0): SideOfCut {
  inUnit('cut', cut);
  strictlyInUnit('alpha', alpha);
  const logThreshold = -Math.log(alpha);
  const process = eProcess();
  let logAbove = 0;
  let logBelow = 0;
  let used = 0;
  for (const score of scores) {
    process.add(score);
    used++;
    if (used <= open) continue;
    logAbove = process.logAtMost(cut);
    logBelow = process.logAtLeast(cut);
    if (logAbove >= logThreshold) return { side: 'above', used, logAbove, logBelow };
    if (logBelow >= logThreshold) return { side: 'below', used, logAbove, logBelow };
  }
  return { side: 'undecided', used, logAbove, logBelow };
}
