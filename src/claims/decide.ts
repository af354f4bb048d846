import { confidenceSequence } from '../statistics/confidence-sequence.ts';
import { mean as meanOf } from '../statistics/mean.ts';
import { sideOfCut } from '../statistics/side-of-cut.ts';
import { alpha } from './budget.ts';
import type { Usually } from './claim.ts';
import type { Verdict } from './evidence.ts';

/** The level of the interval that is drawn beside the one the verdict rests on. */
export const level = 0.95;

export interface Decision {
  readonly verdict: Verdict;
  readonly cut: number;
  readonly side: 'above' | 'below';
  /** Keys looked at, in order, until it was decided. */
  readonly keys: number;
  readonly mean: number;
  /** Bounds of the mean that hold at all times together with probability `level`. */
  readonly interval: readonly [low: number, high: number];
  /** The same with probability 1 − α for each bound. */
  readonly bounds: readonly [low: number, high: number];
  /** ln of the e-values against "the mean is at most the cut" and "the mean is at least the cut". */
  readonly logEvidence: { readonly above: number; readonly below: number };
}

/**
 * Decides on which side of the claim's cut the mean of its scores lies. Looks at them in order and stops as soon as an
 * e-value reaches 1 / α: "holds" of a false claim has probability at most α, however many scores there are.
 *
 * @param risk α, where it is not a whole decision's share of the budget
 */
export function decide(
  { mean }: Pick<Usually, 'mean'>,
  scores: readonly number[],
  risk: number = alpha,
): Decision {
  const [side, cut] = 'above' in mean ? (['above', mean.above] as const) : (['below', mean.below] as const);
  const found = sideOfCut(scores, cut, risk);
  const seen = scores.slice(0, found.used);
  return {
    verdict: found.side === 'undecided' ? 'undecided' : found.side === side ? 'holds' : 'refuted',
    cut,
    side,
    keys: found.used,
    mean: meanOf(seen),
    interval: lastBounds(seen, 1 - level),
    bounds: lastBounds(seen, 2 * risk),
    logEvidence: { above: found.logAbove, below: found.logBelow },
  };
}

/**
 * Asks for more and more scores, up to a cap, until they decide. The verdict never depends on `batch`, how many it asks
 * for at a time: only what is trained for nothing does.
 */
export async function decideInBatches(
  claim: Pick<Usually, 'mean'>,
  first: (keys: number) => Promise<readonly number[]>,
  { cap, batch }: { readonly cap: number; readonly batch: number },
): Promise<Decision> {
  for (let open = 0; ; ) {
    const keys = Math.min(open + batch, cap);
    const scores = await first(keys);
    if (keys === cap || verdictOf(claim, scores, alpha, open) !== 'undecided') return decide(claim, scores);
    open = keys;
  }
}

/** The verdict alone: bounds are dear, and wanted at the end only. So many first scores are known to leave it open. */
export function verdictOf(
  { mean }: Pick<Usually, 'mean'>,
  scores: readonly number[],
  risk: number,
  open = 0,
): Verdict {
  const { side } = sideOfCut(scores, 'above' in mean ? mean.above : mean.below, risk, open);
  return side === 'undecided' ? side : side in mean ? 'holds' : 'refuted';
}

function lastBounds(scores: readonly number[], error: number): [low: number, high: number] {
  const { low, high } = confidenceSequence(scores, error);
  return [low.at(-1) ?? 0, high.at(-1) ?? 1];
}
