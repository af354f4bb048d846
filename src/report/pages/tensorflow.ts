import type { ClaimResult, Results } from '../../results/schema.ts';
import { breakSentence } from './headline.ts';
import { counted } from './numbers.ts';
import { claimPath, type Page, type VerdictMark, verdictMark } from './page.ts';
import { runLine } from './run-line.ts';

interface Promise {
  readonly id: string;
  readonly href: string;
  readonly statement: string;
  readonly source: ClaimResult['source'];
  readonly verdict: VerdictMark;
  readonly loud: string | null;
  /** What was measured, as a sentence. */
  readonly measured: string;
  readonly note: string;
  readonly script: string | null;
}

export interface TensorflowPage extends Page {
  readonly summary: string;
  readonly deviations: readonly Promise[];
  readonly others: readonly Promise[];
  readonly runLine: readonly string[];
}

/** What TensorFlow.js promises of its initializers, and what it keeps. No page where nothing was claimed of them. */
export function tensorflowPages({ run, claims }: Results): TensorflowPage[] {
  const promises = claims.filter(({ id }) => id.startsWith('tensorflow-js/')).map(promise);
  if (promises.length === 0) return [];
  const deviations = promises.filter(({ verdict }) => verdict.kind === 'refuted');
  const others = promises.filter((other) => !deviations.includes(other));
  const kept = others.filter(({ verdict }) => verdict.kind === 'holds').length;
  return [
    {
      path: 'tensorflow-js.html',
      root: '',
      template: 'tensorflow',
      title: 'Initializers of TensorFlow.js',
      summary: `Of ${counted(promises.length, 'promise')}, ${deviations.length} ${deviations.length === 1 ? 'is' : 'are'} not kept and ${kept} ${kept === 1 ? 'is' : 'are'}.`,
      deviations,
      others,
      runLine: runLine(run),
    },
  ];
}

function promise(claim: ClaimResult): Promise {
  const { id, statement, source, note } = claim;
  const ran = claim.status === 'ran' ? claim : null;
  return {
    id,
    href: claimPath(id),
    statement,
    source,
    verdict: verdictMark(claim),
    loud: breakSentence(claim),
    measured: ran?.finding ?? (claim.status === 'not-run' ? claim.reason : 'The claim’s test broke.'),
    note,
    script: ran?.evidence.kind === 'law' ? ran.evidence.script : null,
  };
}
