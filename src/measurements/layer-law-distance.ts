import { kolmogorovDistance } from '../statistics/kolmogorov.ts';
import { rectifiedMeanSquareCdf } from '../statistics/rectified-mean-square.ts';
import type { StartMeasurement } from './measurement.ts';

/**
 * How far the growth of the signal from layer to layer is from what He's variance gives under ReLU.
 * For one input the ratio of the mean squares of successive layers has the law (2 / n) · χ²_K, K ~ Binomial(n, ½),
 * whatever came before, so that the ratios through their distribution function are independent uniforms; the
 * measurement is their Kolmogorov distance to uniform.
 */
export const layerLawDistance = (): StartMeasurement => ({
  label: 'distance of the layers’ growth from He’s law',
  unit: '',
  better: 'lower',
  scale: 'linear',
  reads: 'start',
  read({ inputMeanSquare, layers }, { network, train }) {
    if (train.count !== 1)
      throw new RangeError(`invalid points: ${train.count} (the law is that of one input)`);
    const hidden = layers.slice(0, -1).map((layer) => layer.activation.meanSquare);
    const uniforms = hidden.map((meanSquare, l) => {
      const ratio = meanSquare / (l === 0 ? inputMeanSquare : hidden[l - 1]!);
      return Number.isNaN(ratio) ? 0 : rectifiedMeanSquareCdf(ratio, network.widths[l + 1]!);
    });
    return kolmogorovDistance(uniforms, (u) => u);
  },
});
