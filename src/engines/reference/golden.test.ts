import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Points } from '../../datasets/dataset.ts';
import { type ActivationId, activations } from '../../network/activations.ts';
import type { LossId } from '../../network/losses.ts';
import { checkNetwork, type Network, type Parameters } from '../../network/network.ts';
import type { Job } from '../engine.ts';
import type { Optimizer, Schedule } from '../schedule.ts';
import { backward, costOf, createPass, forward, toBatch, zerosLike } from './pass.ts';
import { profile } from './profile.ts';
import { train } from './train.ts';

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

const read = (file: string) => JSON.parse(readFileSync(new URL(`./golden/${file}`, import.meta.url), 'utf8'));

const golden: {
  derivativeAtZero: Record<string, { torch: number }>;
  cases: GradientCase[];
} = read('gradients.json');
const optimizerRuns: OptimizerRun[] = read('optimizers.json').runs;

const lossIds: Record<string, LossId> = {
  mse: 'squared-error',
  bce: 'binary-cross-entropy',
  softmax: 'softmax-cross-entropy',
};
const activationId = (name: string) => (name === 'leakyRelu' ? 'leaky-relu' : name) as ActivationId;

const networkOf = ({ widths, activation, loss }: GradientCase): Network => ({
  widths,
  activation: activationId(activation),
  loss: lossIds[loss]!,
});

const flat = (matrix: Matrix) => Float64Array.from(matrix.flat());
const parametersOf = ({ weights, biases }: Layers): Parameters => ({
  weights: weights.map(flat),
  biases: biases.map((b) => Float64Array.from(b)),
});

function pointsOf({ widths, loss, nSamples, inputs, targets }: GradientCase): Points {
  const points = { count: nSamples, features: widths[0]!, inputs: flat(inputs) };
  if (loss === 'mse')
    return { ...points, labels: new Int32Array(nSamples), targets: flat(targets as Matrix) };
  return { ...points, labels: Int32Array.from(targets as readonly number[]) };
}

const jobOf = (golden: GradientCase, schedule: Partial<Schedule>): Job => ({
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
});

const norm = (values: Iterable<number>) => Math.hypot(...values);

/** ‖got − wanted‖ ≤ tolerance · ‖wanted‖, for tensors of zeros: exactly zeros. */
function expectNear(got: Float64Array, wanted: Float64Array, tolerance: number): void {
  expect(got.length).toBe(wanted.length);
  expect(norm(got.map((value, i) => value - wanted[i]!))).toBeLessThanOrEqual(tolerance * norm(wanted));
}

function expectLayersNear(got: Parameters, wanted: Parameters, tolerance: number): void {
  for (const kind of ['weights', 'biases'] as const) {
    expect(got[kind].length).toBe(wanted[kind].length);
    got[kind].forEach((layer, l) => {
      expectNear(layer, wanted[kind][l]!, tolerance);
    });
  }
}

/**
 * Both sides are float64 and differ by the order of their sums and by exp, tanh, erf within a few units of 2^−53:
 * six layers of at most 17 terms each, so some 100 operations on a path and back, 200 · 2^−53 = 2.2e-14 of a
 * tensor's norm where nothing cancels; twice that for sums that do. (JAX and torch differ by 1.2e-15.)
 */
const tolerance = 4.4e-14;

/** What ten steps add: each moves by a gradient that is off by `tolerance`, and steps do not amplify at these rates. */
const tolerance10 = 10 * tolerance;

test('the golden file has every case', () => {
  expect(golden.cases.length).toBe(23);
  expect(new Set(golden.cases.map(({ activation }) => activationId(activation)))).toEqual(
    new Set(Object.keys(activations)),
  );
});

test.each(Object.entries(golden.derivativeAtZero))('the derivative of %s at 0', (name, { torch }) => {
  // selu's is a product of two constants: within 2 units.
  expect(Math.abs(activations[activationId(name)].derivative(0) - torch)).toBeLessThanOrEqual(2 ** -51);
});

