import { type Command, Option } from 'commander';
import type { Split } from '../datasets/dataset.ts';
import { datasets } from '../datasets/registry.ts';
import { datasetFrom } from '../datasets/spec.ts';
import type { Engine, Trajectory } from '../engines/engine.ts';
import { defaultEngine, engineFrom, engines } from '../engines/registry.ts';
import type { Precision, Schedule } from '../engines/schedule.ts';
import { initializers } from '../initializers/registry.ts';
import { type ActivationId, activations } from '../network/activations.ts';
import type { Network, Parameters } from '../network/network.ts';
import type { Draws } from '../random/draws.ts';
import { rootKey } from '../random/key.ts';
import { numpyLegacy } from '../random/numpy-legacy.ts';
import { encodeNumbers } from '../results/numbers.ts';
import { type LayerDraws, startingParameters } from '../training/arm.ts';
import { batchOrder, layerDraws, sharedDraws } from '../training/job.ts';
import { checkSetting } from '../training/setting.ts';
import { initializerSpec } from './initializer-option.ts';
import { finiteNumber, momentumFactor, positiveNumber, wholeNumber, wholeNumbers } from './options.ts';
import { WrongUse } from './wrong-use.ts';

interface TrainOptions {
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

export function addTrain(program: Command): void {
  const choice = (flags: string, description: string, choices: readonly string[], byDefault: string) =>
    new Option(flags, description).choices(choices).default(byDefault);
  program
    .command('train')
    .description('train one network and print its costs and accuracies')
    .requiredOption(
      '--layers <widths>',
      'units per layer, inputs and outputs included, e.g. 2,10,5,1',
      wholeNumbers,
    )
    .option(
      '--init <initializer>',
      `what draws the weights: ${Object.keys(initializers).join(', ')}; parameters as in normal:std=10`,
      'he',
    )
    .option('--scale <factor>', 'multiplies the weights drawn', finiteNumber, 1)
    .option('--seed <seed>', 'seed of the weights', wholeNumber(0), 1)
    .addOption(choice('--dataset <dataset>', 'what is learnt', Object.keys(datasets), 'circles'))
    .option('--data-seed <seed>', 'seed of the training points', wholeNumber(0), 1)
    .option(
      '--test-seed <seed>',
      'seed of the test points (default: the training points’ seed + 1)',
      wholeNumber(0),
    )
    .option('--train-points <count>', 'training points', wholeNumber(1), 300)
    .option('--test-points <count>', 'test points', wholeNumber(1), 100)
    .addOption(
      choice(
        '--rng <generator>',
        'our keys, or NumPy’s RandomState for weights and data',
        ['key', 'numpy-legacy'],
        'key',
      ),
    )
    .addOption(choice('--activation <activation>', 'of the hidden layers', Object.keys(activations), 'relu'))
    .addOption(
      choice(
        '--optimizer <rule>',
        'how parameters are updated',
        ['sgd', 'momentum', 'nesterov', 'adam'],
        'sgd',
      ),
    )
    .option('--momentum <factor>', 'for momentum and nesterov', momentumFactor, 0.9)
    .option('--batch <points>', 'points a step (default: all)', wholeNumber(1))
    .option('--steps <count>', 'updates', wholeNumber(1), 15_000)
    .option('--lr <rate>', 'learning rate', positiveNumber, 0.01)
    .addOption(choice('--engine <engine>', 'what trains the network', Object.keys(engines), defaultEngine))
    .addOption(
      new Option('--precision <precision>', 'of all numbers (default: the most that the engine has)').choices(
        ['float64', 'float32'],
      ),
    )
    .option('--every <steps>', 'a cost is printed every so many steps', wholeNumber(1), 1000)
    .addOption(
      choice(
        '--cost <kind>',
        'stable, or the course’s own, which is infinite at log 0',
        ['stable', 'unguarded'],
        'stable',
      ),
    )
    .option('--json', 'print as JSON', false)
    .action(async (options: TrainOptions) => {
      const trajectory = await trainOnce(options);
      process.stdout.write(
        `${options.json ? JSON.stringify(encodeNumbers(figures(trajectory, options))) : told(trajectory, options)}\n`,
      );
    });
}

async function trainOnce(options: TrainOptions): Promise<Trajectory> {
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

/** The costs before every n-th update, and what is reached after the last. */
function figures(trajectory: Trajectory, { cost }: TrainOptions) {
  const last = trajectory.steps.at(-1)!;
  const all = cost === 'unguarded' ? trajectory.unguardedCosts : trajectory.costs;
  const accuracy = trajectory.accuracies.at(-1)!;
  return {
    costs: all.filter((_, i) => trajectory.steps[i] !== last),
    finalCost: all.at(-1)!,
    trainAccuracy: accuracy.train,
    testAccuracy: accuracy.test,
    ...(trajectory.divergedAt !== null && { divergedAt: trajectory.divergedAt }),
  };
}

function told(trajectory: Trajectory, options: TrainOptions): string {
  const { costs, finalCost, trainAccuracy, testAccuracy } = figures(trajectory, options);
  const line = (step: number, cost: number) =>
    `step ${String(step).padStart(String(options.steps).length)}  cost ${cost}`;
  return [
    ...costs.map((cost, i) => line(trajectory.steps[i]!, cost)),
    line(trajectory.steps.at(-1)!, finalCost),
    ...(trajectory.divergedAt === null
      ? []
      : [`the cost stopped being finite at step ${trajectory.divergedAt}`]),
    `training accuracy ${trainAccuracy}`,
    `test accuracy ${testAccuracy}`,
  ].join('\n');
}
