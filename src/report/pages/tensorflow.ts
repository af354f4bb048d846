import type { ClaimResult, Results } from '../../results/schema.ts';
import { effect } from './board-row.ts';
import { breakSentence } from './headline.ts';
import { counted } from './numbers.ts';
import { claimPath, type Page, type VerdictMark, verdictMark } from './page.ts';
import { runLine } from './run-line.ts';
import { isOfTensorflow } from './tensorflow-claims.ts';

interface Promise {
  readonly href: string;
  readonly statement: string;
  readonly source: ClaimResult['source'];
  readonly verdict: VerdictMark;
  readonly loud: string | null;
  /** What was measured, in a few words. */
  readonly measured: string;
  readonly script: string | null;
}

/** One way in which the library departs from its documentation, and the promises that it breaks. */
interface Deviation {
  readonly note: string;
  readonly promises: readonly Promise[];
}

export interface TensorflowPage extends Page {
  readonly summary: string;
  readonly deviations: readonly Deviation[];
  readonly others: readonly Promise[];
  readonly runLine: readonly string[];
}

/** What TensorFlow.js promises of its initializers, and what it keeps. No page where nothing was claimed of them. */
export function tensorflowPages({ run, claims }: Results): TensorflowPage[] {
  const promises = claims.filter(isOfTensorflow);
  if (promises.length === 0) return [];
  const broken = promises.filter((claim) => verdictMark(claim).kind === 'refuted');
  const kept = promises.filter((claim) => verdictMark(claim).kind === 'holds').length;
  const deviations = byNote(broken);
  return [
    {
      path: 'tensorflow-js.html',
      root: '',
      template: 'tensorflow',
      title: 'Initializers of TensorFlow.js',
      summary: `Of ${counted(promises.length, 'promise')}, ${kept} ${kept === 1 ? 'is' : 'are'} kept and ${broken.length} ${broken.length === 1 ? 'is' : 'are'} not, in ${counted(deviations.length, 'way')}.`,
      deviations,
      others: promises.filter((claim) => !broken.includes(claim)).map(promise),
      runLine: runLine(run),
    },
  ];
}

/** Claims of one cause say the same of it. */
function byNote(claims: readonly ClaimResult[]): Deviation[] {
  const notes = [...new Set(claims.map(({ note }) => note))];
  return notes.map((note) => ({
    note,
    promises: claims.filter((claim) => claim.note === note).map(promise),
  }));
}

function promise(claim: ClaimResult): Promise {
  const { statement, source } = claim;
  const ran = claim.status === 'ran' ? claim : null;
  const without = claim.status === 'not-run' ? claim.reason : 'The claim’s test broke.';
  return {
    href: claimPath(claim.id),
    statement,
    source,
    verdict: verdictMark(claim),
    loud: breakSentence(claim),
    measured: ran ? effect(ran.evidence) : without,
    script: ran?.evidence.kind === 'law' ? ran.evidence.script : null,
  };
}
