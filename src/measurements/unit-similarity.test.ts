import { expect, test } from 'vitest';
import { unitSimilarity } from './unit-similarity.ts';

const network = { widths: [1, 4, 1], activation: 'relu', loss: 'binary-cross-entropy' } as const;
const of = (incoming: readonly number[], outgoing: readonly number[]) =>
  unitSimilarity(
    network,
    {
      weights: [Float64Array.from(incoming), Float64Array.from(outgoing)],
      biases: [new Float64Array(4), new Float64Array(1)],
    },
    1,
  );

test('equal units are 1 alike, opposite ones 0, and units of zeros are one', () => {
  // Units (3, 4), (3, 4), (−3, −4), (0, 0): ‖(3, 4)‖ = 5.
  expect(of([3, 3, -3, 0], [4, 4, -4, 0])).toEqual([
    [1, 1, 0, 0],
    [1, 1, 0, 0],
    [0, 0, 1, 0],
    [0, 0, 0, 1],
  ]);
  expect(of([0, 0, 0, 0], [0, 0, 0, 0]).flat()).toEqual(Array.from({ length: 16 }, () => 1));
});

test('what is almost the same does not read as the same', () => {
  // ‖(0, 1e-9)‖ / 2 ≪ .001
  expect(of([1, 1, 1, 1], [0, 1e-9, 0, 0])[0]![1]).toBe(0.999);
});
