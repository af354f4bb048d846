import type { ClaimResult, RanClaim } from './schema.ts';

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

/** Which promise broke and by how much, for a claim that breaks its record. */
export function breach(claim: RanClaim): string {
  const lines = [`${claim.id}: ${claim.statement}`];
  if (claim.verdict !== 'undecided' && claim.record !== 'as found' && claim.verdict !== claim.record)
    lines.push(`${claim.verdict}, where "${claim.record}" is on record. ${claim.finding}`);
  for (const { fault, description, caught, finding } of claim.controls)
    if (!caught) lines.push(`planted fault not caught: ${fault} (${description}). ${finding}`);
  return [...lines, `repeat it: ${claim.replay}`].join('\n  ');
}
