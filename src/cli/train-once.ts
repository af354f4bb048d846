import type { Split } from '../datasets/dataset.ts';
import type { datasets } from '../datasets/registry.ts';
import { datasetFrom } from '../datasets/spec.ts';
import type { Engine, Trajectory } from '../engines/engine.ts';
import { engineFrom } from '../engines/registry.ts';
import type { Precision, Schedule } from '../engines/schedule.ts';
import type { ActivationId } from '../network/activations.ts';
import type { Network, Parameters } from '../network/network.ts';
import type { Draws } from '../random/draws.ts';
import { rootKey } from '../random/key.ts';
import { numpyLegacy } from '../random/numpy-legacy.ts';
import { type LayerDraws, startingParameters } from '../training/arm.ts';
import { batchOrder, layerDraws, sharedDraws } from '../training/job.ts';
import { checkSetting } from '../training/setting.ts';
import { answering } from './in-thread.ts';
import { initializerSpec } from './initializer-option.ts';
import { WrongUse } from './wrong-use.ts';

export interface TrainOptions {
  readonly layers: number[];
  readonly init: string;
  readonly scale: number;
  readonly seed: number;
  readonly dataset: string;
  readonly dataSeed: number;
  readonly testSeed?: number;
  readonly trainPoints: number;
  readonly testPoints: number;
  readonly rng: 'key' | 'numpy-legacy';
  readonly activation: ActivationId;
  readonly optimizer: Schedule['optimizer']['name'];
  readonly momentum: number;
  readonly batch?: number;
  readonly engine: string;
  readonly precision?: Precision;
  readonly steps: number;
  readonly lr: number;
  readonly every: number;
  readonly cost: 'stable' | 'unguarded';
  readonly json: boolean;
}

/** Trains the network that the options of `train` describe. */
export const trainOnce = answering(trained);

async function trained(options: TrainOptions): Promise<Trajectory> {
  const { layers, activation, dataset, trainPoints, testPoints, dataSeed, testSeed = dataSeed + 1 } = options;
  const network: Network = {
    widths: layers,
    activation,
    loss: datasetFrom(dataset).classes > 2 ? 'softmax-cross-entropy' : 'binary-cross-entropy',
  };
  if (options.cost === 'unguarded' && network.loss !== 'binary-cross-entropy')
    throw new WrongUse(
      `--cost unguarded is of binary cross-entropy only, and ${dataset} is learnt by ${network.loss} (leave --cost out)`,
    );
  const engine = await engineFrom(options.engine);
  const schedule = scheduleFrom(options, engine);
  const data = {
    dataset: dataset as keyof typeof datasets,
    train: trainPoints,
    test: testPoints,
    seeds: 'per-key',
  } as const;
  checkSetting({ network, data, schedule });
  const points: Split = datasetFrom(dataset).split(
    {
      train: drawsOf(options.rng, dataSeed, 'train-points'),
      test: drawsOf(options.rng, testSeed, 'test-points'),
    },
    { train: trainPoints, test: testPoints },
  );
  const order = batchOrder(schedule, trainPoints, rootKey(options.seed).child('batches'));
  const start = startOf(network, options);
  return engine.train({ network, schedule, start, ...points, ...(order && { order }) });
}

const drawsOf = (rng: TrainOptions['rng'], seed: number, part: string): Draws =>
  rng === 'numpy-legacy' ? numpyLegacy(seed) : rootKey(seed).child(part).draws();

function startOf(network: Network, { rng, seed, init, scale }: TrainOptions): Parameters {
  const draws: LayerDraws =
    rng === 'numpy-legacy' ? sharedDraws(numpyLegacy(seed)) : layerDraws(rootKey(seed));
  const start = startingParameters(network, { init: initializerSpec(init) }, draws);
  return { ...start, weights: start.weights.map((w) => w.map((weight) => weight * scale)) };
}

function scheduleFrom(options: TrainOptions, { precisions }: Engine): Schedule {
  const { optimizer, momentum, lr, batch, steps, every, cost } = options;
  const { precision = precisions.includes('float64') ? 'float64' : 'float32' } = options;
  const rules: Record<TrainOptions['optimizer'], Schedule['optimizer']> = {
    sgd: { name: 'sgd' },
    momentum: { name: 'momentum', momentum },
    nesterov: { name: 'nesterov', momentum },
    adam: { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  };
  const record = { costEvery: every, unguarded: cost === 'unguarded' };
  return {
    optimizer: rules[optimizer],
    learningRate: lr,
    batch: batch ?? 'full',
    steps,
    precision,
    record,
  };
}
