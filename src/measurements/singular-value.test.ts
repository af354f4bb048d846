import { describe, expect, test } from 'vitest';
import { reference } from '../engines/reference/reference.ts';
import { rootKey } from '../random/key.ts';
import { startingParameters } from '../training/arm.ts';
import { layerDraws } from '../training/job.ts';
import { readOff } from './measurement.ts';
import { measurementFrom } from './registry.ts';
import { singularValues } from './singular-value.ts';
import { startJob } from './start-job-fixture.ts';

test('of a matrix whose values are known', () => {
  // diag(3, 1e-9, 2) turned on one side by a rotation.
  const [c, s] = [0.6, 0.8];
  const values = singularValues(Float64Array.of(3 * c, 3 * s, 0, -1e-9 * s, 1e-9 * c, 0, 0, 0, 2), 3);
  expect(values[0]).toBeCloseTo(3, 14);
  expect(values[1]).toBeCloseTo(2, 14);
  expect(values[2]! / 1e-9).toBeCloseTo(1, 12);
});

test('the squares of a random matrix’s values sum to those of its entries', () => {
  const draws = rootKey(5).draws();
  const matrix = Float64Array.from({ length: 49 }, () => draws.normal());
  const sum = (numbers: Iterable<number>) => [...numbers].reduce((total, x) => total + x * x, 0);
  expect(sum(singularValues(matrix, 7)) / sum(matrix)).toBeCloseTo(1, 13);
});

describe('of a network', () => {
  const read = (
    widths: readonly number[],
    weights: readonly (readonly number[])[],
    which: 'smallest' | 'largest',
  ) =>
    readOff(measurementFrom(['singular-value', { which }]), {
      job: startJob(widths, weights),
      engine: reference,
    });

  test('its square layers are multiplied, the others left out', () => {
    const weights = [
      [5, 5],
      [2, 0, 0, 3],
      [0, 4, 1, 0],
      [7, 7],
    ];
    // (0 4; 1 0)(2 0; 0 3) = (0 12; 2 0)
    expect(read([1, 2, 2, 2, 1], weights, 'largest')).toBe(12);
    expect(read([1, 2, 2, 2, 1], weights, 'smallest')).toBe(2);
  });

  test('a network without square layers, or with some of two sizes, is refused', () => {
    expect(() =>
      read(
        [1, 2, 3],
        [
          [1, 1],
          [1, 1, 1, 1, 1, 1],
        ],
        'largest',
      ),
    ).toThrow('invalid layers: 1,2,3');
    expect(() => read([1, 1, 2, 2], [[1], [1, 1], [1, 1, 1, 1]], 'largest')).toThrow(
      'invalid layers: 1,1,2,2',
    );
  });

  test('orthogonal layers are an isometry', () => {
    const network = { widths: [8, 8, 8, 8], activation: 'linear', loss: 'squared-error' } as const;
    const { weights } = startingParameters(network, { init: 'orthogonal' }, layerDraws(rootKey(1)));
    const drawn = weights.map((w) => [...w]);
    for (const which of ['smallest', 'largest'] as const)
      expect(read(network.widths, drawn, which)).toBeCloseTo(1, 13);
  });
});
