import { counted } from '../report/pages/numbers.ts';
import type { ClaimResult } from '../results/schema.ts';
import { standing } from '../results/standing.ts';
import { claimLine } from './progress.ts';

/**
 * What came out, a line a claim, and those that were not run counted by their reasons.
 *
 * @param told ids of claims whose lines stand on the terminal already: only what breaks its record is told again
 */
export function claimLines(claims: readonly ClaimResult[], told: ReadonlySet<string> = new Set()): string[] {
  const ran = claims.filter(
    (claim) => claim.status !== 'not-run' && (!told.has(claim.id) || standing(claim) === 'breaks'),
  );
  const left = new Map<string, ClaimResult[]>();
  for (const claim of claims)
    if (claim.status === 'not-run') left.set(claim.reason, [...(left.get(claim.reason) ?? []), claim]);
  return [
    ...ran.map(claimLine),
    ...[...left.values()].map((alike) => claimLine(alike.length === 1 ? alike[0]! : together(alike))),
  ];
}

const together = (alike: readonly ClaimResult[]): ClaimResult => ({
  ...alike[0]!,
  id: counted(alike.length, 'claim'),
});
