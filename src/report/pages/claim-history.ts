import { carriedEvidence } from '../../results/carried-evidence.ts';
import type { Seen } from '../../results/history.ts';
import { type Chart, type Table, table } from '../charts/chart.ts';
import { overRunsChart } from '../charts/over-runs.ts';
import { formatEvidence } from './claim-numbers.ts';
import { counted, formatDay, formatShare } from './numbers.ts';

/** What became of a claim run by run, and the evidence of all of them together. */
export interface ClaimHistory {
  readonly chart: Chart | null;
  readonly runs: Table;
  readonly evidence: string | null;
}

/** The latest runs that are shown; the history holds the rest. */
const shown = 60;

/** @param trail the claim in each run that had it, the last one included */
export function claimHistory(trail: readonly Seen[], isDrawn = true): ClaimHistory | null {
  if (trail.length < 2) return null;
  const latest = trail.slice(-shown);
  return {
    chart: isDrawn ? overRunsChart(latest) : null,
    runs: runsTable(latest),
    evidence: evidenceSentence(trail),
  };
}

/** Columns for estimates only where the claim has any: an exact one has none. */
function runsTable(latest: readonly Seen[]): Table {
  const estimated = latest.some(({ claim }) => claim.estimate);
  return table(
    ['#Run', 'Day', '#Seed', 'Outcome', ...(estimated ? ['#Mean', '#95\u00a0% interval', '#Keys'] : [])],
    latest.map((seen) => [...whatCameOut(seen), ...(estimated ? estimateOf(seen) : [])]).reverse(),
  );
}

function whatCameOut({ number, run, claim }: Seen): string[] {
  const outcome = claim.outcome === 'failed' ? 'broke' : claim.outcome;
  return [
    String(number),
    formatDay(run.startedAt),
    String(run.seed),
    claim.breaks ? `${outcome}, off record` : outcome,
  ];
}

const estimateOf = ({ claim: { estimate } }: Seen): string[] =>
  estimate
    ? [formatShare(estimate.mean), estimate.interval.map(formatShare).join(' to '), String(estimate.keys)]
    : ['', '', ''];

function evidenceSentence(trail: readonly Seen[]): string | null {
  const carried = carriedEvidence(trail);
  if (!carried || carried.runs + carried.refused < 2) return null;
  const { runs, keys, logAbove, logBelow, refused } = carried;
  const weight = `Over ${counted(runs, 'run')} with keys of their own, ${counted(keys, 'key')} together, the weight of evidence for “above” is ${formatEvidence(logAbove)}, for “below” ${formatEvidence(logBelow)}.`;
  const repeated =
    refused > 0
      ? ` ${counted(refused, 'run')} looked at keys of an earlier one, or at those that chose the cut, and ${refused === 1 ? 'adds' : 'add'} nothing.`
      : '';
  return `${weight}${repeated} The verdict rests on this run alone.`;
}
