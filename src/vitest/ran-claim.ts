import type { ClaimDescription } from '../claims/describe-claim.ts';
import type { Outcome } from '../claims/evidence.ts';
import { encodeNumbers } from '../results/numbers.ts';
import { claimResult, type RanClaim } from '../results/schema.ts';
import { firstIssue } from '../results/versioned-file.ts';
import { described, type Settings } from './described.ts';
import { defaults } from './provided.ts';

/**
 * The record of a claim that has run.
 *
 * @throws Error where what it found does not fit the results file
 */
export function ranClaim(
  description: ClaimDescription,
  settings: Settings,
  outcome: Outcome,
  durationMs: number,
): RanClaim {
  const counterexample = outcome.evidence.kind === 'cases' ? outcome.evidence.counterexample : null;
  const record = {
    status: 'ran',
    ...described(description, settings, counterexample),
    ...outcome,
    gated: settings.seed === defaults.seed && settings.size !== 'quick',
    durationMs: Math.round(durationMs),
  };
  const { data, error } = claimResult.safeParse(encodeNumbers(record));
  if (error) throw new Error(`invalid record of ${description.id}: ${firstIssue(error, 'the record')}`);
  return data as RanClaim;
}
