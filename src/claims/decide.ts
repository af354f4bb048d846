import type { Key } from '../random/key.ts';
import { clopperPearson } from '../statistics/binomial.ts';
import type { Usually } from './claim.ts';
import type { Verdict } from './evidence.ts';

/** Each bound of the interval is wrong with probability at most 2.5 %, whatever the true mean. */
export const level = 0.95;

export interface Decision {
  readonly verdict: Verdict;
  readonly cut: number;
  readonly side: 'above' | 'below';
  readonly mean: number;
  readonly successes: number;
  readonly interval: readonly [low: number, high: number];
}

/**
 * Decides on which side of the claim's cut the mean score lies, by an exact binomial interval over keys.
 * A score between 0 and 1 is first rounded by a coin of just that chance, from the key's own numbers: the mean stays
 * what it was, and the count of ones is binomial whatever the scores' distribution.
 */
export function decide(claim: Pick<Usually, 'mean'>, scores: readonly number[], coins: Key): Decision {
  const [side, cut] =
    'above' in claim.mean ? (['above', claim.mean.above] as const) : (['below', claim.mean.below] as const);
  const rounded = scores.map((score, i) => Number(coins.child(`key-${i}`).draws().uniform() < score));
  const successes = rounded.reduce((sum, one) => sum + one, 0);
  const interval = clopperPearson(successes, scores.length, level);
  return {
    verdict: verdictOf(interval, cut, side),
    cut,
    side,
    mean: scores.reduce((sum, score) => sum + score, 0) / scores.length,
    successes,
    interval,
  };
}

function verdictOf([low, high]: readonly [number, number], cut: number, side: 'above' | 'below'): Verdict {
  if (low > cut) return side === 'above' ? 'holds' : 'refuted';
  if (high < cut) return side === 'above' ? 'refuted' : 'holds';
  return 'undecided';
}
