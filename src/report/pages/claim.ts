import type { DeepFindings } from '../../results/deep-findings.ts';
import type { Seen } from '../../results/history.ts';
import type { ClaimResult, Evidence, MapEvidence, RanClaim, Results } from '../../results/schema.ts';
import type { Chart, Table } from '../charts/chart.ts';
import { claimCharts } from './claim-charts.ts';
import { type ClaimHistory, claimHistory } from './claim-history.ts';
import { claimNumbers } from './claim-numbers.ts';
import { foundBefore } from './deep-finding.ts';
import { mostDrawn } from './drawn-claims.ts';
import { breakSentence, recordSentence } from './headline.ts';
import { howToRead } from './how-to-read.ts';
import { linkedNote, type NotePart } from './linked-note.ts';
import { counted, formatCount, formatDuration, formatMinute, formatNumber } from './numbers.ts';
import { claimPath, type Page, recordPath, type VerdictMark, verdictMark } from './page.ts';
import { runLine } from './run-line.ts';

export interface ClaimPage extends Page {
  readonly id: string;
  readonly statement: string;
  readonly verdict: VerdictMark;
  readonly sentence: string;
  readonly record: string;
  readonly loud: string | null;
  /** Of what an earlier, deep run found: when, and how. */
  readonly before: string | null;
  readonly error: string | null;
  readonly charts: readonly Chart[];
  /** Said in place of charts where there is nothing to draw. */
  readonly noChart: string | null;
  readonly boundaries: readonly Chart[];
  readonly howToRead: readonly string[];
  readonly numbers: Table | null;
  readonly counterexample: { readonly text: string; readonly where: string } | null;
  readonly differing: readonly string[];
  readonly note: readonly NotePart[];
  readonly setting: { readonly sentence: string; readonly data: string };
  readonly source: { readonly title: string; readonly where: string; readonly url: string | null };
  readonly controls: readonly {
    readonly fault: string;
    readonly description: string;
    readonly finding: string;
    readonly verdict: string;
    readonly caught: boolean;
  }[];
  readonly intervalNote: string | null;
  /** Null where this run is the first on record. */
  readonly history: ClaimHistory | null;
  readonly replay: string;
  /** A program that shows the same without this project. */
  readonly script: string | null;
  readonly recordHref: string;
  readonly runLine: readonly string[];
  /** How long it took, and when where that was not this run. */
  readonly took: string | null;
}

/** One claim in full: what was claimed, what came out, how sure, and how to repeat it. */
export function claimPage(
  claim: ClaimResult,
  { run, claims }: Results,
  trail: readonly Seen[] = [],
  deep: DeepFindings | null = null,
  isDrawn = true,
): ClaimPage {
  const before = foundBefore(claim, deep);
  const shown = before?.claim ?? claim;
  const ran = shown.status === 'ran' ? shown : null;
  const { charts, boundaries } = ran && isDrawn ? claimCharts(ran) : { charts: [], boundaries: [] };
  return {
    path: claimPath(claim.id),
    root: '../',
    template: 'claim',
    title: claim.statement,
    id: claim.id,
    statement: claim.statement,
    verdict: verdictMark(shown),
    sentence:
      shown.status === 'ran'
        ? shown.finding
        : shown.status === 'not-run'
          ? shown.reason
          : 'The claim’s test broke: there is no verdict.',
    record: recordSentence(claim),
    loud: breakSentence(claim),
    before: before?.when ?? null,
    error: claim.status === 'failed' ? claim.error : null,
    charts,
    noChart: ran && charts.length === 0 ? whyNotDrawn(ran.evidence, isDrawn) : null,
    boundaries,
    howToRead: ran && charts.length > 0 ? howToRead(ran.evidence) : [],
    numbers: ran && claimNumbers(ran.evidence, ran.setting.data),
    counterexample: counterexampleOf(shown),
    differing:
      ran?.evidence.kind === 'scores'
        ? ran.evidence.arms.flatMap((arm) => (arm.differs === null ? [] : [`${arm.label}: ${arm.differs}`]))
        : [],
    note: linkedNote(claim.note, claims, '../'),
    setting: { sentence: claim.setting.sentence, data: JSON.stringify(claim.setting.data, null, 2) },
    source: claim.source,
    controls: ran?.controls ?? [],
    intervalNote: ran && intervalNote(ran.evidence),
    history: claimHistory(trail, isDrawn),
    replay: claim.replay,
    script: ran?.evidence.kind === 'law' ? ran.evidence.script : null,
    recordHref: recordPath(claim.id).replace('claims/', ''),
    runLine: runLine(run),
    took: ran && tookSentence(ran, before !== null),
  };
}