describe.each(golden.cases)('$name', (golden) => {
  const network = networkOf(golden);
  const start = parametersOf(golden);
  const batch = toBatch(network, pointsOf(golden));
  const pass = createPass(network, batch.count);
  const gradients = zerosLike(start);
  forward(network, start, batch, pass);
  const cost = costOf(network, batch, pass, true);
  backward(network, start, batch, pass, gradients);
  const wanted = parametersOf(golden.gradients);
  const byUnit = (rows: Matrix) => flat(rows[0]!.map((_, i) => rows.map((row) => row[i]!)));

  test('cost', () => {
    checkNetwork(network);
    expect(Math.abs(cost - golden.lossValue)).toBeLessThanOrEqual(tolerance * golden.lossValue);
  });

  test('pre-activations', () => {
    expect(pass.z.length).toBe(golden.preActivations.length);
    golden.preActivations.forEach((z, l) => {
      expectNear(pass.z[l]!, byUnit(z), tolerance);
    });
  });

  test('gradients', () => {
    expectLayersNear(gradients, wanted, tolerance);
  });

  test('the profile has their moments and norms', () => {
    const { layers, cost: profiled } = profile(jobOf(golden, {}));
    const near = (got: number, exact: number, scale: number) =>
      expect(Math.abs(got - exact)).toBeLessThanOrEqual(tolerance * scale);
    expect(profiled).toBe(cost);
    golden.preActivations.forEach((rows, l) => {
      const z = [...byUnit(rows)];
      const hidden = l < golden.preActivations.length - 1;
      const a = hidden ? z.map(activations[network.activation].value) : z;
      const { preActivation, activation, gradient, weightGradientNorm, biasGradientNorm } = layers[l]!;
      near(preActivation.mean, mean(z), rms(z));
      near(preActivation.meanSquare, rms(z) ** 2, 2 * rms(z) ** 2);
      near(activation.mean, mean(a), rms(a));
      near(activation.meanSquare, rms(a) ** 2, 2 * rms(a) ** 2);
      near(weightGradientNorm, norm(wanted.weights[l]!), norm(wanted.weights[l]!));
      near(biasGradientNorm, norm(wanted.biases[l]!), norm(wanted.biases[l]!));
      // The bias gradient is the sum over points of the gradient by the pre-activation.
      const sum = wanted.biases[l]!.reduce((total, value) => total + value, 0);
      near(gradient.mean, sum / z.length, Math.sqrt(gradient.meanSquare));
      if (golden.nSamples === 1)
        near(gradient.meanSquare, rms([...wanted.biases[l]!]) ** 2, 2 * gradient.meanSquare);
    });
  });
});

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const rms = (values: readonly number[]) => Math.sqrt(mean(values.map((value) => value * value)));

test('the golden file has four optimizers on three networks', () => {
  expect(optimizerRuns.length).toBe(12);
  expect(new Set(optimizerRuns.map(({ optimizer }) => optimizer.name))).toEqual(
    new Set(['sgd', 'momentum', 'nesterov', 'adam']),
  );
});

describe.each(optimizerRuns)('$optimizer.name on $case', ({ case: name, optimizer, losses, after }) => {
  const { learningRate, ...rule } = optimizer;
  const steps = after.map(({ steps }) => steps);
  const job = jobOf(golden.cases.find((other) => other.name === name)!, {
    optimizer: rule as Optimizer,
    learningRate,
    steps: steps.at(-1)!,
    record: { costEvery: 1, snapshotsAt: steps },
  });
  const { costs, snapshots, final } = train(job);

  test('losses before each step and after the last', () => {
    expect(costs.length).toBe(losses.length);
    losses.forEach((loss, k) => {
      expect(Math.abs(costs[k]! - loss)).toBeLessThanOrEqual(tolerance10 * loss);
    });
  });

  test('parameters after 1, 2 and 10 steps', () => {
    expect(snapshots.map(({ step }) => step)).toEqual([1, 2, 10]);
    after.forEach((layers, i) => {
      expectLayersNear(snapshots[i]!.parameters, parametersOf(layers), tolerance10);
    });
    expect(final).toEqual(snapshots.at(-1)!.parameters);
  });
});
