import type { Parameters } from '../network/network.ts';
import type { Engine, Job } from './engine.ts';
import type { Precision, Schedule } from './schedule.ts';

/**
 * Every engine can tell its gradient by training: one step of plain descent at rate r leads from p to p′ = p − r g, so
 * g = (p − p′) / r. With r = 2^24 the product is exact and p′ is nearly all gradient: rounding p′ costs u |p| / r + u |g|,
 * in float32 (u = 2^−24) 2^−48 of the parameters' size, in float64 2^−77. The cost may be infinite after such a step,
 * which leaves the parameters as they are.
 */
export function gradientByTraining(engine: Engine, precision: Precision, { start, ...job }: Job): Parameters {
  const rate = 2 ** 24;
  const schedule: Schedule = {
    optimizer: { name: 'sgd' },
    learningRate: rate,
    batch: 'full',
    steps: 1,
    precision,
    record: { costEvery: 1 },
  };
  const held = (tensors: readonly Float64Array[]) =>
    precision === 'float32' ? tensors.map((tensor) => tensor.map(Math.fround)) : tensors;
  const from = { weights: held(start.weights), biases: held(start.biases) };
  const { final } = engine.train({ ...job, schedule, start: from });
  const gradient = (kind: 'weights' | 'biases') =>
    from[kind].map((p, l) => p.map((value, j) => (value - final[kind][l]![j]!) / rate));
  return { weights: gradient('weights'), biases: gradient('biases') };
}

/**
 * ‖found − wanted‖ and ‖wanted‖ of every layer. A layer's biases are the weights of an input of 1: by themselves their
 * gradient, a sum over points, may cancel to its own rounding.
 */
export function layerErrors(found: Parameters, wanted: Parameters): { off: number; size: number }[] {
  const layer = ({ weights, biases }: Parameters, l: number) => [...weights[l]!, ...biases[l]!];
  return wanted.weights.map((_, l) => {
    const exact = layer(wanted, l);
    return {
      off: Math.hypot(...layer(found, l).map((value, j) => value - exact[j]!)),
      size: Math.hypot(...exact),
    };
  });
}
