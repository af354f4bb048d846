import type { Since } from '../../results/changes.ts';
import type { ClaimResult, Evidence, LawEvidence, Results } from '../../results/schema.ts';
import { standing } from '../../results/standing.ts';
import type { Chart } from '../charts/chart.ts';
import { intervalSparkline } from '../charts/interval.ts';
import { type Changed, changedSince } from './changed.ts';
import { drawnClaims } from './drawn-claims.ts';
import { breakSentence, headline } from './headline.ts';
import { holding } from './map-numbers.ts';
import { counted, formatDuration, formatNumber, formatShare } from './numbers.ts';
import { claimPath, type Page, type VerdictMark, verdictMark, verdictMarks } from './page.ts';
import { runLine } from './run-line.ts';
import { sampleSize } from './sample-size.ts';
import { byTopic, type Topic } from './topics.ts';

interface Row {
  readonly id: string;
  readonly href: string;
  readonly statement: string;
  readonly verdict: VerdictMark;
  readonly loud: string | null;
  /** Drawn on the scale all rows share. */
  readonly drawn: Chart | null;
  readonly effect: string;
  readonly sample: string;
  readonly duration: string;
  readonly source: string;
  /** What rows can be ordered by; empty where a claim has no such number. */
  readonly order: {
    readonly effect: number | '';
    readonly keys: number | '';
    readonly seconds: number | '';
  };
}

export interface BoardPage extends Page {
  readonly headline: string;
  readonly runLine: readonly string[];
  readonly interrupted: boolean;
  /** Null where there is no run to compare with. */
  readonly changed: Changed | null;
  readonly breaks: readonly { readonly href: string; readonly id: string; readonly how: string }[];
  readonly breakCount: string;
  /** What does not hold, with the numbers: the rows that a reader looks for first. */
  readonly standOuts: readonly {
    readonly href: string;
    readonly statement: string;
    readonly verdict: VerdictMark;
    readonly finding: string;
  }[];
  /** What was found of TensorFlow.js, which has a page of its own; null where nothing was. */
  readonly tensorflow: string | null;
  /** `scale`: whether a row is drawn, so that the scale is written above it. */
  /** What rows can be filtered by: the verdicts and sources that there are. */
  readonly filters: { readonly verdicts: readonly VerdictMark[]; readonly sources: readonly string[] };
  readonly topics: readonly (Topic<Row> & { readonly scale: boolean })[];
}

const isOfTensorflow = ({ id }: ClaimResult): boolean => id.startsWith('tensorflow-js/');

function tensorflowSentence(claims: readonly ClaimResult[]): string | null {
  const refuted = claims.filter(
    (claim) => isOfTensorflow(claim) && claim.status === 'ran' && claim.verdict === 'refuted',
  );
  if (refuted.length === 0) return null;
  return `${counted(refuted.length, 'promise')} of TensorFlow.js’s initializers ${refuted.length === 1 ? 'is' : 'are'} not kept`;
}

/** The first page: what holds, what does not, and what broke its record. */
export function boardPage({ run, claims }: Results, since: Since | null = null): BoardPage {
  const drawn = drawnClaims(claims);
  const broken = claims.filter((claim) => standing(claim) === 'breaks');
  return {
    path: 'index.html',
    root: '',
    template: 'board',
    title: 'initproof: weight-initialization claims, proved again',
    headline: headline(claims),
    runLine: runLine(run),
    interrupted: !run.complete,
    changed: since && changedSince(since, claims),
    breaks: broken.map((claim) => ({
      href: claimPath(claim.id),
      id: claim.id,
      how: breakSentence(claim) ?? '',
    })),
    breakCount: `${counted(broken.length, 'claim')} ${broken.length === 1 ? 'breaks its' : 'break their'} record:`,
    standOuts: claims.flatMap((claim) =>
      claim.status === 'ran' && claim.verdict !== 'holds' && !isOfTensorflow(claim)
        ? [
            {
              href: claimPath(claim.id),
              statement: claim.statement,
              verdict: verdictMark(claim),
              finding: claim.finding,
            },
          ]
        : [],
    ),
    tensorflow: tensorflowSentence(claims),
    filters: {
      verdicts: verdictMarks.filter(({ kind }) => claims.some((claim) => verdictMark(claim).kind === kind)),
      sources: [...new Set(claims.map(({ source }) => source.title))].sort(),
    },
    topics: byTopic(claims.map((claim) => boardRow(claim, drawn.has(claim.id)))).map((topic) => ({
      ...topic,
      scale: topic.items.some((row) => row.drawn !== null),
    })),
  };
}

function boardRow(claim: ClaimResult, isDrawn: boolean): Row {
  const ran = claim.status === 'ran' ? claim : null;
  const reason = claim.status === 'not-run' ? claim.reason : claim.status === 'failed' ? claim.error : '';
  return {
    id: claim.id,
    href: claimPath(claim.id),
    statement: claim.statement,
    verdict: verdictMark(claim),
    loud: breakSentence(claim),
    drawn: isDrawn && ran?.evidence.kind === 'scores' ? intervalSparkline(ran.evidence) : null,
    effect: ran ? effect(ran.evidence) : reason,
    sample: ran ? sample(ran.evidence) : '',
    duration: ran ? formatDuration(ran.durationMs) : '',
    source: claim.source.title,
    order: {
      effect: ran?.evidence.kind === 'scores' ? ran.evidence.mean : '',
      keys: ran ? sampleSize(ran.evidence) : '',
      seconds: ran ? ran.durationMs / 1000 : '',
    },
  };
}

function effect(evidence: Evidence): string {
  if (evidence.kind === 'scores') return formatShare(evidence.mean);
  if (evidence.kind === 'runs') return `off by about ${formatNumber(evidence.largestCostDifference, 2)}`;
  if (evidence.kind === 'map')
    return `holds in ${holding(evidence)} of ${counted(evidence.cells.length, 'cell')}`;
  if (evidence.kind === 'law') return lawEffect(evidence);
  const largest = formatNumber(evidence.largest, 2);
  return largest === '0' ? 'exactly 0 in every case' : `about ${largest}`;
}

/** How far the weights are from their law, as a share of what is allowed; or how many cases break the promise. */
function lawEffect({ checks, pools }: LawEvidence): string {
  const broken = Math.max(...checks.map(({ breaches }) => breaches));
  if (broken > 0) return `broken in ${counted(broken, 'case')}`;
  if (pools.length === 0) return 'exactly kept in every case';
  const [farthest] = pools.toSorted((a, b) => b.distance / b.band - a.distance / a.band);
  return `${formatNumber(farthest!.distance)} off; ${formatNumber(farthest!.band)} allowed`;
}

const sampleNames = { scores: 'key', runs: 'run', cases: 'case', map: 'key', law: 'case' } as const;

const sample = (evidence: Evidence): string => counted(sampleSize(evidence), sampleNames[evidence.kind]);
