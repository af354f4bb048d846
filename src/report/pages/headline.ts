import type { ClaimResult } from '../../results/schema.ts';
import { standing, twinToldApart, verdictBreaks } from '../../results/standing.ts';
import { counted, formatCount } from './numbers.ts';

/** One sentence: "24 of 28 claims hold, 2 are refuted, 2 are undecided. 3 more were not run." */
export function headline(claims: readonly ClaimResult[]): string {
  const verdicts = claims.flatMap((claim) => (claim.status === 'ran' ? [claim.verdict] : []));
  const count = (verdict: string) => verdicts.filter((other) => other === verdict).length;
  const [holds, refuted, undecided] = [count('holds'), count('refuted'), count('undecided')];
  const sentences = [
    decided(verdicts.length, holds, [
      [refuted, 'refuted'],
      [undecided, 'undecided'],
    ]),
  ];
  const failed = claims.filter(({ status }) => status === 'failed').length;
  if (failed > 0)
    sentences.push(`The ${failed === 1 ? 'test of 1 more' : `tests of ${formatCount(failed)} more`} broke.`);
  const missing = claims.filter(({ status }) => status === 'not-run').length;
  if (missing > 0) sentences.push(`${formatCount(missing)} more ${missing === 1 ? 'was' : 'were'} not run.`);
  return sentences.join(' ');
}

function decided(ran: number, holds: number, others: readonly (readonly [number, string])[]): string {
  if (ran === 0) return 'No claim was run.';
  if (holds === ran)
    return ran === 1 ? 'The one claim that was run holds.' : `All ${formatCount(ran)} claims hold.`;
  const rest = others
    .filter(([n]) => n > 0)
    .map(([n, word]) => `${formatCount(n)} ${n === 1 ? 'is' : 'are'} ${word}`);
  const holding = `${formatCount(holds)} of ${counted(ran, 'claim')} ${holds === 1 || ran === 1 ? 'holds' : 'hold'}`;
  return `${[holding, ...rest].join(', ')}.`;
}

/** How a claim breaks its record, as a sentence; null when it does not. */
export function breakSentence(claim: ClaimResult): string | null {
  if (standing(claim) !== 'breaks') return null;
  if (claim.status === 'failed') return 'Its test broke before a verdict was reached.';
  if (claim.status === 'not-run') return null;
  const missed = claim.controls.filter(({ caught }) => !caught).map(({ fault }) => fault);
  const against = verdictBreaks(claim)
    ? [`On record as “${claim.record}”, this run says “${claim.verdict}”.`]
    : [];
  const twins = twinToldApart(claim) ? ['It tells an arm from itself under other keys.'] : [];
  const blind = missed.length > 0 ? [`Planted and not caught: ${missed.join(', ')}.`] : [];
  return [...against, ...twins, ...blind].join(' ');
}

/** How the verdict stands to its record, as a sentence for the claim's page. */
export function recordSentence(claim: ClaimResult): string {
  if (claim.record === 'as found')
    return 'No verdict is on record: the question is open, and the answer is taken as found.';
  const record = `On record as “${claim.record}”`;
  if (claim.status !== 'ran') return `${record}.`;
  if (claim.verdict === 'undecided') return `${record}; this run does not decide it.`;
  return claim.verdict === claim.record
    ? `${record}; this run agrees.`
    : `${record}; this run does not agree.`;
}
