import { describe, expect, test } from 'vitest';
import { reference } from '../engines/reference/reference.ts';
import { rootKey } from '../random/key.ts';
import { normalMeanSquareCdf } from '../statistics/normal-mean-square.ts';
import { readOff } from './measurement.ts';
import { type MeasurementSpec, measurementFrom } from './registry.ts';
import { startJob } from './start-job-fixture.ts';

const read = (spec: MeasurementSpec, ...job: Parameters<typeof startJob>) =>
  readOff(measurementFrom(spec), { job: startJob(...job), engine: reference });

describe('born dead', () => {
  test('is a network one of whose hidden layers answers 0 to every point', () => {
    const weights = [[-1], [1], [1]];
    expect(read(['born-dead'], [1, 1, 1, 1], weights, [[1], [2]])).toBe(1);
    expect(read(['born-dead'], [1, 1, 1, 1], weights, [[1], [-2]])).toBe(0);
  });

  test('is not one whose output alone is 0', () => {
    expect(read(['born-dead'], [1, 1, 1], [[1], [0]])).toBe(0);
  });
});

describe('what differs between inputs', () => {
  test('is the variance over points against the mean square', () => {
    // z = 1 and 3: mean 2, variance 1, mean square 5.
    expect(read(['input-share', { layer: 1 }], [1, 1, 1], [[1], [1]], [[1], [3]])).toBeCloseTo(0.2, 15);
  });

  test('is nothing of a layer that is the same for all, or 0', () => {
    expect(read(['input-share', { layer: 2 }], [1, 1, 1], [[-1], [1]], [[1], [3]])).toBe(0);
    expect(read(['input-share', { layer: 1 }], [1, 1], [[1]], [[2], [2]])).toBe(0);
  });

  test('a layer that is not there is named', () => {
    expect(() => read(['input-share', { layer: 3 }], [1, 1, 1], [[1], [1]])).toThrow('invalid layer: 3');
  });
});

describe('tied layers', () => {
  test('are those of one shape whose weights are alike up to sign and scale', () => {
    expect(
      read(
        ['tied-layers'],
        [2, 2, 2],
        [
          [1, 2, 3, 4],
          [-2, -4, -6, -8],
        ],
      ),
    ).toBeCloseTo(1, 15);
    expect(
      read(
        ['tied-layers'],
        [2, 2, 2],
        [
          [1, 0, 0, 0],
          [0, 1, 1, 1],
        ],
      ),
    ).toBe(0);
  });

  test('layers of other shapes are not compared, however alike', () => {
    expect(
      read(
        ['tied-layers'],
        [2, 1, 2],
        [
          [1, 2],
          [1, 2],
        ],
      ),
    ).toBe(0);
  });
});

test('growth over layers that are not there is refused', () => {
  const over = (from: number, to: number) =>
    read(['layer-growth', { of: 'activation', from, to, average: 'geometric' }], [1, 1, 1], [[1], [1]]);
  expect(over(1, 2)).toBe(1);
  for (const [from, to] of [
    [0, 2],
    [2, 2],
    [1, 3],
  ] as const)
    expect(() => over(from, to)).toThrow(`invalid layers: ${from} to ${to} (the network has 2)`);
});

describe('the law of linear layers', () => {
  const layers = 300;
  const widths = [4, ...Array<number>(layers).fill(4), 1];
  const distance = (scale: number, factor: number) => {
    const draws = rootKey(3).child('linear-layers').draws();
    const weights = widths
      .slice(1)
      .map((fanOut, l) =>
        Array.from(
          { length: fanOut * widths[l]! },
          () => factor * draws.normal() * Math.sqrt(1 / widths[l]!),
        ),
      );
    return read(['layer-law-distance', { scale }], widths, weights, undefined, 'linear')!;
  };
  // 300 uniforms pass sqrt(ln(2 / 1e-6) / 600) = .155 with probability at most 1e-6.
  const band = Math.sqrt(Math.log(2 / 1e-6) / (2 * layers));

  test('is followed by their growth, at its own scale only', () => {
    expect(distance(1, 1)).toBeLessThan(band);
    expect(distance(1.44, 1.2)).toBeLessThan(band);
    expect(distance(1, 1.2)).toBeGreaterThan(band);
  });

  test('is χ² over its degrees: of two units exponential', () => {
    for (const x of [0.1, 1, 3]) expect(normalMeanSquareCdf(x, 2)).toBeCloseTo(1 - Math.exp(-x), 14);
    expect(normalMeanSquareCdf(-1, 2)).toBe(0);
    expect(() => normalMeanSquareCdf(1, 1001)).toThrow('invalid number of units: 1001');
  });

  test('other activations have none here', () => {
    expect(() =>
      read(['layer-law-distance', { scale: 1 }], [1, 1, 1], [[1], [1]], undefined, 'tanh'),
    ).toThrow('invalid activation: tanh (the law is known for relu and linear)');
  });
});
