import fc from 'fast-check';
import type { Points } from '../datasets/dataset.ts';
import type { Schedule } from '../engines/schedule.ts';
import { type ActivationId, activations } from '../network/activations.ts';
import { type LossId, losses } from '../network/losses.ts';
import type { Network } from '../network/network.ts';
import { rootKey } from '../random/key.ts';

// What `always` claims are drawn over. Everything drawn is plain data, so that a counterexample can be read.

interface NetworkBounds {
  readonly activations?: readonly ActivationId[];
  readonly losses?: readonly LossId[];
  readonly inputs?: readonly [least: number, most: number];
  readonly hiddenLayers?: readonly [least: number, most: number];
  readonly hiddenUnits?: readonly [least: number, most: number];
}

/** Small networks: 1–3 hidden layers of 2–7 units, every activation and loss, unless bounded. */
export function networks({
  activations: activationIds = Object.keys(activations) as ActivationId[],
  losses: lossIds = Object.keys(losses) as LossId[],
  inputs = [1, 4],
  hiddenLayers = [1, 3],
  hiddenUnits = [2, 7],
}: NetworkBounds = {}): fc.Arbitrary<Network> {
  const integer = ([min, max]: readonly [number, number]) => fc.integer({ min, max });
  return fc
    .record({
      inputs: integer(inputs),
      hidden: fc.array(integer(hiddenUnits), { minLength: hiddenLayers[0], maxLength: hiddenLayers[1] }),
      outputs: fc.integer({ min: 2, max: 4 }),
      activation: fc.constantFrom(...activationIds),
      loss: fc.constantFrom(...lossIds),
    })
    .map(({ inputs: first, hidden, outputs, activation, loss }) => ({
      widths: [first, ...hidden, loss === 'binary-cross-entropy' ? 1 : outputs],
      activation,
      loss,
    }));
}

/** Points for whatever network they meet: how many, and the seed they are drawn from. */
export interface DataDraw {
  readonly count: number;
  readonly seed: number;
}

/** 4 to 20 points, an even number. */
export const datasets = (): fc.Arbitrary<DataDraw> =>
  fc.record({ count: fc.integer({ min: 2, max: 10 }).map((half) => 2 * half), seed: seeds() });

/** Normal inputs; the classes take turns, so that with two classes exactly half the points are of each. */
export function pointsOf({ count, seed }: DataDraw, { widths, loss }: Network): Points {
  const draws = rootKey(seed).child('points').draws();
  const features = widths[0]!;
  const classes = loss === 'binary-cross-entropy' ? 2 : widths.at(-1)!;
  return {
    count,
    features,
    inputs: Float64Array.from({ length: count * features }, () => draws.normal()),
    labels: Int32Array.from({ length: count }, (_, s) => s % classes),
  };
}

/** Learning rates from .001 to 1, even on a log scale. */
export const rates = (most = 1): fc.Arbitrary<number> =>
  fc.integer({ min: 0, max: 12 }).map((k) => Number((most * 10 ** (-k / 4)).toPrecision(3)));

export const seeds = (): fc.Arbitrary<number> => fc.nat({ max: 2 ** 31 - 1 });

/** Numbers in [−most, most], multiples of 1/64 of it. */
export const numbersUpTo = (most: number): fc.Arbitrary<number> =>
  fc.integer({ min: -64, max: 64 }).map((k) => (k * most) / 64);

export const momentumOptimizers = (): fc.Arbitrary<Schedule['optimizer']> =>
  fc.constantFrom<Schedule['optimizer']>(
    { name: 'sgd' },
    { name: 'momentum', momentum: 0.9 },
    { name: 'nesterov', momentum: 0.9 },
  );

export const optimizers = (): fc.Arbitrary<Schedule['optimizer']> =>
  fc.oneof(
    momentumOptimizers(),
    fc.constant({ name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const),
  );
