import type { Network, Parameters } from '../network/network.ts';
import type { RunMeasurement } from './measurement.ts';

/** How far apart the units of a hidden layer have come by the end of training. */
export const unitDifference = (): RunMeasurement => ({
  label: 'largest difference between two units of a layer',
  unit: '',
  better: 'higher',
  scale: 'log',
  reads: 'run',
  censored: false,
  missing: ({ record }) => (record.stopOnceCrossed ? 'the end of training' : undefined),
  read: ({ final }, { network }) => largestUnitDifference(network, final),
});

/**
 * The largest difference between two units of one hidden layer in any of their incoming weights, biases and outgoing
 * weights. 0 exactly when all units of each layer are the same unit, NaN when any parameter is.
 */
export function largestUnitDifference({ widths }: Network, { weights, biases }: Parameters): number {
  let largest = 0;
  for (let l = 0; l < widths.length - 2; l++) {
    const units = widths[l + 1]!;
    const fanIn = widths[l]!;
    const fanOut = widths[l + 2]!;
    const spread = (value: (unit: number) => number) => {
      const values = Array.from({ length: units }, (_, unit) => value(unit));
      largest = Math.max(largest, Math.max(...values) - Math.min(...values));
    };
    spread((unit) => biases[l]![unit]!);
    for (let k = 0; k < fanIn; k++) spread((unit) => weights[l]![unit * fanIn + k]!);
    for (let i = 0; i < fanOut; i++) spread((unit) => weights[l + 1]![i * units + unit]!);
  }
  return largest;
}
