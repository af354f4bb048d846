import type { Points } from '../../datasets/dataset.ts';
import { activations } from '../../network/activations.ts';
import { losses, unguardedCrossEntropy } from '../../network/losses.ts';
import { isActivated, type Network, type Parameters, startsBranch } from '../../network/network.ts';
import { addBranch, enterBranch, leaveBranch } from './branch.ts';
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
  /** The gradient that goes past a branch, [width, count]; empty where there are none. */
  readonly past: Float64Array;
}

export function createPass(network: Network, count: number): Pass {
  const layers = () => network.widths.slice(1).map((width) => new Float64Array(width * count));
  const past = new Float64Array(network.residual ? network.widths[1]! * count : 0);
  return { count, z: layers(), a: layers(), delta: layers(), past };
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
export function forward(network: Network, parameters: Parameters, batch: Batch, pass: Pass): void {
  for (let l = 0; l < parameters.weights.length; l++) forwardLayer(network, parameters, batch, pass, l);
}

/** One layer of it, from 0; those before are in the pass. */
export function forwardLayer(
  network: Network,
  parameters: Parameters,
  batch: Batch,
  pass: Pass,
  l: number,
): void {
  const { weights, biases } = parameters;
  const last = weights.length - 1;
  const z = pass.z[l]!;
  affine(weights[l]!, biases[l]!, l === 0 ? batch.inputs : pass.a[l - 1]!, z, pass.count);
  if (isActivated(network, l)) activate(activations[network.activation], z, pass.a[l]!);
  else if (network.residual && l < last) {
    if (l === 0) pass.a[l]!.set(z);
    else {
      const from = pass.a[l - network.residual.branchLayers]!;
      addBranch(from, multiplierOf(network, parameters, l), z, pass.a[l]!);
    }
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

/** α of the branch that layer l ends. */
const multiplierOf = ({ residual }: Network, { multipliers }: Parameters, l: number): number =>
  multipliers?.[l / residual!.branchLayers - 1]?.[0] ?? 1;

/** δ_l = (Wᵀ_{l+1} δ_{l+1}) ∘ f′(z_l), and from δ the gradients of weights and biases. */
export function backward(
  network: Network,
  parameters: Parameters,
  batch: Batch,
  pass: Pass,
  gradients: Parameters,
): void {
  const { weights } = parameters;
  const activation = activations[network.activation];
  for (let l = weights.length - 1; l >= 0; l--) {
    const delta = pass.delta[l]!;
    const below = l === 0 ? batch.inputs : pass.a[l - 1]!;
    weightGradient(delta, below, gradients.weights[l]!, gradients.biases[l]!, pass.count);
    if (l === 0) return;
    const [zBelow, deltaBelow] = [pass.z[l - 1]!, pass.delta[l - 1]!];
    inputGradient(weights[l]!, delta, deltaBelow, network.widths[l + 1]!, pass.count);
    if (startsBranch(network, l)) leaveBranch(deltaBelow, pass.past);
    if (isActivated(network, l - 1)) timesSlope(activation, zBelow, deltaBelow);
    else if (l > 1) {
      const alpha = multiplierOf(network, parameters, l - 1);
      const byAlpha = enterBranch(deltaBelow, alpha, zBelow, pass.past);
      gradients.multipliers?.[(l - 1) / network.residual!.branchLayers - 1]?.fill(byAlpha);
    }
  }
}

/** Parameters of the same shapes, all zero. */
export const zerosLike = (parameters: Parameters): Parameters =>
  eachOf(parameters, (values) => new Float64Array(values.length));

export const copyOf = (parameters: Parameters): Parameters => eachOf(parameters, (values) => values.slice());

function eachOf(
  { weights, biases, multipliers }: Parameters,
  make: (values: Float64Array) => Float64Array,
): Parameters {
  return {
    weights: weights.map(make),
    biases: biases.map(make),
    ...(multipliers && { multipliers: multipliers.map(make) }),
  };
}
