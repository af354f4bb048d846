import { decisionsTaken } from '../../results/decisions-taken.ts';
import type { RanClaim, RunMetadata } from '../../results/schema.ts';
import { type FirstOf, firstOf } from './first-of.ts';
import { counted, formatCount, formatNumber } from './numbers.ts';
import { claimPath } from './page.ts';
import { mostClaims } from './planted-faults.ts';
import { sampleSize } from './sample-size.ts';

export interface ErrorBudget {
  readonly sentences: readonly string[];
  readonly rows: FirstOf<{
    readonly id: string;
    readonly href: string;
    readonly decisions: string;
    readonly looks: string;
    readonly share: string;
  }>;
  readonly total: { readonly decisions: string; readonly looks: string; readonly share: string };
}

/** What a run may err by chance, each claim's share of it, and what is spent; null where results do not say. */
export function errorBudget(
  { budget }: Pick<RunMetadata, 'budget'>,
  claims: readonly RanClaim[],
): ErrorBudget | null {
  if (!budget) return null;
  const { redByChance, decisions } = budget;
  const share = redByChance / decisions;
  const spent = claims.flatMap((claim) => {
    const taken = decisionsTaken(claim);
    if (taken === 0) return [];
    const looks =
      sampleSize(claim.evidence) + claim.controls.reduce((sum, control) => sum + control.looks, 0);
    return [{ id: claim.id, href: claimPath(claim.id), taken, looks }];
  });
  const shown = ({ taken, looks }: { taken: number; looks: number }) => ({
    decisions: formatCount(taken),
    looks: formatCount(looks),
    share: formatNumber(taken * share, 4),
  });
  const total = {
    taken: spent.reduce((sum, { taken }) => sum + taken, 0),
    looks: spent.reduce((sum, { looks }) => sum + looks, 0),
  };
  return {
    sentences: [
      `A run of correct code goes red by chance with a probability of at most ${formatNumber(redByChance)}. That budget is shared evenly among ${formatCount(decisions)} decisions, ${formatNumber(share, 4)} each: half of it for a false verdict, half for one that stays open although a verdict is on record, or for a planted fault that is missed.`,
      `A statistical claim takes one decision for itself, one for each planted fault and one for its twin; a law and a map take one, and one for each fault. This run took ${counted(total.taken, 'decision')} and so has spent ${formatNumber(total.taken * share, 4)} of ${formatNumber(redByChance)}. Shares add up whatever the decisions have to do with each other. Exact claims and repeated runs decide nothing by chance and spend nothing.`,
    ],
    rows: firstOf(
      spent.map(({ id, href, ...rest }) => ({ id, href, ...shown(rest) })),
      mostClaims,
    ),
    total: shown(total),
  };
}
