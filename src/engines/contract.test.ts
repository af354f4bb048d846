import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Points } from '../datasets/dataset.ts';
import { type ActivationId, activations } from '../network/activations.ts';
import { type LossId, losses } from '../network/losses.ts';
import type { Network, Parameters } from '../network/network.ts';
import { rootKey } from '../random/key.ts';
import type { Job } from './engine.ts';
import { fused } from './fused/fused.ts';
import { createPass, forward, toBatch } from './reference/pass.ts';
import { reference } from './reference/reference.ts';
import type { Optimizer, Precision, Schedule } from './schedule.ts';

// The laws that every engine keeps: the reference's trajectories, whatever is trained and however.

interface Case {
  readonly widths: readonly number[];
  readonly activation: ActivationId;
  readonly loss: LossId;
  readonly count: number;
  readonly optimizer: Optimizer;
  readonly batch: 'full' | number;
  readonly seed: number;
}

const optimizers: Optimizer[] = [
  { name: 'sgd' },
  { name: 'momentum', momentum: 0.9 },
  { name: 'nesterov', momentum: 0.9 },
  { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
];

const cases: fc.Arbitrary<Case> = fc.record({
  widths: fc.array(fc.integer({ min: 1, max: 19 }), { minLength: 2, maxLength: 5 }),
  activation: fc.constantFrom(...(Object.keys(activations) as ActivationId[])),
  loss: fc.constantFrom(...(Object.keys(losses) as LossId[])),
  count: fc.integer({ min: 1, max: 67 }),
  optimizer: fc.constantFrom(...optimizers),
  batch: fc.oneof(fc.constant('full' as const), fc.integer({ min: 1, max: 40 })),
  seed: fc.nat(),
});

const steps = 6;

function jobOf({ widths, activation, loss, count, optimizer, batch, seed }: Case, precision: Precision): Job {
  const key = rootKey(seed);
  const draws = key.child('case').draws();
  const normals = (length: number, scale: number) =>
    Float64Array.from({ length }, () => draws.normal() * scale);
  const outputs =
    loss === 'binary-cross-entropy'
      ? 1
      : loss === 'softmax-cross-entropy'
        ? Math.max(2, widths.at(-1)!)
        : widths.at(-1)!;
  const network: Network = { widths: [...widths.slice(0, -1), outputs], activation, loss };
  const layers = network.widths.slice(1).map((fanOut, l) => ({ fanOut, fanIn: network.widths[l]! }));
  const points: Points = {
    count,
    features: widths[0]!,
    inputs: normals(count * widths[0]!, 1),
    labels: Int32Array.from({ length: count }, (_, s) => s % (outputs === 1 ? 2 : outputs)),
    ...(loss === 'squared-error' && { targets: normals(count * outputs, 1) }),
  };
  const layerRates = {
    weights: layers.map((_, l) => 1 / (l + 1)),
    biases: layers.map((_, l) => 1 / (l + 2)),
  };
  const record = {
    costEvery: 2,
    crossings: [0.7, 0.69, 0.5],
    accuracyAt: [3],
    snapshotsAt: [1, 4],
    unguarded: true,
  };
  const schedule: Schedule = { optimizer, learningRate: 0.01, layerRates, batch, steps, precision, record };
  const epochs = batch === 'full' ? 0 : Math.ceil(steps / Math.ceil(count / Math.min(batch, count)));
  const order = Int32Array.from(Array.from({ length: epochs }, () => [...draws.permutation(count)]).flat());
  return {
    network,
    schedule,
    start: {
      weights: layers.map(({ fanOut, fanIn }) => normals(fanOut * fanIn, 1 / Math.sqrt(fanIn))),
      biases: layers.map(({ fanOut }) => normals(fanOut, 0.1)),
    },
    train: points,
    test: points,
    ...(batch !== 'full' && { order }),
  };
}

/** Whether a pre-activation of a hidden layer lies so near 0 that rounding decides on which side of a kink it is. */
function nearKink({ network, start, train }: Job): boolean {
  const pass = createPass(network, train.count);
  forward(network, start, toBatch(network, train), pass);
  return pass.z.slice(0, -1).some((z) => z.some((value) => Math.abs(value) < 1e-4));
}

/** Largest difference of any layer, against the layer's norm. */
function distance(a: Parameters, b: Parameters): number {
  const layer = (x: Float64Array, y: Float64Array) => {
    const norm = Math.hypot(...x);
    return Math.hypot(...x.map((value, i) => value - y[i]!)) / Math.max(norm, 1e-3);
  };
  return Math.max(
    ...a.weights.map((w, l) => layer(w, b.weights[l]!)),
    ...a.biases.map((v, l) => layer(v, b.biases[l]!)),
  );
}

// float64: a handful of rounded sums of at most 67 terms a step, 6 steps: 6 · 4 · 67 · 2^-53 = 2e-13, amplified by
// Adam's division where a gradient is next to nothing. float32: the same in 2^-24 is 1e-4.
const tolerances = { float64: 1e-10, float32: 3e-4 } as const;

describe.each(Object.entries(tolerances) as [Precision, number][])('fused, %s', (precision, tolerance) => {
  test('trains as the reference does, whatever network, loss, optimizer and batch', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const job = jobOf(given, precision);
        fc.pre(precision === 'float64' || (!nearKink(job) && given.optimizer.name !== 'adam'));
        const expected = reference.train(jobOf(given, 'float64'));
        // Where training blows up, so does rounding.
        fc.pre(expected.costs.every((cost) => cost < 100));
        const found = fused.train(job);
        expect(distance(expected.final, found.final)).toBeLessThanOrEqual(tolerance);
        expect(found.steps).toEqual(expected.steps);
        found.costs.forEach((cost, i) => {
          expect(Math.abs(cost - expected.costs[i]!)).toBeLessThanOrEqual(
            tolerance * Math.max(1, expected.costs[i]!),
          );
        });
        found.snapshots.forEach(({ step, parameters }, i) => {
          expect(step).toBe(expected.snapshots[i]!.step);
          expect(distance(expected.snapshots[i]!.parameters, parameters)).toBeLessThanOrEqual(tolerance);
        });
        expect(found.unguardedCosts).toHaveLength(expected.unguardedCosts.length);
        if (precision === 'float64') {
          expect(found.crossings).toEqual(expected.crossings);
          expect(found.accuracies).toEqual(expected.accuracies);
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test('profiles as the reference does', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const job = jobOf({ ...given, batch: 'full' }, precision);
        fc.pre(precision === 'float64' || !nearKink(job));
        const flat = (value: unknown): number[] =>
          typeof value === 'number' ? [value] : Object.values(value as object).flatMap(flat);
        const expected = flat(reference.profile(jobOf({ ...given, batch: 'full' }, 'float64')));
        flat(fused.profile(job)).forEach((value, i) => {
          expect(Math.abs(value - expected[i]!)).toBeLessThanOrEqual(
            tolerance * Math.max(1, Math.abs(expected[i]!)),
          );
        });
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  test('equal units stay equal to the bit, whatever their place in the layer', () => {
    for (const units of [2, 3, 5, 8, 13]) {
      const job = jobOf(
        {
          widths: [3, units, units + 1, 2],
          activation: 'relu',
          loss: 'softmax-cross-entropy',
          count: 21,
          optimizer: { name: 'sgd' },
          batch: 'full',
          seed: units,
        },
        precision,
      );
      const constant = job.start.weights.map((w, l) =>
        l === 2 ? w.map(() => 0.3) : w.map((_, i) => 0.1 + 0.01 * (l === 0 ? i % 3 : 0)),
      );
      const { final } = fused.train({
        ...job,
        start: { weights: constant, biases: job.start.biases.map((b) => b.map(() => 0.1)) },
      });
      const rows = Array.from({ length: units }, (_, i) =>
        final.weights[0]!.subarray(3 * i, 3 * i + 3).join(),
      );
      expect(new Set(rows).size).toBe(1);
      expect(new Set(final.biases[0]).size).toBe(1);
      expect(new Set(final.weights[1]).size).toBe(1);
    }
  });

  test.each(['squared-error', 'binary-cross-entropy'] as const)(
    'a run that diverges stops, and keeps the cost it stopped at: %s',
    (loss) => {
      const job = jobOf(
        {
          widths: [2, 5, 1],
          activation: 'linear',
          loss,
          count: 9,
          optimizer: { name: 'sgd' },
          batch: 'full',
          seed: 1,
        },
        precision,
      );
      const wild = {
        ...job,
        schedule: { ...job.schedule, learningRate: 1e30, steps: 50, record: { costEvery: 7 } },
      };
      const found = fused.train(wild);
      expect(found.divergedAt).not.toBeNull();
      expect(found.divergedAt! % 7).not.toBe(0);
      expect(found.costs.at(-1)).not.toSatisfy(Number.isFinite);
      if (precision === 'float64') expect(found.divergedAt).toBe(reference.train(wild).divergedAt);
    },
  );
});

test('the same job gives the same bits, also after other jobs of other sizes', () => {
  const hashes = (['float64', 'float32'] as const).map((precision) => {
    const hash = createHash('sha256');
    for (const given of fc.sample(cases, { seed: 7, numRuns: 40 })) {
      const { final, costs } = fused.train(jobOf(given, precision));
      for (const array of [...final.weights, ...final.biases, Float64Array.from(costs)])
        hash.update(new Uint8Array(array.buffer));
    }
    return hash.digest('hex');
  });
  // Strict SIMD and elementary functions that are compiled in: the same on every machine and every version of Node.
  expect(hashes).toEqual([
    '9eccb4fec093fa9d3804c11ebe683397444b92293d8590969829b499d87e3d8b',
    '030e8cc42a943d59f4acda93eea1d481379e9c1dba0923f1717228bab351a3b2',
  ]);
});

test('a job too large for the kernel’s memory is refused before anything is trained', () => {
  const job = jobOf(
    {
      widths: [2, 3, 1],
      activation: 'relu',
      loss: 'binary-cross-entropy',
      count: 5,
      optimizer: { name: 'sgd' },
      batch: 'full',
      seed: 1,
    },
    'float64',
  );
  const vast = { ...job, schedule: { ...job.schedule, steps: 10 ** 9, record: { costEvery: 1 } } };
  expect(() => fused.train(vast)).toThrow(/job too large.*MiB/);
});

test('the reference engine refuses a precision it does not have', () => {
  const [given] = fc.sample(cases, { seed: 1, numRuns: 1 });
  expect(() => reference.train(jobOf(given!, 'float32'))).toThrow(/invalid precision: float32.*float64 only/);
});
