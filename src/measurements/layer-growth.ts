import { mean } from '../statistics/mean.ts';
import { layerLabel } from './labels.ts';
import type { StartMeasurement } from './measurement.ts';

interface LayerGrowth {
  readonly of: 'preActivation' | 'activation' | 'gradient';
  /** Layers count from 1. */
  readonly from: number;
  readonly to: number;
  /** Which average of the ratios of successive layers' mean squares. */
  readonly average: 'geometric' | 'square';
}

const words = {
  preActivation: 'pre-activations',
  activation: 'activations',
  gradient: 'gradient by the pre-activations',
} as const;

/**
 * By what factor the mean square of a layer's values changes from one layer to the next, before training: the geometric
 * mean over the layers, or the mean of the squared factors.
 */
export const layerGrowth = ({ of, from, to, average }: LayerGrowth): StartMeasurement => ({
  label: `${average === 'geometric' ? 'growth' : 'mean squared growth'} a layer of the mean square of the ${words[of]}, ${layerLabel(from)} to ${to}`,
  unit: '',
  better: 'higher',
  scale: 'log',
  reads: 'start',
  read({ layers }) {
    if (!(from >= 1 && from < to && to <= layers.length))
      throw new RangeError(`invalid layers: ${from} to ${to} (the network has ${layers.length})`);
    const squares = layers.slice(from - 1, to).map((layer) => layer[of].meanSquare);
    const ratios = squares.slice(1).map((square, l) => square / squares[l]!);
    return average === 'square' ? mean(ratios.map((r) => r * r)) : Math.exp(mean(ratios.map(Math.log)));
  },
});
