import { datasetFrom } from '../datasets/spec.ts';
import type { Job } from '../engines/engine.ts';
import type { Schedule } from '../engines/schedule.ts';
import type { Draws } from '../random/draws.ts';
import { type Key, rootKey } from '../random/key.ts';
import { numpyLegacy } from '../random/numpy-legacy.ts';
import { type Arm, type LayerDraws, settingOf, startingParameters } from './arm.ts';
import { type Data, type Setting, settingHash } from './setting.ts';

/**
 * The key of a replicate. It derives from the run's seed, the setting and the index, never from claim or
 * initializer: all arms of all claims on one setting meet on the same random numbers.
 */
export function replicateKey(seed: number, setting: Setting, index: number): Key {
  return rootKey(seed).child(settingHash(setting)).child(`replicate-${index}`);
}

/** The training run of an arm under a replicate's key. */
export function jobFor(setting: Setting, arm: Arm, key: Key): Job {
  const { network, data, schedule } = settingOf(setting, arm);
  const points = pointsFor(data, key);
  const start = startingParameters(network, arm, layerDraws(key), points.train);
  const order = batchOrder(schedule, points.train.count, key.child('batches'));
  return { network, schedule, start, ...points, ...(order && { order }) };
}

/** Each layer of a key draws from a stream of its own. */
export function layerDraws(key: Key): LayerDraws {
  return {
    weights: (layer) => key.child(`layer-${layer}`).draws(),
    biases: (layer) => key.child(`biases-${layer}`).draws(),
    multipliers: (branch) => key.child(`multiplier-${branch}`).draws(),
  };
}

/** All layers share one stateful stream in turn, as in the course's notebook. */
export function sharedDraws(stream: Draws): LayerDraws {
  return { weights: () => stream, biases: () => stream, multipliers: () => stream };
}

function pointsFor({ dataset, train, test, seeds }: Data, key: Key) {
  const draws =
    seeds === 'per-key'
      ? { train: key.child('train-points').draws(), test: key.child('test-points').draws() }
      : { train: numpyLegacy(seeds.train), test: numpyLegacy(seeds.test) };
  return datasetFrom(dataset).split(draws, { train, test });
}

/** A new random order for each epoch that the schedule reaches. */
export function batchOrder({ batch, steps }: Schedule, count: number, key: Key): Int32Array | undefined {
  if (batch === 'full') return undefined;
  const epochs = Math.ceil(steps / Math.ceil(count / Math.min(batch, count)));
  const draws = key.draws();
  const order = new Int32Array(epochs * count);
  for (let epoch = 0; epoch < epochs; epoch++) order.set(draws.permutation(count), epoch * count);
  return order;
}
