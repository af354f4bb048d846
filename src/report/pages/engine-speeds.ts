import type { Bench, BenchWorkload } from '../../results/bench.ts';
import { type Speed, speedsOf, yardstick } from '../../results/speeds.ts';
import { type Spread, spreadOf } from '../../statistics/spread.ts';
import { type Chart, type Table, table } from '../charts/chart.ts';
import { speedsChart } from '../charts/speeds.ts';
import { counted, formatDay, formatNumber } from './numbers.ts';

export interface EngineSpeeds {
  readonly about: string;
  readonly workloads: readonly {
    readonly title: string;
    readonly chart: Chart | null;
    readonly speeds: Table;
    /** Who was not timed, and why. */
    readonly others: readonly string[];
  }[];
}

/** How long the engines and other people's frameworks take for one step; null where nothing was measured. */
export function engineSpeeds(bench: Bench | null): EngineSpeeds | null {
  return bench && { about: about(bench), workloads: bench.workloads.map(workloadOf) };
}

function about({ startedAt, commit, rounds, machine, versions, product }: Bench): string {
  const where = `${machine.cpu}, ${counted(machine.cores, 'core')}, ${machine.platform} ${machine.arch}, Node ${versions.node}`;
  const when = `${formatDay(startedAt)}${commit === null ? '' : `, commit ${commit.slice(0, 7)}`}`;
  const peak = product
    ? ` One core’s measure: NumPy multiplies two float32 matrices of ${product.size} × ${product.size} at ${range(spreadOf(product.gigaflops))} GFLOP/s.`
    : '';
  return `Measured on ${when}: ${where}, ${counted(rounds, 'round')}; the load before was ${formatNumber(machine.load, 2)}.${peak}`;
}

function workloadOf(workload: BenchWorkload): EngineSpeeds['workloads'][number] {
  return {
    title: workload.title,
    chart: speedsChart(workload),
    speeds: table(
      ['Who', '#µs a step and replicate', '#times fused, float32', '#GFLOP/s', 'How'],
      speedsOf(workload).map(row),
    ),
    others: workload.outcomes.flatMap((outcome) => {
      if (outcome.status === 'timed') return [];
      if (outcome.status !== 'wrong')
        return [
          outcome.status === 'absent'
            ? `${outcome.label} was not there: ${outcome.reason}.`
            : `${outcome.label} broke: ${outcome.reason}.`,
        ];
      const cost = outcome.cost === null ? 'no finite number' : formatNumber(outcome.cost, 6);
      return [
        `${outcome.label} computed something else, so it was not timed: its cost is ${cost}, not ${formatNumber(outcome.expected, 6)}.`,
      ];
    }),
  };
}

const row = ({ id, label, microseconds, ratio, gigaflops, detail }: Speed): string[] => [
  label,
  range(microseconds),
  ratio === null ? '' : id === yardstick ? '1' : range(ratio),
  formatNumber(gigaflops),
  detail,
];

/** `12.1 (11.9 to 13)` */
const range = ({ median, low, high }: Spread): string =>
  `${formatNumber(median)} (${formatNumber(low)} to ${formatNumber(high)})`;
