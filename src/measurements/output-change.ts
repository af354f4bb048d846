import { logitsOf } from '../engines/reference/predict.ts';
import type { RunMeasurement } from './measurement.ts';

/** Root mean square, over training points and outputs, of how far training has moved the logits. */
export const outputChange = (): RunMeasurement => ({
  label: 'change of the outputs by training',
  unit: '',
  better: 'lower',
  scale: 'log',
  reads: 'run',
  censored: false,
  missing: ({ record }) => (record.stopOnceCrossed ? 'the end of training' : undefined),
  read({ final }, { network, start, train }) {
    const before = logitsOf(network, start, train);
    const after = logitsOf(network, final, train);
    return Math.sqrt(before.reduce((sum, z, i) => sum + (after[i]! - z) ** 2, 0) / before.length);
  },
});
