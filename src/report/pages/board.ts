import type { ClaimResult, Evidence, Results } from '../../results/schema.ts';
import { standing } from '../../results/standing.ts';
import type { Chart } from '../charts/chart.ts';
import { intervalSparkline } from '../charts/interval.ts';
import { breakSentence, headline } from './headline.ts';
import { holding, keysInAll } from './map-numbers.ts';
import { counted, formatDuration, formatNumber, formatShare } from './numbers.ts';
import { claimPath, type Page, type VerdictMark, verdictMark } from './page.ts';
import { runLine } from './run-line.ts';
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
}

export interface BoardPage extends Page {
  readonly headline: string;
  readonly runLine: readonly string[];
  readonly interrupted: boolean;
  readonly breaks: readonly { readonly href: string; readonly id: string; readonly how: string }[];
  readonly breakCount: string;
  /** `scale`: whether a row is drawn, so that the scale is written above it. */
  readonly topics: readonly (Topic<Row> & { readonly scale: boolean })[];
}

/** The first page: what holds, what does not, and what broke its record. */
export function boardPage({ run, claims }: Results): BoardPage {
  const broken = claims.filter((claim) => standing(claim) === 'breaks');
  return {
    path: 'index.html',
    root: '',
    template: 'board',
    title: 'initproof: weight-initialization claims, proved again',
    headline: headline(claims),
    runLine: runLine(run),
    interrupted: !run.complete,
    breaks: broken.map((claim) => ({
      href: claimPath(claim.id),
      id: claim.id,
      how: breakSentence(claim) ?? '',
    })),
    breakCount: `${counted(broken.length, 'claim')} ${broken.length === 1 ? 'breaks its' : 'break their'} record:`,
    topics: byTopic(claims.map(boardRow)).map((topic) => ({
      ...topic,
      scale: topic.items.some((row) => row.drawn !== null),
    })),
  };
}

function boardRow(claim: ClaimResult): Row {
  const ran = claim.status === 'ran' ? claim : null;
  const reason = claim.status === 'not-run' ? claim.reason : claim.status === 'failed' ? claim.error : '';
  return {
    id: claim.id,
    href: claimPath(claim.id),
    statement: claim.statement,
    verdict: verdictMark(claim),
    loud: breakSentence(claim),
    drawn: ran?.evidence.kind === 'scores' ? intervalSparkline(ran.evidence) : null,
    effect: ran ? effect(ran.evidence) : reason,
    sample: ran ? sample(ran.evidence) : '',
    duration: ran ? formatDuration(ran.durationMs) : '',
  };
}

function effect(evidence: Evidence): string {
  if (evidence.kind === 'scores') return formatShare(evidence.mean);
  if (evidence.kind === 'runs') return `off by about ${formatNumber(evidence.largestCostDifference, 2)}`;
  if (evidence.kind === 'map')
    return `holds in ${holding(evidence)} of ${counted(evidence.cells.length, 'cell')}`;
  const largest = formatNumber(evidence.largest, 2);
  return largest === '0' ? 'exactly 0 in every case' : `about ${largest}`;
}

function sample(evidence: Evidence): string {
  if (evidence.kind === 'scores') return counted(evidence.keys, 'key');
  if (evidence.kind === 'map') return counted(keysInAll(evidence), 'key');
  return evidence.kind === 'runs' ? counted(evidence.runs.length, 'run') : counted(evidence.cases, 'case');
}
