import { describe, expect, test } from 'vitest';
import type { Job } from '../engines/engine.ts';
import { reference } from '../engines/reference/reference.ts';
import { rootKey } from '../random/key.ts';
import { dkwBand } from '../statistics/dkwm.ts';
import { kolmogorovDistance } from '../statistics/kolmogorov.ts';
import { rectifiedMeanSquareCdf } from '../statistics/rectified-mean-square.ts';
import { startingParameters } from '../training/arm.ts';
import { layerDraws } from '../training/job.ts';
import { readOff } from './measurement.ts';
import { measurementFrom } from './registry.ts';

const key = rootKey(1).child('layer-law-distance');

describe.each([1, 3, 10, 40])('the mean of 2 max(0, Z)² over %d normals', (n) => {
  const samples = 20_000;
  /**
   * A sample whose units are all 0, as 2^−n of them are, takes a uniform place below 2^−n, so that the law has no jump.
   * Correct code fails with probability at most 1e-9 (Massart): band = √(ln(2 / 1e-9) / 40,000) = .0231.
   */
  const band = dkwBand(samples, 1e-9);

  test('follows its law', () => {
    const draws = key.child(`simulation-${n}`).draws();
    const uniforms = Array.from({ length: samples }, () => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += 2 * Math.max(0, draws.normal()) ** 2;
      return sum === 0 ? draws.uniform() * 2 ** -n : rectifiedMeanSquareCdf(sum / n, n);
    });
    expect(kolmogorovDistance(uniforms, (u) => u)).toBeLessThan(band);
  });
});

/**
 * 200 hidden layers of 64 and one input make 200 independent uniforms a key under He's variance. The band at 1e-3 is
 * √(ln(2,000) / 400) = .1378. Weights × .88 give ratios × .7744, whose law lies .350 away: more than two bands, so
 * that a key is outside with probability .999 or more, as it is inside under He. Of 8 keys 4 or more are on the wrong
 * side with probability at most C(8, 4) · 1e-12 = 7e-11.
 */
describe('200 layers of 64', () => {
  const layers = 200;
  const width = 64;
  const keys = 8;
  const band = dkwBand(layers, 1e-3);

  const distances = Array.from({ length: keys }, (_, i) => {
    const job = deepJob(i);
    return { he: distance(job), scaled: distance(scaled(job, 0.88)) };
  });

  test('He’s weights lie inside the band', () => {
    expect(distances.filter(({ he }) => he < band).length).toBeGreaterThan(keys - 4);
  });

  test('the law of weights × .88 is more than two bands away, and they lie outside', () => {
    const grid = Array.from({ length: 300 }, (_, i) => i / 100);
    const apart = grid.map((x) =>
      Math.abs(rectifiedMeanSquareCdf(x, width) - rectifiedMeanSquareCdf(x / 0.7744, width)),
    );
    expect(Math.max(...apart)).toBeGreaterThan(2 * band);
    expect(distances.filter(({ scaled }) => scaled > band).length).toBeGreaterThan(keys - 4);
  });

  function deepJob(index: number): Job {
    const points = {
      count: 1,
      features: 3,
      inputs: Float64Array.of(0.5, -2, 1),
      labels: Int32Array.of(1),
    };
    const network = {
      widths: [3, ...Array.from({ length: layers }, () => width), 1],
      activation: 'relu',
      loss: 'binary-cross-entropy',
    } as const;
    return {
      network,
      schedule: {
        optimizer: { name: 'sgd' },
        learningRate: 0.1,
        batch: 'full',
        steps: 1,
        record: { costEvery: 1 },
      },
      start: startingParameters(network, { init: 'he' }, layerDraws(key.child(`key-${index}`))),
      train: points,
      test: points,
    };
  }

  function distance(job: Job): number {
    return readOff(measurementFrom(['layer-law-distance', { scale: 2 }]), { job, engine: reference })!;
  }
});

function scaled(job: Job, factor: number): Job {
  const weights = job.start.weights.map((w) => w.map((weight) => weight * factor));
  return { ...job, start: { ...job.start, weights } };
}

describe('a signal that is gone', () => {
  const job = (weights: readonly number[][]): Job => ({
    network: { widths: [1, 2, 2, 1], activation: 'relu', loss: 'binary-cross-entropy' },
    schedule: {
      optimizer: { name: 'sgd' },
      learningRate: 0.1,
      batch: 'full',
      steps: 1,
      record: { costEvery: 1 },
    },
    start: {
      weights: weights.map((w) => Float64Array.from(w)),
      biases: [new Float64Array(2), new Float64Array(2), new Float64Array(1)],
    },
    train: { count: 1, features: 1, inputs: Float64Array.of(1), labels: Int32Array.of(1) },
    test: { count: 1, features: 1, inputs: Float64Array.of(1), labels: Int32Array.of(1) },
  });
  const read = (given: Job) =>
    readOff(measurementFrom(['layer-law-distance', { scale: 2 }]), { job: given, engine: reference });

  test('counts as no growth', () => {
    // Both ratios are at the law's atom or below: F(0) = ¼ for the first layer, 0 for the layer after a dead one.
    expect(
      read(
        job([
          [-1, -1],
          [1, 1, 1, 1],
          [1, 1],
        ]),
      ),
    ).toBe(0.75);
    // Without bound: 0 · ∞ and ∞ / ∞ are no numbers and count as none.
    expect(
      read(
        job([
          [1e200, 1e200],
          [1e200, 1e200, 1e200, 1e200],
          [1, 1],
        ]),
      ),
    ).toBe(0.5);
  });

  test('more than one point is refused', () => {
    const one = job([
      [1, 1],
      [1, 1, 1, 1],
      [1, 1],
    ]);
    const train = { count: 2, features: 1, inputs: Float64Array.of(1, 2), labels: Int32Array.of(0, 1) };
    expect(() => read({ ...one, train })).toThrow(
      new RangeError('invalid points: 2 (the law is that of one input)'),
    );
  });
});
