import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Job } from '../engines/engine.ts';
import { reference } from '../engines/reference/reference.ts';
import { costAt, stepsToCost, unguardedCost } from '../measurements/specs.ts';
import type { Network, Parameters } from '../network/network.ts';
import { rootKey } from '../random/key.ts';
import { startingParameters } from '../training/arm.ts';
import { layerDraws } from '../training/job.ts';
import { type Fault, type FaultId, faults, plantOf } from './faults.ts';
import { better } from './score.ts';

const network: Network = { widths: [2, 4, 3, 1], activation: 'relu', loss: 'binary-cross-entropy' };
const start = () =>
  startingParameters(network, { init: 'he', biases: ['normal', { std: 1 }] }, layerDraws(rootKey(3)));
const draws = () => rootKey(4).draws();
const before = start();

function planted(id: FaultId): Parameters {
  const given = start();
  const after = plantOf(faults[id], draws).start(given, network);
  expect(given, 'the start itself is left alone').toEqual(before);
  return after;
}

/** Indices at which two layers differ. */
const differing = (a: Float64Array, b: Float64Array) => [...a.keys()].filter((i) => a[i] !== b[i]);

/** Which layers' weights and biases differ from what was planted in. */
const touched = (after: Parameters) => ({
  weights: before.weights.map((w, l) => differing(w, after.weights[l]!).length),
  biases: before.biases.map((b, l) => differing(b, after.biases[l]!).length),
});

const residual: Network = {
  ...network,
  widths: [2, 3, 4, 3, 4, 3, 1],
  residual: { branchLayers: 2, multipliers: true },
};
const residualStart = () =>
  startingParameters(residual, { init: 'he', multipliers: 'zeros' }, layerDraws(rootKey(3)));

describe('faults of residual networks', () => {
  const plantedIn = (id: FaultId) => plantOf(faults[id], draws).start(residualStart(), residual);

  test('multipliers-at-one', () => {
    expect(residualStart().multipliers).toEqual([Float64Array.of(0), Float64Array.of(0)]);
    expect(plantedIn('multipliers-at-one')).toEqual({
      ...residualStart(),
      multipliers: [Float64Array.of(1), Float64Array.of(1)],
    });
    expect(planted('multipliers-at-one')).toEqual(before);
  });

  test('dropped-residual-scale: what lies inside a branch is larger by the root of their number', () => {
    const { weights } = residualStart();
    const inside = [1, 3];
    expect(plantedIn('dropped-residual-scale')).toEqual({
      ...residualStart(),
      weights: weights.map((w, l) => (inside.includes(l) ? w.map((value) => value * Math.SQRT2) : w)),
    });
    expect(planted('dropped-residual-scale')).toEqual(before);
  });
});

describe('faults of an engine change what they say of its runs', () => {
  const points = {
    count: 3,
    features: 2,
    inputs: Float64Array.of(1, 2, 3, 4, 5, 6),
    labels: Int32Array.of(0, 1, 1),
  };
  const job: Job = {
    network,
    schedule: {
      optimizer: { name: 'sgd' },
      learningRate: 0.5,
      batch: 'full',
      steps: 1,
      record: { costEvery: 1 },
    },
    start: before,
    train: points,
    test: points,
  };
  const sound = reference.train(job);
  const finalOf = (id: FaultId) => plantOf(faults[id], draws).engine(reference).train(job).final;

  test('wrong-bias-sign: one bias goes the other way', () => {
    const [wrong, right, from] = [finalOf('wrong-bias-sign'), sound.final, before].map(
      (p) => p.biases[0]![0]!,
    );
    expect(wrong! - from!).toBeCloseTo(from! - right!, 12);
    expect(right).not.toBe(from);
    expect(finalOf('wrong-bias-sign').weights).toEqual(sound.final.weights);
  });

  test('dropped-point: as if the last were not there', () => {
    const two = { ...points, count: 2, inputs: points.inputs.slice(0, 4), labels: points.labels.slice(0, 2) };
    expect(finalOf('dropped-point')).toEqual(reference.train({ ...job, train: two }).final);
  });

  test('last-bit: one weight, by as little as can be', () => {
    const [wrong, right] = [finalOf('last-bit'), sound.final].map((p) => p.weights[0]!);
    expect(differing(wrong!, right!)).toEqual([0]);
    expect(Math.abs(wrong![0]! / right![0]! - 1)).toBeLessThanOrEqual(2 ** -51);
  });
});

test('one-rate-for-all: the rates by layer are gone, nothing else', () => {
  const schedule = {
    optimizer: { name: 'sgd' },
    learningRate: 0.5,
    batch: 'full',
    steps: 1,
    record: { costEvery: 1 },
  } as const;
  const layerRates = { weights: [1, 2, 3], biases: [1, 2, 3] };
  expect(faults['one-rate-for-all'].apply({ ...schedule, layerRates })).toEqual(schedule);
});

const untouchedBiases = [0, 0, 0];

