import type { ClaimResult, RanClaim } from './schema.ts';

/**
 * How a claim's verdict stands to its record.
 * `breaks` is red: decided against the record or, where the keys are the default ones, not decided although a verdict is
 * on record; a planted fault not caught; a twin told apart; or a test that broke.
 */
export type Standing = 'agrees' | 'open' | 'breaks' | 'not-run';

export function standing(claim: ClaimResult): Standing {
  if (claim.status === 'not-run') return 'not-run';
  if (claim.status === 'failed') return 'breaks';
  if (verdictBreaks(claim) || twinToldApart(claim)) return 'breaks';
  if (claim.controls.some((control) => !control.caught)) return 'breaks';
  return claim.verdict === 'undecided' ? 'open' : 'agrees';
}

/** The verdict goes against its record, or is left open in a run that has to decide it. */
export const verdictBreaks = ({ verdict, record, gated }: RanClaim): boolean =>
  record !== 'as found' && verdict !== record && (verdict !== 'undecided' || gated);

/** A procedure that tells an arm from itself would tell anything apart. */
export const twinToldApart = ({ evidence }: RanClaim): boolean =>
  evidence.kind === 'scores' && evidence.twin.toldApart;

/** Which promise broke and by how much, for a claim that breaks its record. */
export function breach(claim: RanClaim): string {
  const lines = [`${claim.id}: ${claim.statement}`];
  if (verdictBreaks(claim))
    lines.push(`${claim.verdict}, where "${claim.record}" is on record. ${claim.finding}`);
  for (const { fault, description, caught, finding } of claim.controls)
    if (!caught) lines.push(`planted fault not caught: ${fault} (${description}). ${finding}`);
  if (twinToldApart(claim)) lines.push('told apart from its twin: the same initializer under other keys');
  return [...lines, `repeat it: ${claim.replay}`].join('\n  ');
}
