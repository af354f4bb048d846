import { formatNumber } from './labels.ts';
import type { RunMeasurement } from './measurement.ts';

/** The number of updates after which the cost is first at or below the given one; null when it never is. */
export const stepsToCost = ({ cost }: { cost: number }): RunMeasurement => ({
  label: `steps to cost ${formatNumber(cost)}`,
  unit: 'steps',
  better: 'lower',
  scale: 'linear',
  reads: 'run',
  censored: true,
  missing: ({ record }) =>
    record.crossings?.includes(cost) ? undefined : `the crossing of cost ${formatNumber(cost)}`,
  read: ({ crossings }) => crossings.find((crossing) => crossing.cost === cost)!.step,
});
