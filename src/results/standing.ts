import type { ClaimResult } from './schema.ts';

/**
 * How a claim's verdict stands to its record.
 * `breaks` is red: decided against the record, a planted fault not caught, or a test that broke.
 */
export type Standing = 'agrees' | 'open' | 'breaks' | 'not-run';

export function standing(claim: ClaimResult): Standing {
  if (claim.status === 'not-run') return 'not-run';
  if (claim.status === 'failed') return 'breaks';
  if (claim.controls.some((control) => !control.caught)) return 'breaks';
  if (claim.verdict === 'undecided') return 'open';
  return claim.record === 'as found' || claim.verdict === claim.record ? 'agrees' : 'breaks';
}
