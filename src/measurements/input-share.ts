import { preActivationsOf } from '../engines/reference/predict.ts';
import { layerLabel } from './labels.ts';
import type { StartMeasurement } from './measurement.ts';

/**
 * Which share of the mean square of a layer's pre-activations differs between the training points, before training: the
 * variance over the points against the mean square, both summed over units. 0 where all points give the same.
 * In float64, whatever the engine: the difference may be much smaller than what is common.
 */
export const inputShare = ({ layer }: { layer: number }): StartMeasurement => ({
  label: `share of the pre-activations of ${layerLabel(layer)} that differs between inputs`,
  unit: '',
  better: 'higher',
  scale: 'log',
  reads: 'start',
  read(_profile, { network, start, train }) {
    const z = preActivationsOf(network, start, train)[layer - 1];
    if (!z) throw new RangeError(`invalid layer: ${layer} (the network has ${network.widths.length - 1})`);
    let differs = 0;
    let all = 0;
    for (let i = 0; i < z.length; i += train.count) {
      const unit = z.subarray(i, i + train.count);
      const mean = unit.reduce((sum, value) => sum + value, 0) / train.count;
      for (const value of unit) {
        differs += (value - mean) ** 2;
        all += value ** 2;
      }
    }
    return all === 0 ? 0 : differs / all;
  },
});
