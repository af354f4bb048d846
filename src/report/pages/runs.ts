import { changesSince } from '../../results/changes.ts';
import type { HistoryLine } from '../../results/history.ts';
import type { Results } from '../../results/schema.ts';
import { type Table, table } from '../charts/chart.ts';
import { type Changed, changedSince } from './changed.ts';
import { counted, formatCount, formatDay, formatDuration } from './numbers.ts';
import type { Page } from './page.ts';
import { runLine } from './run-line.ts';

export interface RunsPage extends Page {
  readonly runLine: readonly string[];
  readonly count: string;
  readonly changed: Changed | null;
  /** A line a run, the latest first. */
  readonly runs: Table;
  /** Said where only the latest runs are shown. */
  readonly more: string | null;
}

/** Rows on the page; the history holds all. */
const shown = 200;

/** All runs on record, and what changed with the last of them. */
export function runsPage(results: Results, runs: readonly HistoryLine[]): RunsPage {
  const since = changesSince(runs.slice(0, -1), results);
  const rows = runs.map((run, i) => row(run, i + 1)).reverse();
  return {
    path: 'runs.html',
    root: '',
    template: 'runs',
    title: 'Runs',
    runLine: runLine(results.run),
    count:
      runs.length === 1
        ? 'This is the first run on record.'
        : `${counted(runs.length, 'run')} on record, the latest first.`,
    changed: since && changedSince(since, results.claims),
    runs: table(columns, rows.slice(0, shown)),
    more:
      rows.length > shown
        ? `${counted(rows.length - shown, 'earlier run is', 'earlier runs are')} in the history alone.`
        : null,
  };
}

const columns = [
  '#Run',
  'Day',
  'Commit',
  '#Seed',
  'Size',
  'Engine',
  '#Hold',
  '#Refuted',
  '#Undecided',
  '#Broke',
  '#Off record',
  '#Took',
];

function row(run: HistoryLine, number: number): string[] {
  const { holds, refuted, undecided, failed, breaks } = run.counts;
  return [
    String(number),
    formatDay(run.startedAt),
    run.commit?.slice(0, 7) ?? '',
    String(run.seed),
    run.complete ? run.size : `${run.size}, interrupted`,
    run.engine,
    ...[holds, refuted, undecided, failed, breaks].map(formatCount),
    formatDuration(run.durationMs),
  ];
}
