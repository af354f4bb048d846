import fc from 'fast-check';
import type { Points } from '../datasets/dataset.ts';
import { type ActivationId, activations } from '../network/activations.ts';
import { type LossId, losses } from '../network/losses.ts';
import type { Network } from '../network/network.ts';
import { rootKey } from '../random/key.ts';
import type { Job } from './engine.ts';
import { createPass, forward, toBatch } from './reference/pass.ts';
import type { Optimizer } from './schedule.ts';

/** What a drawn job is made from: small enough to read where a law of the engines breaks. */
export interface Case {
  readonly widths: readonly number[];
  readonly activation: ActivationId;
  readonly loss: LossId;
  readonly count: number;
  readonly optimizer: Optimizer;
  readonly batch: 'full' | number;
  readonly seed: number;
}

export const optimizers: readonly Optimizer[] = [
  { name: 'sgd' },
  { name: 'momentum', momentum: 0.9 },
  { name: 'nesterov', momentum: 0.9 },
  { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  { name: 'adam', beta1: 0.8, beta2: 0.99, epsilon: 0.01 },
];

export const cases: fc.Arbitrary<Case> = fc.record({
  widths: fc.array(fc.integer({ min: 1, max: 19 }), { minLength: 2, maxLength: 5 }),
  activation: fc.constantFrom(...(Object.keys(activations) as ActivationId[])),
  loss: fc.constantFrom(...(Object.keys(losses) as LossId[])),
  count: fc.integer({ min: 1, max: 67 }),
  optimizer: fc.constantFrom(...optimizers),
  batch: fc.oneof(fc.constant('full' as const), fc.integer({ min: 1, max: 40 })),
  seed: fc.nat(),
});

/** Those of which no pre-activation comes near a kink. */
export const smoothCases: fc.Arbitrary<Case> = cases.filter((given) => !nearKink(jobOf(given)));

/** A network of three layers, for laws that need one of their own. */
export const plain: Case = {
  widths: [3, 7, 5, 2],
  activation: 'relu',
  loss: 'softmax-cross-entropy',
  count: 21,
  optimizer: { name: 'sgd' },
  batch: 'full',
  seed: 1,
};

/** Six steps that record all there is to record. */
export function jobOf({ widths, activation, loss, count, optimizer, batch, seed }: Case): Job {
  const draws = rootKey(seed).child('case').draws();
  const normals = (length: number, scale: number) =>
    Float64Array.from({ length }, () => draws.normal() * scale);
  const network: Network = { widths: [...widths.slice(0, -1), outputsOf(loss, widths)], activation, loss };
  const outputs = network.widths.at(-1)!;
  const layers = network.widths.slice(1).map((fanOut, l) => ({ fanOut, fanIn: network.widths[l]! }));
  const points: Points = {
    count,
    features: widths[0]!,
    inputs: normals(count * widths[0]!, 1),
    labels: Int32Array.from({ length: count }, (_, s) => s % (outputs === 1 ? 2 : outputs)),
    ...(loss === 'squared-error' && { targets: normals(count * outputs, 1) }),
  };
  const steps = 6;
  const epochs = batch === 'full' ? 0 : Math.ceil(steps / Math.ceil(count / Math.min(batch, count)));
  const order = Int32Array.from(Array.from({ length: epochs }, () => [...draws.permutation(count)]).flat());
  return {
    network,
    schedule: {
      optimizer,
      learningRate: 0.01,
      layerRates: {
        weights: layers.map((_, l) => 1 / (l + 1)),
        biases: layers.map((_, l) => 1 / (l + 2)),
      },
      batch,
      steps,
      record: {
        costEvery: 2,
        crossings: [0.7, 0.69, 0.5],
        accuracyAt: [3],
        snapshotsAt: [1, 4],
        unguarded: true,
      },
    },
    start: {
      weights: layers.map(({ fanOut, fanIn }) => normals(fanOut * fanIn, 1 / Math.sqrt(fanIn))),
      biases: layers.map(({ fanOut }) => normals(fanOut, 0.1)),
    },
    train: points,
    test: points,
    ...(batch !== 'full' && { order }),
  };
}

function outputsOf(loss: LossId, widths: readonly number[]): number {
  if (loss === 'binary-cross-entropy') return 1;
  return loss === 'softmax-cross-entropy' ? Math.max(2, widths.at(-1)!) : widths.at(-1)!;
}

/**
 * Whether a pre-activation of a hidden layer lies so near a kink that rounding decides on which side it is. One of
 * exactly 0 has nothing below it but zeros, and is 0 to every engine.
 */
export function nearKink({ network, start, train }: Job): boolean {
  const { derivative } = activations[network.activation];
  if (Math.abs(derivative(1e-9) - derivative(-1e-9)) < 1e-6) return false;
  const pass = createPass(network, train.count);
  forward(network, start, toBatch(network, train), pass);
  return pass.z.slice(0, -1).some((z) => z.some((value) => value !== 0 && Math.abs(value) < 1e-4));
}
