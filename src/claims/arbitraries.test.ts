import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ActivationId, activations } from '../network/activations.ts';
import { type LossId, losses } from '../network/losses.ts';
import { checkNetwork } from '../network/network.ts';
import {
  datasets,
  momentumOptimizers,
  networks,
  numbersUpTo,
  optimizers,
  pointsOf,
  rates,
} from './arbitraries.ts';

const sampled = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.sample(arbitrary, { seed: 5, numRuns: 500 });
const within = (values: readonly number[], low: number, high: number) => {
  expect(Math.min(...values)).toBe(low);
  expect(Math.max(...values)).toBe(high);
};

describe('networks', () => {
  test('are sound, within their bounds, and reach them', () => {
    const drawn = sampled(networks());
    drawn.forEach(checkNetwork);
    within(
      drawn.map(({ widths }) => widths[0]!),
      1,
      4,
    );
    within(
      drawn.map(({ widths }) => widths.length - 2),
      1,
      3,
    );
    within(
      drawn.flatMap(({ widths }) => widths.slice(1, -1)),
      2,
      7,
    );
    within(
      drawn.filter(({ loss }) => loss !== 'binary-cross-entropy').map(({ widths }) => widths.at(-1)!),
      2,
      4,
    );
    expect(new Set(drawn.map(({ activation }) => activation))).toEqual(new Set(Object.keys(activations)));
    expect(new Set(drawn.map(({ loss }) => loss))).toEqual(new Set(Object.keys(losses)));
  });

  test('keep to the bounds that are given', () => {
    const only = { activations: ['tanh'] as ActivationId[], losses: ['binary-cross-entropy'] as LossId[] };
    const drawn = sampled(networks({ ...only, inputs: [2, 2], hiddenLayers: [2, 4], hiddenUnits: [3, 5] }));
    within(
      drawn.map(({ widths }) => widths[0]!),
      2,
      2,
    );
    within(
      drawn.map(({ widths }) => widths.length - 2),
      2,
      4,
    );
    within(
      drawn.flatMap(({ widths }) => widths.slice(1, -1)),
      3,
      5,
    );
    for (const { widths, activation, loss } of drawn)
      expect([widths.at(-1), activation, loss]).toEqual([1, 'tanh', 'binary-cross-entropy']);
  });
});

describe('points', () => {
  const cases = sampled(fc.record({ network: networks(), dataset: datasets() }));

  test('are as many as drawn, an even number, with the network’s inputs', () => {
    within(
      cases.map(({ dataset }) => dataset.count),
      4,
      20,
    );
    for (const { network, dataset } of cases) {
      const points = pointsOf(dataset, network);
      expect(points.count % 2).toBe(0);
      expect(points.count).toBe(dataset.count);
      expect(points.features).toBe(network.widths[0]);
      expect(points.inputs).toHaveLength(points.count * points.features);
      expect(points.labels).toHaveLength(points.count);
    }
  });

  test('of two classes are exactly balanced', () => {
    const binary = cases.filter(({ network }) => network.loss === 'binary-cross-entropy');
    expect(binary.length).toBeGreaterThan(50);
    for (const { network, dataset } of binary) {
      const { labels } = pointsOf(dataset, network);
      expect(labels.filter((label) => label === 1)).toHaveLength(dataset.count / 2);
      expect(labels.filter((label) => label === 0)).toHaveLength(dataset.count / 2);
    }
  });

  test('have labels that the network’s outputs can tell apart', () => {
    for (const { network, dataset } of cases)
      expect(Math.max(...pointsOf(dataset, network).labels)).toBeLessThan(
        Math.max(2, network.widths.at(-1)!),
      );
  });

  test('are the same for the same draw and others for another seed', () => {
    const { network, dataset } = cases[0]!;
    expect(pointsOf(dataset, network)).toEqual(pointsOf({ ...dataset }, network));
    expect(pointsOf({ ...dataset, seed: dataset.seed + 1 }, network).inputs).not.toEqual(
      pointsOf(dataset, network).inputs,
    );
  });
});

test('rates run from a thousandth of the most to the most', () => {
  within(sampled(rates()), 0.001, 1);
  within(sampled(rates(0.1)), 0.0001, 0.1);
});

test('numbers run from −most to most', () => {
  within(sampled(numbersUpTo(2)), -2, 2);
});

test('optimizers are all four; momentum’s are the three without second moments', () => {
  const names = (arbitrary: ReturnType<typeof optimizers>) =>
    new Set(sampled(arbitrary).map(({ name }) => name));
  expect(names(optimizers())).toEqual(new Set(['sgd', 'momentum', 'nesterov', 'adam']));
  expect(names(momentumOptimizers())).toEqual(new Set(['sgd', 'momentum', 'nesterov']));
});