describe('faults of the start change what they say and nothing else', () => {
  test('one-nudged-weight: one weight of the first layer, by .001', () => {
    const after = planted('one-nudged-weight');
    expect(touched(after)).toEqual({ weights: [1, 0, 0], biases: untouchedBiases });
    expect(after.weights[0]![0]! - before.weights[0]![0]!).toBeCloseTo(0.001, 12);
  });

  test('varied-biases: every hidden bias', () => {
    const after = planted('varied-biases');
    expect(touched(after)).toEqual({ weights: [0, 0, 0], biases: [4, 3, 0] });
    expect(new Set([...after.biases[0]!, ...after.biases[1]!]).size).toBe(7);
  });

  test('random-first-layer: every weight of the first layer', () => {
    const after = planted('random-first-layer');
    expect(touched(after)).toEqual({ weights: [8, 0, 0], biases: untouchedBiases });
    expect(new Set(after.weights[0]!).size).toBe(8);
  });

  test('random-weights: every weight, as He draws them', () => {
    const after = planted('random-weights');
    expect(touched(after)).toEqual({ weights: [8, 12, 3], biases: untouchedBiases });
    const scaled = after.weights.flatMap((w, l) => [...w].map((v) => v / Math.sqrt(2 / network.widths[l]!)));
    const meanSquare = scaled.reduce((sum, v) => sum + v * v, 0) / scaled.length;
    // Chi-square with 23 degrees of freedom over 23 lies within .33 to 2.3 for all but 1e-4 of seeds.
    expect(meanSquare).toBeGreaterThan(0.33);
    expect(meanSquare).toBeLessThan(2.3);
  });

  test('tied-units: the second unit becomes the first, in and out', () => {
    const { weights, biases } = planted('tied-units');
    expect(touched({ weights, biases })).toEqual({ weights: [2, 3, 0], biases: [1, 0, 0] });
    expect(weights[0]!.slice(2, 4)).toEqual(before.weights[0]!.slice(0, 2));
    expect(biases[0]![1]).toBe(before.biases[0]![0]);
    for (const row of [0, 1, 2]) expect(weights[1]![4 * row + 1]).toBe(before.weights[1]![4 * row]);
  });

  test.each([
    ['missing-root-two', 1 / Math.sqrt(2)],
    ['scale-0.88', 0.88],
    ['scale-to-zero', 0],
  ] as const)('%s: every weight times %d, no bias', (id, factor) => {
    const after = planted(id);
    after.weights.forEach((w, l) => {
      w.forEach((value, i) => {
        expect(value).toBeCloseTo(before.weights[l]![i]! * factor, 12);
      });
    });
    expect(touched(after)).toEqual({ weights: [8, 12, 3], biases: untouchedBiases });
  });
});

test('scale-to-zero leaves no −0: all keys are one run', () => {
  for (const w of planted('scale-to-zero').weights)
    for (const value of w) expect(Object.is(value, 0)).toBe(true);
});

test.each([
  ['activation-not-zero-at-zero', 'sigmoid'],
  ['non-monotone-activation', 'gelu'],
] as const)('%s: the hidden activation becomes %s', (id, activation) => {
  const plant = plantOf(faults[id], draws);
  expect(plant.network(network)).toEqual({ ...network, activation });
  expect(plant.start(before, network)).toBe(before);
});

test('fan-out-for-fan-in: every weight, by √(fan-in / fan-out)', () => {
  const after = planted('fan-out-for-fan-in');
  const ratios = after.weights.map((w, l) => w[0]! / before.weights[l]![0]!);
  expect(ratios.map((ratio) => Number((ratio ** 2).toFixed(12)))).toEqual([0.5, 1.333333333333, 3]);
});

test('uniform-for-normal: every weight drawn anew, within √3 times the layer’s root mean square', () => {
  const after = planted('uniform-for-normal');
  expect(touched(after)).toEqual({ weights: [8, 12, 3], biases: untouchedBiases });
  after.weights.forEach((w, l) => {
    const limit = Math.sqrt((3 * before.weights[l]!.reduce((sum, v) => sum + v * v, 0)) / w.length);
    expect(Math.max(...w.map(Math.abs))).toBeLessThanOrEqual(limit);
  });
});

test('repeated-weights: every second one is the one before', () => {
  const { weights, biases } = planted('repeated-weights');
  expect(biases).toEqual(before.biases);
  weights.forEach((w, l) => {
    expect([...w]).toEqual([...before.weights[l]!].map((_, i, all) => all[i - (i % 2)]));
  });
});

test('one-weight-differs-again: one weight, by .001', () => {
  expect([...faults['one-weight-differs-again'].apply(Float64Array.of(1, 2))]).toEqual([1.001, 2]);
});

test('guarded-logarithm: the unguarded cost becomes the guarded one, nothing else does', () => {
  const { apply } = faults['guarded-logarithm'];
  expect(apply(unguardedCost())).toEqual(costAt(0));
  for (const other of [costAt(5), stepsToCost(0.3)]) expect(apply(other)).toEqual(other);
});

test('swapped-arms: the comparison is turned round', () => {
  expect(faults['swapped-arms'].apply(better('a', 'b', costAt(0)))).toEqual(better('b', 'a', costAt(0)));
});

test('without a fault nothing changes', () => {
  const plant = plantOf(undefined, draws);
  expect(plant.start(before, network)).toBe(before);
  expect(plant.network(network)).toBe(network);
});

test('faults of scores, measurements and coins do not reach a case', () => {
  for (const id of ['swapped-arms', 'guarded-logarithm', 'biased-coin'] as const) {
    const plant = plantOf(faults[id], draws);
    expect(plant.start(before, network)).toBe(before);
    expect(plant.network(network)).toBe(network);
  }
});

test('every fault is planted in some claim', () => {
  const folder = new URL('../../experiments/', import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith('.test.ts'));
  const text = files.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('');
  expect(Object.keys(faults).filter((id) => !text.includes(`'${id}'`))).toEqual([]);
});

test('every fault has a description of its own', () => {
  const descriptions = Object.values<Fault>(faults).map(({ description }) => description);
  expect(new Set(descriptions).size).toBe(descriptions.length);
});
