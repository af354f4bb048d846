import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Network, Parameters } from '../../network/network.ts';
import type { Job } from '../engine.ts';
import type { Optimizer } from '../schedule.ts';
import { train } from './train.ts';

// Units of a layer that start with equal weights in and out must stay equal to the bit, wherever in the layer they
// stand: claims about symmetry rest on it. Widths up to 9 put each of them into a sweep of four and into its remainder.

const numbers = (length: number, seed: number) =>
  Float64Array.from(
    fc.sample(fc.integer({ min: -1e4, max: 1e4 }), { seed, numRuns: length }),
    (n) => n / 1e4,
  );

/** Two hidden layers of the same width, where units i and j of both start equal and all others differ. */
function startOf(width: number, i: number, j: number): Parameters {
  const [first, second, third] = [numbers(2 * width, 1), numbers(width * width, 2), numbers(2 * width, 3)];
  const biases = [numbers(width, 4), numbers(width, 5), numbers(2, 6)];
  copyRow(first, 2, i, j);
  copyRow(second, width, i, j);
  copyColumn(second, width, i, j);
  copyColumn(third, width, i, j);
  for (const b of biases.slice(0, 2)) b[j] = b[i]!;
  return { weights: [first, second, third], biases };
}

const copyRow = (W: Float64Array, fanIn: number, from: number, to: number) =>
  W.copyWithin(to * fanIn, from * fanIn, (from + 1) * fanIn);

function copyColumn(W: Float64Array, fanIn: number, from: number, to: number): void {
  for (let row = 0; row < W.length; row += fanIn) W[row + to] = W[row + from]!;
}

const rows = (W: Float64Array, fanIn: number) =>
  Array.from({ length: W.length / fanIn }, (_, i) => W.slice(i * fanIn, (i + 1) * fanIn));
const column = (W: Float64Array, fanIn: number, k: number) => W.filter((_, at) => at % fanIn === k);

const points = {
  count: 11,
  features: 2,
  inputs: numbers(22, 7),
  labels: Int32Array.from({ length: 11 }, (_, s) => s % 2),
};
const order = Int32Array.from({ length: 33 }, (_, s) => (s * 4) % 11);

const job = (network: Network, start: Parameters, optimizer: Optimizer, batch: 'full' | number): Job => ({
  network,
  schedule: { optimizer, learningRate: 0.05, batch, steps: 9, record: { costEvery: 9 } },
  start,
  train: points,
  test: points,
  ...(batch === 'full' ? {} : { order }),
});

const optimizers: readonly Optimizer[] = [
  { name: 'sgd' },
  { name: 'momentum', momentum: 0.9 },
  { name: 'nesterov', momentum: 0.9 },
  { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
];
const widths = [2, 3, 4, 5, 6, 7, 8, 9];

describe.each(optimizers)('$name', (optimizer) => {
  test.each(widths)('pairs of equal units in layers of %i', (width) => {
    const network: Network = {
      widths: [2, width, width, 2],
      activation: 'tanh',
      loss: 'softmax-cross-entropy',
    };
    for (let j = 0; j < width; j++)
      for (let i = 0; i < j; i++)
        for (const batch of ['full', 4] as const) {
          const start = startOf(width, i, j);
          const { weights, biases } = train(job(network, start, optimizer, batch)).final;
          expect(weights[1]).not.toEqual(start.weights[1]);
          for (const [l, fanIn] of [2, width].entries()) {
            const units = rows(weights[l]!, fanIn);
            expect(units[j]).toEqual(units[i]);
            expect(biases[l]![j]).toBe(biases[l]![i]);
            expect(column(weights[l + 1]!, width, j)).toEqual(column(weights[l + 1]!, width, i));
          }
        }
  });
});
