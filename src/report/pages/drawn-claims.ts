import type { ClaimResult } from '../../results/schema.ts';
import { standing } from '../../results/standing.ts';

/**
 * Claims whose charts are drawn, at most: a claim's drawings take about a tenth of a second, and a report of any size has
 * to be there within a minute.
 */
export const mostDrawn = 300;

/** The ids of claims that are drawn: those that break their record first, then the others in their order. */
export function drawnClaims(claims: readonly ClaimResult[], most = mostDrawn): Set<string> {
  const breaks = (claim: ClaimResult) => standing(claim) === 'breaks';
  const order = [...claims.filter(breaks), ...claims.filter((claim) => !breaks(claim))];
  return new Set(order.slice(0, most).map(({ id }) => id));
}
