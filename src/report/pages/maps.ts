import type { DeepFindings } from '../../results/deep-findings.ts';
import type { ClaimResult, Results } from '../../results/schema.ts';
import type { Chart } from '../charts/chart.ts';
import { mapChart } from '../charts/map.ts';
import { drawn } from './claim-charts.ts';
import { foundBefore } from './deep-finding.ts';
import { drawnClaims } from './drawn-claims.ts';
import { scoreSentence } from './how-to-read.ts';
import { claimPath, type Page, type VerdictMark, verdictMark } from './page.ts';
import { runLine } from './run-line.ts';

interface MapEntry {
  readonly id: string;
  readonly statement: string;
  readonly href: string;
  readonly verdict: VerdictMark;
  readonly finding: string;
  /** What a score of 1 means in each cell, as a sentence. */
  readonly score: string;
  readonly charts: readonly Chart[];
  /** Of a map from an earlier run: when it was made, and how. */
  readonly when: string | null;
}

export interface MapsPage extends Page {
  readonly maps: readonly MapEntry[];
  readonly runLine: readonly string[];
}

/** All maps on one page: where over two axes a claim holds and where not. No page where there is no map. */
export function mapsPages({ run, claims }: Results, deep: DeepFindings | null): MapsPage[] {
  const isDrawn = drawnClaims(claims, deep);
  const maps = claims
    .flatMap((claim) => mapEntry(claim, deep) ?? [])
    .map((entry) => (isDrawn.has(entry.id) ? entry : { ...entry, charts: [] }));
  if (maps.length === 0) return [];
  const title = 'Where claims hold';
  return [{ path: 'maps.html', root: '', template: 'maps', title, maps, runLine: runLine(run) }];
}

function mapEntry(claim: ClaimResult, deep: DeepFindings | null): MapEntry | null {
  const before = foundBefore(claim, deep);
  const shown = before?.claim ?? claim;
  if (shown.status !== 'ran' || shown.evidence.kind !== 'map') return null;
  return {
    id: claim.id,
    statement: claim.statement,
    href: claimPath(claim.id),
    verdict: verdictMark(shown),
    finding: shown.finding,
    score: scoreSentence(shown.evidence),
    charts: drawn([mapChart(shown.evidence)]),
    when: before?.when ?? null,
  };
}
