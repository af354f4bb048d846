import { readFileSync } from 'node:fs';
import type { Points } from '../../datasets/dataset.ts';
import type { ActivationId } from '../../network/activations.ts';
import type { LossId } from '../../network/losses.ts';
import type { Network, Parameters } from '../../network/network.ts';
import type { Job } from '../engine.ts';
import type { Optimizer, Schedule } from '../schedule.ts';

// The golden networks as jobs: what automatic differentiation in Python says of them, and PyTorch's optimizers.

type Matrix = readonly (readonly number[])[];

/** Weights are [fanOut][fanIn], inputs and pre-activations [points][units]. */
interface Layers {
  readonly weights: readonly Matrix[];
  readonly biases: Matrix;
}

interface GradientCase extends Layers {
  readonly name: string;
  readonly widths: readonly number[];
  readonly activation: string;
  readonly loss: string;
  readonly nSamples: number;
  readonly inputs: Matrix;
  readonly targets: readonly number[] | Matrix;
  readonly lossValue: number;
  readonly gradients: Layers;
  readonly preActivations: readonly Matrix[];
}

interface OptimizerRun {
  readonly case: string;
  readonly optimizer: Optimizer & { readonly learningRate: number };
  readonly losses: readonly number[];
  readonly after: readonly (Layers & { readonly steps: number })[];
}

/** A network with its points, and what is known of the first pass. */
export interface GoldenNetwork {
  readonly name: string;
  /** Plain gradient descent by 0 steps. */
  readonly job: Job;
  readonly cost: number;
  readonly gradients: Parameters;
  /** Of every layer, [units, points]. */
  readonly preActivations: readonly Float64Array[];
}

/** One of those networks after 1, 2 and 10 steps of an optimizer. */
export interface GoldenRun {
  readonly name: string;
  readonly job: Job;
  /** After 0, 1, … steps. */
  readonly costs: readonly number[];
  readonly after: readonly { readonly step: number; readonly parameters: Parameters }[];
}

const read = (file: string) => JSON.parse(readFileSync(new URL(`./golden/${file}`, import.meta.url), 'utf8'));
const gradients: { derivativeAtZero: Record<string, { torch: number }>; cases: GradientCase[] } =
  read('gradients.json');
const runs: OptimizerRun[] = read('optimizers.json').runs;

const activationId = (name: string) => (name === 'leakyRelu' ? 'leaky-relu' : name) as ActivationId;
const lossIds: Record<string, LossId> = {
  mse: 'squared-error',
  bce: 'binary-cross-entropy',
  softmax: 'softmax-cross-entropy',
};

/** As PyTorch takes them. */
export const derivativesAtZero = Object.entries(gradients.derivativeAtZero).map(
  ([name, { torch }]) => [activationId(name), torch] as const,
);

export const goldenNetworks: readonly GoldenNetwork[] = gradients.cases.map((golden) => ({
  name: golden.name,
  job: jobOf(golden, {}),
  cost: golden.lossValue,
  gradients: parametersOf(golden.gradients),
  preActivations: golden.preActivations.map(byUnit),
}));

export const goldenRuns: readonly GoldenRun[] = runs.map(({ case: name, optimizer, losses, after }) => {
  const { learningRate, ...rule } = optimizer;
  const steps = after.map(({ steps }) => steps);
  return {
    name: `${rule.name} on ${name}`,
    job: jobOf(gradients.cases.find((other) => other.name === name)!, {
      optimizer: rule as Optimizer,
      learningRate,
      steps: steps.at(-1)!,
      record: { costEvery: 1, snapshotsAt: steps },
    }),
    costs: losses,
    after: after.map((layers) => ({ step: layers.steps, parameters: parametersOf(layers) })),
  };
});

function jobOf(golden: GradientCase, schedule: Partial<Schedule>): Job {
  return {
    network: networkOf(golden),
    schedule: {
      optimizer: { name: 'sgd' },
      learningRate: 0.1,
      batch: 'full',
      steps: 0,
      record: { costEvery: 1 },
      ...schedule,
    },
    start: parametersOf(golden),
    train: pointsOf(golden),
    test: pointsOf(golden),
  };
}

function networkOf({ widths, activation, loss }: GradientCase): Network {
  return { widths, activation: activationId(activation), loss: lossIds[loss]! };
}

function pointsOf({ widths, loss, nSamples, inputs, targets }: GradientCase): Points {
  const points = { count: nSamples, features: widths[0]!, inputs: flat(inputs) };
  if (loss === 'mse')
    return { ...points, labels: new Int32Array(nSamples), targets: flat(targets as Matrix) };
  return { ...points, labels: Int32Array.from(targets as readonly number[]) };
}

function parametersOf({ weights, biases }: Layers): Parameters {
  return { weights: weights.map(flat), biases: biases.map((b) => Float64Array.from(b)) };
}

function flat(matrix: Matrix): Float64Array {
  return Float64Array.from(matrix.flat());
}

function byUnit(rows: Matrix): Float64Array {
  return flat(rows[0]!.map((_, i) => rows.map((row) => row[i]!)));
}