const tookSentence = ({ durationMs, keptSince }: RanClaim, before: boolean): string =>
  keptSince === undefined
    ? `Took ${formatDuration(durationMs)} in ${before ? 'that' : 'this'} run.`
    : `Worked out by the run of ${formatMinute(keptSince)}, in ${formatDuration(durationMs)}; nothing it could depend on has changed since.`;

const isExact = (evidence: Evidence): boolean => evidence.kind === 'law' && evidence.pools.length === 0;

const whyNotDrawn = (evidence: Evidence, isDrawn: boolean): string =>
  isDrawn
    ? isExact(evidence)
      ? 'Nothing is drawn: each case keeps the promise or breaks it, and there is no distance between.'
      : 'There is nothing to draw: the evidence holds no rows.'
    : `Among so many claims ${formatCount(mostDrawn)} are drawn, this is none of them: a run of its topic alone draws it.`;

function counterexampleOf(claim: ClaimResult): ClaimPage['counterexample'] {
  if (claim.status !== 'ran' || claim.evidence.kind !== 'cases' || claim.evidence.counterexample === null)
    return null;
  const { text, deviation, seed, path } = claim.evidence.counterexample;
  return { text, where: `Deviation ${formatNumber(deviation)}; seed ${seed}, path ${path}.` };
}

/** What “holds” says of a map: more than a cell of each kind only where it claims something of a cell. */
function whatMapClaims(cells: MapEvidence['cells']): string {
  const stated = cells.filter(({ expected }) => expected !== null).length;
  return stated === 0
    ? '“Holds” says of this map only that there are cells of both kinds, a yes and a no; where they lie is as found.'
    : `“Holds” says of this map that the ${counted(stated, 'cell')} it claims something of ${stated === 1 ? 'comes' : 'come'} out so; the others are as found.`;
}

/** How sure: what an interval says, and what is not accounted for yet. */
function intervalNote(evidence: Evidence): string {
  if (evidence.kind === 'scores') {
    const { keys, cap, alpha } = evidence;
    return `Keys are looked at one after the other until the evidence suffices: ${counted(keys, 'key')} here, ${formatCount(cap)} at most. The procedure says “holds” of a false claim, or “refuted” of a true one, with a probability of at most ${formatNumber(alpha, 4)}, however often it looks; with its share for misses that is what this decision takes from the run’s budget.`;
  }
  if (evidence.kind === 'map') {
    const { cells, cap, alpha } = evidence;
    return `Keys of a cell are looked at until the evidence suffices, ${formatCount(cap)} at most. A cell says the wrong thing with a probability of at most ${formatNumber(alpha)}: the share of one decision of the run’s budget, divided by ${formatCount(cells.length)} cells, so that all cells together are wrong no more often than one claim. ${whatMapClaims(cells)}`;
  }
  if (evidence.kind === 'cases') {
    return `${formatCount(evidence.cases)} cases were drawn, not all there are: a counterexample that no draw met would not be seen.`;
  }
  if (evidence.kind === 'law') {
    const pooled =
      evidence.pools.length === 0
        ? ''
        : ` A law that is kept is rejected with a probability of at most ${formatNumber(evidence.alpha)}, all rows of distances together: that is what this decision takes from the run’s budget. A law that is further away than the row’s last figure is missed with a probability of at most ${formatNumber(evidence.missed)}; one that is nearer may go unseen.`;
    return `${formatCount(evidence.cases)} shapes and seeds were drawn, not all there are.${pooled}`;
  }
  return 'One seed each, the one that was printed: these runs say whether the figures can be had again, not how often they come out so.';
}
