import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rootKey } from '../random/key.ts';
import type { Points } from './dataset.ts';
import { datasets } from './registry.ts';
import { type DatasetSpec, datasetFrom } from './spec.ts';

const key = rootKey(0).child('datasets');
const fcSeed = Math.floor(key.child('fast-check').draws().uniform() * 2 ** 31);
const specs: readonly DatasetSpec[] = [
  ...(Object.keys(datasets) as DatasetSpec[]),
  ['circles', { noise: 0, factor: 0 }],
  ['xor', { noise: 1 }],
  ['gaussians', { distance: 0, std: 0.1 }],
  ['spirals', { noise: 0.05 }],
];
const counts = fc.record({ train: fc.integer({ min: 1, max: 60 }), test: fc.integer({ min: 1, max: 60 }) });
const seeds = fc.integer({ min: 0, max: 1_000_000 });
const streams = (seed: number, testSeed = seed) => ({
  train: rootKey(seed).child('train').draws(),
  test: rootKey(testSeed).child('test').draws(),
});
const shares = ({ count, labels }: Points, classes: number) =>
  Array.from({ length: classes }, (_, label) => labels.filter((one) => one === label).length / count);

describe.each(specs.map((spec) => ({ spec })))('$spec', ({ spec }) => {
  const dataset = datasetFrom(spec);

  test('has the counts, the shapes and the classes it says, and equal keys give equal points', () => {
    fc.assert(
      fc.property(counts, seeds, (counts, seed) => {
        const split = dataset.split(streams(seed), counts);
        for (const part of ['train', 'test'] as const) {
          const { count, features, inputs, labels } = split[part];
          expect([count, labels.length, inputs.length]).toEqual([
            counts[part],
            counts[part],
            counts[part] * dataset.features,
          ]);
          expect(features).toBe(dataset.features);
          expect(inputs.every(Number.isFinite)).toBe(true);
          expect(labels.every((label) => label >= 0 && label < dataset.classes)).toBe(true);
        }
        expect(dataset.split(streams(seed), counts)).toEqual(split);
      }),
      { seed: fcSeed, numRuns: 20 },
    );
  });

  test('other keys give other points', () => {
    const [a, b] = [1, 2].map((seed) => dataset.split(streams(seed), { train: 50, test: 50 }));
    expect(a!.train.inputs).not.toEqual(b!.train.inputs);
    expect(a!.test.inputs).not.toEqual(b!.test.inputs);
    expect(a!.test.inputs).not.toEqual(a!.train.inputs);
  });

  test.each([
    [{ train: 0, test: 1 }, 'invalid number of train points: 0 (expected a whole number, 1 or more)'],
    [{ train: 2.5, test: 1 }, 'invalid number of train points: 2.5 (expected a whole number, 1 or more)'],
    [{ train: 1, test: -1 }, 'invalid number of test points: -1 (expected a whole number, 1 or more)'],
  ])('refuses %j', (counts, message) => {
    expect(() => dataset.split(streams(0), counts)).toThrow(new RangeError(message));
  });
});

describe.each(['circles', 'xor', 'gaussians', 'moons', 'spirals'] as const)('%s', (id) => {
  test('is balanced', () => {
    for (const count of [1, 33, 300]) {
      const { train } = datasetFrom(id).split(streams(3), { train: count, test: 1 });
      const [zeros, ones] = shares(train, 2);
      expect(Math.abs(zeros! - ones!) * count).toBeLessThanOrEqual(1);
    }
  });

  test('draws test points from their own stream', () => {
    const sizes = { train: 20, test: 20 };
    const one = datasetFrom(id).split(streams(1), sizes);
    const other = datasetFrom(id).split(streams(1, 2), sizes);
    const longer = datasetFrom(id).split(streams(1), { train: 40, test: 20 });
    expect(other.train).toEqual(one.train);
    expect(other.test).not.toEqual(one.test);
    expect(longer.test).toEqual(one.test);
  });
});

test('xor’s class is whether the signs differ', () => {
  const { train } = datasetFrom(['xor', { noise: 0 }]).split(streams(1), { train: 40, test: 1 });
  train.labels.forEach((label, i) => {
    expect(label).toBe(train.inputs[2 * i]! * train.inputs[2 * i + 1]! < 0 ? 1 : 0);
  });
});

test('the sign of the first coordinate is right for .977 of two Gaussians four apart', () => {
  const n = 20_000; // Hoeffding at 1e-9: √(ln 2e9 / 40,000) = .0231; three apart would give .933
  const { train } = datasetFrom(['gaussians', { distance: 4, std: 1 }]).split(streams(1), {
    train: n,
    test: 1,
  });
  const right = train.labels.filter((label, i) => label === (train.inputs[2 * i]! > 0 ? 1 : 0)).length;
  expect(Math.abs(right / n - 0.97725)).toBeLessThan(0.0231);
});

test.each<[unknown, string]>([
  [
    'circle',
    'unknown dataset: circle (expected one of circles, xor, gaussians, moons, spirals, digits, iris; did you mean circles?)',
  ],
  [{}, 'invalid dataset: {} (expected a name or [name, parameters])'],
  [['circles', { noise: -1 }], 'invalid noise: -1 (expected a number ≥ 0)'],
  [['circles', { factor: 1 }], 'invalid factor: 1 (expected a number from 0 to below 1)'],
  [['xor', { factor: 1 }], 'unknown parameter of xor: factor (expected noise)'],
  [['gaussians', { std: 'x' }], 'invalid std: "x" (expected a number ≥ 0)'],
  [['moons', { factor: 0.5 }], 'unknown parameter of moons: factor (expected noise)'],
  [['iris', { noise: 1 }], 'unknown parameter of iris: noise (expected no parameters)'],
  [['digits', { noise: 1 }], 'unknown parameter of digits: noise (expected no parameters)'],
])('%j is refused', (spec, message) => {
  expect(() => datasetFrom(spec)).toThrow(new RangeError(message));
});
