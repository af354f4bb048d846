import { activations } from '../network/activations.ts';
import { unguardedCrossEntropy } from '../network/losses.ts';
import { isActivated, type Network, type Parameters } from '../network/network.ts';
import { type Moments, type Profile, saturatedSlope, saturationDistance } from './engine.ts';

/** A forward and a backward pass over all points; values of a layer are [units, count]. */
export interface PassValues {
  readonly count: number;
  readonly inputs: Float64Array;
  readonly targets: Float64Array;
  /** Pre-activations of every layer. */
  readonly z: readonly Float64Array[];
  /** Activations of the hidden layers. */
  readonly a: readonly Float64Array[];
  /** Gradient of the cost by the pre-activations. */
  readonly delta: readonly Float64Array[];
  readonly gradients: Parameters;
  readonly cost: number;
}

/** What a pass shows of the network, whichever engine made it. */
export function profileOf(network: Network, pass: PassValues): Profile {
  const { loss, activation } = network;
  const last = pass.z.length - 1;
  const logits = pass.z[last]!;
  const { derivative } = activations[activation];
  const binary = loss === 'binary-cross-entropy';
  return {
    inputMeanSquare: moments(pass.inputs).meanSquare,
    layers: pass.z.map((z, l) => {
      const a = l === last ? z : pass.a[l]!;
      return {
        preActivation: moments(z),
        activation: moments(a),
        gradient: moments(pass.delta[l]!),
        weightGradientNorm: norm(pass.gradients.weights[l]!),
        biasGradientNorm: norm(pass.gradients.biases[l]!),
        deadShare: unitShare(a, pass.count, (value) => value === 0),
        saturatedShare: isActivated(network, l)
          ? unitShare(z, pass.count, (value) => derivative(value) < saturatedSlope)
          : 0,
      };
    }),
    saturatedShare: binary ? saturatedShare(logits) : 0,
    cost: pass.cost,
    unguardedCost: binary ? unguardedCrossEntropy(logits, pass.targets, pass.count) : pass.cost,
  };
}

function moments(values: Float64Array): Moments {
  let sum = 0;
  let squares = 0;
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  return { mean: sum / values.length, meanSquare: squares / values.length };
}

const norm = (values: Float64Array) => Math.sqrt(moments(values).meanSquare * values.length);

/** Share of units of which something holds at every point. values [units, count]. */
function unitShare(values: Float64Array, count: number, holds: (value: number) => boolean): number {
  const units = values.length / count;
  let many = 0;
  for (let i = 0; i < units; i++) if (values.subarray(i * count, (i + 1) * count).every(holds)) many++;
  return many / units;
}

/** a = 1 / (1 + e^−z) lies within d of 0 or 1 where |z| ≥ ln((1 − d) / d). */
function saturatedShare(logits: Float64Array): number {
  const edge = Math.log((1 - saturationDistance) / saturationDistance);
  return logits.reduce((sum, z) => sum + Number(Math.abs(z) >= edge), 0) / logits.length;
}
