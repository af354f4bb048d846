import type { Bench } from '../../results/bench.ts';
import type { RanClaim, Results } from '../../results/schema.ts';
import { type Table, table } from '../charts/chart.ts';
import { type EngineSpeeds, engineSpeeds } from './engine-speeds.ts';
import { formatCount, formatDuration, listed } from './numbers.ts';
import { claimPath, type Page } from './page.ts';
import { runLine } from './run-line.ts';

interface FaultRow {
  readonly id: string;
  readonly href: string;
  readonly cells: readonly ('caught' | 'missed' | '')[];
}

export interface MethodsPage extends Page {
  readonly levels: string;
  readonly run: Table;
  readonly faults: {
    readonly names: readonly string[];
    readonly rows: readonly FaultRow[];
    readonly summary: string;
  };
  /** Null where nothing was measured. */
  readonly speeds: EngineSpeeds | null;
  readonly runLine: readonly string[];
}

/** How verdicts are reached, on what machine, which planted faults were caught, and how fast the engines are. */
export function methodsPage({ run, claims }: Results, bench: Bench | null = null): MethodsPage {
  const ran = claims.filter((claim): claim is RanClaim => claim.status === 'ran');
  const levels = new Set(
    ran.flatMap(({ evidence }) => (evidence.kind === 'scores' ? [evidence.level * 100] : [])),
  );
  return {
    path: 'methods.html',
    root: '',
    template: 'methods',
    title: 'How the verdicts are reached',
    levels: levels.size === 0 ? '' : `${listed([...levels].map((level) => `${Number(level.toFixed(6))} %`))}`,
    run: table(
      ['What', 'Value'],
      [
        ['command', run.command],
        ['commit', run.commit ?? 'not known'],
        ['started', run.startedAt],
        ['took', formatDuration(run.durationMs)],
        ['complete', run.complete ? 'yes' : 'no, interrupted'],
        ['seed', String(run.seed)],
        ['size', run.size],
        ['engine', run.engineAbout === undefined ? run.engine : `${run.engine}: ${run.engineAbout}`],
        [
          'versions',
          `initproof ${run.versions.initproof}, Node ${run.versions.node}, Vitest ${run.versions.vitest}`,
        ],
        [
          'machine',
          `${run.machine.platform} ${run.machine.arch}, ${run.machine.cpu}, ${formatCount(run.machine.cores)} cores`,
        ],
      ],
    ),
    faults: faultTable(ran),
    speeds: engineSpeeds(bench),
    runLine: runLine(run),
  };
}

function faultTable(claims: readonly RanClaim[]): MethodsPage['faults'] {
  const planted = claims.flatMap(({ controls }) => controls);
  const names = [...new Set(planted.map(({ fault }) => fault))].sort();
  const caught = planted.filter((control) => control.caught).length;
  const rows = claims
    .filter(({ controls }) => controls.length > 0)
    .map(({ id, controls }) => ({
      id,
      href: claimPath(id),
      cells: names.map((name) => {
        const own = controls.filter(({ fault }) => fault === name);
        return own.length === 0 ? '' : own.every((control) => control.caught) ? 'caught' : 'missed';
      }),
    })) satisfies FaultRow[];
  const summary =
    planted.length === 0
      ? 'No fault was planted in this run.'
      : caught === planted.length
        ? `All ${formatCount(caught)} planted faults were caught.`
        : `${formatCount(caught)} of ${formatCount(planted.length)} planted faults were caught.`;
  return { names, rows, summary };
}
