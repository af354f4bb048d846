import * as tf from '@tensorflow/tfjs-core';
import type { Points } from '../../datasets/dataset.ts';
import type { Network, Parameters } from '../../network/network.ts';
import { toBatch } from '../reference/pass.ts';
import type { Stacked, StackedPoints } from './graph.ts';

/** Equally long rows after each other, in float32. */
function joined(rows: readonly ArrayLike<number>[]): Float32Array {
  const { length } = rows[0]!;
  const all = new Float32Array(rows.length * length);
  rows.forEach((row, r) => {
    all.set(row, r * length);
  });
  return all;
}

/** The parameters of R replicates as tensors. */
export function stackParameters({ widths }: Network, starts: readonly Parameters[]): Stacked {
  const stack = (kind: keyof Stacked, l: number, columns: number) =>
    tf.tensor3d(joined(starts.map((start) => start[kind][l]!)), [starts.length, widths[l + 1]!, columns]);
  const layers = widths.slice(1).map((_, l) => l);
  return {
    weights: layers.map((l) => stack('weights', l, widths[l]!)),
    biases: layers.map((l) => stack('biases', l, 1)),
  };
}

/** Gives the parameters of each replicate. They are fetched once. */
export function unstackParameters({ weights, biases }: Stacked): (replicate: number) => Parameters {
  const fetched = { weights: weights.map(numbersOf), biases: biases.map(numbersOf) };
  const [replicates] = weights[0]!.shape;
  const part = (all: Float32Array, r: number) => {
    const length = all.length / replicates;
    return Float64Array.from(all.subarray(r * length, (r + 1) * length));
  };
  return (r) => ({
    weights: fetched.weights.map((all) => part(all, r)),
    biases: fetched.biases.map((all) => part(all, r)),
  });
}

export const numbersOf = (tensor: tf.Tensor): Float32Array => tensor.dataSync<'float32'>();

/** The points of R replicates as tensors: all of them, or those that `picks` lists for each. */
export function stackPoints(
  network: Network,
  points: readonly Points[],
  picks?: readonly Int32Array[],
): StackedPoints {
  const batches = points.map((own, r) => toBatch(network, own, picks?.[r]));
  const { count } = batches[0]!;
  const outputs = network.widths.at(-1)!;
  const oneHot = network.loss === 'softmax-cross-entropy';
  const targets = batches.map((batch) => (oneHot ? onesAt(batch.targets, outputs) : batch.targets));
  return {
    count,
    inputs: tf.tensor3d(joined(batches.map(({ inputs }) => inputs)), [
      batches.length,
      points[0]!.features,
      count,
    ]),
    targets: tf.tensor3d(joined(targets), [batches.length, outputs, count]),
  };
}

/** [classes, count]: 1 where the point is of the class. */
function onesAt(labels: Float64Array, classes: number): Float32Array {
  const ones = new Float32Array(classes * labels.length);
  labels.forEach((label, s) => {
    ones[label * labels.length + s] = 1;
  });
  return ones;
}
