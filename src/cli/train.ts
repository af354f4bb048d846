import { type Command, Option } from 'commander';
import { datasets } from '../datasets/registry.ts';
import type { Trajectory } from '../engines/engine.ts';
import { defaultEngine, engines } from '../engines/registry.ts';
import { initializers } from '../initializers/registry.ts';
import { activations } from '../network/activations.ts';
import { counted } from '../report/pages/numbers.ts';
import { encodeNumbers } from '../results/numbers.ts';
import { refuseIdle } from './idle-options.ts';
import { inThread } from './in-thread.ts';
import { finiteNumber, momentumFactor, positiveNumber, wholeNumber, wholeNumbers } from './options.ts';
import type { TrainOptions } from './train-once.ts';

/** What fits into the memory of most machines. */
const mostPoints = 1_000_000;

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
    .option('--train-points <count>', 'training points', wholeNumber(1, mostPoints), 300)
    .option('--test-points <count>', 'test points', wholeNumber(1, mostPoints), 100)
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
    .action(async (options: TrainOptions, command: Command) => {
      const { layers, steps, engine, optimizer } = options;
      if (optimizer !== 'momentum' && optimizer !== 'nesterov')
        refuseIdle(command, ['momentum'], '--optimizer momentum or nesterov');
      const trajectory = await inThread<Trajectory>(
        `training ${layers.join(',')} for ${counted(steps, 'step')} on the ${engine} engine`,
        new URL('./train-once.js', import.meta.url),
        'trainOnce',
        options,
      );
      process.stdout.write(
        `${options.json ? JSON.stringify(encodeNumbers(figures(trajectory, options))) : told(trajectory, options)}\n`,
      );
    });
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
