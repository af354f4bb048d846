import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Points } from '../../datasets/dataset.ts';
import { type ActivationId, activations } from '../../network/activations.ts';
import { type LossId, losses } from '../../network/losses.ts';
import type { Network, Parameters } from '../../network/network.ts';
import { rootKey } from '../../random/key.ts';
import type { Engine, Job, Trajectory } from '../engine.ts';
import { gradientsOf } from '../reference/gradients.ts';
import { createPass, forward, toBatch } from '../reference/pass.ts';
import { reference } from '../reference/reference.ts';
import type { Optimizer, Schedule } from '../schedule.ts';
import { type Backend, loadBackend } from './backend.ts';
import { pass } from './graph.ts';
import { dispose } from './memory.ts';
import { stackParameters, stackPoints, unstackParameters } from './stack.ts';
import { tensorflow } from './tensorflow.ts';

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
  // An ε of .01: with 1e-8 a gradient that is next to nothing moves as far as any other, and rounding says whereto.
  { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 0.01 },
];

const cases: fc.Arbitrary<Case> = fc.record({
  widths: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 2, maxLength: 5 }),
  activation: fc.constantFrom(...(Object.keys(activations) as ActivationId[])),
  loss: fc.constantFrom(...(Object.keys(losses) as LossId[])),
  count: fc.integer({ min: 1, max: 40 }),
  optimizer: fc.constantFrom(...optimizers),
  batch: fc.oneof(fc.constant('full' as const), fc.integer({ min: 1, max: 40 })),
  seed: fc.nat(),
});

const some: Case = {
  widths: [2, 5, 3, 1],
  activation: 'tanh',
  loss: 'binary-cross-entropy',
  count: 12,
  optimizer: { name: 'sgd' },
  batch: 'full',
  seed: 1,
};

const steps = 5;

/** A job whose schedule depends on the case alone, not on its seed: cases of other seeds share a graph. */
function jobOf({ widths, activation, loss, count, optimizer, batch, seed }: Case): Job {
  const draws = rootKey(seed).child('case').draws();
  const normals = (length: number, scale: number) =>
    Float64Array.from({ length }, () => draws.normal() * scale);
  const outputs = { 'binary-cross-entropy': 1, 'softmax-cross-entropy': Math.max(2, widths.at(-1)!) };
  const heads: Partial<Record<LossId, number>> = outputs;
  const network: Network = {
    widths: [...widths.slice(0, -1), heads[loss] ?? widths.at(-1)!],
    activation,
    loss,
  };
  const last = network.widths.at(-1)!;
  const layers = network.widths.slice(1).map((fanOut, l) => ({ fanOut, fanIn: network.widths[l]! }));
  const points: Points = {
    count,
    features: widths[0]!,
    inputs: normals(count * widths[0]!, 1),
    labels: Int32Array.from({ length: count }, () => Math.floor(draws.uniform() * Math.max(2, last))),
    ...(loss === 'squared-error' && { targets: normals(count * last, 1) }),
  };
  const schedule: Schedule = {
    optimizer,
    learningRate: 0.05,
    layerRates: { weights: layers.map((_, l) => 1 / (l + 1)), biases: layers.map((_, l) => 1 / (l + 2)) },
    batch,
    steps,
    record: { costEvery: 2, crossings: [0.69, 0.5], accuracyAt: [3], snapshotsAt: [1, 4], unguarded: true },
  };
  const epochs = batch === 'full' ? 0 : Math.ceil(steps / Math.ceil(count / Math.min(batch, count)));
  const order = Int32Array.from(Array.from({ length: epochs }, () => [...draws.permutation(count)]).flat());
  const start = {
    weights: layers.map(({ fanOut, fanIn }) => normals(fanOut * fanIn, 1 / Math.sqrt(fanIn))),
    biases: layers.map(({ fanOut }) => normals(fanOut, 0.1)),
  };
  return { network, schedule, start, train: points, test: points, ...(batch !== 'full' && { order }) };
}

/** Whether rounding may decide on which side of a kink a pre-activation lies. */
function nearKink({ network, start, train }: Job): boolean {
  const seen = createPass(network, train.count);
  forward(network, start, toBatch(network, train), seen);
  return seen.z.slice(0, -1).some((z) => z.some((value) => Math.abs(value) < 1e-4));
}

/** The largest distance of two tensors against the first one's norm; a norm below .001 counts as .001. */
function distance(expected: Parameters, found: Parameters): number {
  const one = (x: Float64Array, y: Float64Array) =>
    Math.hypot(...x.map((value, i) => value - y[i]!)) / Math.max(Math.hypot(...x), 1e-3);
  return Math.max(
    ...expected.weights.map((w, l) => one(w, found.weights[l]!)),
    ...expected.biases.map((b, l) => one(b, found.biases[l]!)),
  );
}

/** The gradient by every parameter, as TensorFlow.js derives it. */
function derived({ network, start, train }: Job): Parameters {
  const parameters = stackParameters(network, [start]);
  const points = stackPoints(network, [train]);
  const seen = pass(network, parameters, points);
  const found = unstackParameters(seen.gradients)(0);
  dispose(parameters, points, seen);
  return found;
}

