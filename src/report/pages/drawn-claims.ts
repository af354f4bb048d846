import type { DeepFindings } from '../../results/deep-findings.ts';
import type { ClaimResult } from '../../results/schema.ts';
import { standing } from '../../results/standing.ts';
import { foundBefore } from './deep-finding.ts';

/**
 * Claims whose charts are drawn, at most: a claim's drawings take about a tenth of a second, and a report of any size has
 * to be there within a minute.
 */
export const mostDrawn = 300;

/**
 * The ids of claims that are drawn: those that break their record first, then the others in their order. Those of which
 * nothing was found take no place.
 */
export function drawnClaims(
  claims: readonly ClaimResult[],
  deep: DeepFindings | null,
  most = mostDrawn,
): Set<string> {
  const found = claims.filter((claim) => claim.status === 'ran' || foundBefore(claim, deep) !== null);
  const breaks = (claim: ClaimResult) => standing(claim) === 'breaks';
  const order = [...found.filter(breaks), ...found.filter((claim) => !breaks(claim))];
  return new Set(order.slice(0, most).map(({ id }) => id));
}
