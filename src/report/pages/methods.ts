import type { Bench } from '../../results/bench.ts';
import type { RanClaim, Results } from '../../results/schema.ts';
import { type Table, table } from '../charts/chart.ts';
import { type EngineSpeeds, engineSpeeds } from './engine-speeds.ts';
import { type ErrorBudget, errorBudget } from './error-budget.ts';
import { counted, formatDuration } from './numbers.ts';
import type { Page } from './page.ts';
import { type PlantedFaults, plantedFaults } from './planted-faults.ts';
import { runLine } from './run-line.ts';

export interface MethodsPage extends Page {
  readonly run: Table;
  readonly faults: PlantedFaults;
  /** Null where the results do not carry it. */
  readonly budget: ErrorBudget | null;
  /** Null where nothing was measured. */
  readonly speeds: EngineSpeeds | null;
  readonly runLine: readonly string[];
}

/** How verdicts are reached, on what machine, which planted faults were caught, and how fast the engines are. */
export function methodsPage({ run, claims }: Results, bench: Bench | null = null): MethodsPage {
  const ran = claims.filter((claim): claim is RanClaim => claim.status === 'ran');
  return {
    path: 'methods.html',
    root: '',
    template: 'methods',
    title: 'How the verdicts are reached',
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
          `${run.machine.platform} ${run.machine.arch}, ${run.machine.cpu}, ${counted(run.machine.cores, 'core')}`,
        ],
      ],
    ),
    faults: plantedFaults(ran),
    budget: errorBudget(run, ran),
    speeds: engineSpeeds(bench),
    runLine: runLine(run),
  };
}
