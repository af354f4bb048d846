import { expect, test } from 'vitest';
import type { Draws } from '../random/draws.ts';
import { rootKey } from '../random/key.ts';
import { digits } from './digits.ts';

const streams = (seed: number) => {
  const draws = rootKey(seed).draws();
  return { train: draws, test: draws };
};
/** Rows in the file's order. */
const still: Draws = {
  uniform: () => 0,
  normal: () => 0,
  permutation: (count) => Int32Array.from({ length: count }, (_, i) => i),
};

test('the file is scikit-learn’s: first images and class counts', () => {
  const { train, test } = digits().split({ train: still, test: still }, { train: 1, test: 1796 });
  expect([...train.inputs.slice(0, 16)].map((pixel) => pixel * 16)).toEqual([
    0, 0, 5, 13, 9, 1, 0, 0, 0, 0, 13, 15, 10, 15, 5, 0,
  ]);
  const labels = [...train.labels, ...test.labels];
  expect(labels.slice(0, 10)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  // np.bincount(load_digits().target)
  expect(Array.from({ length: 10 }, (_, digit) => labels.filter((one) => one === digit).length)).toEqual([
    178, 182, 177, 183, 181, 182, 181, 179, 174, 180,
  ]);
  const largest = Math.max(...train.inputs, ...test.inputs.slice(0, 6400));
  expect([largest, Math.min(...test.inputs.slice(0, 6400))]).toEqual([1, 0]);
});

test('no image is in both parts, and all may be used', () => {
  const { train, test } = digits().split(streams(3), { train: 1437, test: 360 });
  // The 1,797 images all differ, so rows stand for images.
  const rows = [train, test].flatMap(({ inputs, count }) =>
    Array.from({ length: count }, (_, i) => inputs.slice(i * 64, (i + 1) * 64).join()),
  );
  expect(new Set(rows).size).toBe(1797);
});

test('more than there are is refused', () => {
  expect(() => digits().split(streams(0), { train: 1500, test: 298 })).toThrow(
    new RangeError(
      'invalid number of points: 1500 train and 298 test (expected at most 1797 images together)',
    ),
  );
});
