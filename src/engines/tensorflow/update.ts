import * as tf from '@tensorflow/tfjs-core';
import type { Schedule } from '../schedule.ts';
import type { Stacked } from './graph.ts';
import { tidied } from './memory.ts';

/** Parameters, and what an update rule remembers of earlier steps, in the parameters' shapes. */
export interface State {
  readonly parameters: Stacked;
  readonly memory: readonly Stacked[];
}

/** One number or tensor of a parameter's shape for each that a rule remembers, and the step to take. */
interface Moved {
  readonly memory: readonly tf.Tensor[];
  readonly step: tf.Tensor;
}

interface Rule {
  readonly remembers: number;
  /** @param t counts the steps, from 1 */
  move(g: tf.Tensor, memory: readonly tf.Tensor[], t: number): Moved;
}

/**
 * The rules in PyTorch's conventions: v = μ v + g, p −= η v, with Nesterov's look ahead p −= η (g + μ v); Adam's ε after
 * the bias correction. The optimizers of TensorFlow.js know no rates by layer, and powers of β in float32 only.
 */
function ruleOf(optimizer: Schedule['optimizer']): Rule {
  switch (optimizer.name) {
    case 'sgd':
      return { remembers: 0, move: (g) => ({ memory: [], step: g }) };
    case 'momentum':
    case 'nesterov':
      return {
        remembers: 1,
        move(g, [before]) {
          const v = tf.add(tf.mul(before!, optimizer.momentum), g);
          return {
            memory: [v],
            step: optimizer.name === 'momentum' ? v : tf.add(g, tf.mul(v, optimizer.momentum)),
          };
        },
      };
    case 'adam':
      return {
        remembers: 2,
        move(g, [first, second], t) {
          const { beta1, beta2, epsilon } = optimizer;
          const m = tf.add(tf.mul(first!, beta1), tf.mul(g, 1 - beta1));
          const v = tf.add(tf.mul(second!, beta2), tf.mul(tf.square(g), 1 - beta2));
          const below = tf.add(tf.sqrt(tf.div(v, 1 - beta2 ** t)), epsilon);
          return { memory: [m, v], step: tf.div(tf.div(m, 1 - beta1 ** t), below) };
        },
      };
  }
}

/** The state before the first step; it takes over the parameters. */
export function startState({ optimizer }: Schedule, parameters: Stacked): State {
  const zeros = (tensors: readonly tf.Tensor3D[]) => tensors.map((tensor) => tf.zerosLike(tensor));
  return {
    parameters,
    memory: Array.from({ length: ruleOf(optimizer).remembers }, () => ({
      weights: zeros(parameters.weights),
      biases: zeros(parameters.biases),
    })),
  };
}

/** The state after step t, from 1, along the gradients. The state before it and the gradients stay the caller's. */
export function updated(
  { optimizer, learningRate, layerRates }: Schedule,
  { parameters, memory }: State,
  gradients: Stacked,
  t: number,
): State {
  const rule = ruleOf(optimizer);
  return tidied(() => {
    const move = (kind: keyof Stacked) =>
      parameters[kind].map((p, l) => {
        const remembered = memory.map((before) => before[kind][l]!);
        const moved = rule.move(gradients[kind][l]!, remembered, t);
        const rate = learningRate * (layerRates?.[kind][l] ?? 1);
        return { memory: moved.memory, p: tf.sub<tf.Tensor3D>(p, tf.mul(moved.step, rate)) };
      });
    const [weights, biases] = [move('weights'), move('biases')];
    const kept = (index: number): Stacked => ({
      weights: weights.map((moved) => moved.memory[index] as tf.Tensor3D),
      biases: biases.map((moved) => moved.memory[index] as tf.Tensor3D),
    });
    return {
      parameters: { weights: weights.map(({ p }) => p), biases: biases.map(({ p }) => p) },
      memory: memory.map((_, index) => kept(index)),
    };
  });
}
