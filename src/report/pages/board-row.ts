import type { DeepFindings } from '../../results/deep-findings.ts';
import { decodeNumber } from '../../results/numbers.ts';
import type { ClaimResult, Evidence, LawEvidence } from '../../results/schema.ts';
import { type Sparkline, sparkline } from '../charts/sparkline.ts';
import { foundBefore } from './deep-finding.ts';
import { breakSentence } from './headline.ts';
import { cellsWith } from './map-numbers.ts';
import { counted, formatCount, formatDuration, formatNumber, formatShare } from './numbers.ts';
import { claimPath, type VerdictMark, verdictMark } from './page.ts';
import { sampleSize } from './sample-size.ts';

export interface Row {
  readonly id: string;
  readonly href: string;
  readonly statement: string;
  readonly verdict: VerdictMark;
  readonly loud: string | null;
  /** Drawn on the scale all rows share. */
  readonly drawn: Sparkline | null;
  readonly effect: string;
  readonly sample: string;
  readonly duration: string;
  /** Its place among the board's sources. */
  readonly source: number;
  /** What rows can be ordered by; empty where a claim has no such number. */
  readonly order: {
    readonly effect: number | '';
    readonly keys: number | '';
    readonly seconds: number | '';
  };
}

export function boardRow(claim: ClaimResult, sources: readonly string[], deep: DeepFindings | null): Row {
  const ran = claim.status === 'ran' ? claim : null;
  return {
    id: claim.id,
    href: claimPath(claim.id),
    statement: claim.statement,
    verdict: verdictMark(claim),
    loud: breakSentence(claim),
    drawn: ran?.evidence.kind === 'scores' ? sparkline(ran.evidence) : null,
    effect: ran ? effect(ran.evidence) : whyNot(claim, deep),
    sample: ran ? sample(ran.evidence) : '',
    duration: ran ? formatDuration(ran.durationMs) : '',
    source: sources.indexOf(claim.source.title),
    order: {
      effect: ran?.evidence.kind === 'scores' ? rounded(ran.evidence.mean) : '',
      keys: ran ? sampleSize(ran.evidence) : '',
      seconds: ran ? rounded(ran.durationMs / 1000) : '',
    },
  };
}

function whyNot(claim: ClaimResult, deep: DeepFindings | null): string {
  const before = foundBefore(claim, deep);
  if (before) return `${verdictMark(before.claim).word} in a deep run of ${before.day}`;
  return claim.status === 'not-run' ? claim.reason : claim.status === 'failed' ? claim.error : '';
}

/** Enough to order by, in few letters. */
const rounded = (value: number): number => Number(value.toFixed(3));

/** What was measured, in a few words. */
export function effect(evidence: Evidence): string {
  if (evidence.kind === 'scores') return formatShare(evidence.mean);
  if (evidence.kind === 'map')
    return `yes in ${formatCount(cellsWith(evidence, 'holds'))} of ${counted(evidence.cells.length, 'cell')}, no in ${formatCount(cellsWith(evidence, 'refuted'))}`;
  if (evidence.kind === 'law') return lawEffect(evidence);
  const [largest, allowed] =
    evidence.kind === 'runs'
      ? [evidence.largestCostDifference, evidence.costTolerance]
      : [evidence.largest, evidence.atMost];
  if (largest === 0) return 'off by 0 in every case';
  // What is measured in units of what is allowed.
  if (evidence.kind === 'cases' && allowed === 1)
    return `off by ${formatNumber(decodeNumber(largest) * 100, 1)}\u00a0% of what is allowed`;
  return `off by ${formatNumber(largest)}; ${formatNumber(allowed)} allowed`;
}

/** How far the weights are from their law, as the page says it; or which promise is broken, and by how much. */
function lawEffect({ checks, pools }: LawEvidence): string {
  const [worst] = checks.toSorted((a, b) => b.breaches - a.breaches);
  if (worst && worst.breaches > 0)
    return `broken in ${formatCount(worst.breaches)} of ${counted(worst.cases, 'case')}`;
  if (pools.length === 0) return 'exactly kept in every case';
  const off = ({ distance, band }: LawEvidence['pools'][number], what: string) =>
    `off by ${formatNumber(distance)}${what}; ${formatNumber(band)} allowed`;
  const rejected = pools.find(({ distance, band }) => distance > band);
  return rejected ? `${rejected.name}: ${off(rejected, '')}` : off(pools[0]!, ' from the law');
}

const sampleNames = { scores: 'key', runs: 'run', cases: 'case', map: 'key', law: 'case' } as const;

const sample = (evidence: Evidence): string => counted(sampleSize(evidence), sampleNames[evidence.kind]);
