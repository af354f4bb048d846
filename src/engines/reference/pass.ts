import type { Points } from '../../datasets/dataset.ts';
import { activations } from '../../network/activations.ts';
import { losses, unguardedCrossEntropy } from '../../network/losses.ts';
import type { Network, Parameters } from '../../network/network.ts';
import { affine, inputGradient, weightGradient } from './dense.ts';
import { activate, timesSlope } from './elementwise.ts';

/** Points as the engine keeps them: features and targets by row, points along the row. */
export interface Batch {
  readonly count: number;
  /** [features, count] */
  readonly inputs: Float64Array;
  /** [count] classes, or [outputs, count] values. */
  readonly targets: Float64Array;
}

/** Room for one forward and backward pass over `count` points; z[l], a[l], delta[l] are [widths[l + 1], count]. */
export interface Pass {
  readonly count: number;
  readonly z: readonly Float64Array[];
  readonly a: readonly Float64Array[];
  readonly delta: readonly Float64Array[];
}

export function createPass(network: Network, count: number): Pass {
  const layers = () => network.widths.slice(1).map((width) => new Float64Array(width * count));
  return { count, z: layers(), a: layers(), delta: layers() };
}

/** All points, or those listed, laid out for the engine. */
export function toBatch(network: Network, points: Points, pick?: Int32Array): Batch {
  const count = pick?.length ?? points.count;
  const at = (s: number) => (pick ? pick[s]! : s);
  const inputs = new Float64Array(points.features * count);
  for (let s = 0; s < count; s++)
    for (let k = 0; k < points.features; k++)
      inputs[k * count + s] = points.inputs[at(s) * points.features + k]!;
  return { count, inputs, targets: targetsOf(network, points, count, at) };
}

function targetsOf(network: Network, points: Points, count: number, at: (s: number) => number): Float64Array {
  const outputs = network.widths.at(-1)!;
  if (losses[network.loss].targetKind === 'class')
    return Float64Array.from({ length: count }, (_, s) => points.labels[at(s)]!);
  const value = (s: number, i: number) => {
    if (points.targets) return points.targets[at(s) * outputs + i]!;
    return outputs === 1 ? points.labels[at(s)]! : Number(points.labels[at(s)] === i);
  };
  const targets = new Float64Array(outputs * count);
  for (let i = 0; i < outputs; i++) for (let s = 0; s < count; s++) targets[i * count + s] = value(s, i);
  return targets;
}

/** z₁ = W₁ x + b₁, a₁ = f(z₁), … ; the last layer's z are the logits. */
export function forward(network: Network, { weights, biases }: Parameters, batch: Batch, pass: Pass): void {
  const activation = activations[network.activation];
  const last = weights.length - 1;
  for (let l = 0; l <= last; l++) {
    const z = pass.z[l]!;
    affine(weights[l]!, biases[l]!, l === 0 ? batch.inputs : pass.a[l - 1]!, z, pass.count);
    if (l < last) activate(activation, z, pass.a[l]!);
  }
}

/** The cost of the pass's logits; with `gradient`, δ of the last layer is filled in. */
export function costOf(network: Network, batch: Batch, pass: Pass, gradient: boolean): number {
  const last = pass.z.length - 1;
  return losses[network.loss].cost(
    pass.z[last]!,
    batch.targets,
    network.widths.at(-1)!,
    pass.count,
    gradient ? pass.delta[last]! : undefined,
  );
}

/** The cost in the course's convention where the loss has one, else the cost itself. */
export const unguardedCostOf = (network: Network, batch: Batch, pass: Pass, cost: number): number =>
  network.loss === 'binary-cross-entropy'
    ? unguardedCrossEntropy(pass.z.at(-1)!, batch.targets, batch.count)
    : cost;

/** δ_l = (Wᵀ_{l+1} δ_{l+1}) ∘ f′(z_l), and from δ the gradients of weights and biases. */
export function backward(
  network: Network,
  { weights }: Parameters,
  batch: Batch,
  pass: Pass,
  gradients: Parameters,
): void {
  const activation = activations[network.activation];
  for (let l = weights.length - 1; l >= 0; l--) {
    const delta = pass.delta[l]!;
    const below = l === 0 ? batch.inputs : pass.a[l - 1]!;
    weightGradient(delta, below, gradients.weights[l]!, gradients.biases[l]!, pass.count);
    if (l === 0) return;
    inputGradient(weights[l]!, delta, pass.delta[l - 1]!, network.widths[l + 1]!, pass.count);
    timesSlope(activation, pass.z[l - 1]!, pass.delta[l - 1]!);
  }
}

/** Parameters of the same shapes, all zero. */
export function zerosLike({ weights, biases }: Parameters): Parameters {
  const zeros = (layers: readonly Float64Array[]) => layers.map((layer) => new Float64Array(layer.length));
  return { weights: zeros(weights), biases: zeros(biases) };
}

export function copyOf({ weights, biases }: Parameters): Parameters {
  return { weights: weights.map((w) => w.slice()), biases: biases.map((b) => b.slice()) };
}
