import { createPass, forward, toBatch } from '../engines/reference/pass.ts';
import { layerLabel } from './labels.ts';
import type { RunMeasurement } from './measurement.ts';

/** Root mean square of a layer's pre-activations, over its units and the training points, after training. */
export const layerSize = ({ layer }: { layer: number }): RunMeasurement => ({
  label: `size of the pre-activations of ${layerLabel(layer)} after training`,
  unit: '',
  better: 'lower',
  scale: 'log',
  reads: 'run',
  censored: false,
  missing: ({ record }) => (record.stopOnceCrossed ? 'the end of training' : undefined),
  read({ final }, { network, train }) {
    const pass = createPass(network, train.count);
    forward(network, final, toBatch(network, train), pass);
    const z = pass.z[layer - 1];
    if (!z) throw new RangeError(`invalid layer: ${layer} (the network has ${pass.z.length})`);
    return Math.sqrt(z.reduce((sum, value) => sum + value * value, 0) / z.length);
  },
});
