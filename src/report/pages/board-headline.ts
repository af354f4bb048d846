import type { ClaimResult } from '../../results/schema.ts';
import { headline } from './headline.ts';
import type { NotesSentence } from './notes-sentences.ts';
import { counted, formatCount } from './numbers.ts';
import { isOfTensorflow } from './tensorflow-claims.ts';

interface BoardHeadline {
  /** "13 of the notes’ 14 sentences hold, 1 is refuted." Without all of the notes’ sentences, what the claims say. */
  readonly headline: string;
  /** What came out of the claims, those about another library set apart; null where the headline says it. */
  readonly counts: string | null;
}

/** What the board says first: a count of all claims alone would lay a library’s broken promises at the notes’ door. */
export function boardHeadline(
  claims: readonly ClaimResult[],
  notes: readonly NotesSentence[],
): BoardHeadline {
  const verdicts = notes.map(({ verdict }) => verdict.kind);
  const isDecided = verdicts.length > 0 && verdicts.every((kind) => kind !== 'not-run' && kind !== 'failed');
  if (!isDecided) return { headline: headline(claims), counts: null };
  const count = (kind: string) => verdicts.filter((other) => other === kind).length;
  const [all, holds] = [counted(verdicts.length, 'sentence'), count('holds')];
  const rest = (['refuted', 'undecided'] as const)
    .filter((kind) => count(kind) > 0)
    .map((kind) => `${formatCount(count(kind))} ${count(kind) === 1 ? 'is' : 'are'} ${kind}`);
  const holding =
    holds === verdicts.length
      ? `All of the notes’ ${all} hold`
      : `${formatCount(holds)} of the notes’ ${all} ${holds === 1 ? 'holds' : 'hold'}`;
  return { headline: `${[holding, ...rest].join(', ')}.`, counts: countsOf(claims) };
}

function countsOf(claims: readonly ClaimResult[]): string {
  const promises = claims.filter((claim) => isOfTensorflow(claim) && claim.status === 'ran');
  const kept = promises.filter((claim) => claim.status === 'ran' && claim.verdict === 'holds').length;
  const others = headline(claims.filter((claim) => !promises.includes(claim)));
  if (promises.length === 0) return others;
  return `${others} TensorFlow.js keeps ${formatCount(kept)} of ${counted(promises.length, 'promise')} about its initializers.`;
}
