import { expect, test } from 'vitest';
import type { Points } from '../datasets/dataset.ts';
import type { Network, Parameters } from '../network/network.ts';
import { layerVariances, lsuv } from './lsuv.ts';

const network: Network = { widths: [1, 1, 1], activation: 'relu', loss: 'squared-error' };
const points: Points = {
  count: 2,
  features: 1,
  inputs: Float64Array.of(0, 8),
  labels: Int32Array.of(0, 1),
};
const startOf = (first: number, second: number, bias = 0): Parameters => ({
  weights: [Float64Array.of(first), Float64Array.of(second)],
  biases: [Float64Array.of(bias), Float64Array.of(0)],
});

test('variances are those over units and points', () => {
  // 0 and 4, then 0 and 12: deviations 2 and 6.
  expect(layerVariances(network, startOf(0.5, 3), points)).toEqual([4, 36]);
});

test('each weight ends where its layer has variance 1, after those before it', () => {
  const start = startOf(0.5, 3);
  expect(lsuv(network, start, points).weights).toEqual([Float64Array.of(0.25), Float64Array.of(1)]);
  expect(start.weights).toEqual([Float64Array.of(0.5), Float64Array.of(3)]);
});

test('what is near enough stays, and so does what answers one number to all', () => {
  // Deviation 1.02: variance 1.0404.
  expect(lsuv(network, startOf(0.255, 1), points).weights[0]).toEqual(Float64Array.of(0.255));
  expect(lsuv(network, startOf(-1, 3), points).weights).toEqual([Float64Array.of(-0.25), Float64Array.of(3)]);
});

test('a bias moves no variance, but what passes the kink after it', () => {
  // −2 and 6 become −2 and 0 when the weight is divided by the deviation 4: nothing passes, the second layer stays.
  const { weights } = lsuv(network, startOf(1, 3, -2), points);
  expect(weights).toEqual([Float64Array.of(0.25), Float64Array.of(3)]);
});

test('no iterations, no change', () => {
  expect(lsuv(network, startOf(0.5, 3), points, { iterations: 0 })).toEqual(startOf(0.5, 3));
});
