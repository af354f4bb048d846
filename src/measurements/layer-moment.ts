import { layerLabel } from './labels.ts';
import type { StartMeasurement } from './measurement.ts';

interface LayerMoment {
  /** Counted from 1; the last layer's activations are its logits. */
  readonly layer: number;
  readonly of: 'preActivation' | 'activation' | 'gradient';
  readonly moment: 'mean' | 'meanSquare';
}

const words = {
  preActivation: 'pre-activations',
  activation: 'activations',
  gradient: 'gradient by the pre-activations',
  mean: 'mean',
  meanSquare: 'mean square',
} as const;

/** A moment over a layer's units and the training points, before training. */
export const layerMoment = ({ layer, of, moment }: LayerMoment): StartMeasurement => ({
  label: `${words[moment]} of the ${words[of]} of ${layerLabel(layer)}`,
  unit: '',
  better: 'higher',
  scale: moment === 'mean' ? 'linear' : 'log',
  reads: 'start',
  read({ layers }) {
    const profile = layers[layer - 1];
    if (!profile) throw new RangeError(`invalid layer: ${layer} (the network has ${layers.length})`);
    return profile[of][moment];
  },
});
