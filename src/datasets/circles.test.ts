import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Draws } from '../random/draws.ts';
import { numpyLegacy } from '../random/numpy-legacy.ts';
import { circles } from './circles.ts';
import { moons } from './moons.ts';

interface Golden {
  readonly name: string;
  readonly generator: 'make_circles' | 'make_moons';
  readonly args: {
    readonly nSamples: number;
    readonly noise: number | null;
    readonly factor?: number;
    readonly shuffle: boolean;
  };
  readonly seed: number | null;
  readonly X: readonly (readonly [number, number])[];
  readonly y: readonly number[];
  readonly nextRandomSample: readonly number[] | null;
}

const datasets = ['circles', 'moons'].flatMap(
  (name) =>
    JSON.parse(readFileSync(new URL(`./golden/${name}.json`, import.meta.url), 'utf8')).datasets as Golden[],
);

/** Leaves every point where it stands. */
const still: Draws = {
  uniform: () => 0,
  normal: () => 0,
  permutation: (count) => Int32Array.from({ length: count }, (_, i) => i),
};

test('the golden files have the course’s two sets, two more of circles and two of moons', () => {
  expect(datasets.map(({ y, seed }) => [y.length, seed])).toEqual([
    [300, 1],
    [100, 2],
    [33, null],
    [33, 4],
    [200, 0],
    [33, null],
  ]);
});

describe.each(datasets)('$name', ({ generator, args, seed, X, y, nextRandomSample }) => {
  test('is scikit-learn’s', () => {
    const draws = seed === null ? still : numpyLegacy(seed);
    const noise = args.noise ?? 0;
    const dataset = generator === 'make_moons' ? moons({ noise }) : circles({ noise, factor: args.factor! });
    const { train } = dataset.split({ train: draws, test: still }, { train: args.nSamples, test: 1 });
    expect([...train.labels]).toEqual(y);
    expect(train.inputs.length).toBe(2 * X.length);
    // sin, cos and ln are other libraries' there: 1e-14 (golden, `tolerance`)
    X.flat().forEach((value, i) => {
      expect(Math.abs(train.inputs[i]! - value)).toBeLessThanOrEqual(1e-14);
    });
    if (nextRandomSample !== null) expect([draws.uniform(), draws.uniform()]).toEqual(nextRandomSample);
  });
});
