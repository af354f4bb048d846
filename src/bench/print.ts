import type { Bench, BenchWorkload } from '../results/bench.ts';
import { speedsOf, yardstick } from '../results/speeds.ts';
import { type Spread, spreadOf } from '../statistics/spread.ts';
import { bounds } from './bounds.ts';

/** What was measured, as text for a terminal. */
export function printed(bench: Bench): string {
  const { machine, versions, rounds, product, workloads } = bench;
  const { cpu, cores, platform, arch, load } = machine;
  const lines = [
    `${cpu}, ${cores} cores, ${platform} ${arch}, load ${load.toFixed(1)}; initproof ${versions.initproof}, Node ${versions.node}`,
    `${rounds} rounds, all contestants in turn; median (least–most); a step and replicate`,
    ...(product
      ? [
          `NumPy’s float32 product of two ${product.size}² matrices, 1 thread: ${figure(spreadOf(product.gigaflops))} GFLOP/s`,
        ]
      : []),
  ];
  return `${[...lines, ...workloads.flatMap(tableOf), '', ...bounds(bench)].join('\n')}\n`;
}

function tableOf(workload: BenchWorkload): string[] {
  const rows = speedsOf(workload).map(({ id, label, detail, microseconds, ratio, gigaflops }) => [
    label,
    `${figure(microseconds)} µs`,
    ratio ? (id === yardstick ? '1' : `× ${figure(ratio)}`) : '',
    `${gigaflops.toFixed(1)} GFLOP/s`,
    detail,
  ]);
  const widths = rows[0]?.map((_, c) => Math.max(...rows.map((row) => row[c]!.length))) ?? [];
  const others = workload.outcomes.flatMap((outcome) => {
    if (outcome.status === 'timed') return [];
    if (outcome.status === 'wrong')
      return [`${outcome.label}: not timed, it computed a cost of ${outcome.cost}, not ${outcome.expected}`];
    return [`${outcome.label}: ${outcome.status === 'absent' ? 'not here' : 'broke'} (${outcome.reason})`];
  });
  return [
    '',
    workload.title,
    ...rows.map(
      (row) =>
        `  ${row
          .map((cell, c) => cell.padEnd(widths[c]!))
          .join('  ')
          .trimEnd()}`,
    ),
    ...others.map((line) => `  ${line}`),
    ...(rows.length > 0 ? ['  All that were timed ended at the same cost.'] : []),
  ];
}

const figure = ({ median, low, high }: Spread): string => `${short(median)} (${short(low)}–${short(high)})`;

const short = (value: number): string =>
  value >= 1000 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
