import { expect, test } from 'vitest';
import { rootKey } from '../random/key.ts';
import { datasetFrom } from './spec.ts';

test('iris is Fisher’s: fifty flowers a species, lengths in cm, means as published', () => {
  const draws = rootKey(1).draws();
  const { train, test: rest } = datasetFrom('iris').split(
    { train: draws, test: draws },
    { train: 149, test: 1 },
  );
  const labels = [...train.labels, ...rest.labels];
  expect([0, 1, 2].map((one) => labels.filter((label) => label === one).length)).toEqual([50, 50, 50]);
  const inputs = [...train.inputs, ...rest.inputs];
  const means = [0, 1, 2, 3].map((k) => inputs.reduce((sum, x, i) => sum + (i % 4 === k ? x : 0), 0) / 150);
  // scikit-learn's description of the set: 5.84, 3.05, 3.76, 1.20 (its sepal width is 3.057 to three digits)
  expect(means.map((mean) => mean.toFixed(2))).toEqual(['5.84', '3.06', '3.76', '1.20']);
});

test('spirals: the published points, radius scaled to 1, each with its mirror image in the other class', () => {
  const still = {
    uniform: () => 0,
    normal: () => 0,
    permutation: (count: number) => Int32Array.from({ length: count }, (_, i) => i),
  };
  const { train } = datasetFrom('spirals').split({ train: still, test: still }, { train: 194, test: 1 });
  for (let i = 0; i < 97; i++) {
    const [angle, radius] = [(i * Math.PI) / 16, (104 - i) / 104];
    expect(train.inputs[2 * i]).toBeCloseTo(radius * Math.sin(angle), 12);
    expect(train.inputs[2 * i + 1]).toBeCloseTo(radius * Math.cos(angle), 12);
    expect(train.inputs[2 * (i + 97)]).toBe(-train.inputs[2 * i]!);
    expect([train.labels[i], train.labels[i + 97]]).toEqual([0, 1]);
  }
});
