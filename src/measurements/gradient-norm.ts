import { layerLabel } from './labels.ts';
import type { StartMeasurement } from './measurement.ts';

/** Euclidean norm of the gradient of a layer's weights, before training. */
export const gradientNorm = ({ layer }: { layer: number }): StartMeasurement => ({
  label: `gradient norm of the weights of ${layerLabel(layer)}`,
  unit: '',
  better: 'higher',
  scale: 'log',
  reads: 'start',
  read: ({ layers }) => layers[layer - 1]!.weightGradientNorm,
});
