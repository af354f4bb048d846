import * as tf from '@tensorflow/tfjs-core';
import type { ActivationId } from '../../network/activations.ts';
import type { LossId } from '../../network/losses.ts';
import type { Network } from '../../network/network.ts';
import { tidied } from './memory.ts';

// R replicates of a network in one graph. No derivative is written here: tf.valueAndGrads makes them all.

/** weights[l] [R, fanOut, fanIn], biases[l] [R, fanOut, 1] */
export interface Stacked {
  readonly weights: readonly tf.Tensor3D[];
  readonly biases: readonly tf.Tensor3D[];
}

/** Points of every replicate. */
export interface StackedPoints {
  readonly count: number;
  /** [R, features, count] */
  readonly inputs: tf.Tensor3D;
  /** [R, outputs, count]: the class of a single output, 0 or 1; one of several classes as 0s and a 1; or values. */
  readonly targets: tf.Tensor3D;
}

export interface Values {
  /** Pre-activations of each layer, [R, width, count]; the last are the logits. */
  readonly z: readonly tf.Tensor3D[];
  /** Activations of the hidden layers. */
  readonly a: readonly tf.Tensor3D[];
  /** The mean loss of each replicate, [R] */
  readonly costs: tf.Tensor1D;
}

const activations: Readonly<Record<ActivationId, (z: tf.Tensor3D) => tf.Tensor3D>> = {
  relu: tf.relu,
  'leaky-relu': (z) => tf.leakyRelu(z, 0.01),
  tanh: tf.tanh,
  sigmoid: tf.sigmoid,
  linear: (z) => z,
  elu: tf.elu,
  selu: tf.selu,
  gelu: (z) => tf.mul(z, tf.mul(0.5, tf.add(1, tf.erf(tf.mul(z, Math.SQRT1_2))))),
};

/** The loss of each point, [R, outputs, count] or [R, count]; its sum over all but R, by the number of points, is the cost. */
const losses: Readonly<Record<LossId, (logits: tf.Tensor3D, targets: tf.Tensor3D) => tf.Tensor>> = {
  /** ln(1 + e^z) for class 0, ln(1 + e^−z) for class 1: unlike |z| smooth at 0, where zero weights start. */
  'binary-cross-entropy': (z, y) => tf.softplus(tf.mul(z, tf.sub(1, tf.mul(2, y)))),
  'softmax-cross-entropy': (z, y) => tf.sub(tf.logSumExp(z, 1), tf.sum(tf.mul(z, y), 1)),
  'squared-error': (z, t) => tf.square(tf.sub(z, t)),
};

/**
 * z₁ = W₁ x + b₁, a₁ = f(z₁), …, and the costs.
 *
 * @param shifts [R, width, count] a layer, added to the pre-activations: the gradient by them is that by z
 */
export function forward(
  { activation, loss }: Network,
  { weights, biases }: Stacked,
  { inputs, targets, count }: StackedPoints,
  shifts?: readonly tf.Tensor3D[],
): Values {
  const z: tf.Tensor3D[] = [];
  const a: tf.Tensor3D[] = [];
  weights.forEach((w, l) => {
    const affine = tf.add<tf.Tensor3D>(tf.matMul(w, l === 0 ? inputs : a[l - 1]!), biases[l]!);
    z.push(shifts ? tf.add(affine, shifts[l]!) : affine);
    if (l < weights.length - 1) a.push(activations[activation](z[l]!));
  });
  const perPoint = losses[loss](z.at(-1)!, targets);
  const each = tf.sum(tf.reshape(perPoint, [perPoint.shape[0]!, -1]), 1);
  return { z, a, costs: tf.div(each, count) };
}

export interface Pass extends Values {
  /** Of each replicate's cost by its own parameters. */
  readonly gradients: Stacked;
  /** Of each replicate's cost by the shifts; empty without any. */
  readonly byShifts: readonly tf.Tensor3D[];
}

/** Values and gradients; the caller disposes of them. */
export function pass(
  network: Network,
  parameters: Stacked,
  points: StackedPoints,
  shifts: readonly tf.Tensor3D[] = [],
): Pass {
  const layers = parameters.weights.length;
  const part = (tensors: readonly tf.Tensor[], index: number) =>
    tensors.slice(index * layers, (index + 1) * layers) as tf.Tensor3D[];
  let values: Values | undefined;
  // Replicates share nothing, so the gradient of the sum holds each one's own, also where another's cost is infinite.
  const sumOfCosts = (...all: tf.Tensor[]) => {
    const moved = shifts.length > 0 ? part(all, 2) : undefined;
    values = forward(network, { weights: part(all, 0), biases: part(all, 1) }, points, moved);
    for (const tensor of [...values.z, ...values.a, values.costs]) tf.keep(tensor);
    return tf.sum<tf.Scalar>(values.costs);
  };
  return tidied(() => {
    const by = [...parameters.weights, ...parameters.biases, ...shifts];
    const { grads } = tf.valueAndGrads(sumOfCosts)(by);
    return {
      ...values!,
      gradients: { weights: part(grads, 0), biases: part(grads, 1) },
      byShifts: part(grads, 2),
    };
  });
}