// A gradient is 4 layers of rounded sums, there and back, of at most 40 terms: 8 · 40 · 2^-24 = 2e-5 where nothing
// cancels. The elementary functions of the backends are good to some 1e-6 (the error function to 1.5e-7).
const tolerance = 1e-4;
// 5 steps of such gradients; momentum counts each up to 1 / (1 − .9) times, the rate of .05 takes that back.
const afterSteps = 3e-4;

const here = await loadBackend();
const engines = [...new Set<Backend['id']>([here.id, 'wasm', 'cpu'])];

test(`on this machine the engine runs on ${here.about}`, () => {
  expect(here.version.startsWith(`${tf.version_core}-${here.id}`)).toBe(true);
});

describe.each(engines)('tensorflow, %s backend', (backend) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await tensorflow(backend);
  });

  function expectClose(found: Trajectory, expected: Trajectory, within: number) {
    expect(found.steps).toEqual(expected.steps);
    expect(found.divergedAt).toBe(expected.divergedAt);
    expect(distance(expected.final, found.final)).toBeLessThanOrEqual(within);
    for (const kind of ['costs', 'unguardedCosts'] as const) {
      expect(found[kind].length).toBe(expected[kind].length);
      found[kind].forEach((cost, i) => {
        expect(Math.abs(cost / expected[kind][i]! - 1)).toBeLessThanOrEqual(within);
      });
    }
    expect(found.snapshots.map(({ step }) => step)).toEqual(expected.snapshots.map(({ step }) => step));
    found.snapshots.forEach(({ parameters }, i) => {
      expect(distance(expected.snapshots[i]!.parameters, parameters)).toBeLessThanOrEqual(within);
    });
    // Both are read off numbers that agree; a number on the edge may fall to either side.
    expect(found.accuracies.map(({ step }) => step)).toEqual(expected.accuracies.map(({ step }) => step));
    expect(found.crossings.map(({ cost }) => cost)).toEqual(expected.crossings.map(({ cost }) => cost));
  }

  test('derives the gradients that the reference engine computes', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const job = jobOf(given);
        fc.pre(!nearKink(job));
        const expected = gradientsOf(job.network, job.start, job.train);
        expect(distance(expected, derived(job))).toBeLessThanOrEqual(tolerance);
      }),
      { seed: 1, numRuns: 150 },
    );
  });

  test.each(Object.keys(activations) as ActivationId[])('takes the left slope of %s at 0', (activation) => {
    const job = jobOf({ ...some, activation });
    const flat = {
      ...job.start,
      // Every unit of the first layer stands at 0 exactly; what comes after it tells the slope.
      weights: job.start.weights.map((w, l) => (l === 0 ? w.map(() => 0) : w)),
      biases: job.start.biases.map((b) => b.map(() => 0)),
    };
    const expected = gradientsOf(job.network, flat, job.train);
    expect(distance(expected, derived({ ...job, start: flat }))).toBeLessThanOrEqual(tolerance);
  });

  test.each(Object.keys(losses) as LossId[])(
    '%s: zeros start on a smooth cost, large logits stay finite',
    (loss) => {
      const job = jobOf({ ...some, activation: 'linear', loss, widths: [2, 3] });
      for (const scale of [0, 300]) {
        const scaled = (layers: readonly Float64Array[]) =>
          layers.map((v) => v.map((value) => value * scale));
        const start = { weights: scaled(job.start.weights), biases: scaled(job.start.biases) };
        const expected = gradientsOf(job.network, start, job.train);
        expect(distance(expected, derived({ ...job, start }))).toBeLessThanOrEqual(tolerance);
        const { cost } = engine.profile({ ...job, start });
        expect(Math.abs(cost / reference.profile({ ...job, start }).cost - 1)).toBeLessThanOrEqual(tolerance);
      }
    },
  );

  test('trains as the reference does, whatever network, loss, optimizer and batch', () => {
    fc.assert(
      fc.property(cases, (given) => {
        const job = jobOf(given);
        fc.pre(!nearKink(job));
        const expected = reference.train(job);
        // Where training blows up, so does rounding; a cost next to nothing is a difference of larger numbers.
        fc.pre(expected.costs.every((cost) => cost > 0.01 && cost < 100));
        expectClose(engine.train(job), expected, afterSteps);
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  test('profiles as the reference does', () => {
    const flat = (value: unknown): number[] =>
      typeof value === 'number' ? [value] : Object.values(value as object).flatMap(flat);
    fc.assert(
      fc.property(cases, (given) => {
        const job = jobOf({ ...given, batch: 'full' });
        fc.pre(!nearKink(job));
        const expected = flat(reference.profile(job));
        const found = flat(engine.profile(job));
        expect(found.length).toBe(expected.length);
        found.forEach((value, i) => {
          expect(Math.abs(value - expected[i]!)).toBeLessThanOrEqual(
            tolerance * Math.max(1, Math.abs(expected[i]!)),
          );
        });
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  test.each(['full', 5] as const)(
    'replicates in one graph train as each does alone, batch %s',
    async (batch) => {
      const [first, second] = [
        { ...some, batch },
        { ...some, batch, widths: [3, 4, 2, 1], count: 9 },
      ];
      const jobs = [1, 2, 3].flatMap((seed) => [jobOf({ ...first, seed }), jobOf({ ...second, seed })]);
      const found = await engine.trainMany!(jobs);
      const fromOthers = distance(found[0]!.final, found[2]!.final);
      expect(fromOthers).toBeGreaterThan(0.1);
      // The same sums in another order: 12 terms of 2^-24 a step.
      jobs.forEach((job, i) => {
        expectClose(found[i]!, engine.train(job), 1e-5);
      });
    },
  );

  test('a replicate that diverges stops, keeps the cost it stopped at, and leaves the others alone', async () => {
    const given: Case = { ...some, activation: 'linear', loss: 'squared-error' };
    const tame = jobOf(given);
    const huge = tame.start.weights.map((w) => w.map((value) => value * 1e9));
    const wild = { ...tame, start: { ...tame.start, weights: huge } };
    const [before, diverged, after] = await engine.trainMany!([tame, wild, jobOf({ ...given, seed: 2 })]);
    expect(diverged!.divergedAt).toBeLessThan(steps);
    expect(diverged!.steps.at(-1)).toBe(diverged!.divergedAt);
    expect(diverged!.costs.at(-1)).not.toSatisfy(Number.isFinite);
    expectClose(before!, engine.train(tame), 1e-5);
    expect(after!.divergedAt).toBeNull();
    // Alone, and started at infinity, nothing is trained at all.
    expect(engine.train(wild).divergedAt).toBe(diverged!.divergedAt);
  });

  test('no tensor is left behind', async () => {
    const before = tf.memory().numTensors;
    for (const optimizer of optimizers) engine.train(jobOf({ ...some, optimizer }));
    const wild = jobOf({ ...some, loss: 'squared-error', activation: 'linear' });
    await engine.trainMany!([
      jobOf({ ...some, batch: 5 }),
      jobOf({ ...some, batch: 5, seed: 2 }),
      { ...wild, schedule: { ...wild.schedule, learningRate: 1e30 } },
    ]);
    for (const loss of Object.keys(losses) as LossId[]) engine.profile(jobOf({ ...some, loss }));
    expect(tf.memory().numTensors).toBe(before);
  });

  test('refuses a precision that it does not have', () => {
    const job = jobOf(some);
    const double = { ...job, schedule: { ...job.schedule, precision: 'float64' as const } };
    expect(() => engine.train(double)).toThrow(/invalid precision: float64 .*float32 only/);
    expect(() => engine.profile(double)).toThrow(RangeError);
  });
});

describe('which backend runs', () => {
  const works = (label: string) => ({ label, load: async (): Promise<[string]> => ['v1'] });
  const fails = (label: string, error: Error) => ({
    label,
    load: async () => {
      throw error;
    },
  });
  const absent = Object.assign(new Error("Cannot find package '@tensorflow/tfjs-node'"), {
    code: 'ERR_MODULE_NOT_FOUND',
  });
  const all = { native: works('native'), wasm: works('WebAssembly'), cpu: works('plain') };
  const version = tf.version_core;

  test('is the first that works, and it is said why', async () => {
    expect(await loadBackend('', all)).toEqual({
      id: 'native',
      about: `TensorFlow.js ${version}, native backend v1`,
      version: `${version}-native-v1`,
    });
    const second = await loadBackend('', { ...all, native: fails('native', absent) });
    expect(second.about).toBe(
      `TensorFlow.js ${version}, WebAssembly backend v1 (not the native one: @tensorflow/tfjs-node is not installed, npm run native may help)`,
    );
    const third = await loadBackend('', {
      ...all,
      native: fails('native', new Error('The Node.js native addon module can not be found at path: x')),
      wasm: fails('WebAssembly', new Error('no WebAssembly\nat line 1')),
    });
    expect(third.id).toBe('cpu');
    expect(third.about).toContain(
      '(not the native one: the native library of @tensorflow/tfjs-node is not there, npm run native may help; not the WebAssembly one: no WebAssembly)',
    );
  });

  test('is the one asked for, or none', async () => {
    expect((await loadBackend('cpu', all)).about).toMatch(
      /plain backend v1 \(INITPROOF_TF_BACKEND asks for it\)$/,
    );
    await expect(loadBackend('gpu', all)).rejects.toThrow(
      /^unknown backend in INITPROOF_TF_BACKEND: gpu \(expected one of native, wasm, cpu\)$/,
    );
    await expect(loadBackend('native', { ...all, native: fails('native', absent) })).rejects.toThrow(
      /^no backend of TensorFlow\.js works here \(.*tfjs-node is not installed/,
    );
  });
});
