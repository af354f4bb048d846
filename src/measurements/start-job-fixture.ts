import type { Job } from '../engines/engine.ts';
import type { ActivationId } from '../network/activations.ts';

/** A network of given weights and zero biases, looked at before training; each input is a point. */
export function startJob(
  widths: readonly number[],
  weights: readonly (readonly number[])[],
  inputs: readonly (readonly number[])[] = [Array<number>(widths[0]!).fill(1)],
  activation: ActivationId = 'relu',
): Job {
  const points = {
    count: inputs.length,
    features: widths[0]!,
    inputs: Float64Array.from(inputs.flat()),
    labels: new Int32Array(inputs.length),
  };
  return {
    network: { widths, activation, loss: 'squared-error' },
    schedule: {
      optimizer: { name: 'sgd' },
      learningRate: 0.1,
      batch: 'full',
      steps: 0,
      record: { costEvery: 1 },
    },
    start: {
      weights: weights.map((w) => Float64Array.from(w)),
      biases: widths.slice(1).map((units) => new Float64Array(units)),
    },
    train: points,
    test: points,
  };
}
