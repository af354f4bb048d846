import { gradientsOf } from '../engines/reference/gradients.ts';
import type { StartMeasurement } from './measurement.ts';

/**
 * Pairs of units of a hidden layer whose incoming weights get the same gradient in the first step. Units without a
 * gradient (dead, or cut off from the output) do not count: they share a zero.
 */
export const equalLivePairs = (): StartMeasurement => ({
  label: 'pairs of live units with one gradient',
  unit: 'pairs',
  better: 'lower',
  scale: 'linear',
  reads: 'start',
  read(_profile, { network, start, train }) {
    const gradients = gradientsOf(network, start, train);
    let pairs = 0;
    for (let l = 0; l < network.widths.length - 2; l++) {
      const fanIn = network.widths[l]!;
      const rows = Array.from({ length: network.widths[l + 1]! }, (_, unit) =>
        gradients.weights[l]!.subarray(unit * fanIn, (unit + 1) * fanIn),
      ).filter((row) => row.some((value) => value !== 0));
      const alike = new Map<string, number>();
      for (const row of rows) alike.set(row.join(), (alike.get(row.join()) ?? 0) + 1);
      for (const units of alike.values()) pairs += (units * (units - 1)) / 2;
    }
    return pairs;
  },
});
