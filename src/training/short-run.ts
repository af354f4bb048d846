import type { Points } from '../datasets/dataset.ts';
import type { Engine, Trajectory } from '../engines/engine.ts';
import { reference } from '../engines/reference/reference.ts';
import type { Precision, Schedule } from '../engines/schedule.ts';
import type { Network, Parameters } from '../network/network.ts';
import type { Key } from '../random/key.ts';
import { batchOrder } from './job.ts';

/** A run of a few steps, for exact properties; not cached. */
export interface ShortRun {
  readonly network: Network;
  readonly points: Points;
  readonly start: Parameters;
  readonly rate: number;
  readonly steps: number;
  readonly optimizer?: Schedule['optimizer'];
  readonly layerRates?: Schedule['layerRates'];
  /** Points per step; all of them when absent. With minibatches the key gives their order. */
  readonly batch?: { readonly size: number; readonly key: Key };
  /** The reference engine when absent. */
  readonly engine?: Engine;
  /** The engine's own when absent. */
  readonly precision?: Precision;
}

export function shortRun({
  network,
  points,
  start,
  rate,
  steps,
  optimizer,
  layerRates,
  batch,
  engine = reference,
  precision,
}: ShortRun): Trajectory {
  const schedule: Schedule = {
    optimizer: optimizer ?? { name: 'sgd' },
    learningRate: rate,
    batch: batch?.size ?? 'full',
    steps,
    record: { costEvery: Math.max(1, steps) },
    ...(layerRates && { layerRates }),
    ...(precision && { precision }),
  };
  const order = batch && batchOrder(schedule, points.count, batch.key);
  return engine.train({ network, schedule, start, train: points, test: points, ...(order && { order }) });
}
