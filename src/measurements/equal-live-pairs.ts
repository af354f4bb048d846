import { gradientsOf } from '../engines/reference/gradients.ts';
import type { StartMeasurement } from './measurement.ts';

/**
 * Pairs of units of a hidden layer, both answering to some point, whose incoming weights get the same gradient in the
 * first step. Two dead units share a zero gradient and do not count.
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
      pairs += rows.length - new Set(rows.map((row) => row.join())).size;
    }
    return pairs;
  },
});
