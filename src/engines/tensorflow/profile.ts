import * as tf from '@tensorflow/tfjs-core';
import type { Job, Profile } from '../engine.ts';
import { profileOf } from '../profile-of.ts';
import { toBatch } from '../reference/pass.ts';
import { pass } from './graph.ts';
import { dispose } from './memory.ts';
import { numbersOf, stackParameters, stackPoints } from './stack.ts';

/** What one pass shows of the network before training. */
export function profile({ network, start, train }: Job): Profile {
  const parameters = stackParameters(network, [start]);
  const points = stackPoints(network, [train]);
  const shifts = network.widths.slice(1).map((width) => tf.zeros<tf.Rank.R3>([1, width, train.count]));
  const seen = pass(network, parameters, points, shifts);
  const double = (tensors: readonly tf.Tensor[]) =>
    tensors.map((tensor) => Float64Array.from(numbersOf(tensor)));
  const found = profileOf(network, {
    ...toBatch(network, train),
    z: double(seen.z),
    a: double(seen.a),
    delta: double(seen.byShifts),
    gradients: { weights: double(seen.gradients.weights), biases: double(seen.gradients.biases) },
    cost: numbersOf(seen.costs)[0]!,
  });
  dispose(parameters, points, shifts, seen);
  return found;
}
