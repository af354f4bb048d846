import type { ActivationId } from '../network/activations.ts';
import { kolmogorovDistance } from '../statistics/kolmogorov.ts';
import { normalMeanSquareCdf } from '../statistics/normal-mean-square.ts';
import { rectifiedMeanSquareCdf } from '../statistics/rectified-mean-square.ts';
import { formatNumber } from './labels.ts';
import type { StartMeasurement } from './measurement.ts';

interface LayerLaw {
  /** The weights are normal with variance scale / fan-in; He's is 2. */
  readonly scale: number;
}

/** P(the ratio of the mean squares of a layer of n units and of the one before ≤ x), weights of variance 1 / fan-in. */
const laws: Partial<Record<ActivationId, (x: number, n: number) => number>> = {
  relu: (x, n) => rectifiedMeanSquareCdf(2 * x, n),
  linear: normalMeanSquareCdf,
};

/**
 * How far the growth of the signal from layer to layer is from what normal weights of variance scale / fan-in give.
 * For one input the ratio of the mean squares of successive layers has the law (scale / n) · χ²_K, whatever came
 * before: under ReLU with K ~ Binomial(n, ½), in a linear network with K = n. So the ratios through their distribution
 * function are independent uniforms; the measurement is their Kolmogorov distance to uniform.
 */
export const layerLawDistance = ({ scale }: LayerLaw): StartMeasurement => ({
  label: `distance of the layers’ growth from ${scale === 2 ? 'He’s law' : `the law of variance ${formatNumber(scale)} / n`}`,
  unit: '',
  better: 'lower',
  scale: 'linear',
  reads: 'start',
  read({ inputMeanSquare, layers }, { network, train }) {
    const law = laws[network.activation];
    if (!law)
      throw new RangeError(
        `invalid activation: ${network.activation} (the law is known for ${Object.keys(laws).join(' and ')})`,
      );
    if (train.count !== 1)
      throw new RangeError(`invalid points: ${train.count} (the law is that of one input)`);
    const hidden = layers.slice(0, -1).map((layer) => layer.activation.meanSquare);
    const uniforms = hidden.map((meanSquare, l) => {
      const ratio = meanSquare / (l === 0 ? inputMeanSquare : hidden[l - 1]!);
      return Number.isNaN(ratio) ? 0 : law(ratio / scale, network.widths[l + 1]!);
    });
    return kolmogorovDistance(uniforms, (u) => u);
  },
});
