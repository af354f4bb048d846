import { layerLabel } from './labels.ts';
import type { StartMeasurement } from './measurement.ts';

/** Mean square of a layer's activations over its units and the training points, before training. */
export const activationMeanSquare = ({ layer }: { layer: number }): StartMeasurement => ({
  label: `mean square of the activations of ${layerLabel(layer)}`,
  unit: '',
  better: 'higher',
  scale: 'log',
  reads: 'start',
  read: ({ layers }) => layers[layer - 1]!.activation.meanSquare,
});
