import { logCapital } from './betting.ts';
import { inUnit, strictlyInUnit } from './unit-interval.ts';

/** What becomes of `sideOfCut` on scores of 0 and 1, each after n = 0 … cap of them. */
export interface Stopping {
  /** P(it says 'above' at the n-th score). */
  readonly above: Float64Array;
  /** P(it says 'below' at the n-th score). */
  readonly below: Float64Array;
  /** P(it has not decided by the n-th score). */
  readonly undecided: Float64Array;
}

/**
 * When `sideOfCut` stops, exactly, if each score is 1 with probability p, else 0: capital depends on the number of
 * ones only, so that their count is a Markov chain with two absorbing bounds. Of all scores from 0 to 1 with a mean,
 * these are the slowest to grow capital (its logarithm is concave in a score).
 *
 * @param alpha of each side
 */
export function stopping(p: number, cut: number, alpha: number, cap: number): Stopping {
  inUnit('probability', p);
  strictlyInUnit('cut', cut);
  strictlyInUnit('alpha', alpha);
  if (!Number.isInteger(cap) || cap < 1)
    throw new RangeError(`invalid cap: ${cap} (expected a whole number from 1)`);
  const onesForAbove = onesNeeded(cut, alpha, cap);
  const zerosForBelow = onesNeeded(1 - cut, alpha, cap);
  const [above, below, undecided] = [0, 1, 2].map(() => new Float64Array(cap + 1)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const chance = new Float64Array(cap + 1); // of so many ones, and no decision yet
  chance[0] = 1;
  undecided[0] = 1;
  for (let n = 1; n <= cap; n++) {
    for (let ones = n; ones >= 0; ones--) {
      const now = chance[ones]! * (1 - p) + (ones > 0 ? chance[ones - 1]! * p : 0);
      const decided = ones >= onesForAbove[n]! ? above : n - ones >= zerosForBelow[n]! ? below : undefined;
      (decided ?? undecided)[n]! += now;
      chance[ones] = decided ? 0 : now;
    }
  }
  return { above, below, undecided };
}

/** P(`sideOfCut` has not decided after `cap` scores), each 1 with probability p, else 0. */
export const undecidedProbability = (p: number, cut: number, alpha: number, cap: number): number =>
  stopping(p, cut, alpha, cap).undecided[cap]!;

/**
 * The smallest cap at which `sideOfCut` stays undecided with probability at most `miss`; undefined when that takes
 * more than `most`.
 */
export function keysNeeded(
  p: number,
  cut: number,
  alpha: number,
  miss: number,
  most: number,
): number | undefined {
  strictlyInUnit('miss', miss);
  const needed = stopping(p, cut, alpha, most).undecided.findIndex((chance) => chance <= miss);
  return needed === -1 ? undefined : needed;
}

/** For n = 0 … cap scores, the number of ones that refutes "the mean is at most m"; more than n where none does. */
function onesNeeded(m: number, alpha: number, cap: number): Int32Array {
  const logThreshold = -Math.log(alpha);
  const needed = new Int32Array(cap + 1).fill(1);
  for (let n = 1; n <= cap; n++) {
    // A zero loses and a one wins, so that a score more takes as many ones as before or one more.
    const ones = needed[n - 1]!;
    const tally = new Map([
      [0, n - ones],
      [1, ones],
    ]);
    needed[n] = ones <= n && logCapital(tally, m) >= logThreshold ? ones : ones + 1;
  }
  return needed;
}
