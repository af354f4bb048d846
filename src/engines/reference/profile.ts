import { type Job, type Moments, type Profile, saturationDistance } from '../engine.ts';
import { backward, costOf, createPass, forward, toBatch, unguardedCostOf, zerosLike } from './pass.ts';

/** What one forward and one backward pass show of the network before training. */
export function profile({ network, start, train }: Job): Profile {
  const batch = toBatch(network, train);
  const pass = createPass(network, batch.count);
  const gradients = zerosLike(start);
  forward(network, start, batch, pass);
  const cost = costOf(network, batch, pass, true);
  backward(network, start, batch, pass, gradients);
  const last = pass.z.length - 1;
  return {
    inputMeanSquare: moments(batch.inputs).meanSquare,
    layers: pass.z.map((z, l) => {
      const a = l === last ? z : pass.a[l]!;
      return {
        preActivation: moments(z),
        activation: moments(a),
        gradient: moments(pass.delta[l]!),
        weightGradientNorm: norm(gradients.weights[l]!),
        biasGradientNorm: norm(gradients.biases[l]!),
        deadShare: deadShare(a, batch.count),
      };
    }),
    saturatedShare: network.loss === 'binary-cross-entropy' ? saturatedShare(pass.z[last]!) : 0,
    cost,
    unguardedCost: unguardedCostOf(network, batch, pass, cost),
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

const norm = (values: Float64Array) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));

/** Share of units that answer 0 to every point. a [units, count]. */
function deadShare(a: Float64Array, count: number): number {
  const units = a.length / count;
  let dead = 0;
  for (let i = 0; i < units; i++)
    if (a.subarray(i * count, (i + 1) * count).every((value) => value === 0)) dead++;
  return dead / units;
}

/** a = 1 / (1 + e^−z) lies within d of 0 or 1 where |z| ≥ ln((1 − d) / d). */
function saturatedShare(logits: Float64Array): number {
  const edge = Math.log((1 - saturationDistance) / saturationDistance);
  return logits.reduce((sum, z) => sum + Number(Math.abs(z) >= edge), 0) / logits.length;
}
