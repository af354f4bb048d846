import type { KeptMaps } from '../../results/maps.ts';
import type { ClaimResult } from '../../results/schema.ts';
import type { Chart } from '../charts/chart.ts';
import { mapChart } from '../charts/map.ts';
import { drawn } from './claim-charts.ts';
import { formatDay } from './numbers.ts';

/** A claim's map from an earlier, deeper run. */
export interface KeptMap {
  readonly charts: readonly Chart[];
  readonly finding: string;
  /** When it was made, and how. */
  readonly when: string;
}

/** Null where none was kept. */
export function keptMap({ id }: Pick<ClaimResult, 'id'>, maps: KeptMaps | null): KeptMap | null {
  const map = maps?.maps.find((other) => other.id === id);
  if (!map) return null;
  const { startedAt, commit, engine, command } = map;
  const at = commit === null ? '' : ` at commit ${commit.slice(0, 7)}`;
  return {
    charts: drawn([mapChart(map.evidence)]),
    finding: map.finding,
    when: `Not made in this run. Made on ${formatDay(startedAt)}${at}, ${engine} engine, by “${command}”.`,
  };
}
