import { expect, test } from 'vitest';
import type { Points } from '../../datasets/dataset.ts';
import { type ActivationId, activations } from '../../network/activations.ts';
import { type Loss, losses } from '../../network/losses.ts';
import type { Network, Parameters } from '../../network/network.ts';
import type { Job } from '../engine.ts';
import { profile } from './profile.ts';

const job = (network: Network, start: Parameters, train: Points): Job => ({
  network,
  schedule: {
    optimizer: { name: 'sgd' },
    learningRate: 0.1,
    batch: 'full',
    steps: 1,
    record: { costEvery: 1 },
  },
  start,
  train,
  test: train,
});

const network: Network = { widths: [2, 3, 1], activation: 'tanh', loss: 'binary-cross-entropy' };
const start: Parameters = {
  weights: [Float64Array.of(0.5, -1, 0.25, 2, -0.75, 0.5), Float64Array.of(1, -0.5, 0.75)],
  biases: [Float64Array.of(0.1, -0.2, 0.3), Float64Array.of(-0.4)],
};
const points: Points = {
  count: 4,
  features: 2,
  inputs: Float64Array.of(1, -0.5, 0.25, 0.75, -1, 2, -0.3, -0.6),
  labels: Int32Array.of(0, 1, 1, 0),
};

/** z of each layer, unit by unit, with one pre-activation moved. */
function preActivations(moved: { l: number; unit: number; point: number; by: number }): number[][] {
  const value = activations[network.activation].value;
  const z: number[][] = [[], []];
  const nudge = (l: number, unit: number, s: number) =>
    l === moved.l && unit === moved.unit && s === moved.point ? moved.by : 0;
  for (let s = 0; s < 4; s++) {
    const x = [points.inputs[2 * s]!, points.inputs[2 * s + 1]!];
    let logit = start.biases[1]![0]!;
    for (let i = 0; i < 3; i++) {
      const [w1, w2] = [start.weights[0]![2 * i]!, start.weights[0]![2 * i + 1]!];
      const hidden = w1 * x[0]! + w2 * x[1]! + start.biases[0]![i]! + nudge(0, i, s);
      z[0]![i * 4 + s] = hidden;
      logit += start.weights[1]![i]! * value(hidden);
    }
    z[1]![s] = logit + nudge(1, 0, s);
  }
  return z;
}

const loss: Loss = losses['binary-cross-entropy'];
const costOf = (z: number[][]) => loss.cost(Float64Array.from(z[1]!), Float64Array.from(points.labels), 1, 4);

const momentsOf = (values: readonly number[]) => ({
  mean: values.reduce((sum, v) => sum + v, 0) / values.length,
  meanSquare: values.reduce((sum, v) => sum + v * v, 0) / values.length,
});

const expectMoments = (
  got: ReturnType<typeof momentsOf>,
  values: readonly number[],
  atMost: number,
): void => {
  const wanted = momentsOf(values);
  expect(Math.abs(got.mean - wanted.mean)).toBeLessThanOrEqual(atMost);
  expect(Math.abs(got.meanSquare - wanted.meanSquare)).toBeLessThanOrEqual(atMost);
};

test('moments are those of straightforward sums', () => {
  const { inputMeanSquare, layers, cost } = profile(job(network, start, points));
  const z = preActivations({ l: 0, unit: 0, point: 0, by: 0 });
  const rounding = 1e-15; // Sums of at most 12 numbers of size 3 at most, 2^−53 each: 12 · 3 · 1.1e-16 / 4.
  expect(inputMeanSquare).toBeCloseTo(momentsOf([...points.inputs]).meanSquare, 15);
  expect(Math.abs(cost - costOf(z))).toBeLessThanOrEqual(rounding);
  layers.forEach(({ preActivation, activation }, l) => {
    expectMoments(preActivation, z[l]!, 4 * rounding);
    const a = l === 0 ? z[l]!.map(Math.tanh) : z[l]!; // The last layer's values are its pre-activations.
    expectMoments(activation, a, 4 * rounding);
  });
});

test('gradients are those by the pre-activations', () => {
  const { layers } = profile(job(network, start, points));
  // A central difference over 2h: h²/6 |C‴| (≤ 1 here) and 8 roundings of the cost (≤ 2) over 2h make 1.3e-10.
  const h = 2 ** -17;
  layers.forEach(({ gradient }, l) => {
    const slopes = Array.from({ length: network.widths[l + 1]! * 4 }, (_, at) => {
      const moved = (by: number) =>
        costOf(preActivations({ l, unit: Math.floor(at / 4), point: at % 4, by }));
      return (moved(h) - moved(-h)) / (2 * h);
    });
    expectMoments(gradient, slopes, 1.3e-10);
  });
});

test('a job and its arrays stay as they were', () => {
  const given = job(network, start, points);
  const before = structuredClone(given);
  profile(given);
  expect(given).toEqual(before);
});

/** One input, hidden units of weights 1, −1, −2, 0 without biases: over positive inputs the last three never fire. */
const positive = (activation: ActivationId) =>
  profile(
    job(
      { widths: [1, 4, 1], activation, loss: 'binary-cross-entropy' },
      {
        weights: [Float64Array.of(1, -1, -2, 0), Float64Array.of(1, 1, 1, 1)],
        biases: [new Float64Array(4), new Float64Array(1)],
      },
      { count: 3, features: 1, inputs: Float64Array.of(1, 2, 3), labels: Int32Array.of(0, 1, 0) },
    ),
  ).layers.map(({ deadShare }) => deadShare);

test('dead units answer 0 to every point', () => {
  expect(positive('relu')).toEqual([0.75, 0]);
  expect(positive('leaky-relu')).toEqual([0.25, 0]);
  expect(positive('sigmoid')).toEqual([0, 0]);
});

/** A network whose only weight is 1: its logits are its inputs. */
const logits = (inputs: readonly number[], loss: Network['loss']) =>
  profile(
    job(
      { widths: [1, 1], activation: 'linear', loss },
      { weights: [Float64Array.of(1)], biases: [Float64Array.of(0)] },
      {
        count: inputs.length,
        features: 1,
        inputs: Float64Array.from(inputs),
        labels: new Int32Array(inputs.length),
      },
    ),
  );

test('a unit that is 0 for one point only is not dead', () => {
  expect(logits([0, 1], 'squared-error').layers[0]!.deadShare).toBe(0);
  expect(logits([0, 0], 'squared-error').layers[0]!.deadShare).toBe(1);
});

test('saturated: the probability lies within 1e-9 of 0 or 1', () => {
  // 1 / (1 + e^−z) = 1 − 1e-9 at z = ln(1e9 − 1) = 20.72326583…
  expect(logits([20.7232, -20.7232, 0, 3], 'binary-cross-entropy').saturatedShare).toBe(0);
  expect(logits([20.7233, -20.7232, 0, 3], 'binary-cross-entropy').saturatedShare).toBe(0.25);
  expect(logits([20.7233, -20.7233, 800, 3], 'binary-cross-entropy').saturatedShare).toBe(0.75);
  expect(logits([800], 'squared-error').saturatedShare).toBe(0);
});

test('the unguarded cost is infinite at a saturated wrong answer, and the cost itself for other losses', () => {
  expect(logits([800], 'binary-cross-entropy')).toMatchObject({ cost: 800, unguardedCost: Infinity });
  expect(logits([800], 'squared-error')).toMatchObject({ cost: 640_000, unguardedCost: 640_000 });
});
